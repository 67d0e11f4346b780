import { crossChecks, type Instrument, type Selection } from '@isonomia/instrument';

/** Answers that contradict one another. Nothing is refused: the agency may know why. */
export interface Warning {
  /** Key of its sentence in the instrument's texts: `checks.<id>`. */
  readonly code: string;
  /** Every question it is about; shown at each of them. */
  readonly questions: readonly string[];
  /** `left` and `right` in people or things; `sex` is `women` or `men`, absent when all were compared together. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** All warnings, in the order of the instrument's checks. */
export const warningsAcross = (instrument: Instrument, selection: Selection): readonly Warning[] =>
  crossChecks(instrument, selection).map(({ check, questions, left, right, sex }) => ({
    code: `checks.${check}`,
    questions,
    detail: { left, right, ...(sex !== undefined && { sex }) },
  }));
