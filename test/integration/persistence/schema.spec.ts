import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';

interface ColumnFact {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

const order = (facts: readonly ColumnFact[]): readonly string[] =>
  facts.map((fact) => `${fact.table}.${fact.column} ${fact.type}${fact.nullable ? ' null' : ''}`).sort();

const LONG_NAMES: Readonly<Record<string, string>> = { timestamptz: 'timestamp with time zone' };

describe('the migrated schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  it('has the tables and columns that the rows describe, and no other', async () => {
    const described = database.dataSource.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => ({
        table: entity.tableName,
        column: column.databaseName,
        type: column.isArray ? 'ARRAY' : (LONG_NAMES[String(column.type)] ?? String(column.type)),
        nullable: column.isNullable,
      })),
    );
    const migrated = await asOwner(database.address, async (client) => {
      const { rows } = await client.query<ColumnFact>(
        `SELECT table_name AS table, column_name AS column, data_type AS type, is_nullable = 'YES' AS nullable
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migration'`,
      );
      return rows;
    });
    expect(order(migrated)).toEqual(order(described));
  });

  it('has the agency on every table that belongs to one', async () => {
    const { rows } = await asOwner(database.address, (client) =>
      client.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.tables t WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
         -- What is said in a workshop belongs to a group, which names the agency, and goes with it.
         AND table_name NOT LIKE 'workshop\\_%' AND NOT EXISTS (SELECT FROM information_schema.columns c WHERE c.table_schema = 'public'
           AND c.table_name = t.table_name AND c.column_name = 'agency_id') ORDER BY 1`,
      ),
    );
    expect(rows.map((row) => row.name)).toEqual([
      'agency',
      'audit_seal',
      'country',
      'good_practice',
      'installation',
      'instrument_version',
      'mail',
      'migration',
      'outcome_part',
      'region',
      'release',
      'release_member',
      'release_table',
      'report',
      'round',
      'workshop',
    ]);
  });
});

describe('the role of the applications', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  it('is what every pooled connection has, and owns nothing', async () => {
    expect(await database.dataSource.query('SELECT current_user AS role')).toEqual([{ role: 'isonomia_app' }]);
    const owned = await asOwner(database.address, (client) =>
      client.query("SELECT relname FROM pg_class WHERE relowner = 'isonomia_app'::regrole"),
    );
    expect(owned.rows).toEqual([]);
  });

  it.each([
    'audit',
    'audit_seal',
    'answer_history',
    'answer_set_history',
    'outcome',
    'outcome_part',
    'instrument_version',
    'sharing',
    'review_step',
    'review_decision',
  ])('neither changes nor deletes what %s has recorded', async (table) => {
    const column =
      { instrument_version: 'instrument_id', outcome_part: 'sha256', audit_seal: 'chain' }[table] ?? 'agency_id';
    const { dataSource } = database;
    await expect(dataSource.query(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('permission denied');
    await expect(dataSource.query(`DELETE FROM ${table}`)).rejects.toThrow('permission denied');
    await expect(dataSource.query(`TRUNCATE ${table}`)).rejects.toThrow('permission denied');
  });

  it('cannot make tables', async () => {
    await expect(database.dataSource.query('CREATE TABLE mine (n int)')).rejects.toThrow('permission denied');
  });
});
