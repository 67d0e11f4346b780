import { asOwner, type TestDatabase } from './database.js';

/** Every table that the database has, the job queue's too. */
const TABLES = `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%' ORDER BY 1`;

/** Where a text stands in the whole database, in any column: as it is, in JSON, or as bytes of a file. */
export async function tablesWith({ address }: TestDatabase, text: string): Promise<readonly string[]> {
  return asOwner(address, async (client) => {
    const found: string[] = [];
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    for (const { name } of tables) {
      const { rows } = await client.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${name} t
         WHERE strpos(t::text, $1) > 0 OR strpos(t::text, encode(convert_to($1, 'UTF8'), 'hex')) > 0`,
        [text],
      );
      if ((rows[0]?.n ?? 0) > 0) found.push(name);
    }
    return found;
  });
}
