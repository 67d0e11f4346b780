import type { PayRow, PayValue } from '@isonomia/instrument';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import { countedGrades, gapWithin, isPayFinding, paySums } from '../rules/pay-gap.js';
import { shown } from '../rules/rule-score.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { quotient, valued, withoutValue } from './figure.js';
import type { FigureParts } from './figure.js';

/**
 * Mean gap (men's mean − women's) ÷ men's, a fraction of 1, over all grades and in each; its split; the median gap where
 * given. Valid from 10 women and 10 men. Source: method.md §4; the unadjusted form of Eurostat.
 */
export const payFigures = (entry: Entry, context: FigureContext): readonly Figure[] => {
  const grades = entry.grades ?? [];
  const whole = wholeGap(entry, grades, context);
  return [
    whole,
    ...splitFigures(entry, grades, whole, context),
    ...grades.map((grade) => gradeGap(entry, grade, context)),
    ...medianFigures(entry, grades, context),
  ];
};

interface PayGroup {
  readonly women: number;
  readonly men: number;
  readonly womenMean: number;
  readonly menMean: number;
}

const wholeGap = (entry: Entry, grades: readonly PayRow[], context: FigureContext): Figure => {
  const sums = paySums(grades);
  return gapFigure(partsOf(entry, inputsOf(sums), context), sums, context);
};

const gradeGap = (entry: Entry, { id, women, men }: PayRow, context: FigureContext): Figure => {
  const group = { women: women.count, men: men.count, womenMean: women.mean ?? 0, menMean: men.mean ?? 0 };
  const figure = gapFigure({ ...partsOf(entry, inputsOf(group), context), about: id }, group, context);
  const isFinding = figure.value !== undefined && isPayFinding({ id, women, men }, figure.value, context.settings);
  return isFinding ? { ...figure, verdict: 'finding' } : figure;
};

const gapFigure = (parts: FigureParts, group: PayGroup, { minimumCount }: FigureContext): Figure => {
  if (group.women < minimumCount || group.men < minimumCount) return withoutValue(parts, 'too-small');
  const gap = quotient(group.menMean - group.womenMean, group.menMean);
  return typeof gap === 'number' ? valued(parts, gap, {}) : withoutValue(parts, gap);
};

const SPLIT = ['not-compared', 'within', 'structure'] as const;

/**
 * The gap over all grades = not compared (grades too small to compare) + within grades + structure (women and men stand in
 * different grades), the last as the rest of the rounded others. Source: method.md §2, `PG`; Oaxaca–Kitagawa.
 */
const splitFigures = (
  entry: Entry,
  grades: readonly PayRow[],
  whole: Figure,
  context: FigureContext,
): readonly Figure[] => {
  const counted = countedGrades(grades, context.settings);
  const sums = paySums(counted);
  const parts = (name: (typeof SPLIT)[number]): FigureParts => ({
    ...partsOf(entry, inputsOf(sums), context),
    about: `split:${name}`,
    sentence: `trace.figure.mean-gap.${name}`,
  });
  const overCounted = quotient(sums.menMean - sums.womenMean, sums.menMean);
  if (whole.value === undefined || counted.length === 0 || typeof overCounted === 'string') {
    return SPLIT.map((name) => withoutValue(parts(name), whole.status ?? 'too-small'));
  }
  const all = paySums(grades);
  const notCompared = round9((all.menMean - all.womenMean) / all.menMean - overCounted);
  const within = round9(gapWithin(counted, sums));
  const values = { gap: whole.value, gapOverCounted: round9(overCounted) };
  return [
    valued(parts('not-compared'), notCompared, values),
    valued(parts('within'), within, values),
    valued(parts('structure'), whole.value - notCompared - within, { ...values, notCompared, within }),
  ];
};

const medianFigures = (entry: Entry, grades: readonly PayRow[], context: FigureContext): readonly Figure[] => {
  const { median } = entry.value as PayValue;
  if (median === undefined) return [];
  const { women, men } = paySums(grades);
  const inputs = { women, men, womenMedian: shown(median.women), menMedian: shown(median.men) };
  const parts = { ...partsOf(entry, inputs, context), kind: 'median-gap' } as const;
  return [gapFigure(parts, { women, men, womenMean: median.women, menMean: median.men }, context)];
};

const inputsOf = ({ women, men, womenMean, menMean }: PayGroup): FigureParts['inputs'] => ({
  women,
  men,
  womenMean: shown(womenMean),
  menMean: shown(menMean),
});

const partsOf = (entry: Entry, inputs: FigureParts['inputs'], context: FigureContext): FigureParts => {
  const { id } = entry.question.question;
  return {
    kind: 'mean-gap',
    subject: id,
    question: id,
    stated: entry.stated,
    inputs,
    constants: context.printed.pay,
  };
};
