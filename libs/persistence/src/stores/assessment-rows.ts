import {
  agencyId,
  assessmentId,
  commentId,
  fileId,
  regionId,
  roundId,
  storedEvidenceId,
  userId,
  type Assessment,
  type AssessmentState,
  type Assignment,
  type Comment,
  type DecisionDocument,
  type PinnedAssessment,
  type StoredAnswer,
  type StoredEvidence,
  type SubmissionApproval,
  type Trace,
} from '@isonomia/application';
import { dimensionId, questionId, type Answer } from '@isonomia/instrument';
import { present, toDate, type At } from './values.js';

export interface PinnedRecord {
  readonly id: string;
  readonly agency_id: string;
  readonly region_id: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly agency_type: string;
}
export interface AssessmentRecord extends PinnedRecord {
  readonly agency_name: string;
  readonly agency_fictional: boolean;
  readonly agency_time_zone: string;
  readonly title: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly stock_date: string;
  readonly state: AssessmentState;
  readonly revision: number;
  readonly created_at: At;
  readonly created_by: string;
  readonly submitted_at: At | null;
  readonly submitted_by: string | null;
  readonly reviewed_by: string | null;
  readonly round_id: string | null;
  readonly corrects: string | null;
}

/** Of an assessment `a`, its agency `g` and country `c`. */
const PINNED_COLUMNS = `a.id, a.agency_id, c.region_id, a.instrument_id, a.instrument_version, a.variant, a.agency_type`;
export const ASSESSMENT_COLUMNS = `${PINNED_COLUMNS}, g.name AS agency_name, g.fictional AS agency_fictional,
  g.time_zone AS agency_time_zone, a.title, a.reference_from, a.reference_to,
  a.stock_date, a.state, a.revision, a.created_at, a.created_by, a.submitted_at, a.submitted_by, a.reviewed_by,
  a.round_id, a.corrects`;
export const ASSESSMENT_TABLES = `assessment a JOIN agency g ON g.id = a.agency_id JOIN country c ON c.id = g.country_id`;

export const toPinned = (row: PinnedRecord): PinnedAssessment => ({
  id: assessmentId(row.id),
  agencyId: agencyId(row.agency_id),
  regionId: regionId(row.region_id),
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  variant: row.variant,
  agencyType: row.agency_type,
});

export function toAssessment(row: AssessmentRecord): Assessment {
  return {
    ...toPinned(row),
    agencyName: row.agency_name,
    agencyFictional: row.agency_fictional,
    agencyTimeZone: row.agency_time_zone,
    title: row.title,
    reference: { from: row.reference_from, to: row.reference_to },
    stockDate: row.stock_date,
    state: row.state,
    revision: row.revision,
    createdAt: toDate(row.created_at),
    createdBy: userId(row.created_by),
    ...(row.submitted_at !== null && { submittedAt: toDate(row.submitted_at) }),
    ...(row.submitted_by !== null && { submittedBy: userId(row.submitted_by) }),
    ...(row.reviewed_by !== null && { reviewedBy: userId(row.reviewed_by) }),
    ...(row.round_id !== null && { round: roundId(row.round_id) }),
    ...(row.corrects !== null && { corrects: assessmentId(row.corrects) }),
  };
}

export interface AnswerRecord {
  readonly question_id: string;
  readonly body: Answer | null;
  readonly revision: number;
  readonly changed_by: string;
  readonly changed_at: At;
  /** Only where it is asked for. */
  readonly unconfirmed?: boolean | null;
}
export const ANSWER_COLUMNS = 'question_id, body, revision, changed_by, changed_at';

export const toAnswer = (row: AnswerRecord): StoredAnswer => ({
  question: questionId(row.question_id),
  ...present('answer', row.body),
  ...(row.unconfirmed === true && { unconfirmed: true }),
  revision: row.revision,
  changedBy: userId(row.changed_by),
  changedAt: toDate(row.changed_at),
});

export interface AssignmentRecord {
  readonly dimension_id: string;
  readonly user_id: string;
  readonly due: string | null;
}
export const toAssignment = (row: AssignmentRecord): Assignment => ({
  dimension: dimensionId(row.dimension_id),
  userId: userId(row.user_id),
  ...present('due', row.due),
});

export interface CommentRecord {
  readonly id: string;
  readonly question_id: string;
  readonly author_id: string;
  readonly text: string;
  readonly at: At;
  readonly asks: boolean;
}
export const COMMENT_COLUMNS = 'id, question_id, author_id, text, at, asks';
export const toComment = (row: CommentRecord): Comment => ({
  id: commentId(row.id),
  question: questionId(row.question_id),
  author: userId(row.author_id),
  text: row.text,
  at: toDate(row.at),
  ...(row.asks && { asks: true }),
});

export interface EvidenceRecord {
  readonly id: string;
  /** Null for the document of a decision. */
  readonly question_id: string | null;
  readonly option_id: string | null;
  readonly kind: StoredEvidence['kind'];
  readonly title: string;
  readonly number: string | null;
  readonly date: string | null;
  readonly holder: string | null;
  readonly page: string | null;
  readonly url: string | null;
  readonly restricted: boolean;
  readonly created_by: string;
  readonly created_at: At;
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly file_size: string | number | null;
  readonly file_sha256: string | null;
  readonly file_removed: readonly Trace[] | null;
}
/** Of evidence `e` and its file `f`, which a link or a citation has not. */
export const EVIDENCE_COLUMNS = `e.id, e.question_id, e.option_id, e.kind, e.title, e.number, e.date, e.holder, e.page, e.url,
  e.restricted, e.created_by, e.created_at, f.id AS file_id, f.name AS file_name, f.size AS file_size, f.sha256 AS file_sha256,
  f.removed AS file_removed`;
export const EVIDENCE_TABLES = 'evidence e LEFT JOIN file f ON f.id = e.file_id';

export function toEvidence(row: EvidenceRecord): StoredEvidence | DecisionDocument {
  if (row.question_id !== null) return toAnswerEvidence({ ...row, question_id: row.question_id });
  const common = documentOf(row);
  return row.kind === 'file' ? { ...common, kind: 'file', file: fileOf(row) } : { ...common, kind: 'citation' };
}

export interface AnswerEvidenceRecord extends EvidenceRecord {
  readonly question_id: string;
}
export function toAnswerEvidence(row: AnswerEvidenceRecord): StoredEvidence {
  const common = {
    ...documentOf(row),
    question: questionId(row.question_id),
    ...present('option', row.option_id),
    ...present('page', row.page),
  };
  if (row.kind === 'citation') return { ...common, kind: 'citation' };
  if (row.kind === 'link') return { ...common, kind: 'link', url: row.url ?? '' };
  return { ...common, kind: 'file', file: fileOf(row) };
}

const documentOf = (row: EvidenceRecord) => ({
  id: storedEvidenceId(row.id),
  title: row.title,
  ...present('number', row.number),
  ...present('date', row.date),
  ...present('holder', row.holder),
  restricted: row.restricted,
  createdBy: userId(row.created_by),
  createdAt: toDate(row.created_at),
});

const fileOf = (row: EvidenceRecord) => ({
  id: fileId(row.file_id ?? ''),
  name: row.file_name ?? '',
  size: Number(row.file_size),
  sha256: row.file_sha256 ?? '',
  ...present('removed', row.file_removed),
});

export interface ApprovalRecord {
  readonly name: string;
  readonly function: string;
  readonly date: string;
  readonly evidence_id: string | null;
}
export const toApproval = (row: ApprovalRecord): SubmissionApproval => ({
  name: row.name,
  function: row.function,
  date: row.date,
  ...(row.evidence_id !== null && { evidence: storedEvidenceId(row.evidence_id) }),
});
