import type { EvidenceId, InstrumentId } from './ids.js';

/** Value of an answered question, as it stands in the answer file (method.md §1). */
export interface MaturityValue {
  readonly level: 0 | 1 | 2 | 3 | 4;
}
export interface ComplianceValue {
  readonly answer: 'yes' | 'partly' | 'no';
}
export interface ChecklistValue {
  readonly checked: readonly string[];
  readonly proved?: Readonly<Record<string, readonly EvidenceId[]>>;
}
export interface Unavailable {
  readonly id: string;
  readonly band?: string;
  /** What the agency calls an open row, so that a gap in its table keeps its name. */
  readonly label?: string;
  readonly notAvailable: true;
}
export interface HeadcountRow {
  readonly id: string;
  readonly band?: string;
  /** What the agency calls an open row; never read by the scoring. */
  readonly label?: string;
  readonly women: number;
  readonly men: number;
  readonly other?: number;
}
export interface HeadcountValue {
  readonly rows: readonly (HeadcountRow | Unavailable)[];
}
export interface FlowValue {
  readonly stages: readonly ({ readonly id: string; readonly women: number; readonly men: number } | Unavailable)[];
  readonly cohort?: boolean;
}
export interface RateValue {
  readonly women: { readonly of: number; readonly count: number };
  readonly men: { readonly of: number; readonly count: number };
}
export interface MeansValue {
  readonly women: CountAndMean;
  readonly men: CountAndMean;
}
/** `mean` is absent when `count` is 0. */
export interface CountAndMean {
  readonly count: number;
  readonly mean?: number;
}
export interface PayRow {
  readonly id: string;
  readonly label?: string;
  readonly women: CountAndMean;
  readonly men: CountAndMean;
}
export interface PayValue {
  readonly currency: string;
  readonly period: string;
  readonly rows: readonly (PayRow | Unavailable)[];
  readonly median?: { readonly women: number; readonly men: number };
}
export interface CoverageValue {
  readonly count: number;
  readonly of: number;
  readonly women?: { readonly count: number; readonly of: number };
  readonly men?: { readonly count: number; readonly of: number };
}
export interface NumberValue {
  readonly number: number;
}
export interface TextValue {
  readonly text: string;
}
export interface DateValue {
  readonly date: string;
}

export type AnswerValue =
  | MaturityValue
  | ComplianceValue
  | ChecklistValue
  | HeadcountValue
  | FlowValue
  | RateValue
  | MeansValue
  | PayValue
  | CoverageValue
  | NumberValue
  | TextValue
  | DateValue;

/** One entry of an answer file; an absent entry is an unanswered question. */
export type Answer =
  | { readonly value: AnswerValue; readonly evidence?: readonly EvidenceId[]; readonly source?: string }
  | { readonly notApplicable: string; readonly evidence?: readonly EvidenceId[] }
  | { readonly notAvailable: true };

/** A whole assessment as data, drafts too (method.md §1). Keys of `answers` are question ids. */
export interface AnswerFile {
  readonly instrument: InstrumentId;
  readonly version: string;
  readonly variant: string;
  readonly agencyType: string;
  /** ISO dates, both inclusive. */
  readonly reference: { readonly from: string; readonly to: string };
  readonly answers: Readonly<Record<string, Answer>>;
}

/** What a reviewer decided; empty on the command line. */
export interface Review {
  /** Question ids whose "not applicable" was accepted. */
  readonly accepted: readonly string[];
  /** Evidence ids that do not count. */
  readonly rejected: readonly string[];
}

/** A located, translatable complaint about input. `path` is a dotted path such as `answers.GOV1.value.level`. */
export interface Fault {
  readonly code: string;
  readonly path: string;
  readonly detail: Readonly<Record<string, string | number>>;
}
