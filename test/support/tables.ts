import { asOwner, type TestDatabase } from './database.js';

/** What is not somebody's doing: the audit itself, and what the job queue and the account library count. */
const UNCOUNTED = ['public.audit', 'public.audit_seal', 'public.migration', 'identity.sign_in_try'];

/** Contents of every table there is, by name: what changed between two of these was done in between. */
export async function contentsOf({ address }: TestDatabase): Promise<ReadonlyMap<string, string>> {
  return asOwner(address, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'identity')`,
    );
    const named = tables.map(({ name }) => name).filter((name) => !UNCOUNTED.includes(name));
    const sums = named.map(
      (name) =>
        `SELECT '${name}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS sum FROM ${name} t`,
    );
    const { rows } = await client.query<{ name: string; sum: string }>(sums.join(' UNION ALL '));
    return new Map(rows.map(({ name, sum }) => [name, sum]));
  });
}

export const changedTables = (
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] => [...after].flatMap(([name, sum]) => (before.get(name) === sum ? [] : [name]));

export async function auditCount({ address }: TestDatabase): Promise<number> {
  return asOwner(address, async (client) => {
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM audit');
    return rows[0]?.n ?? 0;
  });
}
