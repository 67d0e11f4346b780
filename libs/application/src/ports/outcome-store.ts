import type { Decision, Outcome } from '@isonomia/outcome';
import type { OutcomeText } from '../results/freeze-outcome.js';
import type { AgencyId, AssessmentId, OutcomeId, UserId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface OutcomeHead {
  readonly id: OutcomeId;
  readonly agencyId: AgencyId;
  readonly assessmentId: AssessmentId;
  /** Counts the submissions and the validation of the assessment, from 1. */
  readonly revision: number;
  /** Whether a reviewer stands behind it. */
  readonly status: 'submitted' | 'validated';
  /** Of the canonical JSON of the whole outcome. */
  readonly sha256: string;
  readonly createdAt: Date;
}

export interface NewOutcome extends OutcomeHead {
  readonly text: OutcomeText;
}

export interface StoredOutcome extends OutcomeHead {
  readonly outcome: Outcome;
}

export interface StoredDecision extends Decision {
  readonly revision: number;
  readonly decidedBy: UserId;
  readonly decidedAt: Date;
}

export abstract class OutcomeStore {
  abstract insert(tx: Transaction, outcomes: readonly NewOutcome[]): Promise<void>;
  /** Of the latest submission; undefined before the first. */
  abstract latestHead(tx: Transaction, assessment: AssessmentId): Promise<OutcomeHead | undefined>;
  abstract latest(tx: Transaction, assessment: AssessmentId): Promise<StoredOutcome | undefined>;
  /** The newest of those made before that moment. */
  abstract latestBefore(tx: Transaction, assessment: AssessmentId, at: Date): Promise<StoredOutcome | undefined>;
  abstract find(tx: Transaction, id: OutcomeId): Promise<StoredOutcome | undefined>;
  abstract decisions(tx: Transaction, outcome: OutcomeId): Promise<readonly StoredDecision[]>;
  /** The new revision; undefined when the decision is no longer at `expected` (0: there is none yet). */
  abstract decide(
    tx: Transaction,
    outcome: OutcomeHead,
    decision: Omit<StoredDecision, 'revision'>,
    expected: number,
  ): Promise<number | undefined>;
  /** What stands decided on these rules of one outcome stands at another of the same assessment too. */
  abstract carryDecisions(tx: Transaction, from: OutcomeId, to: OutcomeHead, rules: readonly string[]): Promise<void>;
  /** The next decision on the rule goes on counting. False when the decision is no longer at `expected`, or there is none. */
  abstract takeBack(tx: Transaction, outcome: OutcomeId, rule: string, expected: number): Promise<boolean>;
}
