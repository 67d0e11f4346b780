import pg from 'pg';
import { DataSource } from 'typeorm';
import { type DatabaseAddress, typeOrmTarget } from './database-address.js';
import { rows } from './rows/rows.js';

/** Owns nothing in the database: grants and row-level policies hold for it. Made by the first migration. */
export const APPLICATION_ROLE = 'isonomia_app';
/** Sees every agency: of the command line, and of the worker, which has no person to ask about. Never of the web. */
export const OPERATOR_ROLE = 'isonomia_operator';

const DEFAULT_POOL = 20;
/** Ten thousand who save at once queue for longer than it takes to miss a database: one that is gone refuses at once. */
const CONNECT_TIMEOUT_MS = 20_000;
/** A statement, a wait for a lock, and a transaction that nobody goes on with: each ends before a request does. */
const SESSION = ['statement_timeout=30s', 'lock_timeout=8s', 'idle_in_transaction_session_timeout=60s', 'timezone=UTC'];

// A calendar day has no time zone: as a Date it would move to the day before, west of Greenwich.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export interface PoolOptions {
  /** Shown in pg_stat_activity, e.g. `isonomia web`. */
  readonly name: string;
  readonly size?: number;
  /** The web's when left out. */
  readonly role?: typeof APPLICATION_ROLE | typeof OPERATOR_ROLE;
}

/** Its next question fails when the connection is lost; unheard between two questions, the loss would end the process. */
class HeardClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on('error', () => undefined);
  }
}

/** A pool whose every connection has its role from its first moment: no extra round trip. */
export function createDataSource(address: DatabaseAddress, pool: PoolOptions): DataSource {
  const session = [`role=${pool.role ?? APPLICATION_ROLE}`, ...SESSION];
  return new DataSource({
    type: 'postgres',
    ...typeOrmTarget(address),
    entities: [...rows],
    synchronize: false,
    migrationsRun: false,
    logging: false,
    applicationName: pool.name,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    poolSize: pool.size ?? DEFAULT_POOL,
    extra: { options: session.map((setting) => `-c ${setting}`).join(' '), Client: HeardClient },
  });
}
