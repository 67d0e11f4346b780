import type { DimensionSums } from '../dimensions.js';
import { percentile } from '../numbers/percentile.js';
import { round9 } from '../numbers/round.js';
import type { Interval } from '../result.js';
import type { ItemScores } from '../score-items.js';
import type { Uniforms } from './uniforms.js';

const LOW = 0.05;
const HIGH = 0.95;
const ARITHMETIC_UNDER = 0.5;

interface Intervals {
  readonly claimed: Interval;
  readonly evidenced: Interval;
}

export interface Robustness {
  /** By dimension index; shown dimensions only. */
  readonly dimensions: ReadonlyMap<number, Intervals>;
  readonly overall?: Intervals;
}

/** Scores of one kind within a dimension, as flat numbers for the loop over draws. */
interface Series {
  readonly scores: readonly number[];
  /** Place of each item's weight within the dimension's uniforms. */
  readonly weightAt: readonly number[];
  /** Place of each item among those with an evidenced score: what the leave-out counts. */
  readonly positions: readonly number[];
  /** The dimension's score in each draw. */
  readonly draws: Float64Array;
}

interface Drawn {
  readonly sums: DimensionSums;
  /** Where the dimension begins within a draw. */
  readonly offset: number;
  readonly claimed: Series;
  readonly evidenced: Series;
}

/**
 * How far the choices of the method (an item more or less, the weights, the mean) move a score; not how sure the answers
 * are. Nothing within a draw is rounded. Source: method.md §3.
 */
export const robustness = (
  dimensions: readonly DimensionSums[],
  scores: ItemScores,
  uniforms: Uniforms,
  choices: { readonly overallShown: boolean; readonly floor: number; readonly leaveOutFrom: number },
): Robustness => {
  const staying = dimensions.filter(({ left }) => !left).map((sums) => toDrawn(sums, scores, uniforms));
  const shown = staying.filter(({ sums }) => sums.shown);
  for (const one of shown) drawDimension(one, uniforms, choices.leaveOutFrom);
  const intervals = new Map<number, Intervals>();
  if (choices.overallShown) {
    const overall = {
      claimed: intervalOf(drawOverall(staying, 'claimed', uniforms, choices.floor)),
      evidenced: intervalOf(drawOverall(staying, 'evidenced', uniforms, choices.floor)),
    };
    addIntervals(intervals, shown);
    return { dimensions: intervals, overall };
  }
  addIntervals(intervals, shown);
  return { dimensions: intervals };
};

/** Sorts the draws, so it comes after the overall was computed from them. */
const addIntervals = (intervals: Map<number, Intervals>, shown: readonly Drawn[]): void => {
  for (const { sums, claimed, evidenced } of shown) {
    intervals.set(sums.index, { claimed: intervalOf(claimed.draws), evidenced: intervalOf(evidenced.draws) });
  }
};

const intervalOf = (draws: Float64Array): Interval => {
  draws.sort();
  return [round9(percentile(draws, LOW)), round9(percentile(draws, HIGH))];
};

const toDrawn = (sums: DimensionSums, scores: ItemScores, uniforms: Uniforms): Drawn => {
  const members = sums.dimension.items
    .map(({ index }, place) => ({ score: scores[index], weightAt: place + 1 }))
    .filter(({ score }) => score?.evidenced !== undefined)
    .map(({ score, weightAt }, position) => ({
      weightAt,
      position,
      evidenced: score?.evidenced,
      claimed: score?.claimed,
    }));
  const series = (kind: 'claimed' | 'evidenced'): Series => {
    const own = members.filter((member) => member[kind] !== undefined);
    return {
      scores: own.map((member) => member[kind] ?? 0),
      weightAt: own.map(({ weightAt }) => weightAt),
      positions: own.map(({ position }) => position),
      draws: new Float64Array(uniforms.draws),
    };
  };
  return {
    sums,
    offset: uniforms.offsets[sums.index] ?? 0,
    claimed: series('claimed'),
    evidenced: series('evidenced'),
  };
};

const drawDimension = (one: Drawn, { draws, stride, table }: Uniforms, leaveOutFrom: number): void => {
  const { claimed, evidenced } = one;
  const count = evidenced.scores.length;
  for (let draw = 0; draw < draws; draw += 1) {
    const start = draw * stride + one.offset;
    const omitted = count < leaveOutFrom ? -1 : Math.floor((table[start] ?? 0) * count);
    evidenced.draws[draw] = meanWithout(evidenced, omitted, table, start);
    // Leaving out the only item with a claim would leave nothing to claim: then none is left out.
    claimed.draws[draw] = meanWithout(claimed, claimed.scores.length === 1 ? -1 : omitted, table, start);
  }
};

const meanWithout = (
  { scores, weightAt, positions }: Series,
  omitted: number,
  table: Float64Array,
  start: number,
): number => {
  let weights = 0;
  let sum = 0;
  for (let index = 0; index < scores.length; index += 1) {
    if (positions[index] === omitted) continue;
    const weight = table[start + (weightAt[index] ?? 0)] ?? 0;
    weights += weight;
    sum += weight * (scores[index] ?? 0);
  }
  return sum / weights;
};

const drawOverall = (
  staying: readonly Drawn[],
  kind: 'claimed' | 'evidenced',
  { draws, stride, table }: Uniforms,
  floor: number,
): Float64Array => {
  const shown = staying.filter(({ sums }) => sums.shown);
  const result = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw += 1) {
    const start = draw * stride;
    const arithmetic = (table[start] ?? 0) < ARITHMETIC_UNDER;
    const lowest = lowestOf(shown, kind, draw);
    let weights = 0;
    let sum = 0;
    for (const { sums, offset, [kind]: series } of staying) {
      const { dimension } = sums;
      const weight = sums.shown ? (table[start + offset + dimension.items.length + 1] ?? 0) : dimension.weight;
      const score = sums.shown ? (series.draws[draw] ?? 0) : lowest;
      weights += weight;
      sum += weight * (arithmetic ? score : Math.log(Math.max(floor, score)));
    }
    result[draw] = arithmetic ? sum / weights : Math.exp(sum / weights);
  }
  return result;
};

const lowestOf = (shown: readonly Drawn[], kind: 'claimed' | 'evidenced', draw: number): number => {
  let lowest = Infinity;
  for (const { [kind]: series } of shown) lowest = Math.min(lowest, series.draws[draw] ?? 0);
  return lowest;
};
