import { agencyId, AuditLog, type AgencyId, type AuditEntry, type Transaction } from '@isonomia/application';
import type { DataSource } from 'typeorm';
import { autocommit } from './autocommit.js';
import { first, recordset } from './values.js';

const APPEND = `INSERT INTO audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
  SELECT agency_id, actor_id, action, subject_kind, subject_id, coalesce(detail, '{}')
  FROM jsonb_to_recordset($1::jsonb) i (agency_id uuid, actor_id text, action text, subject_kind text, subject_id text, detail jsonb)`;

export class SqlAuditLog extends AuditLog {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async append(tx: Transaction, ...entries: readonly AuditEntry[]): Promise<void> {
    await tx.query(APPEND, [recordset(entries.map(toRow))]);
  }

  async note(entry: AuditEntry): Promise<void> {
    await autocommit(this.dataSource).query('SELECT note_audit($1)', [toRow(entry)]);
  }

  async agencyOf({ kind, id }: AuditEntry['subject']): Promise<AgencyId | undefined> {
    const sql = 'SELECT agency_of($1, $2) AS agency';
    const { rows } = await autocommit(this.dataSource).query<{ agency: string | null }>(sql, [kind, id]);
    const agency = first(rows)?.agency ?? undefined;
    return agency === undefined ? undefined : agencyId(agency);
  }
}

const toRow = (entry: AuditEntry) => ({
  agency_id: entry.agency,
  actor_id: entry.actor,
  action: entry.action,
  subject_kind: entry.subject.kind,
  subject_id: entry.subject.id,
  detail: entry.detail,
});
