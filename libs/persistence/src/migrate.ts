import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { clientConfig, type DatabaseAddress, typeOrmTarget } from './database-address.js';
import { ensureWebLogin } from './web-login.js';

const MINIMUM_SERVER = 160_000;
/** Any number, as long as it stays the same: whoever holds this lock migrates. */
const MIGRATION_LOCK = 7_303_014;
const UNDEFINED_TABLE = '42P01';

/** Names of the migrations that the database still lacks, in order. */
export async function pendingMigrations(address: DatabaseAddress): Promise<readonly string[]> {
  return withClient(address, pending);
}

/** Brings the database to the present schema. Returns the names of what ran; two callers at once do not collide. */
export async function migrate(address: DatabaseAddress): Promise<readonly string[]> {
  return withClient(address, async (client) => {
    await demandVersion(client);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const missing = await pending(client);
    if (missing.length > 0) await runMigrations(address, migrations);
    await ensureWebLogin(client, address);
    return missing;
  });
}

/** The same question over a pool that is open already. */
export async function areMigrationsCurrent(dataSource: DataSource): Promise<boolean> {
  try {
    const rows = await dataSource.query<readonly { name: string }[]>('SELECT name FROM migration');
    return missingFrom(rows).length === 0;
  } catch {
    return false;
  }
}

/** Brings an empty or older database to an older schema, into which a backup of that schema goes; nothing further. */
export async function migrateTo(address: DatabaseAddress, level: readonly string[]): Promise<void> {
  await withClient(address, async (client) => {
    await demandVersion(client);
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations(
      address,
      migrations.filter(({ name }) => level.includes(name)),
    );
  });
}

async function runMigrations(address: DatabaseAddress, wanted: readonly (typeof migrations)[number][]): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    ...typeOrmTarget(address),
    migrations: [...wanted],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    applicationName: 'isonomia migrate',
    poolSize: 1,
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
    await dataSource.query('GRANT SELECT ON migration TO isonomia_app');
  } finally {
    await dataSource.destroy();
  }
}

async function pending(client: pg.Client): Promise<readonly string[]> {
  try {
    const { rows } = await client.query<{ name: string }>('SELECT name FROM migration');
    return missingFrom(rows);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === UNDEFINED_TABLE) return missingFrom([]);
    throw error;
  }
}

function missingFrom(rows: readonly { readonly name: string }[]): readonly string[] {
  const present = new Set(rows.map((row) => row.name));
  return migrations.map((migration) => migration.name).filter((name) => !present.has(name));
}

async function demandVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; text: string }>(
    "SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS text",
  );
  const found = rows[0];
  if (found !== undefined && found.version < MINIMUM_SERVER) {
    throw new Error(`Isonomia needs PostgreSQL 16 or newer and is made for 18; this server is ${found.text}.`);
  }
}

async function withClient<T>(address: DatabaseAddress, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...clientConfig(address), application_name: 'isonomia migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
