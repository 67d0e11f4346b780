import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { API } from '../../apps/web/src/api-paths.js';
import { ROUTES } from '../../apps/web/src/paths.js';
import { pdfOf } from '../support/files.js';
import { auditedOf, postedMails, sendForm } from '../support/account-pages.js';
import { asOwner } from '../support/database.js';
import { signedIn, stateOf } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, populate, type PersonName, type World } from '../support/world.js';

const SCOPES = ['read', 'write', 'documents'] as const;
type Scope = (typeof SCOPES)[number];
interface Operation {
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

describe('an access token', () => {
  let web: TestWeb;
  let world: World;
  let tokens: Readonly<Record<Scope, string>>;
  let operations: readonly (readonly [method: string, path: string, operation: Operation])[];

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  });
  beforeAll(async () => {
    tokens = {
      read: await create('asha', ['read']),
      write: await create('asha', ['write']),
      documents: await create('asha', ['documents']),
    };
    const { body } = await web.agent().get(API.description).expect(200);
    const { paths } = body as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [method.toUpperCase(), path, operation] as const),
    );
  });
  afterAll(() => web.close());
  beforeEach(() => asOwner(web.database.address, (client) => client.query('DELETE FROM identity.sign_in_try')));

  const make = async (person: PersonName, fields: Readonly<Record<string, string | readonly string[]>>) =>
    sendForm(await signedIn(web, person), ROUTES.tokens, fields);
  const create = async (person: PersonName, scopes: readonly string[]): Promise<string> => {
    const made = await make(person, { name: `For ${scopes.join()}`, scopes, days: '30' });
    return /<code class="secret">(iso_[\w-]{43})<\/code>/.exec(made.text)?.[1] ?? '';
  };
  const call = (method: string, path: string, token: string) =>
    web
      .agent()
      [method.toLowerCase() as 'get' | 'put' | 'post' | 'delete'](
        path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000000'),
      )
      .set('authorization', `Bearer ${token}`);
  const whole = async (): Promise<Readonly<Record<string, string>>> => stateOf(web);
  const scopeNamed = (operation: Operation): string | undefined =>
    operation.security?.find((one) => 'token' in one)?.['token']?.[0];

  it('is shown once, kept as a digest, listed without itself, told of by mail and in the audit log', async () => {
    const token = await create('bruno', ['read', 'documents']);
    expect(token).toMatch(/^iso_[\w-]{43}$/);
    const visitor = await signedIn(web, 'bruno');
    const { text } = await visitor.get(ROUTES.tokens).expect(200);
    expect(text).toContain('For read,documents');
    expect(text).toContain('never');
    expect(text).not.toContain(token);
    const { rows } = await asOwner(web.database.address, (client) =>
      client.query<{ row: string }>('SELECT t::text AS row FROM identity.access_token t'),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(token.slice(4));
    expect((await postedMails(web, emailOf('bruno'))).map(({ template }) => template)).toEqual([
      'access-token-created',
    ]);
    expect(await auditedOf(web, world.actors.bruno.userId)).toContain('token.created');
  });

  it.each([
    ['no name', { name: '', scopes: ['read'], days: '30' }, '#name'],
    ['no scope', { name: 'x', scopes: [], days: '30' }, '#scope-read'],
    ['a scope that does not exist', { name: 'x', scopes: ['read', 'admin'], days: '30' }, '#scope-read'],
    ['more than a year', { name: 'x', scopes: ['read'], days: '366' }, '#days'],
    ['no days', { name: 'x', scopes: ['read'], days: '0' }, '#days'],
    ['half a day', { name: 'x', scopes: ['read'], days: '0.5' }, '#days'],
  ] as const)('is not made with %s', async (_, fields, link) => {
    const refused = await make('fay', fields);
    expect([refused.status, refused.text.includes(`href="${link}"`)]).toEqual([422, true]);
    expect(refused.text).not.toMatch(/iso_[\w-]{43}/);
  });

  it('opens exactly the operations whose scope it has, for every scope and every operation of the API', async () => {
    expect(operations.length).toBeGreaterThan(25);
    const counted = { opened: 0, refused: 0 };
    for (const [method, path, operation] of operations) {
      if (operation.security?.length === 0) continue;
      for (const scope of SCOPES) {
        const { status, body } = await call(method, path, tokens[scope]);
        const code = String((body as { code?: string }).code);
        const refused = status === 403 && code === 'token.scope';
        const may = scopeNamed(operation) === scope;
        expect([method, path, scope, refused, status === 401]).toEqual([method, path, scope, !may, false]);
        counted[may ? 'opened' : 'refused'] += 1;
      }
    }
    expect(counted.opened).toBeGreaterThan(25);
    expect(counted.refused).toBeGreaterThan(50);
  });

  it('of each scope is named for reading, changing and documents by the description, and for nothing about sessions', () => {
    const scopes = operations.map(([method, path, operation]) => [`${method} ${path}`, scopeNamed(operation)] as const);
    const named = new Map(scopes);
    expect(named.get('GET /api/agencies/{agency}')).toBe('read');
    expect(named.get('PUT /api/assessments/{assessment}/answers/{question}')).toBe('write');
    expect(named.get('POST /api/assessments/{assessment}/documents')).toBe('documents');
    expect(named.get('GET /api/documents/{document}/file')).toBe('documents');
    expect(named.get('POST /api/session')).toBeUndefined();
    expect(named.get('DELETE /api/session')).toBeUndefined();
    // What changes something is never opened by a token that may read.
    const changing = scopes.filter(([name]) => !name.startsWith('GET '));
    expect(changing.filter(([, scope]) => scope === 'read')).toEqual([]);
  });

  it('reads and writes what its person may, needs no CSRF token, and notes when it was used', async () => {
    const agency = await call('GET', `/api/agencies/${world.agency}`, tokens.read).expect(200);
    expect((agency.body as { id: string }).id).toBe(world.agency);
    const assessment = await world.assessment();
    const file = await call('POST', `/api/assessments/${assessment}/questions/GOV1/evidence/file`, tokens.write)
      .field('title', 'Policy')
      .attach('file', await pdfOf('Policy'), 'policy.pdf');
    expect([file.status, (file.body as { code?: string }).code]).not.toEqual([403, 'csrf.refused']);
    expect(file.status).toBeLessThan(500);
    const { text } = await (await signedIn(web, 'asha')).get(ROUTES.tokens);
    expect(text).toMatch(/Last used<\/dt><dd>\d/);
  });

  it('reaches no other agency than its person does', async () => {
    const assessment = await world.assessment();
    const before = await whole();
    const dara = { read: await create('dara', ['read']), write: await create('dara', ['write']) };
    await call('GET', `/api/agencies/${world.agency}`, dara.read).expect(404);
    await call('GET', `/api/assessments/${assessment}`, dara.read).expect(404);
    const answer = { value: 1 };
    await call('PUT', `/api/assessments/${assessment}/answers/GOV1`, dara.write).send(answer).expect(404);
    expect(await whole()).toEqual(before);
  });

  it('grants what the session of its person grants and no more, whatever the role', async () => {
    const draft = await world.assessment();
    const submitted = await world.submitted();
    const asked = [
      ['GET', `/api/assessments/${draft}`],
      ['GET', `/api/assessments/${submitted}/result`],
      ['PUT', `/api/assessments/${draft}/answers/GOV1`],
      ['DELETE', `/api/assessments/${submitted}/submission`],
      ['POST', `/api/agencies/${world.agency}/assessments`],
      ['PUT', `/api/agencies/${world.agency}`],
      ['GET', `/api/assessments/${submitted}/documents`],
    ] as const;
    const seen = new Set<number>();
    for (const person of ['bruno', 'fay', 'dara'] as const) {
      const visitor = await signedIn(web, person);
      const token = await create(person, SCOPES);
      for (const [method, path] of asked) {
        const name = method.toLowerCase() as 'get' | 'put' | 'post' | 'delete';
        const send = (test: ReturnType<typeof visitor.get>) => (method === 'GET' ? test : test.send({}));
        const bySession = await send(visitor[name](path));
        const byToken = await send(call(method, path, token));
        const facts = ({ status, body }: typeof byToken) => [status, (body as { code?: string }).code];
        expect([person, method, path, ...facts(byToken)]).toEqual([person, method, path, ...facts(bySession)]);
        seen.add(byToken.status);
      }
    }
    expect([...seen]).toEqual(expect.arrayContaining([200, 404]));
    expect(seen.size).toBeGreaterThan(2);
  });

  it('opens no page and nothing of the account', async () => {
    const all = await create('asha', SCOPES);
    for (const page of [
      '/',
      ROUTES.agencies,
      `/agencies/${world.agency}`,
      ROUTES.account,
      ROUTES.tokens,
      ROUTES.sessions,
      ROUTES.password,
    ]) {
      const reply = await web.agent().get(page).set('authorization', `Bearer ${all}`);
      expect([page, reply.status, String(reply.headers['location']).split('?')[0]]).toEqual([page, 303, '/sign-in']);
    }
    for (const page of [ROUTES.tokens, ROUTES.password, ROUTES.endOtherSessions, ROUTES.account]) {
      const reply = await web.agent().post(page).set('authorization', `Bearer ${all}`).type('form').send({ name: 'x' });
      expect([page, reply.status]).toEqual([page, 403]);
    }
    await call('DELETE', API.session, all).expect(403);
  });

  it('stands alone: a session that comes with a wrong one counts for nothing', async () => {
    const visitor = await signedIn(web, 'asha');
    await visitor.get(`/api/agencies/${world.agency}`).expect(200);
    const wrong = `Bearer iso_${'x'.repeat(43)}`;
    await visitor.get(`/api/agencies/${world.agency}`).set('authorization', wrong).expect(401);
    // Nor does a token that is not there spare a form its CSRF token and then act for the session.
    const refused = await visitor
      .post(`/api/agencies/${world.agency}/assessments`)
      .set('authorization', wrong)
      .type('form')
      .send({ title: 'x' });
    expect([401, 403, 415]).toContain(refused.status);
    const dara = await create('dara', ['read']);
    await visitor.get(`/api/agencies/${world.agency}`).set('authorization', `Bearer ${dara}`).expect(404);
  });

  it('is taken from the header alone, and from no address', async () => {
    await web.agent().get(`/api/agencies/${world.agency}?access_token=${tokens.read}`).expect(401);
    await web.agent().get(`/api/agencies/${world.agency}`).set('authorization', `Basic ${tokens.read}`).expect(401);
    await web.agent().get(`/api/agencies/${world.agency}`).set('authorization', tokens.read).expect(401);
  });

  it('that was revoked opens nothing to 50 requests at once after a second', async () => {
    const token = await create('asha', ['read']);
    await call('GET', `/api/agencies/${world.agency}`, token).expect(200);
    const visitor = await signedIn(web, 'asha');
    const { text } = await visitor.get(ROUTES.tokens);
    // The newest stands first.
    const action = /action="(\/account\/tokens\/[0-9a-f-]{36}\/revoke)"/.exec(text)?.[1] ?? '';
    expect((await sendForm(visitor, ROUTES.tokens, {}, action)).status).toBe(303);
    await new Promise((resolve) => setTimeout(resolve, 1050));
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => call('GET', `/api/agencies/${world.agency}`, token)),
    );
    expect(replies.filter(({ status }) => status !== 401)).toEqual([]);
    expect((await sendForm(visitor, ROUTES.tokens, {}, action)).status).toBe(404);
    expect(await auditedOf(web, world.actors.asha.userId)).toContain('token.revoked');
  });

  it('is revoked by its person alone', async () => {
    const token = await create('asha', ['read']);
    const { text } = await (await signedIn(web, 'asha')).get(ROUTES.tokens);
    const action = /action="(\/account\/tokens\/[0-9a-f-]{36}\/revoke)"/.exec(text)?.[1] ?? '';
    const dara = await signedIn(web, 'dara');
    expect((await sendForm(dara, ROUTES.tokens, {}, action)).status).toBe(404);
    await call('GET', `/api/agencies/${world.agency}`, token).expect(200);
  });

  it('ends with its time, with its person’s account, and when its person owes a second factor', async () => {
    const token = await create('fay', ['read']);
    const opens = async (): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, 1050));
      return (await call('GET', `/api/agencies/${world.agency}`, token)).status;
    };
    const during = async (change: string, back: string): Promise<number> => {
      const run = (sql: string) =>
        asOwner(web.database.address, (client) => client.query(sql, [world.actors.fay.userId]));
      await run(change);
      const status = await opens();
      await run(back);
      return status;
    };
    expect(await opens()).toBe(200);
    const disabled = 'UPDATE identity."user" SET "disabledAt" = ';
    expect(await during(`${disabled}now() WHERE id = $1`, `${disabled}NULL WHERE id = $1`)).toBe(401);
    const role = `INSERT INTO membership (user_id, role) VALUES ($1, 'administrator')`;
    expect(await during(role, `DELETE FROM membership WHERE user_id = $1 AND role = 'administrator'`)).toBe(401);
    const ends = 'UPDATE identity.access_token SET expires_at = ';
    expect(await during(`${ends}now() WHERE user_id = $1`, `${ends}now() + interval '1 day' WHERE user_id = $1`)).toBe(
      401,
    );
    expect(await opens()).toBe(200);
  });
});
