import {
  ReviewStore,
  storedEvidenceId,
  userId,
  type AgencyId,
  type AssessmentId,
  type LeadMailbox,
  type ReviewDecision,
  type ReviewStep,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { questionId } from '@isonomia/instrument';
import { present, toDate, type At } from './values.js';

interface OfAgency {
  readonly id: AssessmentId;
  readonly agencyId: AgencyId;
}
interface StepRecord {
  readonly step: ReviewStep['step'];
  readonly note: string | null;
  readonly by: string;
  readonly at: At;
}
interface DecisionRecord {
  readonly question_id: string;
  readonly answer_revision: number | null;
  readonly evidence_id: string | null;
  readonly decision: string;
  readonly note: string | null;
  readonly by: string;
  readonly at: At;
}

const TAKE = `UPDATE assessment SET state = 'in-review', revision = revision + 1, reviewed_by = $2 WHERE id = $1`;
const GIVE_BACK = `UPDATE assessment SET state = 'draft', revision = revision + 1, submitted_at = NULL, submitted_by = NULL,
  reviewed_by = NULL WHERE id = $1`;
const CLOSE = `UPDATE assessment SET state = 'validated', revision = revision + 1 WHERE id = $1`;
const NOTE = `INSERT INTO review_step (agency_id, assessment_id, step, note, by, at)
  VALUES ($1, $2, $3, $4, $5, $6)`;
const STEPS = 'SELECT step, note, by, at FROM review_step WHERE assessment_id = $1 ORDER BY id';
const DECIDE = `INSERT INTO review_decision
    (agency_id, assessment_id, question_id, subject, answer_revision, evidence_id, decision, note, by, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;
/** A reason is decided on anew for each answer that gives it. */
const DECISIONS = `SELECT DISTINCT ON (subject, coalesce(evidence_id::text, question_id))
    question_id, answer_revision, evidence_id, decision, note, by, at
  FROM review_decision WHERE assessment_id = $1 ORDER BY subject, coalesce(evidence_id::text, question_id), id DESC`;
const LEADS = 'SELECT name, email, language FROM leads_under_review($1)';
const DEFAULT_LANGUAGE = 'en';

export class SqlReviewStore extends ReviewStore {
  async take(tx: Transaction, id: AssessmentId, by: UserId): Promise<void> {
    await tx.query(TAKE, [id, by]);
  }

  async giveBack(tx: Transaction, id: AssessmentId): Promise<void> {
    await tx.query(GIVE_BACK, [id]);
  }

  async close(tx: Transaction, id: AssessmentId): Promise<void> {
    await tx.query(CLOSE, [id]);
  }

  async note(tx: Transaction, { id, agencyId }: OfAgency, { step, note, by, at }: ReviewStep): Promise<void> {
    await tx.query(NOTE, [agencyId, id, step, note ?? null, by, at]);
  }

  async steps(tx: Transaction, id: AssessmentId): Promise<readonly ReviewStep[]> {
    return (await tx.query<StepRecord>(STEPS, [id])).map(({ step, note, by, at }) => ({
      step,
      ...present('note', note),
      by: userId(by),
      at: toDate(at),
    }));
  }

  async decide(tx: Transaction, { id, agencyId }: OfAgency, decision: ReviewDecision): Promise<void> {
    const { subject, question, note, by, at } = decision;
    const about = subject === 'evidence' ? [null, decision.evidence] : [decision.answerRevision, null];
    await tx.query(DECIDE, [agencyId, id, question, subject, ...about, decision.decision, note ?? null, by, at]);
  }

  async decisions(tx: Transaction, id: AssessmentId): Promise<readonly ReviewDecision[]> {
    return (await tx.query<DecisionRecord>(DECISIONS, [id])).map(toDecision);
  }

  async leads(tx: Transaction, id: AssessmentId): Promise<readonly LeadMailbox[]> {
    const rows = await tx.query<Omit<LeadMailbox, 'language'> & { readonly language: string | null }>(LEADS, [id]);
    return rows.map(({ name, email, language }) => ({ name, email, language: language ?? DEFAULT_LANGUAGE }));
  }
}

function toDecision(row: DecisionRecord): ReviewDecision {
  const decided = {
    question: questionId(row.question_id),
    ...present('note', row.note),
    by: userId(row.by),
    at: toDate(row.at),
  };
  if (row.evidence_id !== null) {
    const decision = row.decision === 'rejected' ? 'rejected' : 'accepted';
    return { ...decided, subject: 'evidence', evidence: storedEvidenceId(row.evidence_id), decision };
  }
  const decision = row.decision === 'questioned' ? 'questioned' : 'accepted';
  return { ...decided, subject: 'not-applicable', answerRevision: row.answer_revision ?? 0, decision };
}
