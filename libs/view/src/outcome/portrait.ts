import { shareOf, sumCells, type Cell, type ShownRow } from '@isonomia/disclosure';
import {
  findQuestion,
  type FlowQuestion,
  type HeadcountQuestion,
  type Item,
  type Question,
} from '@isonomia/instrument';

import type { Chart, ChartContext } from '../charts/chart.js';
import { compositionChart } from '../charts/composition.js';
import { womenAndMen, type CountsRow } from '../charts/counts-table.js';
import { flowChart } from '../charts/flow.js';
import { payChart } from '../charts/pay.js';
import { pipelineChart } from '../charts/pipeline.js';
import { unitsChart } from '../charts/units.js';

import { flowDataOf, payDataOf } from './figure-data.js';
import { chartNote, isSharing, shortName, type Reading } from './reading.js';
import { shownBands, shownHeadcount, type ShownCounts } from './shown.js';

export interface PortraitChart {
  readonly question: string;
  readonly kind: 'staff' | 'units' | 'flow' | 'pay';
  readonly dimension: string;
  readonly chart: Chart;
}

export interface DrawingOptions {
  readonly theme: ChartContext['theme'];
  readonly width?: number | undefined;
  /** Before every id, where a page holds two drawings of the same figures. */
  readonly prefix?: string | undefined;
  /** Of the profile, where the page is full. */
  readonly rowHeight?: number | undefined;
}

export function chartContext(reading: Reading, id: string, options: DrawingOptions): ChartContext {
  return {
    t: reading.t,
    format: reading.format,
    direction: reading.direction,
    theme: options.theme,
    id: `${options.prefix ?? ''}chart-${id}`,
    ...(options.width === undefined ? {} : { width: options.width }),
  };
}

/** The workforce in pictures: which figures get one follows from the rules they feed, never from their ids. */
export function portraitCharts(reading: Reading, options: DrawingOptions): readonly PortraitChart[] {
  const banded = reading.questions.find(isBanded);
  const bands = banded && shownBands(reading, banded);
  const ofStaff =
    banded === undefined || bands === undefined
      ? []
      : [composition(reading, banded, bands, options), pipeline(reading, banded, bands, options)].map((chart) => ({
          question: banded.id,
          kind: 'staff' as const,
          dimension: banded.dimension,
          chart,
        }));
  const ofItems = reading.items.map((item) => itemChart(reading, item, options));
  return [...ofStaff, ...ofItems].flatMap((entry) =>
    entry?.chart === undefined ? [] : [{ ...entry, chart: entry.chart }],
  );
}

function itemChart(reading: Reading, item: Item, options: DrawingOptions) {
  const question = questionOf(reading, item);
  if (question === undefined) return undefined;
  const of = { question: question.id, dimension: item.dimension };
  if (question.type === 'flow') return { ...of, kind: 'flow' as const, chart: flow(reading, question, options) };
  if (question.type === 'pay') return { ...of, kind: 'pay' as const, chart: pay(reading, question, options) };
  if (question.type === 'headcount' && item.rule.code === 'RI') {
    return { ...of, kind: 'units' as const, chart: units(reading, question, item, options) };
  }
  return undefined;
}

const isBanded = (question: Question): question is HeadcountQuestion =>
  question.type === 'headcount' && question.banded;

function questionOf(reading: Reading, item: Item): Question | undefined {
  return 'question' in item.rule ? findQuestion(reading.outcome.instrument, item.rule.question) : undefined;
}

const asRow = (row: ShownRow, label: string): CountsRow => ({ ...row, label });

function composition(reading: Reading, question: Question, bands: ShownCounts, options: DrawingOptions): Chart {
  const { t } = reading;
  const byPart = reading.outcome.instrument.bands;
  const order = new Map(byPart.map((band, index) => [String(band.id), index]));
  // Highest rank first within each part; uniformed staff before civilians.
  const rows = bands.table.rows.toSorted(
    (a, b) => partOf(reading, a.id) - partOf(reading, b.id) || (order.get(b.id) ?? 0) - (order.get(a.id) ?? 0),
  );
  const top = bands.table.rows.filter((row) => byPart.some((band) => band.id === row.id && band.top));
  return compositionChart(
    {
      rows: rows.map((row) => asRow(row, bands.names.get(row.id) ?? row.id)),
      total: asRow(bands.table.total, t('chart.all-staff')),
      top: top.length === 0 ? undefined : asRow(sumRows(top, 'top'), t('document.portrait.top')),
      caption: t('document.portrait.by-band', { table: shortName(reading, question.id) }),
      note: chartNote(reading, question.id, 'stock'),
      notes: [],
      minimumBase: reading.minimumBase,
      digits: reading.digits,
    },
    chartContext(reading, 'composition', options),
  );
}

function partOf(reading: Reading, band: string): number {
  return reading.outcome.instrument.bands.find(({ id }) => id === band)?.part === 'uniformed' ? 0 : 1;
}

function sumRows(rows: readonly ShownRow[], id: string): ShownRow {
  const sum = (key: 'women' | 'men' | 'other'): Cell => sumCells(rows.map((row) => row[key]));
  const [women, men, other] = [sum('women'), sum('men'), sum('other')];
  return { id, women, men, other, total: sumCells([women, men, other]) };
}

/** Uniformed bands that count, entry first; with fewer than two there is no way up to draw. */
function pipeline(
  reading: Reading,
  question: Question,
  bands: ShownCounts,
  options: DrawingOptions,
): Chart | undefined {
  const counting = reading.outcome.instrument.bands.filter((band) => band.counts && band.part === 'uniformed');
  const points = counting.flatMap((band) => {
    const row = bands.table.rows.find(({ id }) => id === band.id);
    return row === undefined
      ? []
      : [{ id: row.id, label: bands.names.get(row.id) ?? row.id, women: row.women, base: womenAndMen(row) }];
  });
  if (points.length < 2) return undefined;
  const note = `${reading.t('document.portrait.pipeline-note')} ${chartNote(reading, question.id, 'stock')}`;
  const data = { points, note, minimumBase: reading.minimumBase, digits: reading.digits };
  return pipelineChart(data, chartContext(reading, 'pipeline', options));
}

function units(reading: Reading, question: HeadcountQuestion, item: Item, options: DrawingOptions): Chart | undefined {
  const counts = shownHeadcount(reading, question);
  if (counts === undefined) return undefined;
  const title = shortName(reading, question.id);
  // An empty row is a unit the agency does not have.
  const rows = counts.table.rows.filter((row) => !isEmpty(row));
  if (rows.length === 0) return undefined;
  return unitsChart(
    {
      rows: rows.map((row) => ({ ...row, label: counts.names.get(row.id) ?? row.id, base: womenAndMen(row) })),
      title,
      caption: title,
      note: chartNote(reading, question.id, 'stock'),
      reference: referenceOf(reading, item),
      minimumBase: reading.minimumBase,
      digits: reading.digits,
    },
    chartContext(reading, question.id, options),
  );
}

const isEmpty = (row: ShownRow): boolean =>
  row.women.kind === 'count' && row.men.kind === 'count' && row.women.count + row.men.count === 0;

/** Women's share in the staff that an `RI` item is held against, from the cells as shown. */
function referenceOf(reading: Reading, item: Item): { readonly share: number; readonly label: string } | undefined {
  if (item.rule.code !== 'RI') return undefined;
  const { question: id, part } = item.rule.reference;
  const question = findQuestion(reading.outcome.instrument, id);
  if (question === undefined || !isBanded(question)) return undefined;
  const bands = shownBands(reading, question);
  const counting = reading.outcome.instrument.bands.filter(
    (band) => band.counts && (part === 'all' || band.part === 'uniformed'),
  );
  const rows = bands?.table.rows.filter((row) => counting.some((band) => band.id === row.id)) ?? [];
  const sum = sumRows(rows, part);
  const share = shareOf(sum.women, womenAndMen(sum), reading.minimumBase);
  return share === undefined ? undefined : { share, label: reading.t(`document.portrait.reference-${part}`) };
}

function flow(reading: Reading, question: FlowQuestion, options: DrawingOptions): Chart | undefined {
  const data = flowDataOf(reading, question);
  if (data === undefined) return undefined;
  const key = data.verdicts.length === 0 ? '' : ` ${reading.t('chart.flow.key')}`;
  const rounded = isSharing(reading) ? ` ${reading.t('document.from-rounded')}` : '';
  const note = chartNote(reading, question.id, 'period') + key + rounded;
  return flowChart({ ...data, note }, chartContext(reading, question.id, options));
}

function pay(reading: Reading, question: Question, options: DrawingOptions): Chart | undefined {
  const data = payDataOf(reading, question);
  if (data === undefined) return undefined;
  const rows = data.rows.filter((row) => !isNobody(row.women.count) || !isNobody(row.men.count));
  return rows.length === 0
    ? undefined
    : payChart({ ...data, rows, note: payNote(reading, question.id) }, chartContext(reading, question.id, options));
}

const payNote = (reading: Reading, question: string): string =>
  `${reading.t('document.portrait.pay-note')} ${chartNote(reading, question, 'period')}`;

const isNobody = (cell: Cell): boolean => cell.kind === 'count' && cell.count === 0;
