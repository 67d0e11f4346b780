import { scaleLinear } from 'd3-scale';

import { textWidth } from '../svg/text-width.js';

import type { Translate } from '../text/translator.js';

import { numeric, row, wording, type CellView, type Chart, type ChartContext, type TableView } from './chart.js';
import { Frame } from './frame.js';
import { layRows, type RowLayout } from './rows.js';

/** Where a score stands from 0 to 100: a point, or no more than a stretch in which it lies. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  /** As it is printed. */
  readonly text: string;
}

export interface DistributionRow {
  readonly id: string;
  readonly label: string;
  /** Absent where it is not shown; `note` then says so. */
  readonly median?: Mark | undefined;
  readonly quartiles?: { readonly lower: Mark; readonly upper: Mark } | undefined;
  readonly claimed?: Mark | undefined;
  /** The reader's own agency. */
  readonly own?: OwnMark | undefined;
  readonly emphasised: boolean;
  readonly note?: string | undefined;
}
export interface OwnMark {
  readonly score: Mark;
  readonly interval?: { readonly low: Mark; readonly high: Mark } | undefined;
  /** Where it stands among the others, in words: no more than a band. */
  readonly position?: string | undefined;
}

export interface DistributionData {
  readonly rows: readonly DistributionRow[];
  readonly levelBounds: readonly number[];
  readonly levels: readonly string[];
  readonly finding: string;
  readonly caption: string;
  readonly note: string;
  readonly notes: readonly string[];
  /** Name of the reader's own agency, where it is drawn. */
  readonly own?: string | undefined;
}

/** A strip a dimension: the middle half of the contributors as a bar, their median as a line across it. */
export function distributionChart(data: DistributionData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const layout = layRows(frame, { labels: data.rows.map((entry) => entry.label), top: 20, after: 58 });
  const x = scaleLinear([0, 100], [layout.plot.x + 4, layout.plot.x + layout.plot.width - 4]);
  const drawing = { frame, layout, x, context };
  drawLevels(drawing, data);
  data.rows.forEach((entry, index) => {
    layout.drawLabel(index, entry.label, { bold: entry.emphasised });
    drawRow(drawing, entry, layout.y(index));
  });
  const height = drawKey(drawing, data);
  const alt = data.rows.map((entry) => altOf(entry, context)).join(' ');
  return {
    id: context.id,
    finding: data.finding,
    note: data.note,
    alt: `${data.finding} ${alt}`,
    svg: frame.finish(height, { title: data.finding, description: alt }),
    table: distributionTable(data, context),
  };
}

interface Drawing {
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly x: (value: number) => number;
  readonly context: ChartContext;
}

function drawLevels({ frame, layout, x }: Drawing, { levelBounds, levels }: DistributionData): void {
  const edges = [0, ...levelBounds, 100];
  const top = 16;
  const size = frame.sizes.small;
  levels.forEach((level, index) => {
    const [from, to] = [x(edges[index] ?? 0), x(edges[index + 1] ?? 100)];
    if (index % 2 === 0) frame.rect({ x: from, y: top, width: to - from, height: layout.bottom - top }, 'band');
    if (textWidth(level, size) < to - from - 4)
      frame.text([(from + to) / 2, 11], level, { anchor: 'middle', size, role: 'muted' });
  });
  for (const edge of edges) {
    frame.line([x(edge), top], [x(edge), layout.bottom], 'grid');
    frame.text([x(edge), layout.bottom + 12], String(edge), { anchor: 'middle', size, role: 'muted' });
  }
}

const BAR = 12;

function drawRow(drawing: Drawing, entry: DistributionRow, y: number): void {
  const { frame, layout, x, context } = drawing;
  if (entry.emphasised) frame.rect({ x: x(0) - 5, y: y - 9, width: 3, height: 18 }, 'attention');
  const { median, quartiles, claimed } = entry;
  if (median === undefined) {
    drawTooSmall(drawing, entry.note ?? context.t('chart.too-small'), y);
  } else {
    if (quartiles !== undefined) {
      const [from, to] = [x(quartiles.lower.from), x(quartiles.upper.to)];
      frame.rect({ x: from, y: y - BAR / 2, width: Math.max(to - from, 3), height: BAR }, 'interval', { rx: 2 });
    }
    if (claimed !== undefined) frame.circle([x((claimed.from + claimed.to) / 2), y], 3.6, 'hollow');
    drawMedian(drawing, median, y);
    const end = layout.plot.x + layout.plot.width + 56;
    frame.text([end, y + 4], median.text, { anchor: 'end', bold: true });
  }
  if (entry.own !== undefined) drawOwn(drawing, entry.own, y);
}

/** A line where it is known to the point; a frame over the stretch where no more is said than that it lies in it. */
function drawMedian({ frame, x }: Drawing, { from, to }: Mark, y: number): void {
  if (from === to) frame.rect({ x: x(from) - 1.75, y: y - BAR / 2 - 2, width: 3.5, height: BAR + 4 }, 'primary');
  else frame.rect({ x: x(from), y: y - BAR / 2, width: x(to) - x(from), height: BAR }, 'state', { rx: 2 });
}

function drawOwn({ frame, x }: Drawing, { score, interval }: OwnMark, y: number): void {
  const below = y + BAR / 2 + 3;
  if (interval !== undefined) frame.line([x(interval.low.from), below], [x(interval.high.to), below], 'attention-thin');
  frame.diamond([x(score.from), below], 4.6, 'attention');
}

function drawTooSmall({ frame, x }: Drawing, text: string, y: number): void {
  const size = frame.sizes.small;
  frame.rect({ x: x(0) + 4, y: y - 8, width: textWidth(text, size) + 12, height: 16 }, 'state', { rx: 3 });
  frame.text([x(0) + 10, y + 4], text, { role: 'muted', size });
}

/** In words and marks under the drawing. Returns the height of it all. */
function drawKey(drawing: Drawing, data: DistributionData): number {
  const { frame, layout, context } = drawing;
  const size = frame.sizes.small;
  const has = (wanted: (entry: DistributionRow) => boolean): boolean => data.rows.some(wanted);
  const entries: (readonly [word: string, draw: (x: number, y: number) => void])[] = [
    [context.t('chart.distribution.median'), (x, y) => frame.rect({ x, y: y - 7, width: 3.5, height: 14 }, 'primary')],
  ];
  if (has(({ quartiles }) => quartiles !== undefined))
    entries.push([
      context.t('chart.distribution.half'),
      (x, y) => frame.rect({ x: x - 6, y: y - 5, width: 16, height: 10 }, 'interval', { rx: 2 }),
    ]);
  if (has(({ claimed }) => claimed !== undefined))
    entries.push([context.t('chart.distribution.claimed'), (x, y) => frame.circle([x + 2, y], 3.6, 'hollow')]);
  if (data.own !== undefined) entries.push([data.own, (x, y) => frame.diamond([x + 2, y], 4.6, 'attention')]);
  let [left, line] = [frame.compact ? 8 : layout.plot.x + 8, layout.bottom + 32];
  for (const [word, draw] of entries) {
    const width = textWidth(word, size) + 34;
    if (left > 8 && left + width > frame.width + 8) [left, line] = [8, line + 17];
    draw(left, line);
    frame.text([left + 14, line + 4], word, { size });
    left += width;
  }
  return line + 12;
}

function altOf(entry: DistributionRow, { t }: ChartContext): string {
  const { label, median, quartiles, own } = entry;
  if (median === undefined)
    return t('chart.distribution.alt-hidden', { label, note: entry.note ?? t('chart.too-small') });
  const said =
    quartiles === undefined
      ? t('chart.distribution.alt-median', { label, median: median.text })
      : t('chart.distribution.alt-row', {
          label,
          median: median.text,
          lower: quartiles.lower.text,
          upper: quartiles.upper.text,
        });
  return own?.position === undefined ? said : `${said} ${t('chart.distribution.alt-own', { position: own.position })}`;
}

function distributionTable(data: DistributionData, { t }: ChartContext): TableView {
  const column = (key: string) => ({ label: t(`chart.distribution.column.${key}`), numeric: !WORDY.has(key) });
  const hasOwn = data.own !== undefined;
  const keys = ['dimension', 'lower', 'median', 'upper', 'claimed', ...(hasOwn ? OWN_COLUMNS : [])];
  return {
    caption: data.caption,
    columns: keys.map(column),
    rows: data.rows.map((entry) =>
      row(entry.label, [...shownCells(entry, t), ...(hasOwn ? ownCells(entry.own, t) : [])]),
    ),
    notes: [data.note, ...data.notes],
  };
}

const WORDY: ReadonlySet<string> = new Set(['dimension', 'position']);
const OWN_COLUMNS = ['own', 'own-interval', 'position'];

function shownCells({ quartiles, median, claimed, note }: DistributionRow, t: Translate): readonly CellView[] {
  if (median === undefined) return [note ?? t('chart.too-small'), '', '', ''].map(numeric);
  const none = t('chart.no-share');
  return [quartiles?.lower, median, quartiles?.upper, claimed].map((mark) => numeric(mark?.text ?? none));
}

function ownCells(own: OwnMark | undefined, t: Translate): readonly CellView[] {
  const none = t('chart.no-share');
  if (own === undefined) return [numeric(none), numeric(none), wording(none)];
  const { score, interval, position } = own;
  return [
    numeric(score.text),
    numeric(interval === undefined ? none : `${interval.low.text} – ${interval.high.text}`),
    wording(position ?? none),
  ];
}
