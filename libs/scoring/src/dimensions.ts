import type { Settings } from './constants.js';
import { levelOf } from './levels.js';
import { round9 } from './numbers/round.js';
import type { PreparedDimension, PreparedItem } from './prepare.js';
import type { DimensionScore, ItemScore } from './result.js';
import type { ItemScores } from './score-items.js';
import type { TraceRow } from './rules/rule-score.js';

/** A dimension of which at least one item is asked, before it is printed. */
export interface DimensionSums {
  readonly dimension: PreparedDimension;
  readonly index: number;
  /** 0…100 */
  readonly coverage: number;
  readonly shown: boolean;
  /** Every item asked is "not applicable" and proven so: it leaves the overall score. */
  readonly left: boolean;
  readonly claimed: number | undefined;
  /** Present for hidden dimensions too, where it bounds the overall score and is never printed. */
  readonly evidenced: number | undefined;
  readonly weights: Weights;
}

interface Weights {
  /** Of the items the 75 % test looks at. */
  readonly applies: number;
  /** Of those of them with a claimed score. */
  readonly scored: number;
  /** Of the items in the evidenced mean. */
  readonly evidenced: number;
}

/** Undefined when nothing in it is asked. Source: method.md §3. */
export const sumDimension = (
  dimension: PreparedDimension,
  index: number,
  scores: ItemScores,
  settings: Settings,
): DimensionSums | undefined => {
  const claimed = claimedSums(dimension, scores);
  if (claimed.asked === 0) return undefined;
  const { applies, scored } = claimed;
  const coverage = applies === 0 ? 0 : round9((100 * scored) / applies);
  const evidenced = evidencedMean(dimension, scores);
  return {
    dimension,
    index,
    coverage,
    shown: scored > 0 && coverage >= round9(100 * settings.constants.dimensionCoverage),
    left: claimed.left === claimed.asked,
    claimed: scored === 0 ? undefined : round9(claimed.sum / scored),
    evidenced: evidenced.mean,
    weights: { applies, scored, evidenced: evidenced.weight },
  };
};

interface ClaimedSums {
  /** Items asked, and those of them that are proven not to apply. */
  asked: number;
  left: number;
  applies: number;
  scored: number;
  sum: number;
}

const claimedSums = ({ items }: PreparedDimension, scores: ItemScores): ClaimedSums => {
  const sums: ClaimedSums = { asked: 0, left: 0, applies: 0, scored: 0, sum: 0 };
  for (const { index, item } of items) {
    const score = scores[index];
    if (score === undefined) continue;
    sums.asked += 1;
    if (hasLeft(score)) sums.left += 1;
    if (!appliesToClaimed(score)) continue;
    sums.applies += item.weight;
    if (score.claimed === undefined) continue;
    sums.scored += item.weight;
    sums.sum += item.weight * score.claimed;
  }
  return sums;
};

const hasLeft = ({ state, evidenced }: ItemScore): boolean => state === 'not-applicable' && evidenced === undefined;

/** "Not applicable", and answers whose data were too few to score, do not weigh in the 75 % test. */
const appliesToClaimed = ({ state, claimed }: ItemScore): boolean =>
  state !== 'not-applicable' && !(state === 'answered' && claimed === undefined);

/** Weighted mean of the items with an evidenced score, zeros included; rounded. `instead` tries another score for one. */
export const evidencedMean = (
  { items }: PreparedDimension,
  scores: ItemScores,
  instead?: { readonly item: number; readonly evidenced: number },
): { readonly mean: number | undefined; readonly weight: number } => {
  let weight = 0;
  let sum = 0;
  for (const { index, item } of items) {
    const evidenced = index === instead?.item ? instead.evidenced : scores[index]?.evidenced;
    if (evidenced === undefined) continue;
    weight += item.weight;
    sum += item.weight * evidenced;
  }
  return weight === 0 ? { mean: undefined, weight } : { mean: round9(sum / weight), weight };
};

/** What is printed of it; the interval is added where draws were made. */
export const dimensionScore = (sums: DimensionSums, scores: ItemScores, settings: Settings): DimensionScore => {
  const { claimed, evidenced, coverage, weights } = sums;
  const { missing, rows } = linesOf(sums.dimension, scores);
  const inputs = { dimension: sums.dimension.id };
  const constants = { dimensionCoverage: settings.constants.dimensionCoverage };
  const weightThatApplies = round9(weights.applies);
  const weightScored = round9(weights.scored);
  if (!sums.shown || claimed === undefined || evidenced === undefined) {
    const sentence = sums.left ? 'trace.dimension.left' : 'trace.dimension.insufficient';
    const values = { weightThatApplies, weightScored, coverage };
    const trace = { rule: 'dimension', sentence, inputs, constants, values, rows };
    return { coverage, shown: false, missing, trace };
  }
  const weightEvidenced = round9(weights.evidenced);
  const values = { weightThatApplies, weightScored, coverage, weightEvidenced, claimed, evidenced };
  const trace = { rule: 'dimension', sentence: 'trace.dimension', inputs, constants, values, rows };
  const level = levelOf(evidenced, settings.constants.levelBounds);
  return { claimed, evidenced, level, coverage, shown: true, missing, trace };
};

/** A line for each item that is asked, and those without a claimed score with the reason. */
const linesOf = (
  { items }: PreparedDimension,
  scores: ItemScores,
): { readonly missing: DimensionScore['missing']; readonly rows: readonly TraceRow[] } => {
  const missing: DimensionScore['missing'][number][] = [];
  const rows: TraceRow[] = [];
  for (const { index, item } of items) {
    const score = scores[index];
    if (score === undefined) continue;
    rows.push(traceRow(item, score));
    if (score.claimed === undefined) missing.push({ item: item.id, reason: score.reason ?? score.state });
  }
  return { missing, rows };
};

const traceRow = ({ id, weight }: PreparedItem['item'], { claimed, evidenced, state }: ItemScore): TraceRow => {
  if (evidenced === undefined) return { item: id, weight, state };
  if (claimed === undefined) return { item: id, weight, state, evidenced };
  return { item: id, weight, state, claimed, evidenced };
};
