import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { BY_PERSONAL_LINK } from '../../apps/web/src/http/links/by-personal-link.js';
import { BY_JOIN_CODE } from '../../apps/web/src/http/seats/by-join-code.js';
import { BY_WORKSHOP_SEAT } from '../../apps/web/src/http/seats/by-workshop-seat.js';
import { PUBLIC } from '../../apps/web/src/http/public.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import type { Visitor } from '../support/visitors.js';

/**
 * Everything that answers a stranger, by what it is for. A new public route fails the test until somebody writes down
 * here why nobody need be asked who they are.
 */
const OPEN: Readonly<Record<string, readonly string[]>> = {
  'signing in, by password or passkey, and for programs': ['GET /sign-in', 'POST /sign-in', 'POST /api/session'],
  'signing in at the organisation’s own provider, there and back': ['GET /sign-in/provider'],
  'a lost password: asking for the link, and choosing a new one with it': ['GET /new-password', 'POST /new-password'],
  'accepting an invitation, with the link of the mail': ['GET /invitation', 'POST /invitation'],
  'whoever holds a document, on paper or as a file, may ask whether it is genuine': [
    'GET /verify/:document',
    'POST /verify',
  ],
  'how results come about, and statements that the law wants public': ['GET /about/:page'],
  'whether the process lives, for whoever runs it': ['GET /health/:probe'],
  'whom to tell about a hole': ['GET /.well-known/security.txt'],
  'the description of the API, which is the same for every installation': ['GET /api/openapi.json'],
  'style sheets, scripts and fonts': ['GET /assets/*'],
};
const MOST_ROUTES = 15;
/** A credential of another kind opens these: to whoever has none, or a wrong one, they are not there. */
const BY_LINK: readonly string[] = [
  'GET /shared',
  'GET /shared/documents/:document',
  'GET /shared/documents/:document/file',
  'POST /shared/leave',
  'POST /shared/order',
];
/** Of the rooms of workshops, all of them: a seat opens these, and nothing else does. */
const ROOM = /^[A-Z]+ \/workshop(?:\/|$)/;
/** The code of a workshop or of a badge opens these, and shows the field for it to whoever has none. */
const BY_CODE: readonly string[] = ['GET /join', 'POST /join'];
/** Mails of a demonstration, which can send none: on the machine itself, and in no other installation. */
const OF_A_DEMO = ['GET /outbox'];

/** `POST /agencies/:agency` of everything that the router answers. */
function routesOf(server: FastifyInstance): readonly string[] {
  const found: string[] = [];
  const path: string[] = [];
  for (const line of server.printRoutes({ commonPrefix: false }).split('\n')) {
    const match = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (match === null) continue;
    const [, indent = '', part = '', methods] = match;
    const depth = indent.length / 4;
    path.splice(depth, path.length, part);
    if (methods === undefined) continue;
    const address = path.join('').replace(/(?<=.)\/$/, '');
    const own = methods.split(', ').filter((method) => !['HEAD', 'OPTIONS'].includes(method));
    found.push(...own.map((method) => `${method} ${address}`));
  }
  // The printed tree leaves out what stands before a wildcard; the router itself knows.
  const wildcard = server.hasRoute({ method: 'GET', url: '/*' }) ? '/*' : '/assets/*';
  return [...new Set(found.map((route) => (route === 'GET /*' ? `GET ${wildcard}` : route)))].sort();
}

/** What handlers say of themselves, whether or not something behind the guard would still turn a stranger away. */
function marked(modules: ModulesContainer, mark: string): readonly string[] {
  const controllers = [...modules.values()].flatMap(({ controllers: all }) => [...all.values()]);
  const found = controllers.flatMap(({ metatype }) => {
    const controller = metatype as (new () => object) | null;
    if (controller === null) return [];
    const prefix = String(Reflect.getMetadata('path', controller) ?? '').replace(/^\/|\/$/g, '');
    const methods = Object.getOwnPropertyNames(controller.prototype)
      .filter((name) => name !== 'constructor')
      .map((name) => (controller.prototype as Readonly<Record<string, unknown>>)[name])
      .filter((handler): handler is () => unknown => typeof handler === 'function');
    return methods.flatMap((handler) => {
      const path: unknown = Reflect.getMetadata('path', handler);
      const open = Reflect.getMetadata(mark, handler) ?? Reflect.getMetadata(mark, controller);
      if (open !== true || typeof path !== 'string') return [];
      const method = RequestMethod[Number(Reflect.getMetadata('method', handler))] ?? '';
      return [`${method} ${prefix === '' ? path : `/${prefix}/${path}`}`];
    });
  });
  return [...new Set(found)].sort();
}

const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';
const filledIn = (pattern: string): string =>
  pattern
    .replace(/:format/g, 'csv')
    .replace(/:\w+/g, NOBODYS)
    .replace('*', 'x');

describe('a stranger', () => {
  let web: TestWeb;
  let routes: readonly string[];
  let stranger: Visitor;
  let token: string;
  const open = new Set(Object.values(OPEN).flat());

  beforeAll(async () => {
    web = await startTestWeb({ DEMO: 'off' });
    routes = routesOf(web.app.getHttpAdapter().getInstance());
    stranger = web.agent();
    const { text } = await stranger.get('/sign-in').expect(200);
    token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  }, 60_000);
  afterAll(() => web.close());

  /** With the token that any visitor gets, so that it is the guard that answers and not the check of forms. */
  const knock = (route: string) => {
    const [method = '', pattern = ''] = route.split(' ');
    const send = stranger[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](filledIn(pattern));
    void send.set('accept', pattern.startsWith('/api/') ? 'application/json' : 'text/html');
    return method === 'GET' ? send : send.set('x-csrf-token', token).send({});
  };
  const isTurnedAway = ({ status, headers }: { status: number; headers: Record<string, unknown> }): boolean =>
    status === 401 || (status === 303 && /^\/sign-in(\?next=|$)/.test(String(headers['location'])));

  it('is turned away by every route but those listed, with the same answer for all', async () => {
    expect(routes.length).toBeGreaterThan(100);
    const others = [...BY_LINK, ...BY_CODE];
    const closed = routes.filter((route) => !open.has(route) && !others.includes(route) && !ROOM.test(route));
    const answered: string[] = [];
    for (const route of closed) {
      const reply = await knock(route);
      if (!isTurnedAway(reply)) answered.push(`${route}: ${reply.status}`);
    }
    expect(answered).toEqual([]);
  });

  it('is let past the guard by those handlers alone that are listed', () => {
    const servedByTheServer = ['GET /api/openapi.json', 'GET /assets/*'];
    const listed = [...open].filter((route) => !servedByTheServer.includes(route)).sort();
    expect(marked(web.app.get(ModulesContainer), PUBLIC)).toEqual(listed);
  });

  it('finds nothing where a personal link opens, without one or with a wrong one, and no more when signed in', async () => {
    expect(marked(web.app.get(ModulesContainer), BY_PERSONAL_LINK)).toEqual([...BY_LINK].sort());
    expect(BY_LINK.filter((route) => !routes.includes(route) || open.has(route))).toEqual([]);
    const wrong = 'w'.repeat(43);
    const answers = new Set<string>();
    for (const route of BY_LINK) {
      for (const cookie of [undefined, `isonomia-link=${wrong}`, 'isonomia-link=']) {
        const asked = knock(route);
        const { status, headers, text } = await (cookie === undefined ? asked : asked.set('cookie', cookie));
        answers.add([route, status].join(' '));
        expect([route, cookie, text.includes('This link opens nothing')]).toEqual([route, cookie, true]);
        expect(headers['x-robots-tag']).toContain('noindex');
        expect(headers['cache-control']).toBe('no-store');
      }
    }
    expect([...answers]).toEqual(BY_LINK.map((route) => `${route} 404`));
    const { status, headers } = await stranger.get(`/shared?token=${wrong}`).accept('html');
    expect([status, headers['referrer-policy'], headers['set-cookie']]).toEqual([404, 'no-referrer', undefined]);
    process.stdout.write(`Opened by a personal link alone, ${BY_LINK.length} routes: ${BY_LINK.join(', ')}\n`);
  });

  it('finds nothing in the room of a workshop without a seat or with a wrong one, and no more when signed in', async () => {
    const room = routes.filter((route) => ROOM.test(route));
    expect(marked(web.app.get(ModulesContainer), BY_WORKSHOP_SEAT)).toEqual(room);
    expect(room.length).toBeGreaterThan(8);
    for (const route of room)
      for (const cookie of [undefined, `isonomia-seat=${'w'.repeat(43)}`, 'isonomia-seat=']) {
        const asked = knock(route);
        // The cookie takes the place of what the form's token was tied to: then the form is what is refused.
        const form = route.startsWith('POST') && cookie !== undefined ? 403 : 404;
        const { status, headers, text } = await (cookie === undefined ? asked : asked.set('cookie', cookie));
        expect([route, cookie, status]).toEqual([route, cookie, cookie === 'isonomia-seat=' ? status : form]);
        expect([403, 404]).toContain(status);
        if (status === 404) expect(text).toContain('This phone has no seat');
        if (status === 404) expect(headers['x-robots-tag']).toContain('noindex');
        expect(headers['cache-control']).toBe('no-store');
      }
    process.stdout.write(`Opened by a seat in a workshop alone, ${room.length} routes: ${room.join(', ')}\n`);
  });

  it('finds no workshop without a code that opens one, but the field to type it into', async () => {
    expect(marked(web.app.get(ModulesContainer), BY_JOIN_CODE)).toEqual([...BY_CODE].sort());
    for (const route of BY_CODE) {
      const { status, text } = await knock(route);
      expect([route, status, text.includes('id="join-code"')]).toEqual([route, 404, true]);
    }
  });

  it(`finds at most ${MOST_ROUTES} routes open, each there and answering`, async () => {
    expect([...open].filter((route) => !routes.includes(route))).toEqual([]);
    const turnedAway: string[] = [];
    for (const route of open) if (isTurnedAway(await knock(route))) turnedAway.push(route);
    // A sign-in that fails says 401 itself.
    expect(turnedAway.filter((route) => route !== 'POST /api/session')).toEqual([]);
    process.stdout.write(
      `Open to strangers, ${open.size} of ${routes.length} routes:\n${Object.entries(OPEN)
        .map(([why, which]) => `  ${which.join(', ')}: ${why}\n`)
        .join('')}`,
    );
    expect(open.size).toBeLessThanOrEqual(MOST_ROUTES);
  });

  it('finds no more in a demo than its outbox', async () => {
    const demo = await startTestWeb({ DEMO: 'on' });
    const more = routesOf(demo.app.getHttpAdapter().getInstance()).filter((route) => !routes.includes(route));
    expect(more).toEqual(OF_A_DEMO);
    await demo.close();
  }, 60_000);
});
