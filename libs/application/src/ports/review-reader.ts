import type { AssessmentState } from '../access/table.js';
import type { AgencyId, AssessmentId, RegionId, UserId } from '../ids.js';
import type { ReviewStep } from '../review/review.js';
import type { Transaction } from './unit-of-work.js';

/** Where somebody reviews, and which agencies of it they must leave to others. */
export interface ReviewReach {
  readonly regions: readonly RegionId[];
  readonly agencies: readonly AgencyId[];
  readonly without: readonly AgencyId[];
}

export interface ReviewLine {
  readonly assessment: AssessmentId;
  readonly title: string;
  readonly agency: { readonly id: AgencyId; readonly name: string; readonly fictional: boolean };
  readonly country: string;
  readonly timeZone: string;
  /** Name of the round that it belongs to. */
  readonly round?: string;
  readonly state: AssessmentState;
  readonly submittedAt?: Date;
  readonly reviewedBy?: UserId;
  readonly last?: Omit<ReviewStep, 'note'>;
}

export abstract class ReviewReader {
  /**
   * Submitted and in review, oldest first; after them what was returned and validated since `since`, newest first. At most
   * `most` of either.
   */
  abstract lines(
    tx: Transaction,
    reach: ReviewReach,
    range: { readonly since: Date; readonly most: number },
  ): Promise<readonly ReviewLine[]>;
}
