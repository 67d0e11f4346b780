import {
  discloseAverages,
  discloseCount,
  discloseTable,
  exactAverages,
  exactCell,
  exactTable,
  type AverageRow,
  type Cell,
  type CountRow,
  type ShownAverages,
  type ShownTable,
  type ZeroRule,
} from '@isonomia/disclosure';
import {
  isContextQuestion,
  type CoverageValue,
  type FlowValue,
  type HeadcountQuestion,
  type HeadcountValue,
  type MeansValue,
  type PayValue,
  type Question,
  type RateValue,
  type Unavailable,
} from '@isonomia/instrument';

import { answerOf, isSharing, rowName, type Reading } from './reading.js';

/**
 * The one gate between what was answered and what is shown of it. Every table, chart, alternative text and sentence with
 * numbers of people or pay takes them from here; nothing else of the document reads them from the answers.
 */
export interface ShownCounts {
  readonly table: ShownTable;
  readonly names: ReadonlyMap<string, string>;
}

interface NamedRow extends CountRow {
  readonly name: string;
}

const isUnavailable = (row: object): row is Unavailable => 'notAvailable' in row;

/**
 * Zero may be shown where it is the finding: no women at a rank, no woman past a stage. Tables that nothing is scored
 * from are those on complaints, injuries, age and leavers; there a zero tells of single people.
 */
function zeroRule(reading: Reading, question: Question): ZeroRule {
  const ranks = question.type === 'headcount' && (question.banded || question.rowsFrom === 'ranks');
  return ranks || !isContextQuestion(reading.outcome.instrument, question.id) ? 'shown' : 'hidden';
}

function show(reading: Reading, question: Question, rows: readonly NamedRow[]): ShownCounts {
  const names = new Map(rows.map((row) => [row.id, row.name]));
  const table = isSharing(reading) ? discloseTable(rows, zeroRule(reading, question)) : exactTable(rows);
  return { table, names };
}

function valueOf(reading: Reading, question: string): object | undefined {
  const answer = answerOf(reading, question);
  return answer !== undefined && 'value' in answer ? answer.value : undefined;
}

/** A headcount as answered, row by row; in an edition for sharing, ranks come as common bands: fewer, larger cells. */
export function shownHeadcount(reading: Reading, question: HeadcountQuestion): ShownCounts | undefined {
  const value = valueOf(reading, question.id) as HeadcountValue | undefined;
  if (value === undefined) return undefined;
  if (question.banded && isSharing(reading)) return shownBands(reading, question);
  return show(
    reading,
    question,
    value.rows.map((row) => ({ ...countsOf(row), name: rowName(reading, question, row) })),
  );
}

function countsOf(row: HeadcountValue['rows'][number]): CountRow {
  if (isUnavailable(row)) return { id: row.id };
  return { id: row.id, women: row.women, men: row.men, other: row.other ?? 0 };
}

/** A banded headcount by common band, entry first; bands without a row are left out. */
export function shownBands(reading: Reading, question: HeadcountQuestion): ShownCounts | undefined {
  const value = valueOf(reading, question.id) as HeadcountValue | undefined;
  if (value === undefined) return undefined;
  const rows = reading.outcome.instrument.bands.flatMap((band): readonly NamedRow[] => {
    const members = value.rows.filter((row) => row.band === band.id);
    if (members.length === 0) return [];
    return [{ ...summed(band.id, members.map(countsOf)), name: reading.t(`band.${band.id}.title`) }];
  });
  return show(reading, question, rows);
}

/** A band of which one row is not available is itself not available: less than all is no total. */
function summed(id: string, rows: readonly CountRow[]): CountRow {
  if (rows.some((row) => row.women === undefined || row.men === undefined)) return { id };
  const sum = (sex: 'women' | 'men' | 'other'): number => rows.reduce((total, row) => total + (row[sex] ?? 0), 0);
  return { id, women: sum('women'), men: sum('men'), other: sum('other') };
}

export function shownFlow(reading: Reading, question: Question): ShownCounts | undefined {
  const value = valueOf(reading, question.id) as FlowValue | undefined;
  if (value === undefined) return undefined;
  const rows = value.stages.map((stage): NamedRow => {
    const name = rowName(reading, question, stage);
    return isUnavailable(stage) ? { id: stage.id, name } : { id: stage.id, women: stage.women, men: stage.men, name };
  });
  return show(reading, question, rows);
}

/** Rates and coverage as two rows: those it could be, and those it was. */
export function shownRate(reading: Reading, question: Question): ShownCounts | undefined {
  const value = valueOf(reading, question.id) as RateValue | undefined;
  if (value === undefined) return undefined;
  return show(reading, question, [
    { id: 'of', name: reading.t('table.of'), women: value.women.of, men: value.men.of },
    { id: 'count', name: reading.t('table.count'), women: value.women.count, men: value.men.count },
  ]);
}

export interface ShownCoverage {
  readonly id: 'all' | 'women' | 'men';
  readonly count: Cell;
  readonly of: Cell;
}

export function shownCoverage(reading: Reading, question: Question): readonly ShownCoverage[] | undefined {
  const value = valueOf(reading, question.id) as CoverageValue | undefined;
  if (value === undefined) return undefined;
  const zero = zeroRule(reading, question);
  const cell = (count: number): Cell => (isSharing(reading) ? discloseCount(count, zero) : exactCell(count));
  const parts = [
    { id: 'all' as const, part: value },
    { id: 'women' as const, part: value.women },
    { id: 'men' as const, part: value.men },
  ];
  return parts.flatMap(({ id, part }) =>
    part === undefined ? [] : [{ id, count: cell(part.count), of: cell(part.of) }],
  );
}

export interface ShownMeans {
  readonly averages: ShownAverages;
  readonly names: ReadonlyMap<string, string>;
}

function showAverages(reading: Reading, rows: readonly (AverageRow & { readonly name: string })[]): ShownMeans {
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return { averages: isSharing(reading) ? discloseAverages(rows) : exactAverages(rows), names };
}

export function shownMeans(reading: Reading, question: Question): ShownMeans | undefined {
  const value = valueOf(reading, question.id) as MeansValue | undefined;
  return value === undefined
    ? undefined
    : showAverages(reading, [{ id: 'all', ...value, name: reading.t('table.all') }]);
}

export interface ShownPay extends ShownMeans {
  readonly currency: string;
  readonly period: string;
  /** Gaps over all grades, where averages over all may stand beside the grades. */
  readonly meanGap: number | undefined;
  readonly medianGap: number | undefined;
}

export function shownPay(reading: Reading, question: Question): ShownPay | undefined {
  const value = valueOf(reading, question.id) as PayValue | undefined;
  if (value === undefined) return undefined;
  const rows = value.rows.map((row) => {
    const name = rowName(reading, question, row);
    return isUnavailable(row) ? { id: row.id, name } : { id: row.id, women: row.women, men: row.men, name };
  });
  const shown = showAverages(reading, rows);
  const minimum = reading.outcome.instrument.constants.minimumCount;
  return {
    ...shown,
    currency: value.currency,
    period: value.period,
    meanGap: shown.averages.overall ? meanGap(rows, minimum) : undefined,
    medianGap: shown.averages.overall ? medianGap(rows, value.median, minimum) : undefined,
  };
}

interface PayGroup {
  readonly count: number;
  readonly mean: number;
}

function pooled(rows: readonly AverageRow[], sex: 'women' | 'men'): PayGroup {
  const count = rows.reduce((sum, row) => sum + (row[sex]?.count ?? 0), 0);
  const total = rows.reduce((sum, row) => sum + (row[sex]?.count ?? 0) * (row[sex]?.mean ?? 0), 0);
  return { count, mean: count === 0 ? 0 : total / count };
}

/** Men's mean less women's, in parts of the men's, from ten of each (method.md §4). */
function meanGap(rows: readonly AverageRow[], minimum: number): number | undefined {
  const [women, men] = [pooled(rows, 'women'), pooled(rows, 'men')];
  if (women.count < minimum || men.count < minimum || men.mean === 0) return undefined;
  return (men.mean - women.mean) / men.mean;
}

function medianGap(rows: readonly AverageRow[], median: PayValue['median'], minimum: number): number | undefined {
  if (median === undefined || median.men === 0) return undefined;
  const enough = pooled(rows, 'women').count >= minimum && pooled(rows, 'men').count >= minimum;
  return enough ? (median.men - median.women) / median.men : undefined;
}
