import type { Settings } from '../constants.js';
import { evidencedMean, sumDimension } from '../dimensions.js';
import type { DimensionSums } from '../dimensions.js';
import { round9 } from '../numbers/round.js';
import { enteringEvidenced, geometricMean, sumOverall } from '../overall.js';
import type { OverallSums } from '../overall.js';
import type { OverallScore, Raise } from '../result.js';
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

export type Gains = Pick<Raise, 'dimensionGain' | 'overallGain'>;

/** What one better item brings to its dimension and the overall, evidenced, all else equal. Source: method.md §3. */
export const gainsOfItem = (
  standing: Standing,
  dimension: number,
  better: { readonly item: number; readonly evidenced: number },
): Gains => {
  const sums = standing.dimensions[dimension];
  if (sums === undefined) return {};
  const { mean } = evidencedMean(sums.dimension, standing.scores, better);
  if (mean === undefined) return {};
  return gains(standing, sums, { ...sums, evidenced: mean });
};

const gains = (standing: Standing, before: DimensionSums, after: DimensionSums): Gains => {
  const dimensionGain = before.shown ? { dimensionGain: difference(before.evidenced, after.evidenced) } : {};
  if (!standing.printed.shown || standing.printed.evidenced === undefined) return dimensionGain;
  const overall = overallWith(standing, after);
  return { ...dimensionGain, overallGain: difference(standing.printed.evidenced, overall) };
};

const difference = (before: number | undefined, after: number | undefined): number =>
  round9((after ?? 0) - (before ?? 0));

/** The overall evidenced score if one dimension stood otherwise. */
const overallWith = ({ overall, settings }: Standing, changed: DimensionSums): number => {
  const current = (sums: DimensionSums): DimensionSums => (sums.index === changed.index ? changed : sums);
  let lowest = Infinity;
  for (const { sums } of overall.entering) {
    const now = current(sums);
    if (now.shown) lowest = Math.min(lowest, now.evidenced ?? 0);
  }
  const values = overall.entering.map(({ sums }) => ({
    weight: sums.dimension.weight,
    value: enteringEvidenced(current(sums), lowest),
  }));
  return geometricMean(values, settings.constants.overallFloor);
};

/** The same when several items change at once, as when a "not applicable" is proven: dimensions may leave altogether. */
export const gainsOfScores = (standing: Standing, dimension: number, better: ItemScores): Gains => {
  const { settings } = standing;
  const dimensions = standing.dimensions.flatMap((sums) =>
    sums === undefined ? [] : [sumDimension(sums.dimension, sums.index, better, settings) ?? sums],
  );
  const before = standing.dimensions[dimension];
  const after = dimensions.find(({ index }) => index === dimension);
  const dimensionGain =
    before?.shown === true && after?.shown === true
      ? { dimensionGain: difference(before.evidenced, after.evidenced) }
      : {};
  const overall = sumOverall(dimensions, settings);
  if (standing.printed.evidenced === undefined || !overall.shown) return dimensionGain;
  const mean = geometricMean(
    overall.entering.map(({ sums, evidenced }) => ({ weight: sums.dimension.weight, value: evidenced })),
    settings.constants.overallFloor,
  );
  return { ...dimensionGain, overallGain: difference(standing.printed.evidenced, mean) };
};
