import type { FlowQuestion, HeadcountQuestion, PayQuestion } from '@isonomia/instrument';
import { plainText } from './safe-text.js';
import { cellName, type Table } from './table.js';
import type { WrittenCell, WrittenSheet } from './write-workbook.js';

export type TableQuestion = HeadcountQuestion | FlowQuestion | PayQuestion;

/** Everything that a person reads in a template, in their language. */
export interface TemplateWords {
  /** Name of the sheet, e.g. the question's short title. */
  readonly sheet: string;
  /** Titles of the columns. The id stands in a column of its own, so that a renamed row stays the same row. */
  readonly columns: {
    readonly id: string;
    readonly label: string;
    readonly band: string;
    readonly women: string;
    readonly men: string;
    readonly other: string;
    readonly womenCount: string;
    readonly womenMean: string;
    readonly menCount: string;
    readonly menMean: string;
  };
  /** What stands in a row whose figures do not exist, e.g. "not available". */
  readonly notAvailable: string;
  /** Title of a fixed row, or of a stage. */
  readonly row: (id: string) => string;
  readonly band: (id: string) => string;
  readonly decimalMark: '.' | ',';
  readonly rightToLeft: boolean;
}

/** What the agency has named already: rows of open tables are proposed from it. */
export interface TemplateAgency {
  readonly ranks: readonly { readonly id: string; readonly label: string; readonly band: string }[];
  readonly units: readonly { readonly id: string; readonly label: string }[];
}

type Naming = 'id' | 'label' | 'band';
type Figure = Exclude<keyof TemplateWords['columns'], Naming>;
type Column = Naming | Figure;

const HEADCOUNT: readonly Figure[] = ['women', 'men', 'other'];
const FLOW: readonly Figure[] = ['women', 'men'];
const PAY: readonly Figure[] = ['womenCount', 'womenMean', 'menCount', 'menMean'];

const figuresOf = ({ type }: TableQuestion): readonly Figure[] =>
  type === 'headcount' ? HEADCOUNT : type === 'flow' ? FLOW : PAY;

const isBanded = (question: TableQuestion): boolean => question.type === 'headcount' && question.banded;

const columnsOf = (question: TableQuestion): readonly Column[] => [
  'id',
  'label',
  ...(isBanded(question) ? (['band'] as const) : []),
  ...figuresOf(question),
];

const fixedOf = (question: TableQuestion): readonly string[] =>
  question.type === 'flow' ? question.stages : question.rows;

/** The table of a question as a sheet to be filled in: one line a row, figures left empty. */
export function templateOf(question: TableQuestion, words: TemplateWords, agency: TemplateAgency): WrittenSheet {
  const columns = columnsOf(question);
  return {
    name: words.sheet,
    header: columns.map((column) => words.columns[column]),
    rows: proposedRows(question, words, agency).map((row) => columns.map((column): WrittenCell => row[column])),
    rightToLeft: words.rightToLeft,
  };
}

type ProposedRow = Readonly<Partial<Record<Column, string>>>;

function proposedRows(question: TableQuestion, words: TemplateWords, agency: TemplateAgency): readonly ProposedRow[] {
  const fixed = fixedOf(question);
  if (fixed.length > 0) return fixed.map((id) => ({ id, label: words.row(id) }));
  if (question.type === 'headcount' && question.rowsFrom === 'units') return agency.units;
  return agency.ranks.map(({ id, label, band }) => ({ id, label, band: words.band(band) }));
}

/** One filled line. Figures are text, as a person would have typed them into the form: the form's own check reads them. */
export interface TemplateRow {
  /** Line of the sheet, from 1. */
  readonly line: number;
  /** Empty where the agency added a row. */
  readonly id: string;
  readonly label: string;
  /** Id of a band; the text itself when it names none. */
  readonly band?: string;
  readonly notAvailable: boolean;
  readonly cells: Readonly<Partial<Record<Figure, string>>>;
}

export type ReadTemplate =
  | { readonly ok: true; readonly rows: readonly TemplateRow[] }
  | {
      readonly ok: false;
      readonly faults: readonly {
        readonly code: string;
        readonly path: string;
        readonly detail: Readonly<Record<string, string>>;
      }[];
    };

/** A filled template, or a table with the same titles. Lines without any figure are left out. Never guesses a column. */
export function readTemplate(
  question: TableQuestion,
  words: TemplateWords,
  table: Table,
  bands: readonly string[],
): ReadTemplate {
  const positions = positionsOf(columnsOf(question), words, table.rows[0] ?? []);
  const needed: readonly Column[] = fixedOf(question).length > 0 ? ['id', ...figuresOf(question)] : figuresOf(question);
  const missing = needed.filter((column) => column !== 'other' && !positions.has(column));
  if (missing.length > 0) {
    return { ok: false, faults: missing.map((column) => missingColumn(words.columns[column])) };
  }
  const reader = { question, words, positions, bands, format: table.format };
  const rows = table.rows.flatMap((cells, index) => (index === 0 ? [] : readRow(reader, cells, index)));
  const unknown = unknownRows(question, rows, positions.get('id') ?? 0);
  return unknown.length > 0 ? { ok: false, faults: unknown } : { ok: true, rows };
}

const missingColumn = (title: string) => ({
  code: 'workbook.missing-column',
  path: cellName(0, 0),
  detail: { cell: cellName(0, 0), column: title },
});

const plain = (text: string): string => plainText(text).trim().toLowerCase();

function positionsOf(
  columns: readonly Column[],
  words: TemplateWords,
  header: readonly string[],
): ReadonlyMap<Column, number> {
  const titles = header.map(plain);
  const found = columns.map((column) => [column, titles.indexOf(plain(words.columns[column]))] as const);
  return new Map(found.filter(([, position]) => position !== -1));
}

interface RowReader {
  readonly question: TableQuestion;
  readonly words: TemplateWords;
  readonly positions: ReadonlyMap<Column, number>;
  readonly bands: readonly string[];
  readonly format: Table['format'];
}

function readRow(reader: RowReader, cells: readonly string[], index: number): readonly TemplateRow[] {
  const { question, words, positions } = reader;
  const text = (column: Column): string => {
    const position = positions.get(column);
    return position === undefined ? '' : plainText(cells[position] ?? '');
  };
  const figures = figuresOf(question).map((column) => [column, text(column)] as const);
  const filled = figures.filter(([, figure]) => figure !== '');
  if (filled.length === 0) return [];
  const notAvailable = filled.every(([, figure]) => plain(figure) === plain(words.notAvailable));
  const row = {
    line: index + 1,
    id: text('id'),
    label: text('label'),
    notAvailable,
    cells: notAvailable ? {} : Object.fromEntries(filled.map(([column, figure]) => [column, asTyped(figure, reader)])),
  };
  return [isBanded(question) ? { ...row, band: bandOf(text('band'), reader) } : row];
}

/** XLSX writes every number with a point; the form reads it as the person's language does. */
const asTyped = (figure: string, { format, words }: RowReader): string =>
  format === 'xlsx' && words.decimalMark === ',' && /^-?\d+\.\d+$/.test(figure) ? figure.replace('.', ',') : figure;

const bandOf = (text: string, { bands, words }: RowReader): string =>
  bands.find((id) => plain(id) === plain(text) || plain(words.band(id)) === plain(text)) ?? text;

/** A fixed table takes no other rows: a line under a wrong id would vanish without a word. */
function unknownRows(question: TableQuestion, rows: readonly TemplateRow[], column: number) {
  const fixed = fixedOf(question);
  if (fixed.length === 0) return [];
  return rows
    .filter(({ id }) => !fixed.includes(id))
    .map(({ line, id }) => {
      const cell = cellName(line - 1, column);
      return { code: 'workbook.unknown-row', path: cell, detail: { cell, row: id } };
    });
}
