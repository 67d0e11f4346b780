import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { startProvider, type ProviderPerson, type TestProvider } from '../support/provider.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, populate, recoveryCodeOf, type PersonName, type World } from '../support/world.js';

const PUBLIC_URL = 'http://localhost:3000';

describe("signing in at the organisation's own provider", () => {
  let provider: TestProvider;
  let web: TestWeb;
  let world: World;

  beforeAll(async () => {
    provider = await startProvider(`${PUBLIC_URL}/sign-in/provider`);
    web = await startTestWeb(provider.settings);
    world = await populate(web);
  }, 60_000);
  afterAll(async () => {
    await web.close();
    await provider.close();
  });
  beforeEach(() => provider.signsIn(known('asha')));

  const rows = (sql: string, values: readonly unknown[] = []) =>
    asOwner(
      web.database.address,
      async (client) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
    );
  const known = (person: PersonName, verified = true): ProviderPerson => ({
    sub: `subject-of-${person}`,
    email: emailOf(person),
    email_verified: verified,
  });
  /** To the provider and back; what the browser then sends here. */
  const walked = async (visitor: Visitor, next = '/'): Promise<URL> => {
    const begun = await visitor.get(`/sign-in/provider?next=${encodeURIComponent(next)}`).expect(302);
    return provider.walk(begun.headers['location'] ?? '');
  };
  const comeBack = (visitor: Visitor, back: URL) => visitor.get(back.pathname + back.search);
  const isSignedIn = async (visitor: Visitor): Promise<boolean> => (await visitor.get('/api/session')).status === 200;

  it('is offered by name on the sign-in page, and leads to the page that was wanted', async () => {
    const visitor = web.agent();
    const page = await visitor.get('/sign-in?next=%2Fagencies').expect(200);
    expect(page.text).toContain('Sign in with the Ministry');
    const done = await comeBack(visitor, await walked(visitor, `/agencies/${world.agency}/set-up`));
    expect([done.status, done.headers['location']]).toEqual([303, `/agencies/${world.agency}/set-up`]);
    expect((await visitor.get('/api/session').expect(200)).body.user.id).toBe(world.actors.asha.userId);
  });

  it('sends a challenge, a state and a nonce along, and keeps no token of the provider', async () => {
    const begun = await web.agent().get('/sign-in/provider').expect(302);
    const sent = new URL(begun.headers['location'] ?? '').searchParams;
    expect(sent.get('code_challenge_method')).toBe('S256');
    for (const name of ['code_challenge', 'state', 'nonce']) expect(sent.get(name)?.length).toBeGreaterThan(20);
    const visitor = web.agent();
    await comeBack(visitor, await walked(visitor));
    const [kept] = await rows(
      `SELECT "accountId" AS subject, "accessToken" AS access, "refreshToken" AS refresh, "idToken" AS id
         FROM identity.account WHERE "providerId" = 'oidc'`,
    );
    expect(kept).toEqual({ subject: 'subject-of-asha', access: null, refresh: null, id: null });
  });

  it('knows the person by the subject from the second time on, whatever the address says then', async () => {
    const first = web.agent();
    await comeBack(first, await walked(first));
    provider.signsIn({ ...known('asha'), email: 'married-name@example.org' });
    const visitor = web.agent();
    await comeBack(visitor, await walked(visitor));
    expect((await visitor.get('/api/session').expect(200)).body.user.id).toBe(world.actors.asha.userId);
  });

  it('still asks a coordinator for the second factor', async () => {
    provider.signsIn(known('cora'));
    const visitor = web.agent();
    await comeBack(visitor, await walked(visitor));
    expect((await visitor.get('/api/agencies')).body.code).toBe('second-factor.required');
    await visitor
      .post('/api/session/second-factor')
      .send({ code: recoveryCodeOf('cora') })
      .expect(204);
    await visitor.get('/api/agencies').expect(200);
  });

  it('makes no account for somebody who was not invited, and says so', async () => {
    provider.signsIn({ sub: 'stranger', email: 'stranger@example.org', email_verified: true });
    const visitor = web.agent();
    const before = await rows('SELECT count(*)::int AS n FROM identity."user"');
    const refused = await comeBack(visitor, await walked(visitor));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('nobody has invited you');
    expect(await isSignedIn(visitor)).toBe(false);
    expect(await rows('SELECT count(*)::int AS n FROM identity."user"')).toEqual(before);
  });

  it('never matches an address that the provider has not verified', async () => {
    provider.signsIn({ ...known('bruno', false), sub: 'thief' });
    const visitor = web.agent();
    const refused = await comeBack(visitor, await walked(visitor));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('does not confirm that your email address is yours');
    expect(await isSignedIn(visitor)).toBe(false);
    expect(await rows(`SELECT 1 FROM identity.account WHERE "accountId" = 'thief'`)).toEqual([]);
  });

  it('is refused with a state of somebody else, so that nobody is signed in to a stranger’s account', async () => {
    const [attacker, victim] = [web.agent(), web.agent()];
    const back = await walked(attacker);
    const refused = await comeBack(victim, back);
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('begun in another window');
    expect(await isSignedIn(victim)).toBe(false);
    const made = web.agent();
    const own = await walked(made);
    own.searchParams.set('state', 'x'.repeat(32));
    expect((await comeBack(made, own)).status).toBe(403);
    expect(await isSignedIn(made)).toBe(false);
  });

  it('takes a code once', async () => {
    const visitor = web.agent();
    const back = await walked(visitor);
    expect((await comeBack(visitor, back)).status).toBe(303);
    const cookie = web.agent();
    expect((await comeBack(cookie, back)).status).toBe(403);
    await visitor.delete('/api/session').expect(204);
    expect((await comeBack(visitor, back)).status).toBe(403);
    expect(await isSignedIn(visitor)).toBe(false);
    // Begun anew, with the code of the last time.
    const again = await walked(visitor);
    again.searchParams.set('code', back.searchParams.get('code') ?? '');
    expect((await comeBack(visitor, again)).status).toBe(403);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  it('opens nothing for somebody whose account was closed', async () => {
    provider.signsIn(known('dara'));
    const disable = (when: string) =>
      rows(`UPDATE identity."user" SET "disabledAt" = ${when} WHERE email = $1`, [emailOf('dara')]);
    await disable('now()');
    const visitor = web.agent();
    const refused = await comeBack(visitor, await walked(visitor));
    expect(refused.text).toContain('This account has been closed');
    expect(await isSignedIn(visitor)).toBe(false);
    await disable('NULL');
  });

  it('says so when the person pressed Cancel there', async () => {
    provider.signsIn(undefined);
    const visitor = web.agent();
    const refused = await comeBack(visitor, await walked(visitor));
    expect(refused.text).toContain('You did not finish signing in with the Ministry');
  });

  it.each(['https://evil.example', '//evil.example', '/sign-out'])('never leads to %s', async (next) => {
    const visitor = web.agent();
    const done = await comeBack(visitor, await walked(visitor, next));
    expect([done.status, done.headers['location']]).toEqual([303, '/']);
  });

  it('is refused over plain http from another machine', async () => {
    const sent = await web.agent().get('/sign-in/provider').set('host', '192.168.1.20:3000');
    expect([sent.status, sent.headers['location']]).toEqual([303, '/sign-in']);
  });

  it('leaves a record of whoever came in, and of every refusal', async () => {
    const kept = await rows(
      `SELECT action, count(*)::int AS n FROM audit
        WHERE action IN ('sign-in.done', 'sign-in.refused') AND (detail->>'by' = 'single-sign-on' OR subject_id = 'single-sign-on')
        GROUP BY action ORDER BY action`,
    );
    expect(kept.map(({ action }) => action)).toEqual(['sign-in.done', 'sign-in.refused']);
    expect(Number(kept[1]?.['n'])).toBeGreaterThanOrEqual(5);
  });
});

describe('an installation without a provider', () => {
  it('offers none, and has no address for it', async () => {
    const web = await startTestWeb();
    const visitor = web.agent();
    expect((await visitor.get('/sign-in').expect(200)).text).not.toContain('Sign in with');
    await visitor.get('/sign-in/provider').expect(404);
    await visitor.get('/sign-in/provider?code=x&state=y').expect(404);
    await web.close();
  });
});
