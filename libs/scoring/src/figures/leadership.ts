import { sumOf, uniformed } from '../head-table.js';
import type { HeadRow, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import type { TraceRow } from '../rules/rule-score.js';
import { tableOf } from '../sheet.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { quotient, valued, withoutValue } from './figure.js';
import type { FigureParts, FigureStatus } from './figure.js';

/** The figures of a rank table that feeds the glass-ceiling rule. */
export const leadershipFigures = (entry: Entry, context: FigureContext): readonly Figure[] => {
  const rows = uniformed(tableOf(entry));
  const all = sumOf(rows);
  const top = sumOf(rows.filter((row) => row.top));
  return [
    relativeLikelihood(entry, all, top, context),
    glassCeilingIndex(entry, all, top, context),
    ...pipeline(entry, rows, context),
  ];
};

/**
 * (leaders among women) ÷ (leaders among men), uniformed bands. 1 is equal. Valid from 10 women, 10 men and 10 leaders.
 * Source: method.md §4.
 */
const relativeLikelihood = (entry: Entry, all: People, top: People, context: FigureContext): Figure => {
  const inputs = { women: all.women, men: all.men, topWomen: top.women, topMen: top.men };
  const parts = partsOf(entry, { kind: 'relative-likelihood', inputs }, context);
  if (all.women < context.minimumCount || all.men < context.minimumCount || top.n < context.minimumCount) {
    return withoutValue(parts, 'too-small');
  }
  const womenRate = top.women / all.women;
  const menRate = top.men / all.men;
  return ratioFigure(parts, quotient(womenRate, menRate), { womenRate: round9(womenRate), menRate: round9(menRate) });
};

/**
 * Women's share of the service ÷ their share of the top group; above 1 there is a glass ceiling. Valid from 10 people in
 * each. Source: method.md §4; She Figures (EIGE).
 */
const glassCeilingIndex = (entry: Entry, all: People, top: People, context: FigureContext): Figure => {
  const inputs = { women: all.women, men: all.men, topWomen: top.women, topMen: top.men };
  const parts = partsOf(entry, { kind: 'glass-ceiling-index', inputs }, context);
  if (all.n < context.minimumCount || top.n < context.minimumCount) return withoutValue(parts, 'too-small');
  const shareAll = all.women / all.n;
  const shareTop = top.women / top.n;
  return ratioFigure(parts, quotient(shareAll, shareTop), { shareAll: round9(shareAll), shareTop: round9(shareTop) });
};

interface PipelineStep {
  readonly from: HeadRow;
  readonly to: HeadRow;
  readonly ratio: number | FigureStatus;
}

/**
 * Women's share in each uniformed band ÷ their share in the one below it; the lowest is named, the first on a tie. Valid
 * from 10 people in both bands. A cross-section of cohorts: read it with the flows. Source: method.md §4.
 */
const pipeline = (entry: Entry, rows: readonly HeadRow[], context: FigureContext): readonly Figure[] => {
  const steps = rows.flatMap((to, index): readonly PipelineStep[] => {
    const from = rows[index - 1];
    return from === undefined ? [] : [{ from, to, ratio: stepRatio(from, to, context) }];
  });
  return [lowestStep(entry, steps, context), ...steps.map((step) => pipelineStep(entry, step, context))];
};

const stepRatio = (from: HeadRow, to: HeadRow, { minimumCount }: FigureContext): number | FigureStatus =>
  from.n < minimumCount || to.n < minimumCount ? 'too-small' : quotient(to.women / to.n, from.women / from.n);

const pipelineStep = (entry: Entry, { from, to, ratio }: PipelineStep, context: FigureContext): Figure => {
  const inputs = { from: from.id, to: to.id, fromWomen: from.women, fromMen: from.men, toWomen: to.women, toMen: to.men };
  const parts = { ...partsOf(entry, { kind: 'pipeline', inputs }, context), about: to.id };
  return ratioFigure(parts, ratio, { fromShare: round9(from.women / from.n), toShare: round9(to.women / to.n) });
};

const lowestStep = (entry: Entry, steps: readonly PipelineStep[], context: FigureContext): Figure => {
  let lowest: { readonly step: PipelineStep; readonly value: number } | undefined;
  for (const step of steps) {
    if (typeof step.ratio !== 'number') continue;
    const value = round9(step.ratio);
    if (lowest === undefined || value < lowest.value) lowest = { step, value };
  }
  const parts = partsOf(entry, { kind: 'pipeline', inputs: { bands: steps.length + 1 } }, context);
  if (lowest === undefined) {
    const status = steps[0]?.ratio;
    return withoutValue(parts, typeof status === 'string' ? status : 'too-small');
  }
  const { from, to } = lowest.step;
  const rows = steps.map(stepRow);
  const named = { ...parts, sentence: 'trace.figure.pipeline.lowest' } as const;
  return valued(named, lowest.value, { from: from.id, to: to.id }, { rows });
};

const stepRow = ({ from, to, ratio }: PipelineStep): TraceRow => ({
  from: from.id,
  to: to.id,
  ...(typeof ratio === 'number' ? { ratio: round9(ratio) } : { status: ratio }),
});

const partsOf = (
  entry: Entry,
  own: Pick<FigureParts, 'kind' | 'inputs'>,
  context: FigureContext,
): FigureParts => {
  const { id } = entry.question.question;
  return { ...own, subject: id, question: id, stated: entry.stated, constants: context.printed.groups };
};

/** A ratio, or the status that stands for it. */
export const ratioFigure = (
  parts: FigureParts,
  ratio: number | FigureStatus,
  values: Readonly<Record<string, number>>,
): Figure => (typeof ratio === 'number' ? valued(parts, ratio, values) : withoutValue(parts, ratio));
