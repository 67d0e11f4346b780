import type { Answer, QuestionId } from '@isonomia/instrument';
import type { Assessment } from '../assessments/assessment.js';
import type { AgencyId, AssessmentId, RoundId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

/** One answer of an earlier assessment, as it stood there: kept beside the new one, whatever happens to either. */
export interface CarriedAnswer {
  readonly question: QuestionId;
  /** Without the evidence that it named: that belongs to the earlier assessment. */
  readonly answer: Answer;
  /** It stands as the new answer, to be confirmed by whoever saves it; else it is shown beside and may be taken over. */
  readonly prefilled: boolean;
}

/** Where carried answers come from. */
export interface CarriedFrom {
  readonly assessment: AssessmentId;
  readonly title: string;
  readonly round?: string;
  /** ISO dates, both inclusive. */
  readonly reference: { readonly from: string; readonly to: string };
}

export interface LastAnswers {
  readonly from: CarriedFrom;
  readonly answers: readonly CarriedAnswer[];
}

/** What the answers of a new assessment could be carried from; of the same instrument, in whatever version. */
export interface EarlierAssessment extends CarriedFrom {
  readonly state: 'submitted' | 'in-review' | 'validated';
}

/** Validated, and not superseded by its correction. */
export interface StandingAssessment extends CarriedFrom {
  readonly instrument: string;
}

/** A draft of no round, pinned to what the round asks. */
export interface FittingDraft {
  readonly assessment: AssessmentId;
  readonly title: string;
  readonly answered: number;
}

export interface WantedInRound {
  readonly round: RoundId;
  readonly agency: AgencyId;
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly previous?: RoundId;
}

export abstract class CarryStore {
  /** Nobody else begins anything for this agency in a round until the transaction ends. */
  abstract hold(tx: Transaction, agency: AgencyId): Promise<void>;
  /** The previous round's before any other, then the validated, then the newest; never one that a correction superseded. */
  abstract earlier(tx: Transaction, wanted: WantedInRound): Promise<EarlierAssessment | undefined>;
  abstract fittingDrafts(tx: Transaction, wanted: WantedInRound): Promise<readonly FittingDraft[]>;
  /** The draft keeps its answers, and takes the dates of the round. */
  abstract bring(
    tx: Transaction,
    assessment: AssessmentId,
    into: {
      readonly round: RoundId;
      readonly reference: { readonly from: string; readonly to: string };
      readonly stockDate: string;
    },
  ): Promise<void>;
  abstract keep(
    tx: Transaction,
    assessment: { readonly id: AssessmentId; readonly agencyId: AgencyId; readonly from: AssessmentId },
    answers: readonly CarriedAnswer[],
  ): Promise<void>;
  /** Undefined where nothing was carried. Of the named questions alone, where any are named. */
  abstract lastAnswers(
    tx: Transaction,
    assessment: AssessmentId,
    questions?: readonly QuestionId[],
  ): Promise<LastAnswers | undefined>;
  /** Where the carried answers of an assessment come from. */
  abstract originOf(tx: Transaction, assessment: AssessmentId): Promise<CarriedFrom | undefined>;
  /** Those that count of an agency, oldest period first; the newest of them when there are more than `most`. */
  abstract standing(tx: Transaction, agency: AgencyId, most: number): Promise<readonly StandingAssessment[]>;
  /** The assessment that corrects this one, validated or under way. */
  abstract correctionOf(
    tx: Transaction,
    assessment: AssessmentId,
  ): Promise<Pick<Assessment, 'id' | 'state'> | undefined>;
}
