import type { Answer, DimensionId, EvidenceId, QuestionId } from '@isonomia/instrument';
import type { AssessmentState } from '../access/table.js';
import type { AgencyId, AssessmentId, CommentId, FileId, RegionId, RoundId, UserId } from '../ids.js';
import type { Trace } from '../ports/traces.js';

/** What never changes once an assessment has started; safe to remember. */
export interface PinnedAssessment {
  readonly id: AssessmentId;
  readonly agencyId: AgencyId;
  readonly regionId: RegionId;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly variant: string;
  readonly agencyType: string;
}

export interface Assessment extends PinnedAssessment {
  readonly agencyName: string;
  readonly agencyFictional: boolean;
  /** IANA name: times of this assessment are told in it. */
  readonly agencyTimeZone: string;
  readonly title: string;
  /** ISO dates, both inclusive. */
  readonly reference: { readonly from: string; readonly to: string };
  /** ISO date of the staff counts. */
  readonly stockDate: string;
  readonly state: AssessmentState;
  /** Counts the changes of state. */
  readonly revision: number;
  readonly createdAt: Date;
  readonly createdBy: UserId;
  readonly submittedAt?: Date;
  readonly submittedBy?: UserId;
  readonly reviewedBy?: UserId;
  /** The round that it answers. */
  readonly round?: RoundId;
  /** The validated assessment that it corrects. */
  readonly corrects?: AssessmentId;
}

/** One answer as it stands. Revision 0 was never written; a cleared answer has a revision and no body. */
export interface StoredAnswer {
  readonly question: QuestionId;
  readonly answer?: Answer;
  /** Carried over from an earlier assessment, and nobody has saved one since: it waits to be confirmed. */
  readonly unconfirmed?: true;
  readonly revision: number;
  readonly changedBy: UserId;
  readonly changedAt: Date;
}

/** What a loser of a race is shown: nobody and no time when nothing was ever written. */
export interface CurrentAnswer extends Omit<StoredAnswer, 'changedBy' | 'changedAt'> {
  readonly changedBy?: UserId;
  readonly changedByName?: string;
  readonly changedAt?: Date;
}

export interface Assignment {
  readonly dimension: DimensionId;
  readonly userId: UserId;
  /** ISO date. */
  readonly due?: string;
}

export interface Comment {
  readonly id: CommentId;
  readonly question: QuestionId;
  readonly author: UserId;
  readonly text: string;
  readonly at: Date;
  /** A reviewer asks for something. */
  readonly asks?: boolean;
}

interface EvidenceCommon {
  readonly id: EvidenceId;
  readonly question: QuestionId;
  /** Option of a checklist that it proves; the whole answer when left out. */
  readonly option?: string;
  readonly title: string;
  /** Number of the document, e.g. "Order 118/2025". */
  readonly number?: string;
  /** ISO date of the document. */
  readonly date?: string;
  /** Office that holds it. */
  readonly holder?: string;
  readonly page?: string;
  /** May not leave the agency: named in the internal edition only. */
  readonly restricted: boolean;
  readonly createdBy: UserId;
  readonly createdAt: Date;
}
export interface FileEvidence extends EvidenceCommon {
  readonly kind: 'file';
  readonly file: {
    readonly id: FileId;
    readonly name: string;
    readonly size: number;
    readonly sha256: string;
    /** What was taken out before storing; undefined where nobody looked. */
    readonly removed?: readonly Trace[];
  };
}
export interface LinkEvidence extends EvidenceCommon {
  readonly kind: 'link';
  readonly url: string;
}
/** A document that cannot be uploaded, named so that it can be found. */
export interface CitationEvidence extends EvidenceCommon {
  readonly kind: 'citation';
}
export type StoredEvidence = FileEvidence | LinkEvidence | CitationEvidence;

/** The document of the decision that approved a submission: kept with the evidence, but it proves no answer. */
export type DecisionDocument =
  Omit<FileEvidence, 'question' | 'option' | 'page'> | Omit<CitationEvidence, 'question' | 'option' | 'page'>;

/** Who approved the submission within the agency. */
export interface SubmissionApproval {
  readonly name: string;
  readonly function: string;
  /** ISO date. */
  readonly date: string;
  /** Evidence of an answer, or the document of the decision. */
  readonly evidence?: EvidenceId;
}
