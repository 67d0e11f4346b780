import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { startTestWeb, type TestWeb } from '../support/web.js';

interface Operation {
  readonly summary?: string;
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: object;
}
interface Described {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** `GET /api/agencies/{agency}` of every address under /api that the router answers. */
function routesOf(server: FastifyInstance): readonly string[] {
  const found: string[] = [];
  const path: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (match === null) continue;
    const [, indent = '', part = '', methods] = match;
    const depth = indent.length / 4;
    path.splice(depth, path.length, part);
    const address = path.join('').replace(/:(\w+)/g, '{$1}');
    if (methods === undefined || !address.startsWith('/api/')) continue;
    const own = methods.split(', ').filter((method) => !['HEAD', 'OPTIONS'].includes(method));
    found.push(...own.map((method) => `${method} ${address.replace(/\/$/, '')}`));
  }
  return found;
}

describe('the description of the API', () => {
  let web: TestWeb;
  let described: Described;
  beforeAll(async () => {
    web = await startTestWeb();
    described = (await web.agent().get('/api/openapi.json').expect(200)).body as Described;
  });
  afterAll(async () => {
    await web.close();
  });

  const operations = (): readonly (readonly [string, Operation])[] =>
    Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    );

  it('is OpenAPI 3.1, for anybody', () => {
    expect(described.openapi).toMatch(/^3\.1\./);
  });

  it('names every address that the router answers, and no other', () => {
    const server = web.app.getHttpAdapter().getInstance();
    const routes = routesOf(server).filter((route) => route !== 'GET /api/openapi.json');
    expect(routes.length).toBeGreaterThan(25);
    expect([...operations().map(([name]) => name)].sort()).toEqual([...routes].sort());
  });

  it('says of every address what it is for, what it answers and that it may find nothing', () => {
    for (const [name, operation] of operations()) {
      expect([name, operation.summary]).toEqual([name, expect.stringMatching(/\w{3}/)]);
      const statuses = Object.keys(operation.responses);
      expect([name, statuses.some((status) => status.startsWith('2'))]).toEqual([name, true]);
      expect([name, statuses]).toEqual([name, expect.arrayContaining(['404'])]);
    }
  });

  it('describes the body of everything that takes one', () => {
    const bodies = operations().filter(
      ([name]) => /^(PUT|POST)/.test(name) && !/\/(retry|restore|mail|releases|plan\/decisions)$/.test(name),
    );
    for (const [name, operation] of bodies) expect([name, operation.requestBody]).toEqual([name, expect.any(Object)]);
  });

  it('has every schema that it refers to', () => {
    const referred = [...JSON.stringify(described).matchAll(/#\/components\/schemas\/([\w-]+)/g)].map(
      ([, name]) => name,
    );
    for (const name of new Set(referred)) expect(Object.keys(described.components.schemas)).toContain(name);
  });
});
