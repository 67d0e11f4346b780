import {
  agencyId,
  AuditReader,
  userId,
  type AuditLine,
  type AuditQuery,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { toDate, type At } from '../stores/values.js';

interface LineRecord {
  readonly id: string;
  readonly agency_id: string | null;
  readonly agency: string | null;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly at: At;
  readonly detail: Readonly<Record<string, unknown>>;
}

const LATELY = 20_000;
const MOST_ACTORS = 500;

/** Conditions as they are asked for: one that is left out must not keep the index from being used. */
class Where {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  constructor(of: AuditQuery['of']) {
    if (of === 'system') this.conditions.push('r.agency_id IS NULL');
    else this.add(of, (n) => `r.agency_id = ${n}`);
  }

  /** `undefined` adds nothing. */
  add(value: unknown, condition: (placeholder: string) => string): this {
    if (value === undefined) return this;
    this.values.push(value);
    this.conditions.push(condition(`$${this.values.length}`));
    return this;
  }

  get sql(): string {
    return this.conditions.length === 0 ? 'true' : this.conditions.join(' AND ');
  }
}

export class SqlAuditReader extends AuditReader {
  async lines(tx: Transaction, query: AuditQuery): Promise<readonly AuditLine[]> {
    const where = new Where(query.of)
      .add(query.before, (n) => `r.id < ${n}::bigint`)
      .add(
        bounds(query.from, query.timeZone),
        (n) => `r.at >= (${n}::text[])[1]::date::timestamp AT TIME ZONE (${n}::text[])[2]`,
      )
      .add(
        bounds(query.to, query.timeZone),
        (n) => `r.at < ((${n}::text[])[1]::date + 1)::timestamp AT TIME ZONE (${n}::text[])[2]`,
      )
      .add(query.person, (n) => `r.actor_id = ${n}`)
      .add(query.action, (n) => `r.action = ${n}`);
    const rows = await tx.query<LineRecord>(
      `SELECT r.id::text AS id, r.agency_id, g.name AS agency, r.actor_id, r.action, r.subject_kind, r.subject_id, r.at,
         r.detail
       FROM (SELECT * FROM audit r WHERE ${where.sql} ORDER BY r.id DESC LIMIT $${where.values.length + 1}) r
       LEFT JOIN agency g ON g.id = r.agency_id ORDER BY r.id DESC`,
      [...where.values, query.size],
    );
    return rows.map(toLine);
  }

  async actors(tx: Transaction, of: AuditQuery['of']): Promise<readonly UserId[]> {
    const where = new Where(of);
    const rows = await tx.query<{ actor_id: string }>(
      `SELECT DISTINCT actor_id FROM (
         SELECT actor_id FROM audit r WHERE ${where.sql} ORDER BY r.id DESC LIMIT ${LATELY}) r LIMIT ${MOST_ACTORS}`,
      where.values,
    );
    return rows.map((row) => userId(row.actor_id));
  }
}

const bounds = (day: string | undefined, timeZone: string): readonly string[] | undefined =>
  day === undefined ? undefined : [day, timeZone];

const toLine = (row: LineRecord): AuditLine => ({
  id: row.id,
  ...(row.agency_id !== null && {
    agency: { id: agencyId(row.agency_id), ...(row.agency !== null && { name: row.agency }) },
  }),
  actor: userId(row.actor_id),
  action: row.action,
  subject: { kind: row.subject_kind, id: row.subject_id },
  at: toDate(row.at),
  detail: row.detail,
});
