import type pg from 'pg';
import { migrations } from '../../../../migrations/index.js';

const known: readonly string[] = migrations.map(({ name }) => name);

/** Names of the migrations that ran, in their order; none where there is no table of them. */
export async function levelIn(client: pg.Client): Promise<readonly string[]> {
  const { rows: found } = await client.query<{ readonly there: boolean }>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS there`,
  );
  if (found[0]?.there !== true) return [];
  const { rows } = await client.query<{ readonly name: string }>('SELECT name FROM public.migration ORDER BY id');
  return rows.map(({ name }) => name);
}

const startsWith = (whole: readonly string[], start: readonly string[]): boolean =>
  start.every((name, n) => whole[n] === name);

/** Whether this version of the product can make a schema of exactly that level. */
export const isKnownLevel = (level: readonly string[]): boolean => level.length > 0 && startsWith(known, level);

/** Whether migrating leads from the one to the other. */
export const leadsTo = (from: readonly string[], to: readonly string[]): boolean =>
  from.length <= to.length && startsWith(to, from);
