import pg from 'pg';
import { clientConfig, type DatabaseAddress } from './database-address.js';
import { OPERATOR_ROLE } from './data-source.js';

const CONNECT_TIMEOUT_MS = 5_000;
/** No limit on a statement: verifying reads everything there is. */
const SESSION = [`role=${OPERATOR_ROLE}`, 'timezone=UTC', 'search_path=public', 'lock_timeout=8s'];

/** Connections in the operator's role, for jobs of the worker and for commands. */
export function createOperatorPool(address: DatabaseAddress, name: string): pg.Pool {
  const pool = new pg.Pool({
    ...clientConfig(address),
    max: 2,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: name,
    options: SESSION.map((setting) => `-c ${setting}`).join(' '),
  });
  // An idle connection that breaks is replaced by the next question; unheard, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
