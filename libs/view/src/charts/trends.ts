import { scaleLinear } from 'd3-scale';

import { textWidth, wrapText } from '../svg/text-width.js';

import { numeric, row, type Chart, type ChartContext } from './chart.js';
import { Frame } from './frame.js';

export interface TrendMark {
  readonly claimed?: number | undefined;
  /** Absent where it is not shown. */
  readonly evidenced?: number | undefined;
  readonly interval?: readonly [number, number] | undefined;
}

export interface TrendPanel {
  readonly id: string;
  readonly label: string;
  /** One for each time, in the same order. */
  readonly marks: readonly TrendMark[];
}

export interface TrendsData {
  readonly panels: readonly TrendPanel[];
  /** Words for each time, oldest first: "2025". */
  readonly times: readonly string[];
  readonly levelBounds: readonly number[];
  readonly finding: string;
  readonly caption: string;
  readonly note: string;
}

interface Grid {
  readonly frame: Frame;
  readonly data: TrendsData;
  readonly context: ChartContext;
  readonly columns: number;
  readonly width: number;
  /** Heights of the parts of a panel. */
  readonly title: number;
  readonly plot: number;
}

const GAP = 22;
const PLOT_HEIGHT = 96;
const ALONE_HEIGHT = 150;
/** Under the line of 0: a number may stand there, and the times under it. */
const NUMBER_HEIGHT = 16;
const TIMES_HEIGHT = 18;
const AFTER = 14;
const TITLE_LINES = 2;
const TITLE_LINES_NARROW = 3;
const MOST_LABELLED = 4;
const MARK = 4.4;

/** Small multiples over time: one panel for each dimension, all on the same goalposts from 0 to 100. */
export function trendsChart(data: TrendsData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const most = frame.narrow ? 2 : 3;
  const columns = Math.min(most, data.panels.length);
  const width = (frame.width - GAP * (columns - 1)) / columns;
  const alone = data.panels.length === 1;
  const title = frame.sizes.label * ((alone ? 1 : linesOf(frame)) * 1.15 + 1);
  const plot = alone ? ALONE_HEIGHT : PLOT_HEIGHT;
  const grid: Grid = { frame, data, context, columns, width, title, plot };
  const step = title + plot + NUMBER_HEIGHT + TIMES_HEIGHT + AFTER;
  data.panels.forEach((panel, index) => {
    const [column, line] = [index % columns, Math.floor(index / columns)];
    drawPanel(grid, panel, [column * (width + GAP), line * step]);
  });
  const bottom = Math.ceil(data.panels.length / columns) * step;
  const height = drawKey(grid, bottom);
  const alt = data.panels.map((panel) => altOf(grid, panel)).join(' ');
  return {
    id: context.id,
    finding: data.finding,
    note: data.note,
    alt: `${data.finding} ${alt}`,
    svg: frame.finish(height, { title: data.finding, description: alt }),
    table: tableOf(data, context),
  };
}

const linesOf = (frame: Frame): number => (frame.narrow ? TITLE_LINES_NARROW : TITLE_LINES);

interface Plot {
  readonly x: (index: number) => number;
  readonly y: (value: number) => number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

function drawPanel(grid: Grid, panel: TrendPanel, [left, top]: readonly [number, number]): void {
  const { frame, data, width, title, plot: height } = grid;
  const size = frame.sizes.label;
  const lines = wrapText(panel.label, width - 6, size, linesOf(frame));
  lines.forEach((line, index) => {
    const y = top + title - 13 - (lines.length - 1 - index) * size * 1.15;
    frame.text([left, y], line, { bold: true });
  });
  const axis = textWidth('100', frame.sizes.small) + 6;
  const [from, to] = [left + axis, left + width];
  const room = Math.min(26, (to - from) / (data.times.length + 1));
  const across = scaleLinear([0, Math.max(1, data.times.length - 1)], [from + room, to - room]);
  const plot: Plot = {
    x: (index) => (data.times.length === 1 ? (from + to) / 2 : across(index)),
    y: scaleLinear([0, 100], [top + title + height, top + title]),
    left: from,
    right: to,
    bottom: top + title + height,
  };
  drawGround(grid, plot);
  drawMarks(grid, plot, panel);
}

function drawGround({ frame, data }: Grid, plot: Plot): void {
  const edges = [0, ...data.levelBounds, 100];
  edges.slice(0, -1).forEach((edge, index) => {
    if (index % 2 !== 0) return;
    const top = plot.y(edges[index + 1] ?? 100);
    frame.rect({ x: plot.left, y: top, width: plot.right - plot.left, height: plot.y(edge) - top }, 'band');
  });
  for (const edge of [0, 50, 100]) {
    frame.line([plot.left, plot.y(edge)], [plot.right, plot.y(edge)], 'grid');
    frame.text([plot.left - 4, plot.y(edge) + 4], String(edge), {
      anchor: 'end',
      size: frame.sizes.small,
      role: 'muted',
    });
  }
  for (const index of labelled(data.times)) {
    const at: readonly [number, number] = [plot.x(index), plot.bottom + NUMBER_HEIGHT + 14];
    frame.text(at, data.times[index] ?? '', { anchor: 'middle', size: frame.sizes.small, role: 'muted' });
  }
}

/** Every time where there are few, else the first and the last. */
const labelled = (times: readonly string[]): readonly number[] =>
  times.length <= MOST_LABELLED ? times.map((_, index) => index) : [0, times.length - 1];

function drawMarks(grid: Grid, plot: Plot, { marks }: TrendPanel): void {
  const { frame } = grid;
  marks.forEach(({ interval }, index) => {
    if (interval === undefined) return;
    const [low, high] = [plot.y(interval[0]), plot.y(interval[1])];
    frame.rect({ x: plot.x(index) - 3.5, y: high, width: 7, height: Math.max(low - high, 2) }, 'interval', { rx: 3 });
  });
  marks.forEach(({ evidenced }, index) => {
    const next = marks[index + 1]?.evidenced;
    if (evidenced === undefined || next === undefined) return;
    frame.line([plot.x(index), plot.y(evidenced)], [plot.x(index + 1), plot.y(next)], 'axis');
  });
  marks.forEach((mark, index) => {
    drawMark(grid, plot, mark, index);
  });
}

function drawMark({ frame, context, data }: Grid, plot: Plot, mark: TrendMark, index: number): void {
  const { claimed, evidenced } = mark;
  const x = plot.x(index);
  const size = frame.sizes.small;
  if (evidenced === undefined) {
    frame.text([x, plot.y(50) + 4], '–', { anchor: 'middle', size, role: 'attention' });
    return;
  }
  if (claimed !== undefined) frame.circle([x, plot.y(claimed)], MARK, 'hollow');
  frame.circle([x, plot.y(evidenced)], MARK, 'primary');
  if (!labelled(data.times).includes(index)) return;
  // Above stands the claim, which is another number.
  const y = plot.y(Math.min(evidenced, mark.interval?.[0] ?? evidenced)) + size + 5;
  frame.text([x, y], context.format.score(evidenced), { anchor: 'middle', size, bold: true });
}

/** In words and marks: colour alone says nothing. Returns the height of it all. */
function drawKey({ frame, context: { t } }: Grid, top: number): number {
  const size = frame.sizes.small;
  const words = ['evidenced', 'claimed', 'interval'].map((key) => t(`chart.profile.${key}`));
  let [x, y] = [6, top + 8];
  words.forEach((word, index) => {
    if (index === 0) frame.circle([x, y], MARK, 'primary');
    else if (index === 1) frame.circle([x, y], MARK, 'hollow');
    else frame.rect({ x: x - 3.5, y: y - 8, width: 7, height: 16 }, 'interval', { rx: 3 });
    frame.text([x + 10, y + 4], word, { size });
    if (frame.compact) y += 20;
    else x += textWidth(word, size) + 38;
  });
  return frame.compact ? y : y + 14;
}

function altOf({ data, context: { t, format } }: Grid, panel: TrendPanel): string {
  const times = panel.marks.map(({ evidenced }, index) =>
    evidenced === undefined
      ? t('chart.trends.alt-missing', { time: data.times[index] ?? '' })
      : t('chart.trends.alt-time', { time: data.times[index] ?? '', evidenced: format.score(evidenced) }),
  );
  return t('chart.trends.alt-panel', { label: panel.label, times: times.join(', ') });
}

function tableOf(data: TrendsData, { t, format }: ChartContext): Chart['table'] {
  const cell = ({ evidenced, claimed, interval }: TrendMark): string => {
    if (evidenced === undefined) return t('chart.profile.not-shown');
    const values = { evidenced: format.score(evidenced), claimed: format.score(claimed ?? evidenced) };
    if (interval === undefined) return t('chart.trends.cell-plain', values);
    const [low, high] = interval.map((end) => format.score(end, []));
    return t('chart.trends.cell', { ...values, low: low ?? '', high: high ?? '' });
  };
  return {
    caption: data.caption,
    columns: [
      { label: t('chart.trends.column'), numeric: false },
      ...data.times.map((label) => ({ label, numeric: true })),
    ],
    rows: data.panels.map(({ label, marks }) =>
      row(
        label,
        marks.map((mark) => numeric(cell(mark))),
      ),
    ),
    notes: [data.note, t('chart.trends.cell-note')],
  };
}
