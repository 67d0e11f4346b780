import type { BandId, DimensionId, GateId, InstrumentId, ItemId, QuestionId, ReferenceId } from './ids.js';

/**
 * A questionnaire as data: structure only, no words. Plain JSON, deeply readonly; its canonical JSON is what the
 * published hash covers. Texts live beside it, keyed by the ids found here.
 */
export interface Instrument {
  readonly id: InstrumentId;
  readonly version: string;
  /** Every agency type this instrument knows, e.g. `customs`, `police`. */
  readonly agencyTypes: readonly string[];
  /** Every variant, e.g. `full`, `core`, `workforce`; the first is the default. */
  readonly variants: readonly string[];
  /** Common bands, entry first; empty when no table is banded. */
  readonly bands: readonly Band[];
  readonly constants: Constants;
  readonly dimensions: readonly Dimension[];
  readonly questions: readonly Question[];
  readonly items: readonly Item[];
  readonly gates: readonly Gate[];
  /** Classes derived from answers by rule, such as a gender equality marker; never picked by the respondent. */
  readonly classifications: readonly Classification[];
  /** Relations between answers that should hold; where one does not, the respondent is warned, never stopped. */
  readonly checks: readonly CrossCheck[];
}

export interface Band {
  readonly id: BandId;
  readonly part: 'uniformed' | 'civilian';
  /** False for trainees: shown, never scored. */
  readonly counts: boolean;
  /** Leadership and top group of the glass-ceiling rule. */
  readonly top: boolean;
}

export interface Dimension {
  readonly id: DimensionId;
  readonly weight: number;
}

interface QuestionBase {
  readonly id: QuestionId;
  readonly dimension: DimensionId;
  /** Variants that ask it. */
  readonly variants: readonly string[];
  /** Agency types that are asked; all of the instrument's when the source names none. */
  readonly agencyTypes: readonly string[];
  /** Asked only when it holds; refers to context questions only. */
  readonly when?: Condition;
  /** Whether "not applicable" with a reason is allowed. Never true for gates and governance. */
  readonly notApplicable: boolean;
  /** Whether submission may leave it unanswered (context only). */
  readonly optional: boolean;
  readonly references: readonly ReferenceId[];
}

export interface MaturityQuestion extends QuestionBase {
  readonly type: 'maturity';
}
export interface ComplianceQuestion extends QuestionBase {
  readonly type: 'compliance';
}
export interface ChecklistQuestion extends QuestionBase {
  readonly type: 'checklist';
  readonly options: readonly { readonly id: string; readonly exclusive: boolean }[];
}
/** `rows` empty means the agency names its own rows; `banded` then requires each to belong to a common band. */
export interface HeadcountQuestion extends QuestionBase {
  readonly type: 'headcount';
  readonly rows: readonly string[];
  readonly banded: boolean;
  /** Where an open table's rows are proposed from. */
  readonly rowsFrom?: 'ranks' | 'units';
}
export interface FlowQuestion extends QuestionBase {
  readonly type: 'flow';
  readonly stages: readonly string[];
}
export interface RateQuestion extends QuestionBase {
  readonly type: 'rate';
}
export interface MeansQuestion extends QuestionBase {
  readonly type: 'means';
}
/** `rows` empty means the agency names its own pay grades. */
export interface PayQuestion extends QuestionBase {
  readonly type: 'pay';
  readonly rows: readonly string[];
}
export interface CoverageQuestion extends QuestionBase {
  readonly type: 'coverage';
}
export interface NumberQuestion extends QuestionBase {
  readonly type: 'number';
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}
export interface TextQuestion extends QuestionBase {
  readonly type: 'text';
  /** In code points. */
  readonly maxLength: number;
}
export interface DateQuestion extends QuestionBase {
  readonly type: 'date';
}

export type Question =
  | MaturityQuestion
  | ComplianceQuestion
  | ChecklistQuestion
  | HeadcountQuestion
  | FlowQuestion
  | RateQuestion
  | MeansQuestion
  | PayQuestion
  | CoverageQuestion
  | NumberQuestion
  | TextQuestion
  | DateQuestion;
export type QuestionType = Question['type'];

/** On context questions only, so that what is asked never depends on a scored answer. */
export type Condition =
  | { readonly question: QuestionId; readonly in: readonly (string | number)[] }
  | { readonly question: QuestionId; readonly atLeast: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition };

/** Rules of method.md §2. `M` maturity, `Y` compliance, `CL` checklist. */
export type Rule =
  | { readonly code: 'M' | 'Y' | 'CL' | 'DI' | 'CV' | 'PG'; readonly question: QuestionId }
  | { readonly code: 'PB'; readonly question: QuestionId; readonly over: 'rows' | 'total' }
  | {
      readonly code: 'RI';
      readonly question: QuestionId;
      readonly reference: { readonly question: QuestionId; readonly part: 'uniformed' | 'all' };
    }
  | { readonly code: 'GC'; readonly question: QuestionId }
  | { readonly code: 'SR' | 'ME'; readonly question: QuestionId; readonly event: 'gain' | 'loss' }
  | { readonly code: 'DA' };
export type RuleCode = Rule['code'];

export interface Item {
  readonly id: ItemId;
  readonly dimension: DimensionId;
  readonly weight: number;
  readonly rule: Rule;
  /** Variants in which a computed item (`DA`, `GC`) is scored; those of its question when absent. */
  readonly variants?: readonly string[];
}

/** A rights minimum: open under the threshold, whatever the means. */
export interface Gate {
  readonly id: GateId;
  readonly item: ItemId;
  readonly threshold: number;
}

export interface Classification {
  readonly id: string;
  /** First class whose every condition holds is the answer; best first. */
  readonly classes: readonly { readonly id: string; readonly allOf: readonly ItemThreshold[] }[];
  readonly otherwise: string;
  /** Warnings shown beside the class when any named item is under its threshold. */
  readonly warnings: readonly { readonly id: string; readonly anyUnder: readonly ItemThreshold[] }[];
}
export interface ItemThreshold {
  readonly item: ItemId;
  readonly atLeast: number;
}

/** Its sentence is keyed `checks.<id>` in the texts, with the placeholders `left`, `right` and `sex`. */
export interface CrossCheck {
  readonly id: string;
  readonly relation: 'equal' | 'at-most';
  /** Quantities that are added up; when one is not available, nothing is compared. */
  readonly left: readonly Quantity[];
  readonly right: readonly Quantity[];
  /** Compared for one sex, for each, or (absent) for all together. */
  readonly sex?: 'women' | 'men' | 'each';
}

/** A number of people or things that an answer states. */
export interface Quantity {
  readonly question: QuestionId;
  /** Rows, stages or grades that count; all of them when absent. */
  readonly rows?: readonly string[];
  /** Bands that count, in a banded table. */
  readonly bands?: readonly BandId[];
  /** Which number of a rate or coverage; `count` when absent. */
  readonly field?: 'count' | 'of';
}

/** The constants ◆ of method.md §2–§4. Named in instrument.yaml, printed in the document's method annex. */
export interface Constants {
  readonly parityThreshold: number; // 0.40
  readonly parityFullWeightCount: number; // 10
  readonly minimumCount: number; // 10
  readonly minimumExpected: number; // 5
  readonly otherShareLimit: number; // 0.05
  readonly selectionRatioThreshold: number; // 0.80
  readonly underrepresentedShare: number; // 0.40, a rate favouring women under it scores 100
  readonly fisherAlpha: number; // 0.05
  readonly payFullScoreGap: number; // 0.025
  readonly payMiddleGap: number; // 0.05
  readonly payMiddleScore: number; // 75
  readonly payZeroGap: number; // 0.20
  readonly payMinimumPerSex: number; // 3
  readonly payMinimumCoverage: number; // 0.50 of the women
  readonly payFindingGap: number; // 0.05
  readonly dimensionCoverage: number; // 0.75
  readonly overallCoverage: number; // 0.75
  readonly overallFloor: number; // 1
  readonly levelBounds: readonly number[]; // [20, 40, 60, 80]
  readonly draws: number; // 1000
  readonly weightSpread: number; // 0.5: weight × (0.75 + u ÷ 2)
  readonly leaveOutFrom: number; // 3
  readonly notApplicableReasonLength: number; // 10
  readonly unprovenMaturityLevel: number; // 1
  readonly wilsonZ: number; // 1.959963984540054
  readonly recommendationsPrinted: number; // 10
  readonly lowEffortPrinted: number; // 3
  readonly recommendationThreshold: number; // 50
}
