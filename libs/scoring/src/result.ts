import type { RuleCode } from '@isonomia/instrument';

/**
 * What `scoreAssessment` returns: plain JSON, values rounded to 9 decimals (method.md, Numbers). A score that does not
 * exist is absent, never null or NaN. Record keys are the ids of the instrument.
 */
export interface AssessmentScore extends Profile {
  readonly figures: readonly Figure[];
  /** What one step more would bring, best overall gain first. */
  readonly raises: readonly Raise[];
}

/** The scores themselves, each with its trace, without the figures beside them and what would raise them. */
export interface Profile {
  readonly items: Readonly<Record<string, ItemScore>>;
  readonly dimensions: Readonly<Record<string, DimensionScore>>;
  readonly overall: OverallScore;
  readonly gates: Readonly<Record<string, GateResult>>;
  readonly classifications: Readonly<Record<string, ClassificationResult>>;
  /** 0…100: share of asked questions answered, of claims with evidence, of data cells supplied. */
  readonly coverage: Coverage;
}

export interface Coverage {
  readonly answered: number;
  /** 0 where nothing is claimed. */
  readonly evidenced: number;
  readonly data?: number;
  /** What the shares are of. */
  readonly counts: {
    readonly asked: number;
    readonly answered: number;
    readonly claims: number;
    readonly proven: number;
    /** Tables and rates whose cells `data` is the mean of. */
    readonly figures: number;
  };
}

export type AnswerState = 'answered' | 'not-applicable' | 'not-available' | 'unanswered';

export interface ItemScore {
  readonly state: AnswerState;
  readonly rule: RuleCode;
  /** 0…100 */
  readonly claimed?: number;
  readonly evidenced?: number;
  /** Why there is no score although asked: `too-small`, `no-step-counts`, `nothing-to-cover`, `reference-not-available`, … */
  readonly reason?: string;
  /**
   * `SR` only: the lowest score among the steps that are not a watch; recommendation rules look at this one. Absent when
   * every step that counts is a watch.
   */
  readonly withoutWatch?: number;
  readonly trace: Trace;
}

/** How one number came about. A reader with a calculator can follow it back to the answers. */
export interface Trace {
  readonly rule: string;
  /** Key of the sentence to print, e.g. `trace.PB.rows`; its placeholders are the names in `inputs`, `constants`, `values`. */
  readonly sentence: string;
  readonly inputs: Readonly<Record<string, TraceValue>>;
  readonly constants: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, TraceValue>>;
  /** Lines of a table, one a row, step or grade, where the rule has them. */
  readonly rows?: readonly Readonly<Record<string, TraceValue>>[];
}
export type TraceValue = number | string | boolean | readonly (number | string)[];

export type Interval = readonly [low: number, high: number];

export interface DimensionScore {
  /** Absent when not shown. */
  readonly claimed?: number;
  readonly evidenced?: number;
  readonly level?: Level;
  readonly interval?: { readonly claimed: Interval; readonly evidenced: Interval };
  /** 0…100: weight carried by items with a claimed score ÷ weight that applies. */
  readonly coverage: number;
  readonly shown: boolean;
  /** Ids of items that have no score and why, in instrument order. */
  readonly missing: readonly { readonly item: string; readonly reason: string }[];
  readonly trace: Trace;
}

export type Level = 'initial' | 'emerging' | 'developing' | 'advanced' | 'leading';

export interface OverallScore {
  readonly claimed?: number;
  readonly evidenced?: number;
  readonly level?: Level;
  readonly interval?: { readonly claimed: Interval; readonly evidenced: Interval };
  readonly coverage: number;
  readonly shown: boolean;
  readonly trace: Trace;
}

export interface GateResult {
  readonly item: string;
  readonly state: 'open' | 'not-shown' | 'met' | 'unanswered';
  readonly threshold: number;
  readonly claimed?: number;
  readonly evidenced?: number;
}

export interface ClassificationResult {
  readonly claimed: string;
  readonly evidenced: string;
  readonly warnings: readonly string[];
}

export type FigureKind =
  | 'womens-share'
  | 'representation-ratio'
  | 'relative-likelihood'
  | 'glass-ceiling-index'
  | 'pipeline'
  | 'selection-rate-ratio'
  | 'attrition-ratio'
  | 'mean-gap'
  | 'median-gap'
  | 'duncan-d'
  | 'coverage-by-sex'
  | 'data-availability';

/** One printed figure (method.md §4). Either `value` or `status`, never both. */
export interface Figure {
  /** Unique and stable, e.g. `womens-share:WFC1:officers`. */
  readonly id: string;
  readonly kind: FigureKind;
  readonly question: string;
  /** Row, band, stage, step or grade it is about; absent for the whole table. */
  readonly about?: string;
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  readonly status?: 'too-small' | 'zero-denominator' | 'no-events' | 'not-available';
  /**
   * Ratios of rates under 0.80 either way: `finding` when Fisher's p is under 0.05, else `watch`, printed as possibly
   * chance. Gaps of a grade with ten of each sex: `finding` from 5 % either way.
   */
  readonly verdict?: 'finding' | 'watch';
  /** True when the question names no `source`: printed as "stated". */
  readonly stated: boolean;
  readonly trace: Trace;
}

export interface Raise {
  readonly item: string;
  readonly step: 'proof' | 'next' | 'exchange';
  /** E.g. `{ to: 3 }`, `{ option: 'age' }`, `{ row: 'officers', sex: 'women' }`. */
  readonly detail: Readonly<Record<string, string | number>>;
  /** Absent for an exchange. Gains of the evidenced scores. */
  readonly dimensionGain?: number;
  readonly overallGain?: number;
}
