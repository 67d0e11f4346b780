import { randomUUID } from 'node:crypto';
import { installJobQueue } from '@isonomia/jobs';
import {
  clientConfig,
  createDataSource,
  migrate,
  openEmbeddedPostgres,
  OPERATOR_ROLE,
  type SocketAddress,
  TypeOrmTransaction,
} from '@isonomia/persistence';
import pg from 'pg';
import type { DataSource } from 'typeorm';

/** A migrated database of its own, dropped by `close`. */
export interface TestDatabase {
  readonly address: SocketAddress;
  /** A pool in the web's role: outside a unit of work it has no row of any agency. */
  readonly dataSource: DataSource;
  /** A pool in the operator's role, which sees every agency: to arrange, to inspect, and for what the worker does. */
  readonly operator: DataSource;
  close(): Promise<void>;
}

const TEMPLATE = 'isonomia_template';
const TEMPLATE_LOCK = 41;
/** A database that lives as long as a test run has nothing to survive. */
export const FORGETFUL = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(server, async (client) => {
    // Locked, since PostgreSQL copies a template for one at a time.
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(client, server);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  const address = { ...server, database: name };
  const dataSource = await createDataSource(address, { name: 'isonomia test', size: 5 }).initialize();
  const operating = { name: 'isonomia test operator', size: 3, role: OPERATOR_ROLE } as const;
  const operator = await createDataSource(address, operating).initialize();
  return {
    address,
    dataSource,
    operator,
    async close() {
      await dataSource.destroy();
      await operator.destroy();
      await asOwner(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}

/** An empty database without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{ address: SocketAddress; close(): Promise<void> }> {
  const server = await testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(server, (client) => client.query(`CREATE DATABASE ${name}`));
  const drop = (): Promise<unknown> => asOwner(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  return {
    address: { ...server, database: name },
    close: async () => {
      await drop();
    },
  };
}

/** Runs `work` in a transaction that is rolled back whatever happens. */
export async function rolledBack<T>(dataSource: DataSource, work: (tx: TypeOrmTransaction) => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    return await work(new TypeOrmTransaction(runner.manager));
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

/** Runs `work` as the owner of the tables, whom grants and policies do not bind: to arrange and to inspect. */
export async function asOwner<T>(address: SocketAddress, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(clientConfig(address));
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function testServer(): Promise<SocketAddress> {
  const dataDir = process.env['ISONOMIA_TEST_DIR'];
  if (dataDir === undefined) throw new Error('test/support/global-setup.mjs did not run: see jest.config.js.');
  return (await openEmbeddedPostgres({ dataDir, password: 'test', settings: FORGETFUL })).address;
}

async function ensureTemplate(client: pg.Client, server: SocketAddress): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (rowCount === 1) return;
  const draft = `${TEMPLATE}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${draft}`);
  const address = { ...server, database: draft };
  await migrate(address);
  await installJobQueue(clientConfig(address));
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${TEMPLATE}`);
}
