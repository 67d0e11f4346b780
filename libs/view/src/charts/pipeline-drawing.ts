import type { Cell } from '@isonomia/disclosure';
import { scaleLinear } from 'd3-scale';

import type { Markup } from '../svg/markup.js';
import { textWidth, wrapText } from '../svg/text-width.js';

import type { ChartContext } from './chart.js';
import { Frame } from './frame.js';
import { layRows } from './rows.js';

export interface PipelinePoint {
  readonly id: string;
  readonly label: string;
  readonly women: Cell;
  /** Women and men. */
  readonly base: Cell;
}

/** A level with the share that may be shown of it. */
export interface SharedPoint extends PipelinePoint {
  readonly share: number | undefined;
}

/** The step between neighbouring levels at which women's share falls most: index of the lower level. */
export interface WorstStep {
  readonly from: number;
  readonly ratio: number;
}

type Alt = Parameters<Frame['finish']>[1];
type Scale = (share: number) => number;

const PLOT_HEIGHT = { print: 128, screen: 170 };
const SIDE = 52;
const TOP = 12;

const isSteepest = (worst: WorstStep | undefined, index: number): boolean => worst?.from === index && worst.ratio < 1;

/** Zero to parity at least: a fall must not fill the picture only since nothing else is in it. */
function shareScale(points: readonly SharedPoint[], range: readonly [number, number]): Scale {
  const highest = Math.max(0.5, ...points.map((point) => point.share ?? 0));
  return scaleLinear([0, Math.min(1, highest * 1.12)], range);
}

export function drawPipeline(
  points: readonly SharedPoint[],
  worst: WorstStep | undefined,
  context: ChartContext,
  alt: Alt,
): Markup {
  const frame = new Frame(context);
  return frame.narrow
    ? drawDown({ frame, context, points, worst }, alt)
    : drawAcross({ frame, context, points, worst }, alt);
}

interface Drawing {
  readonly frame: Frame;
  readonly context: ChartContext;
  readonly points: readonly SharedPoint[];
  readonly worst: WorstStep | undefined;
}

function drawAcross({ frame, context, points, worst }: Drawing, alt: Alt): Markup {
  const bottom = TOP + PLOT_HEIGHT[context.theme];
  const side = Math.max(SIDE, ...points.map((point) => labelWidth(frame, point) / 2 + 2));
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [Math.max(SIDE + 14, side), frame.width - side]);
  const y = shareScale(points, [bottom, TOP]);
  const size = frame.sizes.small;
  for (const share of [0, 0.25, 0.5]) {
    frame.line([SIDE - 10, y(share)], [frame.width, y(share)], share === 0 ? 'axis' : 'grid');
    frame.text([SIDE - 14, y(share) + 4], context.format.percent(share), { anchor: 'end', role: 'muted', size });
  }
  frame.text([frame.width, y(0.5) - 4], context.t('chart.pipeline.parity'), { anchor: 'end', role: 'muted', size });
  points.forEach((point, index) => {
    const next = points[index + 1];
    if (point.share === undefined || next?.share === undefined) return;
    const steep = isSteepest(worst, index);
    frame.line([x(index), y(point.share)], [x(index + 1), y(next.share)], steep ? 'attention-line' : 'women-line');
    if (!steep) return;
    const middle: [number, number] = [x(index + 0.5), Math.min(y(point.share), y(next.share)) - 14];
    frame.text(middle, context.t('chart.pipeline.steepest'), { anchor: 'middle', role: 'attention', bold: true, size });
  });
  points.forEach((point, index) => drawPoint({ frame, context, bottom, y }, point, x(index)));
  return frame.finish(bottom + 46, alt);
}

const labelLines = (frame: Frame, point: SharedPoint): readonly string[] =>
  wrapText(point.label, (frame.width - SIDE) / 5.4, frame.sizes.small, 2);

const labelWidth = (frame: Frame, point: SharedPoint): number =>
  Math.max(...labelLines(frame, point).map((line) => textWidth(line, frame.sizes.small)));

interface Plot {
  readonly frame: Frame;
  readonly context: ChartContext;
  readonly bottom: number;
  readonly y: Scale;
}

function drawPoint({ frame, context, bottom, y }: Plot, point: SharedPoint, x: number): void {
  const { t, format } = context;
  const size = frame.sizes.small;
  labelLines(frame, point).forEach((line, index) =>
    frame.text([x, bottom + 13 + index * size * 1.15], line, { anchor: 'middle', size }),
  );
  frame.text([x, bottom + 40], baseText(point.base, context), { anchor: 'middle', role: 'muted', size });
  if (point.share === undefined) {
    frame.circle([x, bottom - 8], 4.5, 'state');
    frame.text([x, bottom - 18], t('format.too-small'), { anchor: 'middle', role: 'muted', size });
    return;
  }
  frame.circle([x, y(point.share)], 4.2, 'women');
  frame.text([x, y(point.share) - 9], format.percent(point.share), {
    anchor: 'middle',
    role: 'women-text',
    bold: true,
  });
}

/** On a narrow screen the line runs downwards, a level a row. */
function drawDown({ frame, context, points, worst }: Drawing, alt: Alt): Markup {
  const { t, format } = context;
  const size = frame.sizes.small;
  const layout = layRows(frame, {
    labels: points.map((point) => point.label),
    top: 16,
    after: frame.compact ? 40 : 58,
    rowHeight: frame.sizes.row * 1.3,
  });
  const x = shareScale(points, [layout.plot.x + 6, layout.plot.x + layout.plot.width]);
  for (const share of [0, 0.25, 0.5]) {
    frame.line([x(share), 16], [x(share), layout.bottom], share === 0 ? 'axis' : 'grid');
    const anchor = share === 0 ? 'start' : 'middle';
    frame.text([x(share), 11], format.percent(share), { anchor, role: 'muted', size });
  }
  points.forEach((point, index) => {
    const next = points[index + 1];
    if (point.share === undefined || next?.share === undefined) return;
    const role = isSteepest(worst, index) ? 'attention-line' : 'women-line';
    frame.line([x(point.share), layout.y(index)], [x(next.share), layout.y(index + 1)], role);
  });
  points.forEach((point, index) => {
    const y = layout.y(index);
    layout.drawLabel(index, point.label);
    const beside = frame.compact ? y - layout.rowHeight / 2 - 1 : y + 4;
    frame.text([frame.width, beside], baseText(point.base, context), { anchor: 'end', role: 'muted', size });
    if (point.share === undefined) {
      frame.text([x(0) + 6, y + 4], t('format.too-small'), { role: 'muted', size });
      return;
    }
    frame.circle([x(point.share), y], 4.2, 'women');
    frame.text([x(point.share) + 9, y + 4], format.percent(point.share), { role: 'women-text', bold: true });
  });
  return frame.finish(layout.bottom + 4, alt);
}

function baseText(base: Cell, { t, format }: ChartContext): string {
  return base.kind !== 'count' ? '' : t('chart.n', { n: format.cell(base) });
}
