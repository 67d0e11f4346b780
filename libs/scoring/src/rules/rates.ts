import type { Settings } from '../constants.js';
import { isUnder } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import { favoured } from './means.js';
import { notScored } from './rule-score.js';
import type { RuleScore, TraceRow } from './rule-score.js';
import { ordered } from './steps.js';
import type { Step } from './steps.js';

export type Verdict = 'finding' | 'watch';

/**
 * `SR`: at each step the lower rate against the higher, full marks from 0.80; the item is its worst step. A rate in
 * favour of women while they are under 40 % of those entering costs nothing.
 * Source: method.md §2; four-fifths rule of 29 CFR 1607.4(D), with Fisher's test because small numbers mislead it.
 */
export const rates = (
  question: string,
  steps: readonly Step[],
  event: 'gain' | 'loss',
  settings: Settings,
): RuleScore => {
  const judged = steps.map((step) => judge(step, event, settings));
  const worst = lowest(judged, false);
  const rows = judged.map((step) => step.row);
  const inputs = { question, event };
  const constants = settings.printed.SR;
  if (worst === undefined) {
    const sentence = 'trace.SR.no-step-counts';
    return notScored('no-step-counts', { rule: 'SR', sentence, inputs, constants, values: {}, rows });
  }
  const score = worst.score ?? 0;
  const named: string[] = [];
  for (const step of judged) if (step.verdict !== undefined) named.push(step.id);
  const values = { step: worst.id, named, score };
  const trace = { rule: 'SR', sentence: 'trace.SR', inputs, constants, values, rows };
  const firm = lowest(judged, true)?.score;
  return firm === undefined ? { score, trace } : { score, withoutWatch: firm, trace };
};

interface Judged {
  readonly id: string;
  /** Undefined when the step does not count. */
  readonly score: number | undefined;
  /** Defined when the ratio is under 0.80. */
  readonly verdict: Verdict | undefined;
  readonly row: TraceRow;
}

/** First on a tie; undefined when no step counts. */
const lowest = (steps: readonly Judged[], skipWatches: boolean): Judged | undefined => {
  let worst: Judged | undefined;
  for (const step of steps) {
    if (step.score === undefined || (skipWatches && step.verdict === 'watch')) continue;
    if (worst?.score === undefined || step.score < worst.score) worst = step;
  }
  return worst;
};

const judge = (step: Step, event: 'gain' | 'loss', settings: Settings): Judged => {
  const { id, women, men } = step;
  if (!counts(step, settings)) return { id, score: undefined, verdict: undefined, row: uncountedRow(step) };
  const womenRate = women.count / women.of;
  const menRate = men.count / men.of;
  const { low, high, womenLower } = ordered(women, men);
  const ratio = womenLower ? womenRate / menRate : menRate / womenRate;
  const direction = favoured(women.count * men.of, men.count * women.of, event);
  const spared = direction === 'women' && isUnder(women.of, women.of + men.of, settings.underrepresented);
  const score = spared ? 100 : round9(100 * Math.min(1, ratio / settings.constants.selectionRatioThreshold));
  const row = {
    step: id,
    from: step.from ?? id,
    womenOf: women.of,
    womenCount: women.count,
    menOf: men.of,
    menCount: men.count,
    counts: true,
    womenRate: round9(womenRate),
    menRate: round9(menRate),
    ratio: round9(ratio),
    direction,
    score,
  };
  if (step.p === undefined || !isUnder(low.count * high.of, high.count * low.of, settings.selectionRatio)) {
    return { id, score, verdict: undefined, row };
  }
  const verdict = verdictOf(step.p, settings);
  return { id, score, verdict, row: { ...row, p: step.p, verdict } };
};

const uncountedRow = ({ id, from, women, men }: Step): TraceRow => ({
  step: id,
  from: from ?? id,
  womenOf: women.of,
  womenCount: women.count,
  menOf: men.of,
  menCount: men.count,
  counts: false,
});

export const verdictOf = (p: number, settings: Settings): Verdict =>
  p < settings.constants.fisherAlpha ? 'finding' : 'watch';

/** Each sex has ten entering and five events expected at the common rate, in whole numbers. */
const counts = ({ women, men }: Step, settings: Settings): boolean => {
  const { minimumCount, minimumExpected } = settings.constants;
  if (women.of < minimumCount || men.of < minimumCount) return false;
  const events = women.count + men.count;
  const expected = minimumExpected * (women.of + men.of);
  return women.of * events >= expected && men.of * events >= expected;
};
