import { AssessmentReader, type AssessmentContents, type AssessmentId, type Transaction } from '@isonomia/application';
import { AGENCY_COLUMNS, AGENCY_TABLES, toAgency, type AgencyRecord } from '../stores/agency-rows.js';
import {
  ASSESSMENT_COLUMNS,
  ASSESSMENT_TABLES,
  COMMENT_COLUMNS,
  EVIDENCE_COLUMNS,
  EVIDENCE_TABLES,
  toAnswer,
  toApproval,
  toAssessment,
  toAssignment,
  toComment,
  toAnswerEvidence,
  type AnswerEvidenceRecord,
  type AnswerRecord,
  type ApprovalRecord,
  type AssessmentRecord,
  type AssignmentRecord,
  type CommentRecord,
} from '../stores/assessment-rows.js';
import { first } from '../stores/values.js';

interface ContentsRecord {
  readonly assessment: AssessmentRecord | null;
  readonly agency: AgencyRecord | null;
  readonly answers: readonly AnswerRecord[];
  readonly evidence: readonly AnswerEvidenceRecord[];
  readonly comments: readonly CommentRecord[];
  readonly assignments: readonly AssignmentRecord[];
  readonly approval: ApprovalRecord | null;
}

const list = (columns: string, from: string): string =>
  `(SELECT coalesce(jsonb_agg(to_jsonb(one)), '[]') FROM (SELECT ${columns} FROM ${from}) one)`;
const one = (columns: string, from: string): string =>
  `(SELECT to_jsonb(one) FROM (SELECT ${columns} FROM ${from}) one)`;

/** What was filled in is the first revision of the answer; whoever saves one makes the second. */
const ANSWERS = `answer t LEFT JOIN carried_answer c
  ON c.assessment_id = t.assessment_id AND c.question_id = t.question_id AND c.prefilled WHERE t.assessment_id = $1`;
const ANSWER = `t.question_id, t.body, t.revision, t.changed_by, t.changed_at,
  CASE WHEN t.revision = 1 AND c.prefilled THEN true END AS unconfirmed`;

/** One statement, one snapshot: what is shown together stood together. */
const CONTENTS = `
  SELECT
    ${one(ASSESSMENT_COLUMNS, `${ASSESSMENT_TABLES} WHERE a.id = $1`)} AS assessment,
    ${one(AGENCY_COLUMNS, `${AGENCY_TABLES} JOIN assessment a ON a.agency_id = g.id WHERE a.id = $1`)} AS agency,
    ${list(ANSWER, ANSWERS)} AS answers,
    ${list(EVIDENCE_COLUMNS, `${EVIDENCE_TABLES} WHERE e.assessment_id = $1 AND e.question_id IS NOT NULL AND e.removed_at IS NULL ORDER BY e.created_at, e.id`)}
      AS evidence,
    ${list(COMMENT_COLUMNS, 'comment WHERE assessment_id = $1 ORDER BY at, id')} AS comments,
    ${list('dimension_id, user_id, due', 'assignment WHERE assessment_id = $1 ORDER BY dimension_id')} AS assignments,
    ${one('name, function, date, evidence_id', 'approval WHERE assessment_id = $1')} AS approval,
    set_config('isonomia.agency', coalesce((SELECT agency_id::text FROM assessment WHERE id = $1), ''), true)`;

export class SqlAssessmentReader extends AssessmentReader {
  async contents(tx: Transaction, id: AssessmentId): Promise<AssessmentContents | undefined> {
    const row = first(await tx.query<ContentsRecord>(CONTENTS, [id]));
    if (row === undefined || row.assessment === null || row.agency === null) return undefined;
    return {
      assessment: toAssessment(row.assessment),
      agency: toAgency(row.agency),
      answers: row.answers.map(toAnswer),
      evidence: row.evidence.map(toAnswerEvidence),
      comments: row.comments.map(toComment),
      assignments: row.assignments.map(toAssignment),
      ...(row.approval !== null && { approval: toApproval(row.approval) }),
    };
  }
}
