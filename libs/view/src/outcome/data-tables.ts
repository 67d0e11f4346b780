import { shareOf, type Average, type Cell } from '@isonomia/disclosure';
import type { HeadcountQuestion, Question } from '@isonomia/instrument';

import { numeric, row, type TableView } from '../charts/chart.js';
import { countsTable, type CountsRow } from '../charts/counts-table.js';
import { flowTable } from '../charts/flow-table.js';
import { payTable } from '../charts/pay.js';

import { flowDataOf, payDataOf } from './figure-data.js';
import { isSharing, noteOf, shortName, type Reading } from './reading.js';
import { shownCoverage, shownHeadcount, shownMeans, shownPay, shownRate } from './shown.js';

export interface NumberedTable {
  /** Named in the text: "B4". */
  readonly number: string;
  readonly question: string;
  readonly table: TableView;
}

/** Every table of figures that was answered, in the order of the instrument, numbered for the text to point at. */
export function dataTables(reading: Reading): readonly NumberedTable[] {
  const tables: NumberedTable[] = [];
  for (const question of reading.questions) {
    const table = tableOf(reading, question);
    if (table === undefined) continue;
    const number = `B${tables.length + 1}`;
    const caption = reading.t('document.table-caption', { number, name: table.caption, id: question.id });
    tables.push({ number, question: question.id, table: { ...table, caption } });
  }
  return tables;
}

function tableOf(reading: Reading, question: Question): TableView | undefined {
  switch (question.type) {
    case 'headcount':
      return headcountTable(reading, question);
    case 'flow': {
      const data = flowDataOf(reading, question);
      return data === undefined ? undefined : flowTable(data, reading);
    }
    case 'pay':
      return payTableOf(reading, question);
    case 'rate':
      return rateTable(reading, question);
    case 'coverage':
      return coverageTable(reading, question);
    case 'means':
      return meansTable(reading, question);
    default:
      return undefined;
  }
}

function headcountTable(reading: Reading, question: HeadcountQuestion): TableView | undefined {
  const counts = shownHeadcount(reading, question);
  if (counts === undefined) return undefined;
  const named = (shown: Omit<CountsRow, 'label'>, label: string): CountsRow => ({ ...shown, label });
  const coarser = question.banded && isSharing(reading) ? [reading.t('document.ranks-as-bands')] : [];
  return countsTable(
    {
      rows: counts.table.rows.map((shown) => named(shown, counts.names.get(shown.id) ?? shown.id)),
      total: named(counts.table.total, reading.t('table.all')),
      caption: shortName(reading, question.id),
      column: reading.t('table.row'),
      note: noteOf(reading, question.id),
      notes: coarser,
      minimumBase: reading.minimumBase,
      digits: reading.digits,
    },
    reading,
  );
}

function payTableOf(reading: Reading, question: Question): TableView | undefined {
  const data = payDataOf(reading, question);
  const median = shownPay(reading, question)?.medianGap;
  if (data === undefined) return undefined;
  const table = payTable(data, reading);
  const gap = median === undefined ? [] : [reading.t('table.median-gap', { gap: reading.format.percent(median, 1) })];
  return { ...table, notes: [`${data.currency}.`, ...table.notes, ...gap] };
}

const column = (label: string, isNumeric: boolean) => ({ label, numeric: isNumeric });

function percentCell(reading: Reading, count: Cell, of: Cell, minimum: number) {
  const share = shareOf(count, of, minimum);
  return numeric(share === undefined ? '–' : reading.format.percent(share, reading.digits));
}

function rateTable(reading: Reading, question: Question): TableView | undefined {
  const shown = shownRate(reading, question);
  const [of, count] = shown?.table.rows ?? [];
  if (of === undefined || count === undefined) return undefined;
  const { t, format } = reading;
  return {
    caption: shortName(reading, question.id),
    columns: [
      column(t('table.sex'), false),
      column(t('table.count'), true),
      column(t('table.of'), true),
      column(t('table.rate'), true),
    ],
    rows: (['women', 'men'] as const).map((sex) =>
      row(t(`chart.${sex}`), [
        numeric(format.cell(count[sex])),
        numeric(format.cell(of[sex])),
        percentCell(reading, count[sex], of[sex], reading.minimumBase),
      ]),
    ),
    notes: [noteOf(reading, question.id)],
  };
}

function coverageTable(reading: Reading, question: Question): TableView | undefined {
  const shown = shownCoverage(reading, question);
  if (shown === undefined) return undefined;
  const { t, format } = reading;
  return {
    caption: shortName(reading, question.id),
    columns: [
      column(t('table.who'), false),
      column(t('table.count'), true),
      column(t('table.of'), true),
      column(t('table.share'), true),
    ],
    rows: shown.map(({ id, count, of }) => {
      const minimum = isSharing(reading) || id !== 'all' ? reading.minimumBase : 1;
      return row(t(id === 'all' ? 'table.all' : `chart.${id}`), [
        numeric(format.cell(count)),
        numeric(format.cell(of)),
        percentCell(reading, count, of, minimum),
      ]);
    }),
    notes: [noteOf(reading, question.id)],
  };
}

function meansTable(reading: Reading, question: Question): TableView | undefined {
  const averages = shownMeans(reading, question)?.averages.rows[0];
  if (averages === undefined) return undefined;
  const { t, format } = reading;
  const mean = (average: Average): string => {
    if (average.kind === 'mean') return format.money(average.mean);
    return t(average.kind === 'hidden' ? 'format.too-small' : 'format.not-available');
  };
  const unit = reading.translator.find(`${question.id}.unit`);
  return {
    caption: shortName(reading, question.id),
    columns: [
      column(t('table.sex'), false),
      column(t('table.people'), true),
      column(unit === undefined ? t('table.mean') : t('table.mean-unit', { unit }), true),
    ],
    rows: (['women', 'men'] as const).map((sex) =>
      row(t(`chart.${sex}`), [numeric(format.cell(averages[sex].count)), numeric(mean(averages[sex].mean))]),
    ),
    notes: [noteOf(reading, question.id)],
  };
}
