import type { CoverageValue } from '@isonomia/instrument';
import { isUnder } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import { verdictOf } from '../rules/rates.js';
import { ordered } from '../rules/steps.js';
import type { Step } from '../rules/steps.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { partsOf, quotient, valued, withoutValue } from './figure.js';

/**
 * Women's rate ÷ men's rate at each step: of passing (selection-rate ratio), or of leaving (attrition ratio), with the
 * two-sided p of Fisher's test. Valid from 10 entering of each sex. Source: method.md §4; 29 CFR 1607.4(D).
 */
export const addRateFigures = (
  figures: Figure[],
  entry: Entry,
  event: 'gain' | 'loss',
  context: FigureContext,
): void => {
  const kind = event === 'gain' ? 'selection-rate-ratio' : 'attrition-ratio';
  for (const step of entry.steps) figures.push(rateFigure(entry, step, kind, context));
};

const rateFigure = (
  entry: Entry,
  step: Step,
  kind: 'selection-rate-ratio' | 'attrition-ratio',
  context: FigureContext,
): Figure => {
  const { women, men, p } = step;
  const inputs = { womenOf: women.of, womenCount: women.count, menOf: men.of, menCount: men.count };
  const constants = context.printed.rates;
  const parts = partsOf(entry, kind, inputs, step.from === undefined ? { constants } : { about: step.id, constants });
  if (p === undefined) return withoutValue(parts, 'too-small');
  const womenRate = women.count / women.of;
  const menRate = men.count / men.of;
  const ratio = quotient(womenRate, menRate);
  if (typeof ratio === 'string') return withoutValue(parts, ratio);
  const values = { womenRate: round9(womenRate), menRate: round9(menRate), p, value: round9(ratio) };
  const figure = valued(parts, values);
  const { low, high } = ordered(women, men);
  const isFar = isUnder(low.count * high.of, high.count * low.of, context.settings.selectionRatio);
  return isFar ? { ...figure, verdict: verdictOf(p, context.settings) } : figure;
};

/** Coverage among women and among men, 0…100, where the answer gives it. Valid from 10 people. Source: method.md §1. */
export const addCoverageFigures = (figures: Figure[], entry: Entry, context: FigureContext): void => {
  const value = entry.value as CoverageValue;
  for (const sex of ['women', 'men'] as const) {
    const part = value[sex];
    if (part === undefined) continue;
    const inputs = { sex, count: part.count, of: part.of };
    const parts = partsOf(entry, 'coverage-by-sex', inputs, { about: sex, constants: context.printed.groups });
    figures.push(
      part.of < context.minimumCount
        ? withoutValue(parts, 'too-small')
        : valued(parts, { value: round9((100 * part.count) / part.of) }),
    );
  }
};
