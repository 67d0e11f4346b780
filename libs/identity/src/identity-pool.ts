import pg from 'pg';

const POOL_SIZE = 5;
/** Ten thousand who save at once queue for longer than it takes to miss a database: one that is gone refuses at once. */
const CONNECT_TIMEOUT_MS = 20_000;
const SESSION = ['role=isonomia_identity', 'search_path=identity', 'statement_timeout=10s', 'timezone=UTC'];

/** Connections as the account library wants them: its own schema first, in the one role that may look into it. */
export function createIdentityPool(connection: pg.ClientConfig, size = POOL_SIZE): pg.Pool {
  const pool = new pg.Pool({
    ...connection,
    max: size,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'isonomia identity',
    options: SESSION.map((setting) => `-c ${setting}`).join(' '),
  });
  // An idle connection that breaks is replaced by the next question; unheard, it would end the process.
  pool.on('error', () => undefined);
  // Nor may one that the library holds and asks nothing of just then.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
