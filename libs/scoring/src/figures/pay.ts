import type { PayRow, PayValue } from '@isonomia/instrument';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import { countedGrades, gapWithin, isPayFinding, paySums } from '../rules/pay-gap.js';
import { shown } from '../rules/rule-score.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { partsOf, quotient, valued, withoutValue } from './figure.js';
import type { FigureParts } from './figure.js';

/**
 * Mean gap (men's mean − women's) ÷ men's, a fraction of 1, over all grades and in each; its split; the median gap where
 * given. Valid from 10 women and 10 men. Source: method.md §4; the unadjusted form of Eurostat.
 */
export const addPayFigures = (figures: Figure[], entry: Entry, context: FigureContext): void => {
  const grades = entry.grades ?? [];
  const sums = paySums(grades);
  const whole = gapFigure(payParts(entry, sums, context), sums, context);
  figures.push(whole);
  addSplitFigures(figures, entry, whole, context);
  for (const grade of grades) figures.push(gradeGap(entry, grade, context));
  addMedianFigure(figures, entry, sums, context);
};

interface PayGroup {
  readonly women: number;
  readonly men: number;
  readonly womenMean: number;
  readonly menMean: number;
}

const gradeGap = (entry: Entry, { id, women, men }: PayRow, context: FigureContext): Figure => {
  const group = { women: women.count, men: men.count, womenMean: women.mean ?? 0, menMean: men.mean ?? 0 };
  const figure = gapFigure(payParts(entry, group, context, id), group, context);
  const isFinding = figure.value !== undefined && isPayFinding({ id, women, men }, figure.value, context.settings);
  return isFinding ? { ...figure, verdict: 'finding' } : figure;
};

const gapFigure = (parts: FigureParts, group: PayGroup, { minimumCount }: FigureContext): Figure => {
  if (group.women < minimumCount || group.men < minimumCount) return withoutValue(parts, 'too-small');
  const gap = quotient(group.menMean - group.womenMean, group.menMean);
  return typeof gap === 'number' ? valued(parts, { value: round9(gap) }) : withoutValue(parts, gap);
};

const SPLIT = ['not-compared', 'within', 'structure'] as const;

/**
 * The gap over all grades = not compared (grades too small to compare) + within grades + structure (women and men stand in
 * different grades), the last as the rest of the rounded others. Source: method.md §2, `PG`; Oaxaca–Kitagawa.
 */
const addSplitFigures = (figures: Figure[], entry: Entry, whole: Figure, context: FigureContext): void => {
  const grades = entry.grades ?? [];
  const counted = countedGrades(grades, context.settings);
  const sums = paySums(counted);
  const [comparedParts, withinParts, structureParts] = SPLIT.map((name) =>
    payParts(entry, sums, context, `split:${name}`),
  ) as [FigureParts, FigureParts, FigureParts];
  const overCounted = quotient(sums.menMean - sums.womenMean, sums.menMean);
  if (whole.value === undefined || counted.length === 0 || typeof overCounted === 'string') {
    for (const parts of [comparedParts, withinParts, structureParts]) {
      figures.push(withoutValue(parts, whole.status ?? 'too-small'));
    }
    return;
  }
  const all = paySums(grades);
  const gap = whole.value;
  const gapOverCounted = round9(overCounted);
  const notCompared = round9((all.menMean - all.womenMean) / all.menMean - overCounted);
  const within = round9(gapWithin(counted, sums));
  const structure = round9(gap - notCompared - within);
  figures.push(
    valued(comparedParts, { gap, gapOverCounted, value: notCompared }, 'trace.figure.mean-gap.not-compared'),
    valued(withinParts, { gapOverCounted, value: within }, 'trace.figure.mean-gap.within'),
    valued(structureParts, { gap, notCompared, within, value: structure }, 'trace.figure.mean-gap.structure'),
  );
};

const addMedianFigure = (figures: Figure[], entry: Entry, { women, men }: PayGroup, context: FigureContext): void => {
  const { median } = entry.value as PayValue;
  if (median === undefined) return;
  const inputs = { women, men, womenMedian: shown(median.women), menMedian: shown(median.men) };
  const parts = partsOf(entry, 'median-gap', inputs, { constants: context.printed.pay });
  figures.push(gapFigure(parts, { women, men, womenMean: median.women, menMean: median.men }, context));
};

const payParts = (entry: Entry, group: PayGroup, context: FigureContext, about?: string): FigureParts => {
  const { women, men, womenMean, menMean } = group;
  const constants = context.printed.pay;
  const inputs = { women, men, womenMean: shown(womenMean), menMean: shown(menMean) };
  return partsOf(entry, 'mean-gap', inputs, about === undefined ? { constants } : { about, constants });
};
