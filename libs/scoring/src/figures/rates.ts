import type { CoverageValue } from '@isonomia/instrument';
import { fisherTwoSided } from '../numbers/fisher.js';
import { isUnder } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import { ordered, verdictOf } from '../rules/rates.js';
import type { Step } from '../rules/rates.js';
import { stepsOf } from '../sheet.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { quotient, valued, withoutValue } from './figure.js';

/**
 * Women's rate ÷ men's rate at each step: of passing (selection-rate ratio), or of leaving (attrition ratio), with the
 * two-sided p of Fisher's test. Valid from 10 entering of each sex. Source: method.md §4; 29 CFR 1607.4(D).
 */
export const rateFigures = (entry: Entry, event: 'gain' | 'loss', context: FigureContext): readonly Figure[] =>
  stepsOf(entry).map((step) => rateFigure(entry, step, event, context));

const rateFigure = (entry: Entry, step: Step, event: 'gain' | 'loss', context: FigureContext): Figure => {
  const { id } = entry.question.question;
  const { women, men } = step;
  const parts = {
    kind: event === 'gain' ? 'selection-rate-ratio' : 'attrition-ratio',
    subject: id,
    question: id,
    ...(step.from === undefined ? {} : { about: step.id }),
    stated: entry.stated,
    inputs: { womenOf: women.of, womenCount: women.count, menOf: men.of, menCount: men.count },
    constants: context.printed.rates,
  } as const;
  if (women.of < context.minimumCount || men.of < context.minimumCount) return withoutValue(parts, 'too-small');
  const womenRate = women.count / women.of;
  const menRate = men.count / men.of;
  const ratio = quotient(womenRate, menRate);
  if (typeof ratio === 'string') return withoutValue(parts, ratio);
  const p = round9(fisherTwoSided(women, men));
  const values = { womenRate: round9(womenRate), menRate: round9(menRate), p };
  const { low, high } = ordered(women, men);
  const isFar = isUnder(low.count * high.of, high.count * low.of, context.settings.selectionRatio);
  return valued(parts, ratio, values, isFar ? { verdict: verdictOf(p, context.settings) } : {});
};

/** Coverage among women and among men, 0…100, where the answer gives it. Valid from 10 people. Source: method.md §1. */
export const coverageFigures = (entry: Entry, context: FigureContext): readonly Figure[] => {
  const { id } = entry.question.question;
  const value = entry.value as CoverageValue;
  return (['women', 'men'] as const).flatMap((sex) => {
    const part = value[sex];
    if (part === undefined) return [];
    const parts = {
      kind: 'coverage-by-sex',
      subject: id,
      question: id,
      about: sex,
      stated: entry.stated,
      inputs: { sex, count: part.count, of: part.of },
      constants: context.printed.groups,
    } as const;
    if (part.of < context.minimumCount) return [withoutValue(parts, 'too-small')];
    return [valued(parts, (100 * part.count) / part.of, {})];
  });
};
