import type { FlowValue, RateValue } from '@isonomia/instrument';
import type { Settings } from '../constants.js';
import { fisherTwoSided } from '../numbers/fisher.js';
import { isUnder } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import { favoured } from './means.js';
import { notScored } from './rule-score.js';
import type { RuleScore, TraceRow } from './rule-score.js';

export interface Entering {
  readonly of: number;
  readonly count: number;
}

/** One step: those entering it, and those for whom the event (a pass, a departure) came about. */
export interface Step {
  /** The stage reached; the question's own id for a rate. */
  readonly id: string;
  /** The stage left; absent for a rate. */
  readonly from?: string;
  readonly women: Entering;
  readonly men: Entering;
}

export type Verdict = 'finding' | 'watch';

/** Steps between neighbouring stages of which both are complete. Source: method.md §1. */
export const stepsOfFlow = (value: FlowValue): readonly Step[] => {
  const steps: Step[] = [];
  for (const [index, to] of value.stages.entries()) {
    const from = value.stages[index - 1];
    if (from === undefined || 'notAvailable' in from || 'notAvailable' in to) continue;
    steps.push({
      id: to.id,
      from: from.id,
      women: { of: from.women, count: to.women },
      men: { of: from.men, count: to.men },
    });
  }
  return steps;
};

export const stepOfRate = (question: string, value: RateValue): Step => ({
  id: question,
  women: value.women,
  men: value.men,
});

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
  const parts = { rule: 'SR', inputs: { question, event }, constants: settings.printed.SR } as const;
  const judged = steps.map((step) => judge(step, event, settings));
  const worst = lowest(judged);
  const rows = judged.map((step) => step.row);
  if (worst?.score === undefined) {
    return notScored('no-step-counts', { ...parts, sentence: 'trace.SR.no-step-counts', values: {}, rows });
  }
  const named = judged.flatMap((step) => (step.verdict === undefined ? [] : [step.id]));
  const trace = {
    ...parts,
    sentence: 'trace.SR',
    values: { step: worst.id, named, score: worst.score },
    rows,
  } as const;
  const firm = lowest(judged.filter((step) => step.verdict !== 'watch'))?.score;
  return firm === undefined ? { score: worst.score, trace } : { score: worst.score, withoutWatch: firm, trace };
};

interface Judged {
  readonly id: string;
  /** Absent when the step does not count. */
  readonly score?: number;
  /** Present when the ratio is under 0.80. */
  readonly verdict?: Verdict;
  readonly row: TraceRow;
}

/** First on a tie. */
const lowest = (steps: readonly Judged[]): Judged | undefined => {
  let worst: Judged | undefined;
  for (const step of steps) {
    if (step.score !== undefined && (worst?.score === undefined || step.score < worst.score)) worst = step;
  }
  return worst;
};

const judge = (step: Step, event: 'gain' | 'loss', settings: Settings): Judged => {
  const { id, women, men } = step;
  if (!counts(step, settings)) return { id, row: { ...given(step), counts: false } };
  const womenRate = women.count / women.of;
  const menRate = men.count / men.of;
  const { low, high, womenLower } = ordered(women, men);
  const ratio = womenLower ? womenRate / menRate : menRate / womenRate;
  const direction = favoured(women.count * men.of, men.count * women.of, event);
  const spared = direction === 'women' && isUnder(women.of, women.of + men.of, settings.underrepresented);
  const score = spared ? 100 : round9(100 * Math.min(1, ratio / settings.constants.selectionRatioThreshold));
  const row = {
    ...given(step),
    counts: true,
    womenRate: round9(womenRate),
    menRate: round9(menRate),
    ratio: round9(ratio),
    direction,
    score,
  };
  if (!isUnder(low.count * high.of, high.count * low.of, settings.selectionRatio)) return { id, score, row };
  const p = round9(fisherTwoSided(women, men));
  const verdict = verdictOf(p, settings);
  return { id, score, verdict, row: { ...row, p, verdict } };
};

const given = ({ id, from, women, men }: Step): TraceRow => {
  const counts = { womenOf: women.of, womenCount: women.count, menOf: men.of, menCount: men.count };
  return from === undefined ? { ...counts, step: id } : { ...counts, step: id, from };
};

export const verdictOf = (p: number, settings: Settings): Verdict =>
  p < settings.constants.fisherAlpha ? 'finding' : 'watch';

/** Each sex has ten entering and five events expected at the common rate, in whole numbers. */
const counts = ({ women, men }: Step, settings: Settings): boolean => {
  const { minimumCount, minimumExpected } = settings.constants;
  const events = women.count + men.count;
  const entering = women.of + men.of;
  return [women, men].every(({ of }) => of >= minimumCount && of * events >= minimumExpected * entering);
};

/** The lower and the higher rate, told apart by cross-multiplication. */
export const ordered = (
  women: Entering,
  men: Entering,
): { readonly low: Entering; readonly high: Entering; readonly womenLower: boolean } =>
  women.count * men.of <= men.count * women.of
    ? { low: women, high: men, womenLower: true }
    : { low: men, high: women, womenLower: false };
