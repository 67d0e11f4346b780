import type { DimensionId, QuestionId } from '@isonomia/instrument';
import type {
  Assessment,
  Assignment,
  Comment,
  PinnedAssessment,
  SubmissionApproval,
} from '../assessments/assessment.js';
import type { AgencyId, AssessmentId, RoundId, UserId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface NewAssessment extends Omit<PinnedAssessment, 'regionId'> {
  readonly title: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate: string;
  readonly createdAt: Date;
  readonly createdBy: UserId;
  /** Id in the file it was imported from. */
  readonly importRef?: string;
  readonly round?: RoundId;
  readonly corrects?: AssessmentId;
}

export interface ApprovalOfAssessment {
  readonly assessment: { readonly id: AssessmentId; readonly agencyId: AgencyId };
  readonly approval: SubmissionApproval;
}

export abstract class AssessmentStore {
  /** All in one statement. */
  abstract insert(tx: Transaction, assessments: readonly NewAssessment[]): Promise<void>;
  /** Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: AssessmentId): Promise<Assessment | undefined>;
  /** As `find`, and nobody else changes the state until the transaction ends. */
  abstract lock(tx: Transaction, id: AssessmentId): Promise<Assessment | undefined>;
  /** Remembered in memory: what it returns never changes. Only for paths whose write checks state and assignment itself. */
  abstract pinned(id: AssessmentId): Promise<PinnedAssessment | undefined>;
  /** IANA name of the agency's time zone; remembered for a minute, so only for telling a time. */
  abstract timeZoneOf(agency: AgencyId): Promise<string | undefined>;
  /** From draft to submitted, all in one statement; the rows must be locked or just inserted. */
  abstract submit(tx: Transaction, ids: readonly AssessmentId[], by: UserId, at: Date): Promise<void>;
  abstract reopen(tx: Transaction, id: AssessmentId): Promise<void>;
  /** Replaces an approval from an earlier submission; all in one statement. */
  abstract approve(tx: Transaction, approvals: readonly ApprovalOfAssessment[]): Promise<void>;
  abstract approval(tx: Transaction, id: AssessmentId): Promise<SubmissionApproval | undefined>;
  abstract assign(
    tx: Transaction,
    assessment: { readonly id: AssessmentId; readonly agencyId: AgencyId },
    assignment: Assignment,
  ): Promise<void>;
  abstract unassign(tx: Transaction, id: AssessmentId, dimension: DimensionId): Promise<void>;
  abstract assignments(tx: Transaction, id: AssessmentId): Promise<readonly Assignment[]>;
  abstract comment(
    tx: Transaction,
    assessment: { readonly id: AssessmentId; readonly agencyId: AgencyId },
    comment: Comment,
  ): Promise<void>;
  /** Oldest first; of one question when it is named. */
  abstract comments(tx: Transaction, id: AssessmentId, question?: QuestionId): Promise<readonly Comment[]>;
}
