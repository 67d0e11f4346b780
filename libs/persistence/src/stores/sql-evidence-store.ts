import {
  EvidenceStore,
  agencyId,
  assessmentId,
  fileId,
  type AssessmentId,
  type EvidenceOfAssessment,
  type GivenUpFile,
  type RemovedEvidence,
  type StoredEvidence,
  type Transaction,
} from '@isonomia/application';
import type { EvidenceId } from '@isonomia/instrument';
import {
  EVIDENCE_COLUMNS,
  EVIDENCE_TABLES,
  toAnswerEvidence,
  toEvidence,
  type AnswerEvidenceRecord,
  type EvidenceRecord,
} from './assessment-rows.js';
import { first, recordset, toDate, type At } from './values.js';

const COLUMNS = `id, agency_id, assessment_id, question_id, option_id, kind, title, number, date, holder, page, url, restricted,
  file_id, created_by, created_at`;
const INSERT = `INSERT INTO evidence (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_to_recordset($1::jsonb) i (
  id uuid, agency_id uuid, assessment_id uuid, question_id text, option_id text, kind text, title text, number text, date date,
  holder text, page text, url text, restricted boolean, file_id uuid, created_by text, created_at timestamptz)`;

const FIND = `SELECT ${EVIDENCE_COLUMNS}, e.agency_id, e.assessment_id, e.removed_at,
    set_config('isonomia.agency', e.agency_id::text, true)
  FROM ${EVIDENCE_TABLES} WHERE e.id = $1`;
/** A file of which only the name is left proves nothing. */
const COMPLETE = `(e.kind <> 'file' OR e.file_id IS NOT NULL)`;

/**
 * A file that was carried over proves answers of several assessments: it goes when the last of them has been without it for
 * long enough, and then from all of them at once.
 */
const GIVE_UP = `UPDATE evidence e SET file_id = NULL
  WHERE e.file_id = (SELECT w.file_id FROM evidence w WHERE w.id = $1 AND w.removed_at <= $2)
    AND NOT EXISTS (SELECT FROM evidence o WHERE o.file_id = e.file_id AND (o.removed_at IS NULL OR o.removed_at > $2))
  RETURNING e.agency_id, old.file_id, set_config('isonomia.agency', e.agency_id::text, true)`;

interface FoundRecord extends EvidenceRecord {
  readonly agency_id: string;
  readonly assessment_id: string;
  readonly removed_at: At | null;
}
const toFound = (row: FoundRecord): EvidenceOfAssessment => ({
  assessment: assessmentId(row.assessment_id),
  agency: agencyId(row.agency_id),
  evidence: toEvidence(row),
});

export class SqlEvidenceStore extends EvidenceStore {
  async insert(tx: Transaction, evidence: readonly EvidenceOfAssessment[]): Promise<void> {
    await tx.query(INSERT, [recordset(evidence.map(toRow))]);
  }

  async find(tx: Transaction, id: EvidenceId): Promise<EvidenceOfAssessment | undefined> {
    const row = first(await tx.query<FoundRecord>(`${FIND} AND e.removed_at IS NULL`, [id]));
    return row === undefined ? undefined : toFound(row);
  }

  async findRemoved(tx: Transaction, id: EvidenceId): Promise<RemovedEvidence | undefined> {
    const row = first(await tx.query<FoundRecord>(`${FIND} AND e.removed_at IS NOT NULL AND ${COMPLETE}`, [id]));
    if (row === undefined || row.removed_at === null) return undefined;
    return { ...toFound(row), removedAt: toDate(row.removed_at) };
  }

  async ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredEvidence[]> {
    const rows = await tx.query<AnswerEvidenceRecord>(
      `SELECT ${EVIDENCE_COLUMNS} FROM ${EVIDENCE_TABLES}
       WHERE e.assessment_id = $1 AND e.question_id IS NOT NULL AND e.removed_at IS NULL ORDER BY e.created_at, e.id`,
      [id],
    );
    return rows.map(toAnswerEvidence);
  }

  async remove(tx: Transaction, id: EvidenceId, at: Date): Promise<void> {
    await tx.query('UPDATE evidence SET removed_at = $2 WHERE id = $1', [id, at]);
  }

  async restore(tx: Transaction, id: EvidenceId): Promise<boolean> {
    const sql = `UPDATE evidence e SET removed_at = NULL WHERE e.id = $1 AND e.removed_at IS NOT NULL AND ${COMPLETE}
      RETURNING e.id`;
    return (await tx.query(sql, [id])).length > 0;
  }

  async giveUpFile(tx: Transaction, id: EvidenceId, removedBy: Date): Promise<GivenUpFile | undefined> {
    const row = first(
      await tx.query<{ readonly agency_id: string; readonly file_id: string }>(GIVE_UP, [id, removedBy]),
    );
    return row === undefined ? undefined : { agency: agencyId(row.agency_id), file: fileId(row.file_id) };
  }
}

const toRow = ({ assessment, agency, evidence: given }: EvidenceOfAssessment) => {
  const evidence = 'question' in given ? given : { ...given, question: undefined, option: undefined, page: undefined };
  return {
    id: evidence.id,
    agency_id: agency,
    assessment_id: assessment,
    question_id: evidence.question,
    option_id: evidence.option,
    kind: evidence.kind,
    title: evidence.title,
    number: evidence.number,
    date: evidence.date,
    holder: evidence.holder,
    page: evidence.page,
    url: evidence.kind === 'link' ? evidence.url : undefined,
    restricted: evidence.restricted,
    file_id: evidence.kind === 'file' ? evidence.file.id : undefined,
    created_by: evidence.createdBy,
    created_at: evidence.createdAt,
  };
};
