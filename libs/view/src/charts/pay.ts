import { plainCount, type Average, type Cell } from '@isonomia/disclosure';
import { scaleLinear } from 'd3-scale';

import { textWidth } from '../svg/text-width.js';

import { numeric, row, type Chart, type ChartContext, type TableContext, type TableView } from './chart.js';
import { Frame } from './frame.js';
import { layRows, type RowLayout } from './rows.js';

export interface PayRowData {
  readonly id: string;
  readonly label: string;
  readonly women: { readonly count: Cell; readonly mean: Average };
  readonly men: { readonly count: Cell; readonly mean: Average };
}

export interface PayData {
  /** Highest grade first. */
  readonly rows: readonly PayRowData[];
  readonly title: string;
  readonly caption: string;
  readonly currency: string;
  /** Period, base and source. */
  readonly note: string;
  /** A gap from it on is named, e.g. 0.05. */
  readonly findingGap: number;
  /** Women, and men, that a grade needs to be compared (method.md §4). */
  readonly minimumCount: number;
  /** Gap over all grades, where it may be shown. */
  readonly overallGap?: number | undefined;
}

const meanOf = (average: Average): number | undefined => (average.kind === 'mean' ? average.mean : undefined);

/** Mean of the men less that of the women, in parts of the men's; positive where women earn less (method.md §4). */
export function payGap(entry: Pick<PayRowData, 'women' | 'men'>, minimumCount: number): number | undefined {
  const counts = [plainCount(entry.women.count), plainCount(entry.men.count)];
  if (counts.some((count) => count === undefined || count < minimumCount)) return undefined;
  const women = meanOf(entry.women.mean);
  const men = meanOf(entry.men.mean);
  return women === undefined || men === undefined || men === 0 ? undefined : (men - women) / men;
}

interface Drawing {
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly context: ChartContext;
  readonly data: PayData;
  readonly x: (mean: number) => number;
}

/** Average pay of women and men, grade by grade, as two dots and the way between them. */
export function payChart(data: PayData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const after = frame.narrow ? 64 : 120;
  const rowHeight = frame.sizes.row * 1.4;
  const layout = layRows(frame, { labels: data.rows.map((entry) => entry.label), top: 18, after, rowHeight });
  const compared = data.rows.filter((entry) => payGap(entry, data.minimumCount) !== undefined);
  const means = compared.flatMap((entry) => [meanOf(entry.women.mean), meanOf(entry.men.mean)]);
  const shown = means.filter((mean) => mean !== undefined);
  // Dots, not bars: the axis may start above zero, and says where it does.
  const domain = shown.length === 0 ? [0, 1] : [Math.min(...shown), Math.max(...shown)];
  const scale = scaleLinear(domain, [layout.plot.x + 26, layout.plot.x + layout.plot.width - 26]).nice(4);
  const drawing: Drawing = { frame, layout, context, data, x: scale };
  drawAxis(drawing, shown.length === 0 ? [] : scale.ticks(frame.narrow ? 2 : 5));
  data.rows.forEach((entry, index) => drawRow(drawing, entry, index));
  const finding = payFinding(data, context);
  const alt = data.rows.map((entry) => rowAlt(entry, data, context)).join(' ');
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: frame.finish(layout.bottom + 20, { title: finding, description: alt }),
    table: payTable(data, context),
  };
}

function drawAxis({ frame, layout, context, x, data }: Drawing, ticks: readonly number[]): void {
  const size = frame.sizes.small;
  let free = -Infinity;
  for (const tick of ticks) {
    frame.line([x(tick), 16], [x(tick), layout.bottom], 'grid');
    const label = context.format.count(tick);
    const half = textWidth(label, size) / 2 + 3;
    // A number that would run into the one before it is left out; its line stays.
    if (x(tick) - half < free) continue;
    free = x(tick) + half;
    frame.text([x(tick), layout.bottom + 12], label, { anchor: 'middle', role: 'muted', size });
  }
  const key = frame.narrow ? 0 : layout.plot.x;
  frame.circle([key + 6, 7], 4, 'women');
  frame.text([key + 14, 11], context.t('chart.women'), { role: 'women-text', bold: true, size });
  frame.circle([key + 70, 7], 4, 'men');
  frame.text([key + 78, 11], context.t('chart.men'), { role: 'men-text', bold: true, size });
  const head = context.t(frame.narrow ? 'chart.women' : 'chart.pay.gap-head');
  frame.text([frame.width, 11], head, { anchor: 'end', role: 'muted', size });
  if (!frame.narrow) frame.text([0, layout.bottom + 12], data.currency, { role: 'muted', size });
}

function drawRow({ frame, layout, context, data, x }: Drawing, entry: PayRowData, index: number): void {
  const { t, format } = context;
  const y = layout.y(index);
  const size = frame.sizes.small;
  layout.drawLabel(index, entry.label);
  const women = meanOf(entry.women.mean);
  const men = meanOf(entry.men.mean);
  const gap = payGap(entry, data.minimumCount);
  if (women === undefined || men === undefined || gap === undefined) {
    const missing = entry.women.mean.kind === 'missing' && entry.women.count.kind === 'missing';
    const text = t(missing ? 'format.not-available' : 'format.too-small');
    frame.text([layout.plot.x + 26, y + 4], text, { role: 'muted', size });
    return;
  }
  frame.line([x(women), y], [x(men), y], 'axis');
  frame.circle([x(men), y], 4.6, 'men');
  frame.circle([x(women), y], 4.6, 'women');
  const text = gapText(gap, context);
  const marked = Math.abs(gap) >= data.findingGap;
  frame.text([frame.width, y + (frame.narrow ? 4 : -1)], text, {
    anchor: 'end',
    bold: true,
    role: marked ? 'attention' : 'text',
    size,
  });
  if (frame.narrow) return;
  const base = t('chart.pay.base', { women: format.cell(entry.women.count), men: format.cell(entry.men.count) });
  frame.text([frame.width, y + size], base, { anchor: 'end', role: 'muted', size: size * 0.92 });
}

function gapText(gap: number, { t, format }: ChartContext): string {
  const key = gap > 0 ? 'less' : 'more';
  return gap === 0 ? t('chart.pay.same') : t(`chart.pay.${key}`, { gap: format.percent(Math.abs(gap), 1) });
}

function payFinding(data: PayData, context: ChartContext): string {
  const { t, format } = context;
  let widest: { entry: PayRowData; gap: number } | undefined;
  let counted = 0;
  for (const entry of data.rows) {
    const gap = payGap(entry, data.minimumCount);
    if (gap === undefined) continue;
    counted += 1;
    if (widest === undefined || Math.abs(gap) > Math.abs(widest.gap)) widest = { entry, gap };
  }
  if (widest === undefined) return t('chart.pay.finding-none', { title: data.title });
  const values = {
    title: data.title,
    grade: widest.entry.label,
    gap: format.percent(Math.abs(widest.gap), 1),
    count: counted,
  };
  if (Math.abs(widest.gap) < data.findingGap) return t('chart.pay.finding-even', values);
  return t(widest.gap > 0 ? 'chart.pay.finding-less' : 'chart.pay.finding-more', values);
}

function rowAlt(entry: PayRowData, data: PayData, context: ChartContext): string {
  const gap = payGap(entry, data.minimumCount);
  return gap === undefined
    ? context.t('chart.pay.alt-hidden', { label: entry.label })
    : context.t('chart.pay.alt-row', { label: entry.label, gap: gapText(gap, context) });
}

/** Counts, means and the gap of each grade. */
export function payTable(data: PayData, { t, format }: TableContext): TableView {
  const mean = (average: Average): string => {
    if (average.kind === 'mean') return format.money(average.mean);
    return t(average.kind === 'hidden' ? 'format.too-small' : 'format.not-available');
  };
  const keys = ['women-count', 'women-mean', 'men-count', 'men-mean', 'gap'];
  const overall = data.overallGap;
  return {
    caption: data.caption,
    columns: [
      { label: t('chart.pay.column'), numeric: false },
      ...keys.map((key) => ({ label: t(`chart.pay.${key}`), numeric: true })),
    ],
    rows: data.rows.map((entry) => {
      const gap = payGap(entry, data.minimumCount);
      return row(entry.label, [
        numeric(format.cell(entry.women.count)),
        numeric(mean(entry.women.mean)),
        numeric(format.cell(entry.men.count)),
        numeric(mean(entry.men.mean)),
        numeric(gap === undefined ? '–' : format.percent(gap, 1)),
      ]);
    }),
    notes: [
      data.note,
      ...(overall === undefined ? [] : [t('chart.pay.overall', { gap: format.percent(overall, 1) })]),
      t('chart.pay.sign'),
    ],
  };
}
