import {
  DocumentStore,
  agencyId,
  assessmentId,
  documentId,
  fileId,
  outcomeId,
  userId,
  type AgencyId,
  type AssessmentId,
  type KeptDocument,
  type DocumentFailure,
  type DocumentId,
  type DocumentState,
  type FileId,
  type KnownPdf,
  type OutcomeDocument,
  type PdfQuestion,
  type QuestionnaireDocument,
  type StoredDocument,
  type Transaction,
} from '@isonomia/application';
import type { Decision } from '@isonomia/outcome';
import type { DataSource } from 'typeorm';
import { formValues, toForm, type FormRecord } from './form-values.js';
import { autocommit } from './autocommit.js';
import { first, present, toDate, type At } from './values.js';

interface DocumentRecord extends FormRecord {
  readonly id: string;
  readonly agency_id: string;
  readonly assessment_id: string;
  readonly outcome_id: string | null;
  readonly kind: StoredDocument['kind'];
  readonly edition: string;
  readonly state: DocumentState;
  readonly requested_by: string;
  readonly requested_at: At;
  readonly started_at: At | null;
  readonly finished_at: At | null;
  readonly file_id: string | null;
  readonly sha256: string | null;
  readonly outcome_sha256: string | null;
  readonly outcome_status: OutcomeDocument['outcomeStatus'] | null;
  readonly decisions: readonly Decision[] | null;
  readonly failure: DocumentFailure | null;
}

interface PdfRecord {
  readonly id: string;
  readonly is_file: boolean;
  readonly is_superseded: boolean;
  readonly issued_on: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
}

const COLUMNS = `d.id, d.agency_id, d.assessment_id, d.outcome_id, d.kind, d.edition, d.languages, d.arrangement, d.format, d.state, d.requested_by,
  d.requested_at, d.started_at, d.finished_at, d.file_id, d.sha256, d.outcome_sha256, d.decisions, d.failure,
  (SELECT o.status FROM outcome o WHERE o.id = d.outcome_id) AS outcome_status`;
const FIND = `SELECT ${COLUMNS}, set_config('isonomia.agency', d.agency_id::text, true) FROM document d WHERE d.id = $1`;

const OF_PAPER = 'id, is_file, is_superseded, issued_on, instrument_id, instrument_version';

export class SqlDocumentStore extends DocumentStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async insert(tx: Transaction, document: StoredDocument): Promise<void> {
    const outcome = document.kind === 'questionnaire' ? undefined : document;
    await tx.query(
      `INSERT INTO document (id, agency_id, assessment_id, kind, edition, languages, arrangement, format, state, requested_by,
         requested_at, outcome_id, outcome_sha256, decisions)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        document.id,
        document.agencyId,
        document.assessmentId,
        document.kind,
        document.edition,
        ...formValues(document.form),
        document.state,
        document.requestedBy,
        document.requestedAt,
        outcome?.outcomeId ?? null,
        outcome?.outcomeSha256 ?? null,
        document.kind === 'outcome' ? JSON.stringify(document.decisions) : null,
      ],
    );
  }

  async find(tx: Transaction, id: DocumentId): Promise<StoredDocument | undefined> {
    const row = first(await tx.query<DocumentRecord>(FIND, [id]));
    return row === undefined ? undefined : toDocument(row);
  }

  async lock(tx: Transaction, id: DocumentId): Promise<StoredDocument | undefined> {
    // Only a row of the transaction's agency can be locked: found first, which sets it.
    if ((await this.find(tx, id)) === undefined) return undefined;
    const row = first(await tx.query<DocumentRecord>(`${FIND} FOR UPDATE`, [id]));
    return row === undefined ? undefined : toDocument(row);
  }

  async ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredDocument[]> {
    const sql = `SELECT ${COLUMNS} FROM document d WHERE d.assessment_id = $1 ORDER BY d.requested_at DESC, d.id`;
    return (await tx.query<DocumentRecord>(sql, [id])).map(toDocument);
  }

  async ofAgency(tx: Transaction, id: AgencyId): Promise<readonly KeptDocument[]> {
    const sql = `SELECT ${COLUMNS}, (SELECT f.size FROM file f WHERE f.id = d.file_id) AS size FROM document d
      WHERE d.agency_id = $1 ORDER BY d.requested_at DESC, d.id`;
    const rows = await tx.query<DocumentRecord & { readonly size: string | null }>(sql, [id]);
    return rows.map((row) => ({
      document: toDocument(row),
      ...present('size', row.size === null ? undefined : Number(row.size)),
    }));
  }

  async start(tx: Transaction, id: DocumentId, at: Date): Promise<void> {
    await tx.query(
      `UPDATE document SET state = 'running', attempts = attempts + 1, started_at = $2, finished_at = NULL, failure = NULL
       WHERE id = $1`,
      [id, at],
    );
  }

  async finish(
    tx: Transaction,
    id: DocumentId,
    file: { readonly id: FileId; readonly sha256: string },
    at: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE document SET state = 'ready', file_id = $2, sha256 = $3, finished_at = $4, failure = NULL WHERE id = $1`,
      [id, file.id, file.sha256, at],
    );
  }

  async fail(tx: Transaction, id: DocumentId, failure: DocumentFailure, at: Date): Promise<void> {
    await tx.query(`UPDATE document SET state = 'failed', failure = $2, finished_at = $3 WHERE id = $1`, [
      id,
      failure,
      at,
    ]);
  }

  async requeue(tx: Transaction, id: DocumentId, at: Date): Promise<void> {
    await tx.query(
      `UPDATE document SET state = 'queued', requested_at = $2, started_at = NULL, finished_at = NULL, failure = NULL
       WHERE id = $1`,
      [id, at],
    );
  }

  async verify({ sha256, ids }: PdfQuestion): Promise<readonly KnownPdf[]> {
    const { rows } = await autocommit(this.dataSource).query<PdfRecord>({
      name: 'verify-documents',
      text: `SELECT ${OF_PAPER} FROM verify_documents($1, $2)
        UNION ALL SELECT ${OF_PAPER} FROM verify_workshop_documents($1, $2)`,
      values: [sha256 ?? null, ids],
    });
    return rows.map((row) => ({
      document: documentId(row.id),
      isFile: row.is_file,
      isSuperseded: row.is_superseded,
      issuedOn: row.issued_on,
      instrumentId: row.instrument_id,
      instrumentVersion: row.instrument_version,
    }));
  }
}

function toDocument(row: DocumentRecord): StoredDocument {
  const common = {
    id: documentId(row.id),
    agencyId: agencyId(row.agency_id),
    assessmentId: assessmentId(row.assessment_id),
    form: toForm(row),
    state: row.state,
    requestedBy: userId(row.requested_by),
    requestedAt: toDate(row.requested_at),
    ...(row.started_at !== null && { startedAt: toDate(row.started_at) }),
    ...(row.finished_at !== null && { finishedAt: toDate(row.finished_at) }),
    ...(row.file_id !== null && { file: fileId(row.file_id) }),
    ...present('sha256', row.sha256),
    ...present('failure', row.failure),
  };
  if (row.outcome_id === null || row.outcome_sha256 === null) {
    return { ...common, kind: 'questionnaire', edition: row.edition as QuestionnaireDocument['edition'] };
  }
  const { outcome_id, outcome_sha256: outcomeSha256 } = row;
  if (row.kind === 'follow-up') {
    const edition = row.edition as OutcomeDocument['edition'];
    return { ...common, kind: 'follow-up', edition, outcomeId: outcomeId(outcome_id), outcomeSha256 };
  }
  return {
    ...common,
    kind: 'outcome',
    edition: row.edition as OutcomeDocument['edition'],
    outcomeId: outcomeId(row.outcome_id),
    outcomeSha256: row.outcome_sha256,
    outcomeStatus: row.outcome_status ?? 'submitted',
    decisions: row.decisions ?? [],
  };
}
