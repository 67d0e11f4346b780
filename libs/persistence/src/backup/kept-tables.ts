import type pg from 'pg';

/** Schema and table. */
export interface TableName {
  readonly schema: string;
  readonly name: string;
}

/** A table of which a backup holds the rows. */
export interface KeptTable extends TableName {
  readonly columns: readonly string[];
  /** What to sort by, as SQL: the same rows are the same bytes wherever they lie. */
  readonly order: string;
  /** Which rows, as SQL; all when undefined. */
  readonly where?: string;
  /** About how many bytes it takes on disk. */
  readonly size: number;
}

/** What the migrations noted of themselves: migrating writes it again. */
const MADE_BY_MIGRATING = 'migration';
export const SCHEMAS = ['public', 'identity'] as const;
/**
 * Of the queue, the jobs that are still to be done: documents would wait, and mails lie, for ever without them. Its
 * queues, schedules and version are made by installing it, and jobs that are over tell nothing.
 */
const JOBS = { schema: 'pgboss', name: 'job', where: `state < 'completed'` } as const;

/** Sorted by primary key, byte by byte: two servers may sort text differently. */
const CATALOG = `
SELECT n.nspname AS schema, c.relname AS name,
  (SELECT sum(pg_total_relation_size(t.relid)) FROM pg_partition_tree(c.oid) t)::float8 AS size,
  (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
  coalesce((
    SELECT string_agg(format('%I', a.attname) || CASE WHEN a.attcollation = 0 THEN '' ELSE ' COLLATE "C"' END,
        ', ' ORDER BY k.position)
      FROM pg_index i
      CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k (attnum, position)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
      WHERE i.indrelid = c.oid AND i.indisprimary
  ), 't::text COLLATE "C"') AS order
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND (n.nspname = ANY ($1) AND NOT (n.nspname = 'public' AND c.relname = $2) OR n.nspname = $3 AND c.relname = $4)
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"`;

export async function keptTables(client: pg.Client): Promise<readonly KeptTable[]> {
  const { rows } = await client.query<KeptTable>(CATALOG, [SCHEMAS, MADE_BY_MIGRATING, JOBS.schema, JOBS.name]);
  return rows.map((table) => ({
    ...table,
    size: table.size || 0,
    ...(table.schema === JOBS.schema && { where: JOBS.where }),
  }));
}

export const isJobs = ({ schema }: TableName): boolean => schema === JOBS.schema;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const nameOf = ({ schema, name }: TableName): string => `${schema}.${name}`;
export const sqlNameOf = ({ schema, name }: TableName): string => `${quoted(schema)}.${quoted(name)}`;
const columnsOf = (columns: readonly string[]): string => columns.map(quoted).join(', ');

export const copyOut = (table: KeptTable): string => {
  const where = table.where === undefined ? '' : ` WHERE ${table.where}`;
  return `COPY (SELECT ${columnsOf(table.columns)} FROM ${sqlNameOf(table)} t${where} ORDER BY ${table.order}) TO STDOUT`;
};
export const copyIn = (table: KeptTable): string => `COPY ${sqlNameOf(table)} (${columnsOf(table.columns)}) FROM STDIN`;
