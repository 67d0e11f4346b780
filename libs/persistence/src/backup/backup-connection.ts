import pg from 'pg';
import { clientConfig, type DatabaseAddress } from '../database-address.js';
import { BackupFault } from './backup-fault.js';

/** How values are written is the same wherever the rows lie; and nothing ends a statement or a transaction that takes long. */
const SESSION = [
  'client_encoding=UTF8',
  'datestyle=ISO',
  'intervalstyle=postgres',
  'timezone=UTC',
  'extra_float_digits=1',
  'bytea_output=hex',
  'statement_timeout=0',
  'idle_in_transaction_session_timeout=0',
  'lock_timeout=8s',
];
const CONNECT_TIMEOUT_MS = 5_000;

/** In one transaction as the owner of the tables: what `work` did stays as a whole, or not at all. */
export async function inTransaction<T>(
  address: DatabaseAddress,
  begin: 'READ ONLY' | 'READ WRITE',
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...clientConfig(address),
    application_name: begin === 'READ ONLY' ? 'isonomia backup' : 'isonomia restore',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    options: SESSION.map((setting) => `-c ${setting}`).join(' '),
  });
  // A connection that breaks refuses the statement under way, which is where it is heard.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ, ${begin}`);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    throw isLost(error) ? new BackupFault('The connection to the database broke off.') : error;
  } finally {
    // Ending the connection takes back what was not committed, also in the middle of a COPY.
    await closed(client);
  }
}

/** The server was stopped, or the line to it cut. */
const LOST = /^(EPIPE|ECONNRESET|ETIMEDOUT|57P0[123]|08...)$/;

const isLost = (error: unknown): boolean => {
  const { code, message } = error as NodeJS.ErrnoException;
  return LOST.test(code ?? '') || /^(Connection terminated|Client has encountered)/.test(message);
};

const PATIENCE_MS = 2_000;

/** A connection in the middle of a COPY does not say goodbye: then it is cut. */
async function closed(client: pg.Client): Promise<void> {
  const cut = setTimeout(() => client.connection.stream.destroy(), PATIENCE_MS);
  try {
    await client.end();
  } catch {
    // It had gone already.
  } finally {
    clearTimeout(cut);
  }
}
