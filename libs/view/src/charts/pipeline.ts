import { plainCount, shareOf, type Cell } from '@isonomia/disclosure';
import { scaleLinear } from 'd3-scale';

import { wrapText } from '../svg/text-width.js';

import { numeric, row, type Chart, type ChartContext } from './chart.js';
import { Frame } from './frame.js';

export interface PipelinePoint {
  readonly id: string;
  readonly label: string;
  readonly women: Cell;
  /** Women and men. */
  readonly base: Cell;
}

export interface PipelineData {
  /** Entry first. */
  readonly points: readonly PipelinePoint[];
  readonly note: string;
  readonly minimumBase: number;
  readonly digits: 0 | 1;
}

interface Placed extends PipelinePoint {
  readonly x: number;
  readonly share: number | undefined;
}

/** The step between neighbouring levels at which women's share falls most: its index, that of the lower level. */
export interface WorstStep {
  readonly from: number;
  readonly ratio: number;
}

/** Lowest ratio of a level's share to that before it, first on a tie (method.md §4); neighbours only, both shown. */
export function worstStep(shares: readonly (number | undefined)[]): WorstStep | undefined {
  let worst: WorstStep | undefined;
  for (let index = 0; index + 1 < shares.length; index += 1) {
    const [lower, upper] = [shares[index], shares[index + 1]];
    if (lower === undefined || upper === undefined || lower === 0) continue;
    const ratio = upper / lower;
    if (worst === undefined || ratio < worst.ratio) worst = { from: index, ratio };
  }
  return worst;
}

const PLOT_HEIGHT = { print: 128, screen: 170 };
const SIDE = 52;
const TOP = 12;

/** Women's share from entry to the top as a line, with the steepest step named. */
export function pipelineChart(data: PipelineData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const bottom = TOP + PLOT_HEIGHT[context.theme];
  const x = scaleLinear([0, Math.max(1, data.points.length - 1)], [SIDE + 14, frame.width - SIDE]);
  const points = data.points.map((point, index): Placed => ({
    ...point,
    x: x(index),
    share: shareOf(point.women, point.base, data.minimumBase),
  }));
  const highest = Math.max(0.5, ...points.map((point) => point.share ?? 0));
  const y = scaleLinear([0, Math.min(1, highest * 1.12)], [bottom, TOP]);
  const worst = worstStep(points.map((point) => point.share));
  const drawing = { frame, context, y, bottom };
  drawGrid(drawing);
  drawSteps(drawing, points, worst);
  points.forEach((point) => drawPoint(drawing, point));
  const finding = pipelineFinding(points, worst, context);
  const alt = points.map((point) => pointAlt(point, context)).join(' ');
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: frame.finish(bottom + 46, { title: finding, description: alt }),
    table: pipelineTable(points, data, context),
  };
}

interface Drawing {
  readonly frame: Frame;
  readonly context: ChartContext;
  readonly y: (share: number) => number;
  readonly bottom: number;
}

function drawGrid({ frame, context, y }: Drawing): void {
  const size = frame.sizes.small;
  for (const share of [0, 0.25, 0.5]) {
    frame.line([SIDE - 10, y(share)], [frame.width, y(share)], share === 0 ? 'axis' : 'grid');
    frame.text([SIDE - 14, y(share) + 4], context.format.percent(share), { anchor: 'end', role: 'muted', size });
  }
  frame.text([frame.width, y(0.5) - 4], context.t('chart.pipeline.parity'), { anchor: 'end', role: 'muted', size });
}

function drawSteps({ frame, context, y }: Drawing, points: readonly Placed[], worst: WorstStep | undefined): void {
  points.forEach((point, index) => {
    const next = points[index + 1];
    if (point.share === undefined || next?.share === undefined) return;
    const isWorst = worst?.from === index && worst.ratio < 1;
    frame.line([point.x, y(point.share)], [next.x, y(next.share)], isWorst ? 'attention-line' : 'women-line');
    if (!isWorst) return;
    const middle: [number, number] = [(point.x + next.x) / 2, Math.min(y(point.share), y(next.share)) - 12];
    const label = context.t('chart.pipeline.steepest');
    frame.text(middle, label, { anchor: 'middle', role: 'attention', bold: true, size: frame.sizes.small });
  });
}

function drawPoint({ frame, context, y, bottom }: Drawing, point: Placed): void {
  const { t, format } = context;
  const size = frame.sizes.small;
  wrapText(point.label, Math.max(60, (frame.width - SIDE) / 5.2), size, 2).forEach((line, index) =>
    frame.text([point.x, bottom + 13 + index * size * 1.15], line, { anchor: 'middle', size }),
  );
  const base = t('chart.n', { n: format.cell(point.base) });
  frame.text([point.x, bottom + 40], base, { anchor: 'middle', role: 'muted', size });
  if (point.share === undefined) {
    frame.circle([point.x, bottom - 8], 4.5, 'state');
    frame.text([point.x, bottom - 18], t('format.too-small'), { anchor: 'middle', role: 'muted', size });
    return;
  }
  frame.circle([point.x, y(point.share)], 4.2, 'women');
  const above = y(point.share) - 9;
  frame.text([point.x, above], format.percent(point.share), { anchor: 'middle', role: 'women-text', bold: true });
}

function pipelineFinding(points: readonly Placed[], worst: WorstStep | undefined, context: ChartContext): string {
  const { t, format } = context;
  const [from, to] = worst === undefined ? [] : [points[worst.from], points[worst.from + 1]];
  if (worst === undefined || from?.share === undefined || to?.share === undefined) return t('chart.pipeline.finding-none');
  const values = {
    from: from.label,
    to: to.label,
    fromShare: format.percent(from.share),
    toShare: format.percent(to.share),
  };
  return t(worst.ratio < 1 ? 'chart.pipeline.finding' : 'chart.pipeline.finding-even', values);
}

function pointAlt(point: Placed, { t, format }: ChartContext): string {
  return point.share === undefined
    ? t('chart.pipeline.alt-hidden', { label: point.label })
    : t('chart.pipeline.alt-point', { label: point.label, share: format.percent(point.share), base: format.cell(point.base) });
}

function pipelineTable(points: readonly Placed[], data: PipelineData, { t, format }: ChartContext): Chart['table'] {
  const stepRatio = (index: number): string => {
    const [lower, upper] = [points[index - 1]?.share, points[index]?.share];
    return lower === undefined || upper === undefined || lower === 0 ? '–' : format.ratio(upper / lower);
  };
  return {
    caption: t('chart.pipeline.caption'),
    columns: [
      { label: t('chart.composition.column'), numeric: false },
      ...['women', 'women-and-men', 'womens-share'].map((key) => ({ label: t(`chart.${key}`), numeric: true })),
      { label: t('chart.pipeline.ratio'), numeric: true },
    ],
    rows: points.map((point, index) =>
      row(point.label, [
        numeric(format.cell(point.women)),
        numeric(format.cell(point.base)),
        numeric(point.share === undefined ? t('chart.no-share') : format.percent(point.share, data.digits)),
        numeric(plainCount(point.base) === undefined ? '–' : stepRatio(index)),
      ]),
    ),
    notes: [data.note],
  };
}
