import type { AgencyId, AssessmentId, UserId } from '../ids.js';
import type { ReviewDecision, ReviewStep } from '../review/review.js';
import type { Transaction } from './unit-of-work.js';

interface OfAgency {
  readonly id: AssessmentId;
  readonly agencyId: AgencyId;
}

export interface LeadMailbox {
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

/** What reviewers did and decided; rows are added, never changed. */
export abstract class ReviewStore {
  /** In review by this person; the row must be locked. */
  abstract take(tx: Transaction, id: AssessmentId, by: UserId): Promise<void>;
  /** Back to draft, with nobody reviewing it; the row must be locked. */
  abstract giveBack(tx: Transaction, id: AssessmentId): Promise<void>;
  /** For good: nothing of it changes afterwards. The row must be locked. */
  abstract close(tx: Transaction, id: AssessmentId): Promise<void>;
  abstract note(tx: Transaction, assessment: OfAgency, step: ReviewStep): Promise<void>;
  /** Oldest first. */
  abstract steps(tx: Transaction, id: AssessmentId): Promise<readonly ReviewStep[]>;
  abstract decide(tx: Transaction, assessment: OfAgency, decision: ReviewDecision): Promise<void>;
  /** The newest on each subject. */
  abstract decisions(tx: Transaction, id: AssessmentId): Promise<readonly ReviewDecision[]>;
  /** Whom to tell: the leads of its agency, for the person alone who has it in review. */
  abstract leads(tx: Transaction, id: AssessmentId): Promise<readonly LeadMailbox[]>;
}
