import type { Agency } from '@isonomia/application';
import type {
  Answer,
  CountAndMean,
  CoverageValue,
  FlowQuestion,
  FlowValue,
  HeadcountQuestion,
  HeadcountValue,
  MeansValue,
  PayQuestion,
  PayValue,
  Question,
  RateValue,
} from '@isonomia/instrument';

import type { Translator } from '../text/translator.js';

/** A table to fill in, or filled in: cells are texts, '' where something is to be written. */
export interface FormTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
}

export interface TableContext {
  readonly translator: Translator;
  readonly agency: Agency;
  readonly number: (value: number) => string;
}

/** Lines left for rows that only the agency can name. */
const OPEN_LINES = 6;
const SPARE_LINES = 2;

type Draw = (context: TableContext, question: Question, value: object | undefined) => FormTable;

/** Undefined for questions that are no tables. */
export function formTable(
  context: TableContext,
  question: Question,
  answer: Answer | undefined,
): FormTable | undefined {
  const draw = TABLES[question.type];
  const value = answer !== undefined && 'value' in answer ? answer.value : undefined;
  return draw?.(context, question, value);
}

const TABLES: Readonly<Partial<Record<Question['type'], Draw>>> = {
  headcount: (context, question, value) =>
    headcountTable(context, question as HeadcountQuestion, value as HeadcountValue | undefined),
  flow: (context, question, value) => flowTable(context, question as FlowQuestion, value as FlowValue | undefined),
  pay: (context, question, value) => payTable(context, question as PayQuestion, value as PayValue | undefined),
  rate: (context, _question, value) => rateTable(context, value as RateValue | undefined),
  means: (context, _question, value) => meansTable(context, value as MeansValue | undefined),
  coverage: (context, _question, value) => coverageTable(context, value as CoverageValue | undefined),
};

const cell = ({ number }: TableContext, value: number | undefined): string =>
  value === undefined ? '' : number(value);

interface OpenRow {
  readonly id: string;
  readonly label: string;
  readonly band: string;
}

/** Rows of a table on paper: fixed ones, those answered, else the agency's own, and lines to write on. */
function rowsOf(
  context: TableContext,
  question: HeadcountQuestion | PayQuestion,
  answered: readonly OpenRow[] | undefined,
) {
  const { translator, agency } = context;
  if (question.rows.length > 0) {
    return question.rows.map((id): OpenRow => ({ id, label: translator.t(`${question.id}.rows.${id}`), band: '' }));
  }
  if (answered !== undefined) return answered;
  const own = ownRows(context, question, agency);
  const lines = own.length === 0 ? OPEN_LINES : SPARE_LINES;
  return [...own, ...Array.from({ length: lines }, (): OpenRow => ({ id: '', label: '', band: '' }))];
}

function ownRows(
  { translator }: TableContext,
  question: HeadcountQuestion | PayQuestion,
  agency: Agency,
): readonly OpenRow[] {
  const from = question.type === 'headcount' ? question.rowsFrom : 'ranks';
  if (from === 'units') return agency.units.map(({ id, label }) => ({ id, label, band: '' }));
  if (from === undefined) return [];
  return agency.ranks.map(({ id, label, band }) => ({
    id,
    label,
    band: translator.find(`band.${band}.title`) ?? band,
  }));
}

function headcountTable(
  context: TableContext,
  question: HeadcountQuestion,
  value: HeadcountValue | undefined,
): FormTable {
  const { t, find } = context.translator;
  const answered = value?.rows.map((row): OpenRow => {
    const label = 'label' in row ? (row.label ?? row.id) : row.id;
    return { id: row.id, label, band: row.band === undefined ? '' : (find(`band.${row.band}.title`) ?? row.band) };
  });
  const columns = [
    t('table.row'),
    ...(question.banded ? [t('questionnaire.band')] : []),
    ...sexes(context),
    t('chart.other'),
  ];
  return {
    columns,
    rows: rowsOf(context, question, answered).map(({ id, label, band }) => {
      const row = value?.rows.find((one) => one.id === id);
      const counts =
        row !== undefined && 'women' in row ? [row.women, row.men, row.other ?? 0] : [undefined, undefined, undefined];
      return { label, cells: [...(question.banded ? [band] : []), ...counts.map((count) => cell(context, count))] };
    }),
  };
}

const sexes = ({ translator: { t } }: TableContext): readonly string[] => [t('chart.women'), t('chart.men')];

function flowTable(context: TableContext, question: FlowQuestion, value: FlowValue | undefined): FormTable {
  const { t } = context.translator;
  return {
    columns: [t('chart.flow.column'), ...sexes(context)],
    rows: question.stages.map((id) => {
      const stage = value?.stages.find((one) => one.id === id);
      const counts = stage !== undefined && 'women' in stage ? [stage.women, stage.men] : [undefined, undefined];
      return { label: t(`${question.id}.stages.${id}`), cells: counts.map((count) => cell(context, count)) };
    }),
  };
}

const pair = (context: TableContext, part: CountAndMean | undefined): readonly string[] => [
  cell(context, part?.count),
  cell(context, part?.mean),
];

function payTable(context: TableContext, question: PayQuestion, value: PayValue | undefined): FormTable {
  const { t } = context.translator;
  const answered = value?.rows.map((row): OpenRow => {
    const label = 'label' in row ? (row.label ?? row.id) : row.id;
    return { id: row.id, label, band: '' };
  });
  return {
    columns: [
      t('chart.pay.column'),
      ...['women-count', 'women-mean', 'men-count', 'men-mean'].map((key) => t(`chart.pay.${key}`)),
    ],
    rows: rowsOf(context, question, answered).map(({ id, label }) => {
      const row = value?.rows.find((one) => one.id === id);
      const given = row !== undefined && 'women' in row ? row : undefined;
      return { label, cells: [...pair(context, given?.women), ...pair(context, given?.men)] };
    }),
  };
}

function rateTable(context: TableContext, value: RateValue | undefined): FormTable {
  const { t } = context.translator;
  return {
    columns: [t('table.sex'), t('table.of'), t('table.count')],
    rows: (['women', 'men'] as const).map((sex) => ({
      label: t(`chart.${sex}`),
      cells: [cell(context, value?.[sex].of), cell(context, value?.[sex].count)],
    })),
  };
}

function meansTable(context: TableContext, value: MeansValue | undefined): FormTable {
  const { t } = context.translator;
  return {
    columns: [t('table.sex'), t('table.people'), t('table.mean')],
    rows: (['women', 'men'] as const).map((sex) => ({ label: t(`chart.${sex}`), cells: pair(context, value?.[sex]) })),
  };
}

function coverageTable(context: TableContext, value: CoverageValue | undefined): FormTable {
  const { t } = context.translator;
  const parts = [value, value?.women, value?.men];
  return {
    columns: [t('table.who'), t('table.count'), t('table.of')],
    rows: ['table.all', 'chart.women', 'chart.men'].map((key, index) => ({
      label: t(key),
      cells: [cell(context, parts[index]?.count), cell(context, parts[index]?.of)],
    })),
  };
}
