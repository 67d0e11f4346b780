import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DatabaseAddress } from '../database-address.js';
import { inTransaction } from './backup-connection.js';
import { BackupFault } from './backup-fault.js';
import { copyOut, type KeptTable, keptTables, nameOf, SCHEMAS, sqlNameOf, type TableName } from './kept-tables.js';
import { levelIn } from './level.js';

/** What the next value of a sequence will be; text, since it may exceed what a number holds. */
export interface SequenceValue extends TableName {
  readonly next: string;
}

/** The database as it was at one moment, while others go on writing. */
export interface Snapshot {
  /** Names of the migrations that made its schema. */
  readonly level: readonly string[];
  /** Version of PostgreSQL. */
  readonly server: string;
  readonly tables: readonly KeptTable[];
  /** The rows as PostgreSQL's COPY writes them, sorted. One at a time. */
  read(table: KeptTable): Readable;
  /** Ask last: a sequence knows no snapshot, and one that is ahead of the rows harms nobody. */
  sequences(): Promise<readonly SequenceValue[]>;
}

export function withSnapshot<T>(address: DatabaseAddress, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  return inTransaction(address, 'READ ONLY', async (client) => {
    const level = await levelIn(client);
    if (level.length === 0) throw new BackupFault('This database holds no installation: there is nothing to back up.');
    const tables = await keptTables(client);
    await demandSight(client, tables);
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return work({
      level,
      server: rows[0]?.server_version ?? '',
      tables,
      read: (table) => client.query(copyTo(copyOut(table))),
      sequences: () => sequencesIn(client),
    });
  });
}

/**
 * Tables of which this user cannot read, or does not see, every row. Row-level security hides rows without a word: a
 * user whom it binds sees all of a table only by a policy that says just that, and no other that takes some away.
 */
const UNSEEN = `
SELECT n.nspname AS schema, c.relname AS name
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.oid = ANY ($1::regclass[]) AND (
  NOT has_table_privilege(c.oid, 'SELECT')
  OR row_security_active(c.oid) AND (
    NOT EXISTS (
      SELECT FROM pg_policy p, unnest(p.polroles) role
      WHERE p.polrelid = c.oid AND p.polpermissive AND p.polcmd IN ('*', 'r')
        AND pg_get_expr(p.polqual, p.polrelid) = 'true'
        AND CASE WHEN role = 0 THEN true ELSE pg_has_role(role, 'USAGE') END
    )
    OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive)
  )
)
ORDER BY 1, 2`;
const BOUND = 'SELECT bool_or(row_security_active(table_oid)) AS bound FROM unnest($1::regclass[]) table_oid';

async function demandSight(client: pg.Client, tables: readonly TableName[]): Promise<void> {
  const { rows: schemas } = await client.query<{ readonly name: string }>(
    `SELECT nspname AS name FROM pg_namespace
     WHERE nspname = ANY ($1) AND NOT has_schema_privilege(oid, 'USAGE') ORDER BY 1`,
    [[...new Set(tables.map(({ schema }) => schema))]],
  );
  if (schemas.length > 0) throw unseen(schemas.map(({ name }) => name));
  const names = [tables.map(sqlNameOf)];
  const { rows } = await client.query<TableName>(UNSEEN, names);
  if (rows.length > 0) throw unseen(rows.map(nameOf));
  const { rows: found } = await client.query<{ readonly bound: boolean | null }>(BOUND, names);
  // Whom no policy binds says so: PostgreSQL then refuses a statement that it would otherwise answer in part.
  if (found[0]?.bound !== true) await client.query('SET LOCAL row_security = off');
}

const unseen = (names: readonly string[]): BackupFault =>
  new BackupFault(
    `This database user does not see every row, and a backup would lack some: ${names.join(', ')}. Take the owner of the tables, with the role isonomia_operator granted to it, or a superuser.`,
  );

async function sequencesIn(client: pg.Client): Promise<readonly SequenceValue[]> {
  const { rows } = await client.query<TableName & { readonly by: string }>(
    `SELECT schemaname AS schema, sequencename AS name, increment_by::text AS by FROM pg_sequences
     WHERE schemaname = ANY ($1) ORDER BY 1, 2`,
    [SCHEMAS],
  );
  const values: SequenceValue[] = [];
  for (const { schema, name, by } of rows) {
    const sequence = { schema, name };
    const { rows: read } = await client.query<{ readonly next: string }>(
      `SELECT (last_value + CASE WHEN is_called THEN $1::bigint ELSE 0 END)::text AS next FROM ${sqlNameOf(sequence)}`,
      [by],
    );
    values.push({ ...sequence, next: read[0]?.next ?? '1' });
  }
  return values;
}
