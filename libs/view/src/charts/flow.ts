import { plainCount, type Cell } from '@isonomia/disclosure';
import { scaleLinear } from 'd3-scale';

import { textWidth } from '../svg/text-width.js';

import type { Chart, ChartContext } from './chart.js';
import {
  flowSteps,
  flowTable,
  verdictOf,
  type FlowData,
  type FlowStage,
  type FlowStep,
  type FlowVerdict,
} from './flow-table.js';
import { Frame, type TextOptions } from './frame.js';
import { layRows, type RowLayout } from './rows.js';

interface Drawing {
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly context: ChartContext;
  readonly data: FlowData;
  readonly x: (count: number) => number;
}

/** A cohort from stage to stage by sex, with the ratio of the rates at each step. */
export function flowChart(data: FlowData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const steps = flowSteps(data);
  const rowHeight = frame.sizes.label * 3.1;
  const labels = data.stages.map((stage) => stage.label);
  const after = frame.narrow ? 20 : 176;
  const layout = layRows(frame, { labels, top: 16, after, rowHeight, above: frame.narrow });
  const most = Math.max(
    1,
    ...data.stages.flatMap((stage) => [plainCount(stage.women) ?? 0, plainCount(stage.men) ?? 0]),
  );
  const x = scaleLinear([0, most], [0, layout.plot.width - 44]);
  const drawing = { frame, layout, context, data, x };
  drawHeads(drawing);
  data.stages.forEach((stage, index) => drawStage(drawing, stage, index, steps[index]));
  if (!frame.narrow) frame.line([layout.plot.x, 14], [layout.plot.x, layout.bottom], 'axis');
  const finding = flowFinding(data, steps, context);
  const alt = data.stages.map((stage, index) => stageAlt(stage, steps[index], context)).join(' ');
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: frame.finish(layout.bottom + 4, { title: finding, description: alt }),
    table: flowTable(data, context),
  };
}

function drawHeads({ frame, layout, context: { t } }: Drawing): void {
  const size = frame.sizes.small;
  const x = layout.plot.x;
  frame.text([x + 4, 10], t('chart.women'), { role: 'women-text', bold: true, size });
  const next = x + 10 + textWidth(t('chart.women'), size, true);
  frame.text([next, 10], t('chart.men'), { role: 'men-text', bold: true, size });
  const head = t(frame.narrow ? 'chart.flow.column-ratio' : 'chart.flow.passing');
  frame.text([frame.width, 10], head, { anchor: 'end', role: 'muted', size });
}

function drawStage(drawing: Drawing, stage: FlowStage, index: number, step: FlowStep | undefined): void {
  const { frame, layout } = drawing;
  const y = layout.y(index);
  layout.drawLabel(index, stage.label);
  const height = layout.rowHeight * 0.34;
  drawBar(drawing, stage.women, { y: y - height - 1, height }, 'women');
  drawBar(drawing, stage.men, { y: y + 1, height }, 'men');
  if (step !== undefined) drawStep(drawing, step, y, verdictOf(drawing.data, stage.id));
  if (index > 0 && !frame.narrow) {
    frame.line([0, y - layout.rowHeight / 2], [frame.width, y - layout.rowHeight / 2], 'grid');
  }
}

function drawBar(
  { frame, layout, context, x }: Drawing,
  cell: Cell,
  at: { readonly y: number; readonly height: number },
  sex: 'women' | 'men',
): void {
  const count = plainCount(cell);
  const width = count === undefined || count === 0 ? 0 : Math.max(1, x(count));
  if (width > 0) frame.rect({ x: layout.plot.x, y: at.y, width, height: at.height }, sex);
  const options: TextOptions = {
    role: count === undefined ? 'muted' : `${sex}-text`,
    bold: true,
    size: frame.sizes.small,
  };
  frame.text([layout.plot.x + width + 5, at.y + at.height / 2 + 3.6], context.format.cell(cell), options);
}

function drawStep({ frame, layout, context, data }: Drawing, step: FlowStep, y: number, verdict?: FlowVerdict): void {
  const { t, format } = context;
  const size = frame.sizes.small;
  const end = { anchor: 'end', size } as const;
  if (step.ratio === undefined) {
    const line = frame.narrow ? y - layout.rowHeight / 2 - 1 : y + 4;
    frame.text([frame.width, line], t('format.too-small'), { ...end, role: 'muted' });
    return;
  }
  const low = verdict !== undefined || step.ratio < data.threshold;
  const ratio = t('chart.flow.ratio', { ratio: format.ratio(step.ratio) });
  const word = verdict === undefined ? '' : ` · ${t(`chart.flow.verdict.${verdict.verdict}`)}`;
  const role = low ? 'attention' : 'text';
  if (frame.narrow) {
    frame.text([frame.width, y - layout.rowHeight / 2 - 1], ratio + word, { ...end, bold: true, role });
    return;
  }
  frame.text([frame.width, y - 3], ratio + word, { ...end, bold: true, role });
  frame.text([frame.width, y + size * 1.05], rates(step, data, context), { ...end, role: 'muted' });
}

function rates(step: FlowStep, data: FlowData, { t, format }: ChartContext): string {
  const percent = (share: number | undefined): string =>
    share === undefined ? '–' : format.percent(share, data.digits);
  return t('chart.flow.rates', { women: percent(step.women), men: percent(step.men) });
}

/** Names the least favourable step for women that may be shown; the first on a tie. */
function flowFinding(data: FlowData, steps: readonly (FlowStep | undefined)[], { t, format }: ChartContext): string {
  let low: { stage: FlowStage; ratio: number } | undefined;
  data.stages.forEach((stage, index) => {
    const ratio = steps[index]?.ratio;
    if (ratio !== undefined && (low === undefined || ratio < low.ratio)) low = { stage, ratio };
  });
  const lowest = low as { stage: FlowStage; ratio: number } | undefined;
  if (lowest === undefined) return t('chart.flow.finding-none', { title: data.title });
  const verdict = verdictOf(data, lowest.stage.id);
  const chance = verdict?.verdict === 'watch' ? ` ${t('chart.flow.watch-sentence')}` : '';
  const key = lowest.ratio < data.threshold ? 'chart.flow.finding' : 'chart.flow.finding-even';
  const values = { title: data.title, stage: lowest.stage.label, ratio: format.ratio(lowest.ratio) };
  return t(key, values) + chance;
}

function stageAlt(stage: FlowStage, step: FlowStep | undefined, { t, format }: ChartContext): string {
  const values = { label: stage.label, women: format.cell(stage.women), men: format.cell(stage.men) };
  const counts = t('chart.composition.alt-row', values);
  return step?.ratio === undefined
    ? counts
    : `${counts} ${t('chart.flow.alt-ratio', { ratio: format.ratio(step.ratio) })}`;
}
