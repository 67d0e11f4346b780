import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installJobQueue } from '@isonomia/jobs';
import { clientConfig, migrate, migrateTo, type SocketAddress } from '@isonomia/persistence';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { restoreBackup } from '../../../apps/cli/src/backup/restore-backup.js';
import { takeBackup } from '../../../apps/cli/src/backup/take-backup.js';
import { asOwner, createEmptyDatabase } from '../../support/database.js';

type Empty = Awaited<ReturnType<typeof createEmptyDatabase>>;

/** The server's own: the login of the web process is made of it, and this owner may not make one. */
const PASSWORD = 'test';
const A = '00000000-0000-7000-8000-00000000000a';
const ROWS = `
  INSERT INTO region VALUES ('${A}', 'North', true);
  INSERT INTO country VALUES ('${A}', '${A}', 'XA', 'Arden');
  INSERT INTO agency (id, country_id, type, name) VALUES ('${A}', '${A}', 'police', 'One');
  INSERT INTO file (id, agency_id, name, media_type, size, sha256) VALUES ('${A}', '${A}', 'l.png', 'image/png', 3, repeat('0', 64));
  INSERT INTO file_chunk SELECT '${A}', '${A}', n, decode(repeat(md5(n::text), 16384), 'hex') FROM generate_series(1, 40) n;
  UPDATE agency SET logo_file_id = '${A}';
  INSERT INTO audit (actor_id, action, subject_kind, subject_id) SELECT 'asha', 'made', 'agency', n::text FROM generate_series(1, 9) n;`;

/** Whose rights are not enough says so; an owner who is no superuser needs no more than the installation does. */
describe('backing up and restoring', () => {
  let folder: string;
  let database: Empty;
  let server: SocketAddress;
  const roles: string[] = [];
  const login = async (name: string, ...granted: readonly string[]): Promise<SocketAddress> => {
    const role = `${name}_${database.address.database}`;
    roles.push(role);
    await asOwner(server, async (client) => {
      await client.query(`CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`);
      for (const one of granted) await client.query(`GRANT ${one} TO ${role}`);
    });
    return { ...database.address, user: role, password: PASSWORD };
  };
  const own = (on: Empty, owner: SocketAddress): Promise<unknown> =>
    asOwner(server, (client) => client.query(`ALTER DATABASE ${on.address.database} OWNER TO ${owner.user}`));
  const filled = async (address: SocketAddress): Promise<void> => {
    await migrate(address);
    await installJobQueue(clientConfig(address));
    await asOwner(database.address, (client) => client.query(ROWS));
  };
  const count = async (on: Empty, table: string): Promise<unknown> =>
    asOwner(
      on.address,
      async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0]?.n,
    );

  beforeAll(async () => {
    // Roles are the server's: somebody must have made the product's before they are granted.
    const first = await createEmptyDatabase();
    await migrate(first.address);
    server = { ...first.address, database: 'isonomia' };
    await first.close();
  }, 90_000);
  beforeEach(async () => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), 'isonomia-who-')), 'backup');
    database = await createEmptyDatabase();
  });
  afterEach(async () => {
    await database.close();
    rmSync(path.dirname(folder), { recursive: true, force: true });
  });
  afterAll(() =>
    asOwner(server, async (client) => {
      for (const role of roles) await client.query(`DROP ROLE ${role}`);
    }),
  );

  it('take no superuser: an owner whom policies bind, with the operator’s role, sees all and restores all', async () => {
    const owner = await login('owner', 'isonomia_app', 'isonomia_operator', 'isonomia_identity');
    await own(database, owner);
    await filled(owner);
    const taken = await takeBackup(owner, { folder, product: '0.1.0' });
    expect(taken.tables.find(({ name }) => name === 'agency')?.rows).toBe(1);
    const empty = await createEmptyDatabase();
    await own(empty, owner);
    await restoreBackup({ ...owner, database: empty.address.database }, { folder });
    expect(await count(empty, 'file_chunk')).toBe(40);
    const bound = `SELECT count(*)::int AS n FROM pg_class WHERE relforcerowsecurity AND relname = 'agency'`;
    expect((await asOwner(empty.address, (client) => client.query(bound))).rows).toEqual([{ n: 1 }]);
    await empty.close();
  });

  it('refuse a user to whom row-level security shows less, instead of writing less', async () => {
    await filled(database.address);
    const reader = await login('reader', 'pg_read_all_data');
    await expect(takeBackup(reader, { folder, product: '0.1.0' })).rejects.toThrow(
      /does not see every row.*public\.agency,.*public\.answer/,
    );
    expect(readdirSync(folder)).toEqual([]);
    const web = await login('web', 'isonomia_app');
    await expect(takeBackup(web, { folder, product: '0.1.0' })).rejects.toThrow(/does not see every row/);
    const operator = await login('operator', 'isonomia_operator');
    await expect(takeBackup(operator, { folder, product: '0.1.0' })).rejects.toThrow(/some: identity\.access_token/);
  });

  it('refuse to restore as somebody who does not own the tables', async () => {
    await filled(database.address);
    await takeBackup(database.address, { folder, product: '0.1.0' });
    const empty = await createEmptyDatabase();
    await migrate(empty.address);
    await installJobQueue(clientConfig(empty.address));
    const other = await login('other', 'pg_read_all_data', 'pg_write_all_data', 'isonomia_operator');
    const restored = restoreBackup({ ...other, database: empty.address.database }, { folder });
    await expect(restored).rejects.toThrow(/permission denied|does not own/);
    expect(await count(empty, 'agency')).toBe(0);
    await empty.close();
  });

  it('bring a backup of an older schema to the present one', async () => {
    const level = await migratedButTheLast(database.address);
    await installJobQueue(clientConfig(database.address));
    await asOwner(database.address, (client) => client.query(ROWS));
    expect((await takeBackup(database.address, { folder, product: '0.0.9' })).level).toEqual(level);
    const empty = await createEmptyDatabase();
    await restoreBackup(empty.address, { folder });
    expect([await count(empty, 'agency'), await count(empty, 'migration')]).toEqual([1, level.length + 1]);
    await empty.close();
  });

  it('leave nothing of a backup whose references lead nowhere', async () => {
    await filled(database.address);
    await asOwner(database.address, (client) =>
      client.query(`SET session_replication_role = replica; DELETE FROM country`),
    );
    await takeBackup(database.address, { folder, product: '0.1.0' });
    const empty = await createEmptyDatabase();
    await expect(restoreBackup(empty.address, { folder })).rejects.toThrow(/violates foreign key constraint/);
    expect([await count(empty, 'agency'), await count(empty, 'file_chunk')]).toEqual([0, 0]);
    await empty.close();
  });

  it.each([
    ['load', 'when it loads'],
    ['compare', 'when it compares'],
  ])('leave an empty database when the connection breaks in the middle, %s', async (step) => {
    await filled(database.address);
    const taken = await takeBackup(database.address, { folder, product: '0.1.0' });
    const empty = await createEmptyDatabase();
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${empty.address.database}' AND application_name = 'isonomia restore'`;
    let passed = 0;
    const work = {
      folder,
      begin: (now: string) => (bytes: number) => {
        if (now !== step) return;
        const before = passed;
        passed += bytes;
        if (before < 3_000_000 && passed >= 3_000_000) void asOwner(server, (client) => client.query(cut));
      },
    };
    await expect(restoreBackup(empty.address, work)).rejects.toThrow('The connection to the database broke off.');
    expect([await count(empty, 'agency'), await count(empty, 'file_chunk')]).toEqual([0, 0]);
    // Nor did it wear the place out: the same backup goes in at the next try.
    await restoreBackup(empty.address, { folder });
    expect(await count(empty, 'audit')).toBe(taken.tables.find(({ name }) => name === 'audit')?.rows);
    await empty.close();
  });

  it('empty the folder again when the connection breaks in the middle of a backup', async () => {
    await filled(database.address);
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${database.address.database}' AND application_name = 'isonomia backup'`;
    let passed = 0;
    const begin = () => (bytes: number) => {
      if (passed === 0) void asOwner(server, (client) => client.query(cut));
      passed += bytes;
    };
    await expect(takeBackup(database.address, { folder, product: '0.1.0', begin })).rejects.toThrow(
      'The connection to the database broke off.',
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

async function migratedButTheLast(address: SocketAddress): Promise<readonly string[]> {
  const names = async (): Promise<readonly string[]> =>
    asOwner(address, async (client) => {
      const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
      return rows.map(({ name }) => name);
    });
  const other = await createEmptyDatabase();
  await migrate(other.address);
  const all = await asOwner(other.address, async (client) => {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
    return rows.map(({ name }) => name);
  });
  await other.close();
  await migrateTo(address, all.slice(0, -1));
  return names();
}
