import { scaleLinear } from 'd3-scale';

import { textWidth, wrapText } from '../svg/text-width.js';

import { numeric, type Chart, type ChartContext, type TableView } from './chart.js';
import type { Mark } from './distribution.js';
import { Frame } from './frame.js';

/** One line of a panel: a dot, or a bar between two ends; or that it is too small to show. */
export interface PanelRow {
  readonly id: string;
  readonly label: string;
  /** 0…100. Absent where it is not shown. */
  readonly mark?: Mark | undefined;
  /** Around the mark: quartiles. */
  readonly around?: readonly [lower: Mark, upper: Mark] | undefined;
  readonly emphasised: boolean;
  /** Instead of a mark. */
  readonly note?: string | undefined;
}

export interface Panel {
  readonly id: string;
  readonly label: string;
  readonly rows: readonly PanelRow[];
}

export interface PanelsData {
  readonly panels: readonly Panel[];
  readonly finding: string;
  readonly caption: string;
  readonly note: string;
  readonly notes: readonly string[];
  /** Of the lines: "Country", "Round". */
  readonly column: string;
  /** Marks are stretches that are known to be so, as ranges of shares are, not bounds. */
  readonly ranges?: boolean;
  /** A line through every panel, where there is one: parity, say. */
  readonly reference?: { readonly at: number; readonly label: string } | undefined;
}

const GAP = 26;
const LABEL_PART = 0.46;
const VALUE_ROOM = 62;
const TITLE_LINES = 2;

/** Small multiples: a panel a subject, the same lines in the same order in each, all on one scale. */
export function panelsChart(data: PanelsData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const columns = frame.narrow || data.panels.length === 1 ? 1 : 2;
  const width = (frame.width - GAP * (columns - 1)) / columns;
  let top = 0;
  for (let first = 0; first < data.panels.length; first += columns) {
    const line = data.panels.slice(first, first + columns);
    line.forEach((panel, index) => drawPanel({ frame, context, data, x: index * (width + GAP), width }, panel, top));
    top += Math.max(...line.map((panel) => heightOf(frame, panel)));
  }
  const alt = data.panels.map((panel) => altOf(panel, context)).join(' ');
  return {
    id: context.id,
    finding: data.finding,
    note: data.note,
    alt: `${data.finding} ${alt}`,
    svg: frame.finish(top, { title: data.finding, description: alt }),
    table: panelsTable(data, context),
  };
}

interface Drawing {
  readonly frame: Frame;
  readonly context: ChartContext;
  readonly data: PanelsData;
  readonly x: number;
  readonly width: number;
}

const stepOf = (frame: Frame): number => frame.sizes.label * 1.6;
const titleOf = (frame: Frame): number => frame.sizes.label * (TITLE_LINES * 1.15 + 0.5);
const heightOf = (frame: Frame, panel: Panel): number => titleOf(frame) + panel.rows.length * stepOf(frame) + 26;

function drawPanel(drawing: Drawing, panel: Panel, top: number): void {
  const { frame, data, x: left, width } = drawing;
  const size = frame.sizes.label;
  const title = wrapText(panel.label, width, size, TITLE_LINES);
  title.forEach((line, index) =>
    frame.text([left, top + titleOf(frame) - 7 - (title.length - 1 - index) * size * 1.15], line, { bold: true }),
  );
  const widest = Math.max(0, ...panel.rows.map((entry) => textWidth(entry.label, frame.sizes.small)));
  const labels = Math.min(widest, width * LABEL_PART) + 10;
  const x = scaleLinear([0, 100], [left + labels, left + width - VALUE_ROOM]);
  const body = top + titleOf(frame);
  const bottom = body + panel.rows.length * stepOf(frame);
  drawGrid(drawing, x, [body, bottom]);
  if (data.reference !== undefined) drawReference(drawing, x(data.reference.at), [body, bottom]);
  panel.rows.forEach((entry, index) => {
    const y = body + (index + 0.5) * stepOf(frame);
    drawRow({ ...drawing, scale: x, labels }, entry, y);
  });
}

function drawGrid(
  { frame, data }: Drawing,
  x: (value: number) => number,
  [top, bottom]: readonly [number, number],
): void {
  for (const edge of [0, 50, 100]) {
    frame.line([x(edge), top], [x(edge), bottom], 'grid');
    if (data.reference?.at === edge) continue;
    frame.text([x(edge), bottom + 12], String(edge), { anchor: 'middle', size: frame.sizes.small, role: 'muted' });
  }
}

function drawReference({ frame, data }: Drawing, x: number, [top, bottom]: readonly [number, number]): void {
  frame.line([x, top], [x, bottom], 'axis');
  const label = data.reference?.label ?? '';
  frame.text([x, bottom + 12], label, { anchor: 'middle', size: frame.sizes.small, role: 'muted' });
}

type RowDrawing = Drawing & { readonly scale: (value: number) => number; readonly labels: number };

function drawRow(
  { frame, context, data, x: left, width, scale, labels }: RowDrawing,
  entry: PanelRow,
  y: number,
): void {
  const size = frame.sizes.small;
  const label = wrapText(entry.label, labels - 8, size, 1)[0] ?? '';
  frame.text([left + labels - 8, y + 4], label, { anchor: 'end', size, bold: entry.emphasised });
  const { mark, around } = entry;
  if (mark === undefined) {
    const text = entry.note ?? context.t('chart.too-small');
    frame.rect({ x: scale(0) + 3, y: y - 7.5, width: textWidth(text, size) + 10, height: 15 }, 'state', { rx: 3 });
    frame.text([scale(0) + 8, y + 4], text, { role: 'muted', size });
    return;
  }
  if (around !== undefined) {
    const [from, to] = [scale(around[0].from), scale(around[1].to)];
    frame.rect({ x: from, y: y - 4, width: Math.max(to - from, 2), height: 8 }, 'interval', { rx: 2 });
  }
  if (mark.from === mark.to) frame.circle([scale(mark.from), y], 4.4, entry.emphasised ? 'attention' : 'primary');
  else drawStretch({ frame, data, scale }, mark, y);
  frame.text([left + width, y + 4], mark.text, { anchor: 'end', size, bold: true });
}

function drawStretch(
  { frame, data, scale }: Pick<RowDrawing, 'frame' | 'data' | 'scale'>,
  mark: Mark,
  y: number,
): void {
  const [x, width] = [scale(mark.from), scale(mark.to) - scale(mark.from)];
  frame.rect({ x, y: y - 4, width, height: 8 }, data.ranges === true ? 'range' : 'state', { rx: 2 });
}

function altOf({ label, rows }: Panel, { t }: ChartContext): string {
  const lines = rows.map((entry) =>
    t('chart.panels.alt-row', { label: entry.label, value: entry.mark?.text ?? entry.note ?? t('chart.too-small') }),
  );
  return `${label}: ${lines.join('; ')}.`;
}

/** Lines down, panels across; where there is a bar around the mark, its ends stand beside it. */
function panelsTable(data: PanelsData, { t }: ChartContext): TableView {
  const [first] = data.panels;
  const text = (entry: PanelRow | undefined): string => {
    const value = entry?.mark?.text ?? entry?.note ?? t('chart.too-small');
    const around = entry?.around;
    return around === undefined
      ? value
      : t('chart.panels.cell', { value, lower: around[0].text, upper: around[1].text });
  };
  return {
    caption: data.caption,
    columns: [{ label: data.column, numeric: false }, ...data.panels.map(({ label }) => ({ label, numeric: true }))],
    rows: (first?.rows ?? []).map(({ id, label }) => ({
      label,
      kind: 'row' as const,
      cells: data.panels.map((panel) => numeric(text(panel.rows.find((entry) => entry.id === id)))),
    })),
    notes: [data.note, ...data.notes],
  };
}
