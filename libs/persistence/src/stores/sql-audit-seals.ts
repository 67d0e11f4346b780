import { setTimeout as pause } from 'node:timers/promises';
import {
  AuditSeals,
  AuditSealsSource,
  isUuid,
  SYSTEM_CHAIN,
  type AuditBatch,
  type AuditChain,
  type Seal,
  type SealedRange,
  type Transaction,
} from '@isonomia/application';
import type { QueryResultRow } from 'pg';
import { first } from './values.js';

/** Below every id: the first seal of a chain begins here. */
const LOWEST = '-9223372036854775808';
const POLL_MS = 20;
const SEALS_AT_ONCE = 100;

/**
 * One line a row, in one spelling: JSON as the database writes it, the time in seconds, to the microsecond. Spelled here
 * and not in a function of the database, which whoever changes rows could change with them.
 */
const LINE = `jsonb_build_array(r.id, r.agency_id, r.actor_id, r.action, r.subject_kind, r.subject_id,
  extract(epoch FROM r.at), r.detail)::text`;
const BATCH = `min(id)::text AS "firstId", max(id)::text AS "lastId", count(*)::int AS rows,
  encode(sha256(convert_to(string_agg(line, E'\\n' ORDER BY id), 'UTF8')), 'hex') AS digest`;
const SEAL = `chain, number, first_id::text AS "firstId", last_id::text AS "lastId", rows, digest, previous, seal,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`;

/** Ids are taken from this sequence before their rows are committed. */
const HIGH_WATER = 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END::text AS id FROM audit_id_seq';
/** Whoever inserts holds this lock from before the id is taken until the end of the transaction. */
const WRITERS = `SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
  WHERE locktype = 'relation' AND relation = 'audit'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const NEW_CHAINS = `SELECT DISTINCT coalesce(agency_id::text, '${SYSTEM_CHAIN}') AS chain FROM audit
  WHERE id > $1 AND id <= $2`;
/** From one agency to the next by the index, instead of by all rows. */
const ALL_CHAINS = `WITH RECURSIVE agencies AS (
    (SELECT agency_id FROM audit WHERE agency_id IS NOT NULL ORDER BY agency_id LIMIT 1)
    UNION ALL
    SELECT (SELECT a.agency_id FROM audit a WHERE a.agency_id > c.agency_id ORDER BY a.agency_id LIMIT 1)
    FROM agencies c WHERE c.agency_id IS NOT NULL
  )
  SELECT agency_id::text AS chain FROM agencies WHERE agency_id IS NOT NULL
  UNION SELECT '${SYSTEM_CHAIN}' WHERE EXISTS (SELECT FROM audit WHERE agency_id IS NULL)
  UNION SELECT DISTINCT chain FROM audit_seal`;

interface RangeRow extends Seal {
  readonly found: { readonly [Key in keyof AuditBatch]: AuditBatch[Key] | null };
}

/** Whatever answers a statement: a pool in the operator's role, or a person's transaction. */
export interface Asked {
  query(
    sql: string,
    values: unknown[],
  ): Promise<{ readonly rows: readonly unknown[]; readonly rowCount?: number | null }>;
}

/** Takes connections in the operator's role. A statement is a transaction: what settled is seen by the next one. */
export class SqlAuditSeals extends AuditSeals {
  constructor(private readonly pool: Asked) {
    super();
  }

  async settled({ milliseconds }: { readonly milliseconds: number }): Promise<string | undefined> {
    // In this order: who took an id after the first question is of no concern, and who took one before it and has not
    // finished answers to the second.
    const upTo = first(await this.ask<{ id: string }>(HIGH_WATER))?.id;
    let waitedFor = await this.writers();
    const until = performance.now() + milliseconds;
    while (waitedFor.size > 0) {
      if (performance.now() >= until) return undefined;
      await pause(POLL_MS);
      const still = await this.writers();
      waitedFor = new Set([...waitedFor].filter((writer) => still.has(writer)));
    }
    return upTo;
  }

  async chains({ upTo, after }: { readonly upTo: string; readonly after?: string }): Promise<readonly AuditChain[]> {
    if (after === undefined) return this.allChains();
    return (await this.ask<{ chain: string }>(NEW_CHAINS, [after, upTo])).map(({ chain }) => chain);
  }

  async allChains(): Promise<readonly AuditChain[]> {
    return (await this.ask<{ chain: string }>(ALL_CHAINS)).map(({ chain }) => chain);
  }

  async lastSeal(chain: AuditChain): Promise<Seal | undefined> {
    const sql = `SELECT ${SEAL} FROM audit_seal WHERE chain = $1 ORDER BY number DESC LIMIT 1`;
    return first(await this.ask<Seal>(sql, [chain]));
  }

  async nextBatch(
    chain: AuditChain,
    ids: { readonly after: string | undefined; readonly upTo: string; readonly limit: number },
  ): Promise<AuditBatch | undefined> {
    const { where, values } = ofChain(chain, [ids.after ?? LOWEST, ids.upTo, ids.limit]);
    const rows = `SELECT r.id, ${LINE} AS line FROM audit r WHERE ${where} AND r.id > $1 AND r.id <= $2
      ORDER BY r.id LIMIT $3`;
    const found = first(await this.ask<AuditBatch>(`SELECT ${BATCH} FROM (${rows}) b`, values));
    return found === undefined || found.rows === 0 ? undefined : found;
  }

  async keep(seal: Seal): Promise<boolean> {
    const { chain, number, firstId, lastId, rows, digest, previous, at } = seal;
    const { rowCount } = await this.pool.query(
      `INSERT INTO audit_seal (chain, number, first_id, last_id, rows, digest, previous, seal, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING`,
      [chain, number, firstId, lastId, rows, digest, previous, seal.seal, at],
    );
    return rowCount === 1;
  }

  async ranges(
    chain: AuditChain,
    from: { readonly number: number; readonly lastId: string | undefined },
  ): Promise<readonly SealedRange[]> {
    const { where, values } = ofChain(chain, [chain, from.number, from.lastId ?? LOWEST]);
    const seals = `SELECT * FROM audit_seal WHERE chain = $1 AND number > $2 ORDER BY number LIMIT ${SEALS_AT_ONCE}`;
    const found = await this.ask<RangeRow>(
      `SELECT ${SEAL}, f.found
       FROM (SELECT *, lag(last_id, 1, $3::bigint) OVER (ORDER BY number) AS after FROM (${seals}) s) s
       CROSS JOIN LATERAL (SELECT to_jsonb(b) AS found FROM (
         SELECT ${BATCH} FROM (SELECT r.id, ${LINE} AS line FROM audit r
           WHERE ${where} AND r.id > s.after AND r.id <= s.last_id) r) b) f
       ORDER BY number`,
      values,
    );
    return found.map(({ found: range, ...seal }) => ({ seal, found: foundIn(range) }));
  }

  async unsealed(
    chain: AuditChain,
    after: string | undefined,
  ): Promise<{ readonly rows: number; readonly oldest?: Date }> {
    const { where, values } = ofChain(chain, [after ?? LOWEST]);
    const sql = `SELECT count(*)::int AS rows, min(r.at) AS oldest FROM audit r WHERE ${where} AND r.id > $1`;
    const found = first(await this.ask<{ rows: number; oldest: Date | null }>(sql, values));
    return { rows: found?.rows ?? 0, ...(found?.oldest && { oldest: found.oldest }) };
  }

  private async writers(): Promise<Set<string>> {
    return new Set((await this.ask<{ writer: string }>(WRITERS)).map(({ writer }) => writer));
  }

  private async ask<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.pool.query(sql, [...values])).rows as readonly Row[];
  }
}

/** A chain that is neither the system's nor an agency's holds no rows: somebody renamed a seal. */
function ofChain(chain: AuditChain, values: readonly unknown[]): { where: string; values: readonly unknown[] } {
  if (chain === SYSTEM_CHAIN) return { where: 'r.agency_id IS NULL', values };
  if (!isUuid(chain)) return { where: 'false', values };
  return { where: `r.agency_id = $${values.length + 1}::uuid`, values: [...values, chain] };
}

const foundIn = ({ firstId, lastId, rows, digest }: RangeRow['found']): SealedRange['found'] => ({
  rows: rows ?? 0,
  ...(firstId !== null && { firstId }),
  ...(lastId !== null && { lastId }),
  ...(digest !== null && { digest }),
});

/** Reads as the person does whose transaction it is, and makes no seals: the web process has no right to. */
export class SqlAuditSealsSource extends AuditSealsSource {
  in(tx: Transaction): AuditSeals {
    return new SqlAuditSeals({ query: async (sql, values) => ({ rows: await tx.query(sql, values) }) });
  }
}
