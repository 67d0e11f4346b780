import pg from 'pg';
import { clientConfig, type DatabaseAddress } from './database-address.js';

/** What this installation remembers about itself, as its owner: the demo that was loaded, the content that was published. */
export async function readMark(address: DatabaseAddress, key: string): Promise<unknown> {
  const rows = await once(address, 'SELECT value FROM installation WHERE key = $1', [key]);
  return rows[0]?.value;
}

export async function writeMark(address: DatabaseAddress, key: string, value: unknown): Promise<void> {
  const sql = `INSERT INTO installation (key, value) VALUES ($1, $2)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, at = now()`;
  await once(address, sql, [key, JSON.stringify(value)]);
}

async function once(
  address: DatabaseAddress,
  sql: string,
  parameters: readonly unknown[],
): Promise<readonly { readonly value: unknown }[]> {
  const client = new pg.Client(clientConfig(address));
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(sql, [...parameters])).rows;
  } finally {
    await client.end();
  }
}
