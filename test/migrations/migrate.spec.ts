import { clientConfig, migrate, pendingMigrations } from '@isonomia/persistence';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { asOwner, createEmptyDatabase } from '../support/database.js';

type EmptyDatabase = Awaited<ReturnType<typeof createEmptyDatabase>>;

const TABLES = `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
  WHERE table_schema IN ('public', 'identity') ORDER BY 1`;

describe('migrating', () => {
  let database: EmptyDatabase;
  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.close());

  const tables = async (): Promise<readonly string[]> =>
    asOwner(database.address, async (client) =>
      (await client.query<{ name: string }>(TABLES)).rows.map((row) => row.name),
    );

  it('runs everything on an empty database and nothing on a current one', async () => {
    const all = await pendingMigrations(database.address);
    expect(all.length).toBeGreaterThan(0);
    expect(await migrate(database.address)).toEqual(all);
    expect(await migrate(database.address)).toEqual([]);
    expect(await pendingMigrations(database.address)).toEqual([]);
    expect(await tables()).toEqual(expect.arrayContaining(['public.answer', 'public.audit']));
  });

  it('runs once when two processes start together', async () => {
    const ran = await Promise.all([migrate(database.address), migrate(database.address)]);
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('works for an owner who is no superuser and may not make roles, once the role exists', async () => {
    const owner = `owner_${database.address.database}`;
    await asOwner(database.address, async (client) => {
      await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD 'owner'`);
      await client.query(
        `DO $$ BEGIN CREATE ROLE isonomia_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
         DO $$ BEGIN CREATE ROLE isonomia_operator NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
         DO $$ BEGIN CREATE ROLE isonomia_identity NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
         GRANT isonomia_app TO isonomia_operator;`,
      );
      await client.query(`GRANT isonomia_app, isonomia_operator, isonomia_identity TO ${owner}`);
      await client.query(`ALTER DATABASE ${database.address.database} OWNER TO ${owner}`);
    });
    // By address, as an operator gives it: the socket is the embedded server's, and its owner's alone.
    const { host, port, database: name } = database.address;
    const asTheirs = { url: `postgres://${owner}:owner@localhost:${port}/${name}?host=${encodeURIComponent(host)}` };
    try {
      await migrate(asTheirs);
      const app = new pg.Client({ ...clientConfig(asTheirs), options: '-c role=isonomia_app' });
      await app.connect();
      expect((await app.query('SELECT count(*)::int AS n FROM answer')).rows).toEqual([{ n: 0 }]);
      await expect(app.query('DELETE FROM audit')).rejects.toThrow('permission denied');
      await app.end();
    } finally {
      const server = { ...database.address, database: 'isonomia' };
      await database.close();
      await asOwner(server, (client) => client.query(`DROP ROLE ${owner}`));
      database = await createEmptyDatabase();
    }
  });
});

describe('the invariants that the database repeats', () => {
  let database: EmptyDatabase;
  beforeEach(async () => {
    database = await createEmptyDatabase();
    await migrate(database.address);
    await asOwner(database.address, (client) => client.query(FIXTURE));
  });
  afterEach(() => database.close());

  const A = '00000000-0000-7000-8000-00000000000a';
  const B = '00000000-0000-7000-8000-00000000000b';
  const FIXTURE = `
    INSERT INTO region VALUES ('${A}', 'North', true);
    INSERT INTO country VALUES ('${A}', '${A}', 'XA', 'Arden');
    INSERT INTO agency (id, country_id, type, name) VALUES ('${A}', '${A}', 'police', 'One'), ('${B}', '${A}', 'customs', 'Two');
    INSERT INTO instrument_version (instrument_id, version, sha256, body) VALUES ('x', '1.0.0', repeat('0', 64), '{}');
    INSERT INTO assessment (id, agency_id, instrument_id, instrument_version, variant, agency_type, title, created_by)
      VALUES ('${A}', '${A}', 'x', '1.0.0', 'full', 'police', 'First', 'asha');`;

  it.each([
    [
      'an answer under another agency than its assessment',
      `INSERT INTO answer (agency_id, assessment_id, question_id, body, changed_by) VALUES ('${B}', '${A}', 'GOV1', '{}', 'dara')`,
      'foreign key',
    ],
    ['a submitted assessment that nobody submitted', `UPDATE assessment SET state = 'submitted'`, 'check constraint'],
    ['a lead of no agency', `INSERT INTO membership (user_id, role) VALUES ('asha', 'lead')`, 'membership_scope'],
    [
      'an administrator of one agency',
      `INSERT INTO membership (user_id, role, agency_id) VALUES ('asha', 'administrator', '${A}')`,
      'membership_scope',
    ],
    [
      'a document that is ready without a file',
      `INSERT INTO document (id, agency_id, assessment_id, kind, edition, languages, state, requested_by)
       VALUES ('K7QF-3M9D-X2TA', '${A}', '${A}', 'questionnaire', 'blank', '{en}', 'ready', 'asha')`,
      'check constraint',
    ],
    [
      'a link without an address',
      `INSERT INTO evidence (id, agency_id, assessment_id, question_id, kind, title, created_by)
       VALUES ('${B}', '${A}', '${A}', 'GOV1', 'link', 'Policy', 'asha')`,
      'check constraint',
    ],
  ])('refuse %s', async (_what, sql, reason) => {
    await expect(asOwner(database.address, (client) => client.query(sql))).rejects.toThrow(reason);
  });
});
