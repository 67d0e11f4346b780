import { sumOf, uniformed } from '../head-table.js';
import type { HeadRow, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import type { Figure } from '../result.js';
import type { TraceRow } from '../rules/rule-score.js';
import { tableOf } from '../sheet.js';
import type { Entry } from '../sheet.js';
import type { FigureContext } from './context.js';
import { partsOf, quotient, valued, valuedWithRows, withoutValue } from './figure.js';
import type { FigureStatus } from './figure.js';

/** The figures of a rank table that feeds the glass-ceiling rule. */
export const addLeadershipFigures = (figures: Figure[], entry: Entry, context: FigureContext): void => {
  const rows = uniformed(tableOf(entry));
  const all = sumOf(rows);
  const top = sumOf(rows.filter((row) => row.top));
  figures.push(relativeLikelihood(entry, all, top, context), glassCeilingIndex(entry, all, top, context));
  addPipeline(figures, entry, rows, context);
};

/**
 * (leaders among women) ÷ (leaders among men), uniformed bands. 1 is equal. Valid from 10 women, 10 men and 10 leaders.
 * Source: method.md §4.
 */
const relativeLikelihood = (entry: Entry, all: People, top: People, context: FigureContext): Figure => {
  const inputs = { women: all.women, men: all.men, topWomen: top.women, topMen: top.men };
  const parts = partsOf(entry, 'relative-likelihood', inputs, { constants: context.printed.groups });
  if (all.women < context.minimumCount || all.men < context.minimumCount || top.n < context.minimumCount) {
    return withoutValue(parts, 'too-small');
  }
  const womenRate = top.women / all.women;
  const menRate = top.men / all.men;
  const ratio = quotient(womenRate, menRate);
  if (typeof ratio === 'string') return withoutValue(parts, ratio);
  return valued(parts, { womenRate: round9(womenRate), menRate: round9(menRate), value: round9(ratio) });
};

/**
 * Women's share of the service ÷ their share of the top group; above 1 there is a glass ceiling. Valid from 10 people in
 * each. Source: method.md §4; She Figures (EIGE).
 */
const glassCeilingIndex = (entry: Entry, all: People, top: People, context: FigureContext): Figure => {
  const inputs = { women: all.women, men: all.men, topWomen: top.women, topMen: top.men };
  const parts = partsOf(entry, 'glass-ceiling-index', inputs, { constants: context.printed.groups });
  if (all.n < context.minimumCount || top.n < context.minimumCount) return withoutValue(parts, 'too-small');
  const shareAll = all.women / all.n;
  const shareTop = top.women / top.n;
  const ratio = quotient(shareAll, shareTop);
  if (typeof ratio === 'string') return withoutValue(parts, ratio);
  return valued(parts, { shareAll: round9(shareAll), shareTop: round9(shareTop), value: round9(ratio) });
};

interface PipelineStep {
  readonly from: HeadRow;
  readonly to: HeadRow;
  /** Rounded. */
  readonly ratio: number | FigureStatus;
}

/**
 * Women's share in each uniformed band ÷ their share in the one below it; the lowest is named, the first on a tie. Valid
 * from 10 people in both bands. A cross-section of cohorts: read it with the flows. Source: method.md §4.
 */
const addPipeline = (figures: Figure[], entry: Entry, rows: readonly HeadRow[], context: FigureContext): void => {
  const steps: PipelineStep[] = [];
  for (const [index, to] of rows.entries()) {
    const from = rows[index - 1];
    if (from !== undefined) steps.push({ from, to, ratio: stepRatio(from, to, context) });
  }
  figures.push(lowestStep(entry, steps, context));
  for (const step of steps) figures.push(pipelineStep(entry, step, context));
};

const stepRatio = (from: HeadRow, to: HeadRow, { minimumCount }: FigureContext): number | FigureStatus => {
  if (from.n < minimumCount || to.n < minimumCount) return 'too-small';
  const ratio = quotient(to.women / to.n, from.women / from.n);
  return typeof ratio === 'number' ? round9(ratio) : ratio;
};

const pipelineStep = (entry: Entry, { from, to, ratio }: PipelineStep, context: FigureContext): Figure => {
  const inputs = {
    from: from.id,
    to: to.id,
    fromWomen: from.women,
    fromMen: from.men,
    toWomen: to.women,
    toMen: to.men,
  };
  const parts = partsOf(entry, 'pipeline', inputs, { about: to.id, constants: context.printed.groups });
  if (typeof ratio === 'string') return withoutValue(parts, ratio);
  return valued(parts, { fromShare: round9(from.women / from.n), toShare: round9(to.women / to.n), value: ratio });
};

const lowestStep = (entry: Entry, steps: readonly PipelineStep[], context: FigureContext): Figure => {
  const parts = partsOf(entry, 'pipeline', { bands: steps.length + 1 }, { constants: context.printed.groups });
  let lowest: PipelineStep | undefined;
  let value = Infinity;
  for (const step of steps) {
    if (typeof step.ratio === 'string' || step.ratio >= value) continue;
    lowest = step;
    value = step.ratio;
  }
  if (lowest === undefined) {
    const status = steps[0]?.ratio;
    return withoutValue(parts, typeof status === 'string' ? status : 'too-small');
  }
  const values = { from: lowest.from.id, to: lowest.to.id, value };
  return valuedWithRows(parts, values, steps.map(stepRow), 'trace.figure.pipeline.lowest');
};

const stepRow = ({ from, to, ratio }: PipelineStep): TraceRow =>
  typeof ratio === 'number' ? { from: from.id, to: to.id, ratio } : { from: from.id, to: to.id, status: ratio };
