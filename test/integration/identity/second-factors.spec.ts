import { Accounts, createIdentityPool, newTotpSecret, SecondFactors, totpAt } from '@isonomia/identity';
import { clientConfig } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';

const PASSWORD = 'correct horse battery 4';
const STEP_MS = 30_000;

describe('a second factor', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof createIdentityPool>;
  let accounts: Accounts;
  let factors: SecondFactors;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createIdentityPool(clientConfig(database.address), 4);
    const options = { pool, secret: 's'.repeat(40), publicUrl: 'http://localhost:3000' };
    accounts = new Accounts(options);
    factors = new SecondFactors(options);
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });

  const rows = async (sql: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
    asOwner(database.address, async (client) => (await client.query<Record<string, unknown>>(sql, [...values])).rows);
  const headerOf = (cookies: readonly string[]): string => cookies.map((one) => one.split(';')[0]).join('; ');
  const create = async (name: string): Promise<string> => {
    const made = await accounts.createUser({ email: `${name}@example.org`, name, password: PASSWORD, memberships: [] });
    if (!made.ok) throw new Error(made.code);
    return made.userId;
  };
  const signIn = async (name: string): Promise<string> => {
    const attempt = { email: `${name}@example.org`, password: PASSWORD, address: '192.0.2.1', userAgent: 'test' };
    const done = await accounts.signIn(attempt);
    if (!done.ok) throw new Error('The password is right.');
    return headerOf(done.setCookies);
  };
  const withApp = async (name: string) => {
    const userId = await create(name);
    const secret = newTotpSecret();
    await factors.seed(userId, secret, [`abcd-efgh-jk${name.length}2`, 'kkkk-mmmm-nnnn']);
    return { userId, secret, recovery: `abcd-efgh-jk${name.length}2` };
  };

  it('is set up by the first code of the app, which gives ten recovery codes and a new session', async () => {
    const userId = await create('asha');
    const cookie = await signIn('asha');
    const begun = await factors.begin({ userId, email: 'asha@example.org' });
    if (begun === undefined) throw new Error('There is no app yet.');
    expect(await factors.begin({ userId, email: 'asha@example.org' })).toEqual(begun);
    expect(await factors.confirm(cookie, '000000')).toMatchObject({ ok: false, reason: 'wrong' });
    const done = await factors.confirm(cookie, totpAt(begun.secret, Date.now()));
    if (!done.ok) throw new Error('The code is right.');
    expect(done.recoveryCodes).toHaveLength(10);
    expect(await accounts.read(cookie)).toBeUndefined();
    expect(await accounts.read(headerOf(done.setCookies))).toMatchObject({
      userId,
      enrolled: true,
      secondFactor: true,
    });
    expect(await factors.overview(userId)).toEqual({
      email: 'asha@example.org',
      app: true,
      recoveryCodesLeft: 10,
      passkeys: 0,
      password: true,
    });
    expect(await factors.begin({ userId, email: 'asha@example.org' })).toBeUndefined();
  });

  it('is not there before the first code: a set-up left half way asks nobody for anything', async () => {
    const userId = await create('bela');
    await factors.begin({ userId, email: 'bela@example.org' });
    const cookie = await signIn('bela');
    expect(await accounts.read(cookie)).toMatchObject({ enrolled: false });
    expect(await factors.proveByCode(cookie, '123456')).toMatchObject({ ok: false, reason: 'wrong' });
  });

  it('is proved by a code, under a session id of its own that keeps its beginning', async () => {
    const { secret } = await withApp('cara');
    const cookie = await signIn('cara');
    await rows(`UPDATE identity.session SET "createdAt" = now() - interval '11 hours'`);
    expect(await accounts.read(cookie)).toMatchObject({ enrolled: true, secondFactor: false });
    const proved = await factors.proveByCode(cookie, totpAt(secret, Date.now()));
    if (!proved.ok) throw new Error('The code is right.');
    expect(await accounts.read(cookie)).toBeUndefined();
    expect(await accounts.read(headerOf(proved.setCookies))).toMatchObject({ secondFactor: true });
    await rows(`UPDATE identity.session SET "createdAt" = "createdAt" - interval '61 minutes'`);
    expect(await accounts.read(headerOf(proved.setCookies))).toBeUndefined();
  });

  it('takes a code once, even from twenty requests at the same moment', async () => {
    const { secret } = await withApp('dora');
    const code = totpAt(secret, Date.now());
    const cookies: string[] = [];
    for (let n = 0; n < 8; n += 1) cookies.push(await signIn('dora'));
    const results = await Promise.all(cookies.map((cookie) => factors.proveByCode(cookie, code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((one) => !one.ok && one.reason === 'used')).toHaveLength(7);
    const next = await factors.proveByCode(await signIn('dora'), totpAt(secret, Date.now() + STEP_MS));
    expect(next.ok).toBe(true);
  });

  it('takes a recovery code once, however it is typed', async () => {
    const { userId, recovery } = await withApp('emil');
    const typed = recovery.toUpperCase().replaceAll('-', ' ');
    expect(await factors.proveByCode(await signIn('emil'), typed)).toMatchObject({ ok: true, by: 'recovery-code' });
    expect(await factors.proveByCode(await signIn('emil'), recovery)).toMatchObject({ ok: false, reason: 'wrong' });
    expect(await factors.overview(userId)).toMatchObject({ recoveryCodesLeft: 1 });
  });

  it('forgets the old recovery codes when new ones are made', async () => {
    const { userId, recovery } = await withApp('fay');
    const fresh = (await factors.renewRecoveryCodes(userId)) ?? [];
    expect(await factors.proveByCode(await signIn('fay'), recovery)).toMatchObject({ ok: false });
    expect(await factors.proveByCode(await signIn('fay'), fresh[3] ?? '')).toMatchObject({ ok: true });
  });

  it('is guessed at ten times in a quarter of an hour, from however many sessions', async () => {
    const { secret } = await withApp('gero');
    const cookies = [await signIn('gero'), await signIn('gero')];
    const replies = [];
    for (let n = 0; n < 12; n += 1)
      replies.push(await factors.proveByCode(cookies[n % 2] ?? '', n % 3 === 0 ? 'zzzz-zzzz-zzzz' : '000000'));
    expect(replies.filter((one) => !one.ok && one.reason === 'throttled')).toHaveLength(2);
    expect(await factors.proveByCode(await signIn('gero'), totpAt(secret, Date.now()))).toMatchObject({
      reason: 'throttled',
    });
  });

  it('lies in the database as nothing that opens a session', async () => {
    const { userId, secret, recovery } = await withApp('hana');
    const [row] = await rows('SELECT secret, "backupCodes" FROM identity."twoFactor" WHERE "userId" = $1', [userId]);
    const kept = JSON.stringify(row);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(recovery);
    expect(kept).not.toContain(recovery.replaceAll('-', ''));
    const digest = (JSON.parse(String(row?.['backupCodes'])) as readonly string[])[0] ?? '';
    expect(await factors.proveByCode(await signIn('hana'), digest)).toMatchObject({ ok: false });
  });

  it('takes the password again only from somebody who has none', async () => {
    await withApp('ines');
    expect(await factors.proveByPassword(await signIn('ines'), PASSWORD)).toMatchObject({ ok: false });
    await create('jora');
    const cookie = await signIn('jora');
    await rows(`UPDATE identity.session SET "provedAt" = now() - interval '1 hour'`);
    expect(await factors.proveByPassword(cookie, 'another password')).toMatchObject({ ok: false, reason: 'wrong' });
    const proved = await factors.proveByPassword(cookie, PASSWORD);
    if (!proved.ok) throw new Error('The password is right.');
    const read = await accounts.read(headerOf(proved.setCookies));
    expect(read?.secondFactor).toBe(false);
    expect(Date.now() - (read?.provedAt.getTime() ?? 0)).toBeLessThan(60_000);
  });

  it('is gone when it was removed, and everything with it when it was reset', async () => {
    const { userId } = await withApp('kira');
    const cookie = await signIn('kira');
    expect(await factors.remove(userId)).toBe(true);
    expect(await accounts.read(cookie)).toMatchObject({ enrolled: false });
    await factors.seed(userId, newTotpSecret());
    await factors.reset(userId);
    expect(await accounts.read(cookie)).toBeUndefined();
    expect(await factors.overview(userId)).toMatchObject({ app: false, recoveryCodesLeft: 0 });
  });
});
