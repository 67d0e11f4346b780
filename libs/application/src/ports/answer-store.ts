import type { Answer, DimensionId, EvidenceId, QuestionId } from '@isonomia/instrument';
import type { Permit } from '../access/access.js';
import type { AssessmentState } from '../access/table.js';
import type { CurrentAnswer, PinnedAssessment, StoredAnswer } from '../assessments/assessment.js';
import type { AgencyId, AssessmentId, UserId } from '../ids.js';
import type { AuditedAction } from './audit-log.js';
import type { AgencyScope, Transaction } from './unit-of-work.js';

/** One answer to write; without `answer` the question is cleared. */
export interface AnswerToRecord {
  readonly question: QuestionId;
  readonly dimension: DimensionId;
  readonly answer?: Answer;
  /** The revision it was made from, 0 when there was none. Left out: whatever stands is replaced. */
  readonly expected?: number;
  /** Evidence that the answer names: all of it must be stored with the assessment. */
  readonly evidence: readonly EvidenceId[];
}

/** The guard of the write itself: what the access table grants this person, checked against the row as it is now. */
export interface GuardedWrite {
  readonly assessment: PinnedAssessment;
  readonly actor: UserId;
  readonly permit: Permit;
  readonly action: AuditedAction;
}

export type Recorded =
  | {
      readonly kind: 'recorded';
      /** In the order asked for. */
      readonly answers: readonly {
        readonly question: QuestionId;
        readonly revision: number;
        readonly changedAt: Date;
      }[];
    }
  /** Nothing was written; what stands now for each answer that others changed. */
  | { readonly kind: 'conflict'; readonly current: readonly CurrentAnswer[] }
  | { readonly kind: 'refused'; readonly state: AssessmentState; readonly assigned: boolean }
  | { readonly kind: 'unknown-evidence'; readonly evidence: readonly EvidenceId[] }
  /** The assessment is gone. */
  | { readonly kind: 'missing' };

export interface AnswersOfAssessment {
  readonly assessment: AssessmentId;
  readonly agency: AgencyId;
  readonly answers: readonly { readonly question: QuestionId; readonly answer: Answer }[];
}

export abstract class AnswerStore {
  /**
   * Guard, conditional write, history and audit of one answer: one transaction, one round trip.
   * Between two writers from the same revision exactly one is recorded.
   */
  abstract record(write: GuardedWrite, answer: AnswerToRecord): Promise<Recorded>;
  /** The same for many answers of one assessment: all or none. */
  abstract recordMany(write: GuardedWrite, answers: readonly AnswerToRecord[]): Promise<Recorded>;
  /** First answers of assessments inserted in this transaction, with their history; no audit of their own. */
  abstract insert(tx: Transaction, sets: readonly AnswersOfAssessment[], by: UserId, at: Date): Promise<void>;
  /** All that stand, cleared ones included, in no particular order. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredAnswer[]>;
  /** Every revision, newest first. */
  abstract history(tx: Transaction, id: AssessmentId, question: QuestionId): Promise<readonly StoredAnswer[]>;
  /** A transaction by itself; undefined when the reader has no such assessment. */
  abstract stateOf(reader: AgencyScope, id: AssessmentId): Promise<AssessmentState | undefined>;
  /** Answers to the named questions, in a transaction by itself: what conditions look at. */
  abstract current(
    reader: AgencyScope,
    id: AssessmentId,
    questions: readonly QuestionId[],
  ): Promise<Readonly<Record<string, Answer>>>;
}
