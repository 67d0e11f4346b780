import type { Settings } from '../constants.js';
import { evidencedMean, sumDimension } from '../dimensions.js';
import type { DimensionSums } from '../dimensions.js';
import { round9 } from '../numbers/round.js';
import { enteringEvidenced, geometricMean, sumOverall } from '../overall.js';
import type { OverallSums } from '../overall.js';
import type { OverallScore } from '../result.js';
import type { ItemScores } from '../score-items.js';

/** The scores as they stand, against which one step more is tried. */
export interface Standing {
  readonly scores: ItemScores;
  /** By dimension index; undefined where nothing is asked. */
  readonly dimensions: readonly (DimensionSums | undefined)[];
  readonly overall: OverallSums;
  readonly printed: OverallScore;
  readonly settings: Settings;
}

/** Absent where the dimension, or the overall, is not shown. */
export interface Gains {
  readonly dimension: number | undefined;
  readonly overall: number | undefined;
}

const NO_GAINS: Gains = { dimension: undefined, overall: undefined };

/** What one better item brings to its dimension and the overall, evidenced, all else equal. Source: method.md §3. */
export const gainsOfItem = (
  standing: Standing,
  dimension: number,
  better: { readonly item: number; readonly evidenced: number },
): Gains => {
  const sums = standing.dimensions[dimension];
  if (sums === undefined) return NO_GAINS;
  const { mean } = evidencedMean(sums.dimension, standing.scores, better);
  if (mean === undefined) return NO_GAINS;
  const before = standing.printed.evidenced;
  return {
    dimension: sums.shown ? difference(sums.evidenced, mean) : undefined,
    overall: before === undefined ? undefined : difference(before, overallWith(standing, sums, mean)),
  };
};

const difference = (before: number | undefined, after: number | undefined): number =>
  round9((after ?? 0) - (before ?? 0));

/** The overall evidenced score if one dimension's evidenced mean were another. */
const overallWith = ({ overall, settings }: Standing, changed: DimensionSums, mean: number): number => {
  const { overallFloor } = settings.constants;
  const lowest = changed.shown ? lowestWith(overall, changed, mean) : overall.lowestEvidenced;
  const hasMoved = lowest !== overall.lowestEvidenced;
  return geometricMean(overall.entering, ({ sums, logarithm }) => {
    const isChanged = sums === changed;
    if (!isChanged && (sums.shown || !hasMoved)) return logarithm;
    const evidenced = enteringEvidenced(sums.shown, isChanged ? mean : sums.evidenced, lowest);
    return Math.log(Math.max(overallFloor, evidenced));
  });
};

const lowestWith = ({ entering }: OverallSums, changed: DimensionSums, mean: number): number => {
  let lowest = mean;
  for (const { sums } of entering) {
    if (sums.shown && sums !== changed) lowest = Math.min(lowest, sums.evidenced ?? 0);
  }
  return lowest;
};

/** The same when several items change at once, as when a "not applicable" is proven: dimensions may leave altogether. */
export const gainsOfScores = (standing: Standing, dimension: number, better: ItemScores): Gains => {
  const { settings, printed } = standing;
  const dimensions = standing.dimensions.flatMap((sums) =>
    sums === undefined ? [] : [sumDimension(sums.dimension, sums.index, better, settings) ?? sums],
  );
  const before = standing.dimensions[dimension];
  const after = dimensions.find(({ index }) => index === dimension);
  const areShown = before?.shown === true && after?.shown === true;
  const overall = sumOverall(dimensions, settings);
  const mean = printed.evidenced !== undefined && overall.shown ? geometricMean(overall.entering) : undefined;
  return {
    dimension: areShown ? difference(before.evidenced, after.evidenced) : undefined,
    overall: mean === undefined ? undefined : difference(printed.evidenced, mean),
  };
};
