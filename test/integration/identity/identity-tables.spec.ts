import { AccountDirectory, Accounts, createIdentityPool, pendingIdentityTables } from '@isonomia/identity';
import { agencyId, userId } from '@isonomia/application';
import { clientConfig } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';

const PASSWORD = 'correct horse battery 4';
const AGENCY = agencyId('01a2001d-0000-7000-8000-000000000003');

describe('accounts in the database', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof createIdentityPool>;
  let accounts: Accounts;
  let directory: AccountDirectory;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = createIdentityPool(clientConfig(database.address), 2);
    accounts = new Accounts({ pool, secret: 's'.repeat(40), publicUrl: 'http://localhost:3000' });
    directory = new AccountDirectory(pool);
    await asOwner(database.address, (client) =>
      client.query(`
        INSERT INTO region (id, name) VALUES ('01a2001d-0000-7000-8000-000000000001', 'Four Rivers');
        INSERT INTO country (id, region_id, code, name)
          VALUES ('01a2001d-0000-7000-8000-000000000002', '01a2001d-0000-7000-8000-000000000001', 'XT', 'Tarsenia');
        INSERT INTO agency (id, country_id, type, name)
          VALUES ('${AGENCY}', '01a2001d-0000-7000-8000-000000000002', 'customs', 'Customs');`),
    );
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });

  const create = async (name: string, roles: readonly string[] = ['lead']) => {
    const memberships = roles.map((role) => ({ role, agencyId: AGENCY }));
    const email = `${name}@example.org`;
    const made = await accounts.createUser({ email, name, password: PASSWORD, memberships });
    if (!made.ok) throw new Error(made.code);
    return { email, id: userId(made.userId) };
  };
  const signIn = (email: string, password = PASSWORD, address = '192.0.2.1') =>
    accounts.signIn({ email, password, address, userAgent: 'test' });
  const cookieOf = (cookies: readonly string[]): string => cookies[0]?.split(';')[0] ?? '';

  it('has the tables that the account library wants, and lacks none', async () => {
    expect(await pendingIdentityTables({ pool, secret: 's'.repeat(40), publicUrl: 'http://localhost:3000' })).toEqual(
      [],
    );
  });

  it('knows a person with all roles, and colleagues by name', async () => {
    const { id } = await create('wanda', ['lead', 'reviewer']);
    const actor = await directory.actor(id);
    expect(actor?.memberships.map(({ role, agencyId: at }) => [role, at])).toEqual([
      ['lead', AGENCY],
      ['reviewer', AGENCY],
    ]);
    expect((await directory.colleagues(AGENCY)).find(({ userId: one }) => one === id)?.roles).toEqual([
      'lead',
      'reviewer',
    ]);
    expect((await directory.namesOf([id, userId('system')])).get(id)).toBe('wanda');
  });

  it('does not know who was disabled, and ends their session', async () => {
    const { email, id } = await create('xaver');
    const signedIn = await signIn(email);
    if (!signedIn.ok) throw new Error('The password is right.');
    expect(await accounts.read(cookieOf(signedIn.setCookies))).toMatchObject({ userId: id });
    await asOwner(database.address, (client) =>
      client.query('UPDATE identity."user" SET "disabledAt" = now() WHERE id = $1', [id]),
    );
    expect(await directory.actor(id)).toBeUndefined();
    expect(await accounts.read(cookieOf(signedIn.setCookies))).toBeUndefined();
    expect(await signIn(email)).toEqual({ ok: false, reason: 'wrong' });
    expect((await directory.colleagues(AGENCY)).some(({ userId: one }) => one === id)).toBe(false);
  });

  it('ends a session after twelve hours, however busy it is', async () => {
    const { email } = await create('yolanda');
    const signedIn = await signIn(email);
    if (!signedIn.ok) throw new Error('The password is right.');
    await asOwner(database.address, (client) =>
      client.query(`UPDATE identity.session SET "createdAt" = now() - interval '12 hours 1 minute'`),
    );
    expect(await accounts.read(cookieOf(signedIn.setCookies))).toBeUndefined();
  });

  it('stops evaluating passwords of one account after ten tries, wherever they come from', async () => {
    const { email } = await create('zoltan');
    const replies = [];
    for (let n = 0; n < 14; n += 1) replies.push(await signIn(email, 'wrong', `198.51.100.${n}`));
    const refused = replies.filter((reply) => !reply.ok && reply.reason === 'throttled');
    expect(refused).toHaveLength(4);
    expect(await signIn(email)).toMatchObject({ ok: false, reason: 'throttled' });
  });

  it('stops evaluating passwords from one address after fifty tries, whatever the account', async () => {
    let throttled = 0;
    for (let n = 0; n < 55; n += 1) {
      const reply = await signIn(`nobody${n}@example.org`, 'wrong', '203.0.113.9');
      if (!reply.ok && reply.reason === 'throttled') throttled += 1;
    }
    expect(throttled).toBe(5);
  });

  it('keeps no mail address and no network address in the count of tries', async () => {
    const rows = await asOwner(database.address, (client) => client.query('SELECT key FROM identity.sign_in_try'));
    expect(rows.rows.every(({ key }) => /^[0-9a-f]{64}$/.test(String(key)))).toBe(true);
  });
});
