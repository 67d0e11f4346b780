import { plainCount, shareOf, type Cell } from '@isonomia/disclosure';
import { scaleLinear } from 'd3-scale';

import { textWidth } from '../svg/text-width.js';

import type { Chart, ChartContext, TableContext } from './chart.js';
import { countsTable, type CountsData, type CountsRow, womenAndMen } from './counts-table.js';
import { Frame } from './frame.js';
import { layRows, type RowLayout } from './rows.js';

/** Rows: highest rank first. */
export interface CompositionData extends CountsData {
  /** Left out where rows are no parts of a whole; then the finding is given. */
  readonly total?: CountsRow | undefined;
  /** The level whose women's share the finding sets against that of all, e.g. those who decide. */
  readonly top?: CountsRow | undefined;
  /** What the drawing shows, where it is not women's part of the whole. */
  readonly finding?: string | undefined;
}

/** How women and men are spread over the ranks: bars from a centre line, women before it, men after it. */
export function compositionChart(data: CompositionData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const layout = layRows(frame, { labels: data.rows.map((entry) => entry.label), top: 18, after: 4 });
  const drawing = { frame, layout, context, ...centreLine(data.rows, layout, frame) };
  drawHeads(drawing);
  data.rows.forEach((entry, index) => {
    layout.drawLabel(index, entry.label);
    drawSide(drawing, entry.women, layout.y(index), 'women');
    drawSide(drawing, entry.men, layout.y(index), 'men');
  });
  frame.line([drawing.centre, 14], [drawing.centre, layout.bottom + 2], 'axis');
  const finding = data.finding ?? compositionFinding(data, context);
  const alt = data.rows
    .map((entry) =>
      context.t('chart.composition.alt-row', {
        label: entry.label,
        women: context.format.cell(entry.women),
        men: context.format.cell(entry.men),
      }),
    )
    .join(' ');
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: frame.finish(layout.bottom + 6, { title: finding, description: alt }),
    table: countsTable(data, context),
  };
}

interface Drawing {
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly context: ChartContext;
  readonly centre: number;
  readonly length: (count: number) => number;
}

const VALUE_ROOM = 46;
const known = (cells: readonly Cell[]): readonly number[] => cells.map((cell) => plainCount(cell) ?? 0);

/** One scale for both sides, so that lengths compare across the line; the line stands where both sides just fit. */
function centreLine(rows: readonly CountsRow[], layout: RowLayout, frame: Frame): Pick<Drawing, 'centre' | 'length'> {
  const women = Math.max(0, ...known(rows.map((entry) => entry.women)));
  const men = Math.max(0, ...known(rows.map((entry) => entry.men)));
  const room = layout.plot.width - 2 * VALUE_ROOM;
  const before = women + men === 0 ? 0.5 : Math.min(0.8, Math.max(0.12, women / (women + men)));
  const centre = layout.plot.x + VALUE_ROOM + room * before;
  const unit = Math.min(
    women === 0 ? Infinity : (room * before) / women,
    men === 0 ? Infinity : (room * (1 - before)) / men,
  );
  const scale = scaleLinear([0, 1], [0, Number.isFinite(unit) ? unit : 0]);
  const least = frame.sizes.row > 20 ? 1.5 : 1;
  return { centre, length: (count) => (count === 0 ? 0 : Math.max(scale(count), least)) };
}

function drawHeads({ frame, centre, context: { t } }: Drawing): void {
  const size = frame.sizes.label;
  frame.text([centre - 8, 10], t('chart.women'), { anchor: 'end', role: 'women-text', bold: true, size });
  frame.text([centre + 8, 10], t('chart.men'), { role: 'men-text', bold: true, size });
}

/** A cell that may not be shown has no bar: its length would tell. */
function drawSide(drawing: Drawing, cell: Cell, y: number, sex: 'women' | 'men'): void {
  const { frame, layout, context, centre, length } = drawing;
  const before = sex === 'women';
  const count = plainCount(cell);
  const anchor = before ? 'end' : 'start';
  const away = before ? -1 : 1;
  if (count === undefined) {
    const text = context.format.cell(cell);
    const width = textWidth(text, frame.sizes.small) + 8;
    const box = { x: before ? centre - 5 - width : centre + 5, y: y - 7, width, height: 14 };
    frame.rect(box, 'state', { rx: 3 });
    frame.text([centre + away * 9, y + 3.6], text, { anchor, role: 'muted', size: frame.sizes.small });
    return;
  }
  const bar = length(count);
  const height = layout.rowHeight * 0.62;
  if (count > 0) frame.rect({ x: before ? centre - bar : centre, y: y - height / 2, width: bar, height }, sex);
  frame.text([centre + away * (bar + 5), y + 4], context.format.count(count), {
    anchor,
    role: `${sex}-text`,
    bold: true,
  });
}

function compositionFinding({ total, ...data }: CompositionData, { t, format }: ChartContext): string {
  if (total === undefined) return t('chart.composition.finding-none');
  const all = shareOf(total.women, womenAndMen(total), data.minimumBase);
  if (all === undefined) return countsFinding(total, { t, format });
  const top = data.top === undefined ? undefined : shareOf(data.top.women, womenAndMen(data.top), data.minimumBase);
  const values = { share: format.percent(all), top: top === undefined ? '' : format.percent(top) };
  return t(top === undefined ? 'chart.composition.finding-all' : 'chart.composition.finding', values);
}

/** Where a share would betray a small cell, the totals as shown still say how many women and men there are at least. */
function countsFinding({ women, men }: CountsRow, { t, format }: TableContext): string {
  if (women.kind !== 'count' || men.kind !== 'count') return t('chart.composition.finding-none');
  return t('chart.composition.finding-counts', { women: format.cell(women), men: format.cell(men) });
}
