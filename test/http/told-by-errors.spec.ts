import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loggerOptions } from '../../apps/web/src/http/logging.js';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { tokenIn } from '../support/account-pages.js';
import { asOwner } from '../support/database.js';
import { isMutating, routesOf } from '../support/routes.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type World } from '../support/world.js';

const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';
/** What somebody types, sends or keeps, and no log is told. */
const TYPED = 'CANARY-typed';
const SECRETS = {
  password: 'CANARY-password-9',
  bearer: 'iso_CANARY-bearer',
  link: 'CANARY-link',
  code: 'CANARY-code',
};
const INSIDE = [
  /\bSELECT\b[\s\S]+\bFROM\b/,
  /\b(INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b/,
  /relation "|column "|violates|QueryFailed|SQLSTATE|isonomia_(app|operator|identity)/,
  /\bat [\w.<>]+ \(?(file:|\/|node:)/,
  /\.(ts|js):\d+:\d+/,
  /node_modules|TypeError|RangeError/,
];

interface Told {
  readonly request: string;
  readonly status: number;
  readonly body: string;
}

describe('two hundred errors', () => {
  let web: TestWeb;
  let world: World;
  let lines: string[];
  let asha: Visitor;
  let token: string;
  const told: Told[] = [];
  const cookies = new Set<string>();

  beforeAll(async () => {
    lines = [];
    jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      lines.push(String(chunk));
      return true;
    });
    web = await startTestWeb({ LOG_LEVEL: 'trace' });
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await web.close();
  });

  type Send = {
    readonly route: string;
    readonly headers?: Record<string, string>;
    readonly body: string | object;
    readonly query?: string;
  };
  const send = async (visitor: Visitor, { route, headers = {}, body, query = '' }: Send): Promise<void> => {
    const [method = '', pattern = ''] = route.split(' ');
    const id = pattern.startsWith('/api/agencies') || pattern.startsWith('/agencies') ? world.agency : NOBODYS;
    const address = pattern.replace(/:(\w+)/g, id) + query;
    const asked = visitor[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](address).set(headers).redirects(0);
    const reply = method === 'GET' ? await asked : await asked.send(body);
    for (const value of secretsIn(reply.headers)) cookies.add(value);
    told.push({ request: route, status: reply.status, body: reply.text });
  };
  const json = { accept: 'application/json', 'content-type': 'application/json', 'if-match': '"1"' };
  const form = () => ({
    accept: 'text/html',
    'content-type': 'application/x-www-form-urlencoded',
    'x-csrf-token': token,
  });
  const isHarmless = (route: string): boolean => !/sign-out|DELETE \/api\/session|end-others|questionnaire/.test(route);

  it('of bodies that fit nothing, at every address that takes one', async () => {
    for (const route of routesOf(web).filter(isMutating).filter(isHarmless)) {
      const page = !route.includes(' /api/');
      await send(asha, {
        route,
        headers: page ? form() : json,
        body: page ? `name=${TYPED}&title=%00${TYPED}` : { value: TYPED },
      });
      await send(asha, {
        route,
        headers: page ? { ...form(), 'content-type': 'application/json' } : json,
        body: `{"${TYPED}":`,
      });
    }
  });

  it('of secrets that are not those of anybody', async () => {
    const stranger = web.agent();
    const page = {
      ...form(),
      'x-csrf-token': tokenIn((await stranger.get(ROUTES.signIn)).text),
    };
    const { password, bearer, link, code } = SECRETS;
    for (const person of ['bruno', 'dara', 'fay'] as const) {
      const right = { email: emailOf(person), password: PASSWORD };
      await send(web.agent(), { route: `POST ${API.session}`, headers: json, body: right });
    }
    for (const email of [emailOf('asha'), `${TYPED}@example.org`]) {
      await send(stranger, { route: `POST ${API.session}`, headers: json, body: { email, password } });
      await send(stranger, {
        route: `POST ${ROUTES.signIn}`,
        headers: page,
        body: `email=${email}&password=${password}`,
      });
      await send(stranger, { route: `POST ${ROUTES.newPassword}`, headers: page, body: `email=${email}` });
    }
    for (const route of [`GET ${ROUTES.newPassword}`, `GET ${ROUTES.invitation}`, `GET ${ROUTES.provider}`]) {
      await send(stranger, { route, body: '', query: `?token=${link}&code=${code}&state=${link}` });
    }
    for (const route of [`POST ${ROUTES.newPassword}`, `POST ${ROUTES.invitation}`]) {
      await send(stranger, { route, headers: page, body: `token=${link}&password=${password}&name=${TYPED}` });
    }
    await send(asha, { route: `POST ${API.secondFactor}`, headers: json, body: { code } });
    await send(asha, {
      route: `POST ${ROUTES.password}`,
      headers: form(),
      body: `current=${password}&password=${password}`,
    });
    await send(stranger, { route: `GET ${API.agencies}`, headers: { authorization: `Bearer ${bearer}` }, body: '' });
    await send(stranger, {
      route: `GET ${API.agencies}`,
      headers: { cookie: `isonomia.session_token=${link}.x` },
      body: '',
    });
    // A mail with a link is on its way: what stands in it is known to the one who asked, and to no log.
    await send(stranger, {
      route: `POST ${ROUTES.newPassword}`,
      headers: page,
      body: `email=${emailOf('bruno')}`,
    });
  });

  it('of a database whose tables are not what they were', async () => {
    const assessment = await world.assessment();
    const GONE = ['answer', 'evidence', 'document', 'assessment', 'agency'];
    const rename = (from: (name: string) => string, to: (name: string) => string) =>
      asOwner(web.database.address, async (client) => {
        for (const name of GONE) await client.query(`ALTER TABLE ${from(name)} RENAME TO ${to(name)}`);
      });
    const before = told.length;
    await rename(
      (name) => name,
      (name) => `${name}_gone`,
    );
    try {
      const at = `PUT ${href(API.answers, { assessment })}`;
      for (let n = 0; n < 10; n += 1) {
        await send(asha, {
          route: at,
          headers: json,
          body: { answers: { GOV1: { value: { level: n }, note: TYPED } } },
        });
        await send(asha, {
          route: `GET ${href(ROUTES.agency, { agency: world.agency })}`,
          headers: { accept: 'text/html' },
          body: '',
        });
        await send(asha, { route: `GET ${href(API.agency, { agency: world.agency })}`, headers: json, body: '' });
      }
    } finally {
      await rename(
        (name) => `${name}_gone`,
        (name) => name,
      );
    }
    expect(told.slice(before).filter(({ status }) => status === 500).length).toBeGreaterThan(15);
  });

  it('tell nobody what is inside, and the log nothing of what was typed or kept', async () => {
    // The log is written in batches.
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(told.filter(({ status }) => status >= 400).length).toBeGreaterThanOrEqual(200);
    expect(new Set(told.map(({ status }) => status)).size).toBeGreaterThanOrEqual(6);
    const bodies = told.flatMap(({ request, status, body }) => {
      const inside = INSIDE.filter((pattern) => pattern.test(body)).map(String);
      const secrets = [...Object.values(SECRETS).filter((secret) => secret !== SECRETS.link), PASSWORD, ...cookies];
      return [...inside, ...secrets.filter((secret) => body.includes(secret))].map(
        (what) => `${request} ${status}: ${what}`,
      );
    });
    expect(bodies).toEqual([]);
    const log = lines.join('');
    expect(log).toContain('unexpected problem');
    expect(cookies.size).toBeGreaterThanOrEqual(3);
    const secrets = ['CANARY', PASSWORD, token, ...cookies, 'token=', 'person@', '@example.org'];
    expect(secrets.filter((secret) => log.includes(secret)).map((secret) => lineWith(lines, secret))).toEqual([]);
  });

  it('would be told by a log that blacks nothing out', () => {
    // The serializer is what keeps the values of rows out of the log.
    const { serializers } = loggerOptions('info') as { serializers: { err(error: unknown): object } };
    const error = Object.assign(new Error('duplicate key'), {
      detail: `Key (email)=(${TYPED}) already exists.`,
      parameters: [TYPED],
    });
    expect(JSON.stringify(serializers.err(error))).not.toContain(TYPED);
    expect(JSON.stringify(Object.entries(error))).toContain(TYPED);
  });
});

/** Values of the cookies that an answer sets. */
const secretsIn = (headers: Readonly<Record<string, unknown>>): readonly string[] =>
  ([headers['set-cookie'] ?? []].flat() as string[]).flatMap((cookie) => /^[^=]+=([^;]{20,})/.exec(cookie)?.[1] ?? []);

const lineWith = (lines: readonly string[], secret: string): string =>
  `${secret}: ${
    (lines.find((line) => line.includes(secret)) ?? '')
      .split('\n')
      .find((line) => line.includes(secret))
      ?.slice(0, 400) ?? ''
  }`;
