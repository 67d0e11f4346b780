import {
  documentId,
  releaseId,
  ReportStore,
  userId,
  type DocumentFailure,
  type DocumentId,
  type DocumentState,
  type RegionalReport,
  type NamedAnnex,
  type ReleaseFacts,
  type ReleaseId,
  type ReportKey,
  type Transaction,
} from '@isonomia/application';
import { formValues, toForm, type FormRecord } from './form-values.js';
import type { Practice } from '@isonomia/outcome';
import { first, present, toDate, type At } from './values.js';

interface ReportRecord extends FormRecord {
  readonly id: string;
  readonly release_id: string;
  readonly state: DocumentState;
  readonly requested_by: string;
  readonly requested_at: At;
  readonly started_at: At | null;
  readonly finished_at: At | null;
  readonly failure: DocumentFailure | null;
  readonly facts: ReleaseFacts | null;
  readonly named: NamedAnnex | null;
  readonly size: number | null;
  readonly sha256: string | null;
}

const COLUMNS = `id, release_id, languages, arrangement, format, state, requested_by, requested_at, started_at, finished_at, failure, facts, named,
  size, sha256`;
// Two at once: the second one waits for the index, and then finds the first.
const INSERT = `INSERT INTO report (id, release_id, languages, arrangement, format, requested_by, requested_at, named)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
  ON CONFLICT DO NOTHING RETURNING id`;
const OF_RELEASE = `SELECT ${COLUMNS} FROM report WHERE release_id = $1
  AND languages = $2 AND arrangement = $3 AND format = $4 AND (named IS NOT NULL) = $5`;
const DISCARD = 'DELETE FROM report WHERE id = $1 AND named IS NOT NULL';
// Between asking and beginning an agency may have withdrawn.
const WITHDREW = `SELECT FROM jsonb_array_elements_text(report.named->'ids') AS n (agency)
  WHERE coalesce((SELECT s.choice FROM sharing s JOIN release r ON r.round_id = s.round_id
    WHERE r.id = report.release_id AND s.agency_id = n.agency::uuid ORDER BY s.id DESC LIMIT 1), 'own') <> 'participants'`;
const BYTES = `SELECT bytes FROM report WHERE id = $1 AND state = 'ready'`;
const REQUEUE = `UPDATE report SET state = 'queued', requested_at = $2, started_at = NULL, finished_at = NULL, failure = NULL
  WHERE id = $1 AND state <> 'ready' RETURNING id`;
const BEGIN = `UPDATE report SET state = 'running', attempts = attempts + 1, started_at = $2, finished_at = NULL, failure = NULL
  WHERE id = $1 AND state <> 'ready' AND (named IS NULL OR NOT EXISTS (${WITHDREW})) RETURNING ${COLUMNS}`;
const FACTS = 'UPDATE report SET facts = $2 WHERE id = $1 AND facts IS NULL';
const PRACTICES = `SELECT facts->'practices' AS practices FROM report WHERE release_id = $1 AND facts ? 'practices'
  ORDER BY requested_at, id LIMIT 1`;
const FINISH = `UPDATE report SET state = 'ready', bytes = $2::bytea, size = length($2::bytea), sha256 = encode(sha256($2::bytea), 'hex'),
  finished_at = $3, failure = NULL WHERE id = $1 AND state <> 'ready' RETURNING sha256`;
const FAIL = `UPDATE report SET state = 'failed', failure = $2, finished_at = $3 WHERE id = $1 AND state <> 'ready'`;

export class SqlReportStore extends ReportStore {
  async insert(tx: Transaction, report: Parameters<ReportStore['insert']>[1]): Promise<boolean> {
    const { id, release, form, requestedBy, requestedAt, named } = report;
    const annex = named === undefined ? null : JSON.stringify(named);
    return (
      first(await tx.query(INSERT, [id, release, ...formValues(form), requestedBy, requestedAt, annex])) !== undefined
    );
  }

  async ofRelease(tx: Transaction, { release, form, edition }: ReportKey): Promise<RegionalReport | undefined> {
    const row = first(await tx.query<ReportRecord>(OF_RELEASE, [release, ...formValues(form), edition === 'named']));
    return row === undefined ? undefined : toReport(row);
  }

  async discard(tx: Transaction, id: DocumentId): Promise<void> {
    await tx.query(DISCARD, [id]);
  }

  async bytes(tx: Transaction, id: DocumentId): Promise<Uint8Array | undefined> {
    return first(await tx.query<{ readonly bytes: Buffer }>(BYTES, [id]))?.bytes;
  }

  async requeue(tx: Transaction, id: DocumentId, at: Date): Promise<boolean> {
    return first(await tx.query(REQUEUE, [id, at])) !== undefined;
  }

  async begin(tx: Transaction, id: DocumentId, at: Date): Promise<RegionalReport | undefined> {
    const row = first(await tx.query<ReportRecord>(BEGIN, [id, at]));
    return row === undefined ? undefined : toReport(row);
  }

  async keepFacts(tx: Transaction, id: DocumentId, facts: ReleaseFacts): Promise<void> {
    await tx.query(FACTS, [id, JSON.stringify(facts)]);
  }

  async practicesOf(tx: Transaction, release: ReleaseId): Promise<readonly Practice[] | undefined> {
    // Written by us with the facts, and never changed since.
    return first(await tx.query<{ readonly practices: readonly Practice[] }>(PRACTICES, [release]))?.practices;
  }

  async finish(tx: Transaction, id: DocumentId, pdf: Uint8Array, at: Date): Promise<string | undefined> {
    return first(await tx.query<{ readonly sha256: string }>(FINISH, [id, Buffer.from(pdf), at]))?.sha256;
  }

  async fail(tx: Transaction, id: DocumentId, failure: DocumentFailure, at: Date): Promise<void> {
    await tx.query(FAIL, [id, failure, at]);
  }
}

const toReport = (row: ReportRecord): RegionalReport => ({
  id: documentId(row.id),
  release: releaseId(row.release_id),
  form: toForm(row),
  state: row.state,
  requestedBy: userId(row.requested_by),
  requestedAt: toDate(row.requested_at),
  ...(row.started_at !== null && { startedAt: toDate(row.started_at) }),
  ...(row.finished_at !== null && { finishedAt: toDate(row.finished_at) }),
  ...present('failure', row.failure),
  ...present('facts', row.facts),
  ...present('named', row.named),
  ...present('size', row.size),
  ...present('sha256', row.sha256),
});
