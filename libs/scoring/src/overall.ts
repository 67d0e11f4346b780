import type { Settings } from './constants.js';
import type { DimensionSums } from './dimensions.js';
import { levelOf } from './levels.js';
import { round9 } from './numbers/round.js';
import type { OverallScore } from './result.js';
import type { TraceRow } from './rules/rule-score.js';

/** What enters the overall means: shown dimensions as they are, hidden ones at a value that cannot help. */
export interface OverallSums {
  /** Dimensions that have not left, in instrument order. */
  readonly entering: readonly Entering[];
  readonly coverage: number;
  readonly shown: boolean;
  readonly lowestClaimed: number;
  readonly lowestEvidenced: number;
}

export interface Entering {
  readonly sums: DimensionSums;
  readonly claimed: number;
  readonly evidenced: number;
  /** Of the evidenced value, at least the floor: kept, because every step tried needs all of them. */
  readonly logarithm: number;
}

/** Source: method.md §3. */
export const sumOverall = (dimensions: readonly DimensionSums[], settings: Settings): OverallSums => {
  const { overallCoverage, overallFloor } = settings.constants;
  const staying = dimensions.filter(({ left }) => !left);
  const shown = staying.filter((sums) => sums.shown);
  const weight = totalWeight(staying);
  const coverage = weight === 0 ? 0 : round9((100 * totalWeight(shown)) / weight);
  let lowestClaimed = Infinity;
  let lowestEvidenced = Infinity;
  for (const { claimed = 0, evidenced = 0 } of shown) {
    lowestClaimed = Math.min(lowestClaimed, claimed);
    lowestEvidenced = Math.min(lowestEvidenced, evidenced);
  }
  const entering = staying.map((sums): Entering => {
    const claimed = sums.shown ? (sums.claimed ?? 0) : lowestClaimed;
    const evidenced = enteringEvidenced(sums.shown, sums.evidenced, lowestEvidenced);
    return { sums, claimed, evidenced, logarithm: Math.log(Math.max(overallFloor, evidenced)) };
  });
  return {
    entering,
    coverage,
    shown: shown.length > 0 && coverage >= round9(100 * overallCoverage),
    lowestClaimed,
    lowestEvidenced,
  };
};

/** A hidden dimension cannot raise the overall score, and what is missing in it counts. */
export const enteringEvidenced = (shown: boolean, evidenced: number | undefined, lowest: number): number => {
  if (shown) return evidenced ?? 0;
  return evidenced === undefined ? lowest : Math.min(lowest, evidenced);
};

const totalWeight = (dimensions: readonly DimensionSums[]): number =>
  dimensions.reduce((sum, { dimension }) => sum + dimension.weight, 0);

/**
 * Weighted geometric mean of what enters, by logarithms; a low dimension is only partly made up for by a high one. Each
 * value is at least 1, or nothing could make up for a 0.
 */
export const geometricMean = (
  entering: readonly Entering[],
  logarithmOf: (one: Entering) => number = evidencedLogarithm,
): number => {
  let weights = 0;
  let logarithms = 0;
  for (const one of entering) {
    const { weight } = one.sums.dimension;
    weights += weight;
    logarithms += weight * logarithmOf(one);
  }
  return round9(Math.exp(logarithms / weights));
};

const evidencedLogarithm = ({ logarithm }: Entering): number => logarithm;

/** What is printed of it; the interval is added where draws were made. */
export const overallScore = (sums: OverallSums, settings: Settings): OverallScore => {
  const { overallCoverage, overallFloor, levelBounds } = settings.constants;
  const { coverage, entering } = sums;
  const trace = {
    rule: 'overall',
    inputs: {},
    constants: { overallCoverage, overallFloor },
    rows: entering.map((one) => traceRow(one)),
  };
  if (!sums.shown) {
    return {
      coverage,
      shown: false,
      trace: { ...trace, sentence: 'trace.overall.insufficient', values: { coverage } },
    };
  }
  const claimed = geometricMean(entering, (one) => Math.log(Math.max(overallFloor, one.claimed)));
  const evidenced = geometricMean(entering);
  const values = {
    coverage,
    lowestClaimed: sums.lowestClaimed,
    lowestEvidenced: sums.lowestEvidenced,
    claimed,
    evidenced,
  };
  const level = levelOf(evidenced, levelBounds);
  return { claimed, evidenced, level, coverage, shown: true, trace: { ...trace, sentence: 'trace.overall', values } };
};

/** The evidenced mean of a hidden dimension is used and never printed. */
const traceRow = ({ sums, claimed, evidenced }: Entering): TraceRow => {
  const { id, weight } = sums.dimension;
  return sums.shown ? { dimension: id, weight, claimed, evidenced } : { dimension: id, weight, hidden: true };
};
