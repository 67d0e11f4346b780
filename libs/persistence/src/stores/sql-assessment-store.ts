import {
  AssessmentStore,
  type ApprovalOfAssessment,
  type Assessment,
  type AssessmentId,
  type Assignment,
  type AgencyId,
  type Comment,
  type NewAssessment,
  type PinnedAssessment,
  type SubmissionApproval,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import type { DimensionId, QuestionId } from '@isonomia/instrument';
import type { DataSource } from 'typeorm';
import {
  ASSESSMENT_COLUMNS,
  ASSESSMENT_TABLES,
  COMMENT_COLUMNS,
  toApproval,
  toAssessment,
  toAssignment,
  toComment,
  toPinned,
  type ApprovalRecord,
  type AssessmentRecord,
  type AssignmentRecord,
  type CommentRecord,
  type PinnedRecord,
} from './assessment-rows.js';
import { autocommit } from './autocommit.js';
import { Remembered } from './remembered.js';
import { first, recordset } from './values.js';

type InAgency = { readonly id: AssessmentId; readonly agencyId: AgencyId };

const COLUMNS = `id, agency_id, instrument_id, instrument_version, variant, agency_type, reference_from, reference_to,
  stock_date, title, import_ref, created_at, created_by, round_id, corrects`;
const INSERT = `INSERT INTO assessment (${COLUMNS}) SELECT ${COLUMNS} FROM jsonb_to_recordset($1::jsonb) i (
  id uuid, agency_id uuid, instrument_id text, instrument_version text, variant text, agency_type text, reference_from date,
  reference_to date, stock_date date, title text, import_ref text, created_at timestamptz, created_by text,
  round_id uuid, corrects uuid)`;
const FIND = `SELECT ${ASSESSMENT_COLUMNS}, set_config('isonomia.agency', a.agency_id::text, true)
  FROM ${ASSESSMENT_TABLES} WHERE a.id = $1`;
const PINNED = {
  name: 'pinned-assessment',
  text: 'SELECT * FROM pinned_assessment($1)',
};
const TIME_ZONE = { name: 'agency-time-zone', text: 'SELECT agency_time_zone($1) AS time_zone' };
const APPROVE = `INSERT INTO approval (assessment_id, agency_id, name, function, date, evidence_id)
  SELECT assessment_id, agency_id, name, function, date, evidence_id FROM jsonb_to_recordset($1::jsonb) i (
    assessment_id uuid, agency_id uuid, name text, function text, date date, evidence_id uuid)
  ON CONFLICT (assessment_id) DO UPDATE SET name = excluded.name, function = excluded.function, date = excluded.date,
    evidence_id = excluded.evidence_id`;
/** What comes in when its round has closed is the agency's alone, unless it was in before and was given back. */
const SUBMIT = `UPDATE assessment a SET state = 'submitted', revision = a.revision + 1, submitted_at = $3, submitted_by = $2,
    round_id = CASE WHEN a.corrects IS NULL AND EXISTS (
      SELECT FROM round d WHERE d.id = a.round_id AND d.state = 'closed' AND NOT EXISTS (
        SELECT FROM outcome o WHERE o.assessment_id = a.id AND o.created_at <= d.closed_at)
    ) THEN NULL ELSE a.round_id END
  WHERE a.id = ANY ($1::uuid[]) AND a.state = 'draft'`;
/** Waits for writers of answers and keeps new ones out; see the function `record_each_answer`. */
const HOLD = 'SELECT pg_advisory_xact_lock(uuid_hash_extended($1::uuid, 0))';
const REMEMBERED = 20_000;
const A_MINUTE = 60_000;

export class SqlAssessmentStore extends AssessmentStore {
  private readonly remembered = new Remembered<AssessmentId, PinnedAssessment>(REMEMBERED);
  private readonly timeZones = new Remembered<AgencyId, string>(REMEMBERED, A_MINUTE);

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async insert(tx: Transaction, assessments: readonly NewAssessment[]): Promise<void> {
    await tx.query(INSERT, [recordset(assessments.map(toRow))]);
  }

  async find(tx: Transaction, id: AssessmentId): Promise<Assessment | undefined> {
    const row = first(await tx.query<AssessmentRecord>(FIND, [id]));
    return row === undefined ? undefined : toAssessment(row);
  }

  async lock(tx: Transaction, id: AssessmentId): Promise<Assessment | undefined> {
    await tx.query(HOLD, [id]);
    return this.find(tx, id);
  }

  pinned(id: AssessmentId): Promise<PinnedAssessment | undefined> {
    return this.remembered.get(id, async () => {
      const { rows } = await autocommit(this.dataSource).query<PinnedRecord>({ ...PINNED, values: [id] });
      const row = first(rows);
      return row === undefined ? undefined : toPinned(row);
    });
  }

  timeZoneOf(agency: AgencyId): Promise<string | undefined> {
    return this.timeZones.get(agency, async () => {
      const query = { ...TIME_ZONE, values: [agency] };
      return (
        first((await autocommit(this.dataSource).query<{ readonly time_zone: string | null }>(query)).rows)
          ?.time_zone ?? undefined
      );
    });
  }

  async submit(tx: Transaction, ids: readonly AssessmentId[], by: UserId, at: Date): Promise<void> {
    await tx.query(SUBMIT, [ids, by, at]);
  }

  async reopen(tx: Transaction, id: AssessmentId): Promise<void> {
    await tx.query(
      `UPDATE assessment SET state = 'draft', revision = revision + 1, submitted_at = NULL, submitted_by = NULL WHERE id = $1`,
      [id],
    );
  }

  async approve(tx: Transaction, approvals: readonly ApprovalOfAssessment[]): Promise<void> {
    await tx.query(APPROVE, [recordset(approvals.map(toApprovalRow))]);
  }

  async approval(tx: Transaction, id: AssessmentId): Promise<SubmissionApproval | undefined> {
    const sql = 'SELECT name, function, date, evidence_id FROM approval WHERE assessment_id = $1';
    const row = first(await tx.query<ApprovalRecord>(sql, [id]));
    return row === undefined ? undefined : toApproval(row);
  }

  async assign(tx: Transaction, assessment: InAgency, assignment: Assignment): Promise<void> {
    await tx.query(
      `INSERT INTO assignment (assessment_id, agency_id, dimension_id, user_id, due) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (assessment_id, dimension_id) DO UPDATE SET user_id = excluded.user_id, due = excluded.due`,
      [assessment.id, assessment.agencyId, assignment.dimension, assignment.userId, assignment.due ?? null],
    );
  }

  async unassign(tx: Transaction, id: AssessmentId, dimension: DimensionId): Promise<void> {
    await tx.query('DELETE FROM assignment WHERE assessment_id = $1 AND dimension_id = $2', [id, dimension]);
  }

  async assignments(tx: Transaction, id: AssessmentId): Promise<readonly Assignment[]> {
    const sql = 'SELECT dimension_id, user_id, due FROM assignment WHERE assessment_id = $1 ORDER BY dimension_id';
    return (await tx.query<AssignmentRecord>(sql, [id])).map(toAssignment);
  }

  async comment(tx: Transaction, assessment: InAgency, comment: Comment): Promise<void> {
    await tx.query(
      `INSERT INTO comment (id, agency_id, assessment_id, question_id, author_id, text, at, asks)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        comment.id,
        assessment.agencyId,
        assessment.id,
        comment.question,
        comment.author,
        comment.text,
        comment.at,
        comment.asks === true,
      ],
    );
  }

  async comments(tx: Transaction, id: AssessmentId, question?: QuestionId): Promise<readonly Comment[]> {
    const rows = await tx.query<CommentRecord>(
      `SELECT ${COMMENT_COLUMNS} FROM comment
       WHERE assessment_id = $1 AND ($2::text IS NULL OR question_id = $2) ORDER BY at, id`,
      [id, question ?? null],
    );
    return rows.map(toComment);
  }
}

const toRow = (assessment: NewAssessment) => ({
  id: assessment.id,
  agency_id: assessment.agencyId,
  instrument_id: assessment.instrumentId,
  instrument_version: assessment.instrumentVersion,
  variant: assessment.variant,
  agency_type: assessment.agencyType,
  reference_from: assessment.reference.from,
  reference_to: assessment.reference.to,
  stock_date: assessment.stockDate,
  title: assessment.title,
  import_ref: assessment.importRef,
  created_at: assessment.createdAt,
  created_by: assessment.createdBy,
  round_id: assessment.round,
  corrects: assessment.corrects,
});

const toApprovalRow = ({ assessment, approval }: ApprovalOfAssessment) => ({
  assessment_id: assessment.id,
  agency_id: assessment.agencyId,
  name: approval.name,
  function: approval.function,
  date: approval.date,
  evidence_id: approval.evidence,
});
