import type { FlowValue, RateValue } from '@isonomia/instrument';
import { fisherTwoSided } from '../numbers/fisher.js';
import type { Trial } from '../numbers/fisher.js';
import { round9 } from '../numbers/round.js';

/** One step: those entering it, and those for whom the event (a pass, a departure) came about. */
export interface Step {
  /** The stage reached; the question's own id for a rate. */
  readonly id: string;
  /** The stage left; undefined for a rate. */
  readonly from: string | undefined;
  readonly women: Trial;
  readonly men: Trial;
  /** Fisher's two-sided p, rounded; undefined where too few of a sex enter. Item and figure share it: it is dear. */
  readonly p: number | undefined;
}

/** Steps between neighbouring stages of which both are complete. Source: method.md §1. */
export const stepsOfFlow = (value: FlowValue, minimumCount: number): readonly Step[] => {
  const steps: Step[] = [];
  for (const [index, to] of value.stages.entries()) {
    const from = value.stages[index - 1];
    if (from === undefined || 'notAvailable' in from || 'notAvailable' in to) continue;
    const women = { of: from.women, count: to.women };
    const men = { of: from.men, count: to.men };
    steps.push({ id: to.id, from: from.id, women, men, p: chance(women, men, minimumCount) });
  }
  return steps;
};

export const stepOfRate = (question: string, { women, men }: RateValue, minimumCount: number): Step => ({
  id: question,
  from: undefined,
  women,
  men,
  p: chance(women, men, minimumCount),
});

const chance = (women: Trial, men: Trial, minimumCount: number): number | undefined =>
  women.of < minimumCount || men.of < minimumCount ? undefined : round9(fisherTwoSided(women, men));

/** The lower and the higher rate, told apart by cross-multiplication. */
export const ordered = (
  women: Trial,
  men: Trial,
): { readonly low: Trial; readonly high: Trial; readonly womenLower: boolean } =>
  women.count * men.of <= men.count * women.of
    ? { low: women, high: men, womenLower: true }
    : { low: men, high: women, womenLower: false };
