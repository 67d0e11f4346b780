import type { FlowQuestion, HeadcountQuestion, PayQuestion, Question } from '@isonomia/instrument';
import type { FormFields, ReadingRules, ReadValue } from '../shell/form-fields.js';
import { typedNumber } from './typed-number.js';

type TableQuestion = HeadcountQuestion | FlowQuestion | PayQuestion;

/** A cell of a form row and where it goes in the row of an answer: `womenMean` → `women.mean`. */
interface Column {
  readonly field: string;
  readonly path: readonly [string] | readonly [string, string];
}
const flat = (field: string): Column => ({ field, path: [field] });
const HEAD_COLUMNS: readonly Column[] = ['women', 'men', 'other'].map(flat);
const STAGE_COLUMNS: readonly Column[] = ['women', 'men'].map(flat);
const PAY_COLUMNS: readonly Column[] = [
  { field: 'womenCount', path: ['women', 'count'] },
  { field: 'womenMean', path: ['women', 'mean'] },
  { field: 'menCount', path: ['men', 'count'] },
  { field: 'menMean', path: ['men', 'mean'] },
];

/** Reads the rows of a table question; undefined when nothing at all was typed. */
export function tableOf(question: TableQuestion, fields: FormFields, rules: ReadingRules): ReadValue {
  const read = readRows(question, fields, rules);
  if (read.rows.every((row) => row.empty) && !restIsTyped(question, fields)) return { value: undefined };
  return {
    value: valueOf(
      question,
      fields,
      read.rows.map((row) => row.body),
      rules,
    ),
    positions: read.rows.map((row) => row.position),
    emptyRows: read.rows.filter((row) => row.empty).map((row) => row.position),
  };
}

function valueOf(question: TableQuestion, fields: FormFields, rows: readonly unknown[], rules: ReadingRules): unknown {
  if (question.type === 'headcount') return { rows };
  if (question.type === 'flow') return { stages: rows, ...(fields.ticked('severalIntakes') && { cohort: false }) };
  const median = medianOf(fields, rules);
  return {
    currency: fields.text('currency').toUpperCase(),
    period: fields.text('period'),
    rows,
    ...(median !== undefined && { median }),
  };
}

/** Currency and period come filled in: they say nothing about whether somebody answered. */
const restIsTyped = (question: TableQuestion, fields: FormFields): boolean =>
  question.type === 'pay' && ['median[women]', 'median[men]'].some((name) => fields.text(name) !== '');

function medianOf(fields: FormFields, rules: ReadingRules): Record<string, unknown> | undefined {
  const entries = ['women', 'men'].flatMap((sex) => {
    const typed = typedNumber(fields.text(`median[${sex}]`), rules.decimalMark);
    return typed === undefined ? [] : [[sex, typed] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

interface FormRow {
  readonly position: number;
  readonly body: unknown;
  readonly empty: boolean;
}

/** Ids that the instrument fixes; none where the agency names its own rows, or the question has no rows. */
export function fixedIds(question: Question): readonly string[] {
  if (question.type === 'flow') return question.stages;
  return question.type === 'headcount' || question.type === 'pay' ? question.rows : [];
}

function readRows(
  question: TableQuestion,
  fields: FormFields,
  rules: ReadingRules,
): { readonly rows: readonly FormRow[] } {
  const fixed = fixedIds(question);
  if (fixed.length > 0) {
    return { rows: fixed.map((id, position) => readRow(question, new RowFields(fields, position), { id }, rules)) };
  }
  const taken = new Set<string>();
  const rows = fields.positions('rows').flatMap((position) => {
    const row = new RowFields(fields, position);
    // A row that the page offered for more, and nobody used.
    if (row.isBlank(columnsOf(question))) return [];
    const naming = { id: freshId(row, taken), ...openNaming(question, row) };
    return [readRow(question, row, naming, rules)];
  });
  return { rows };
}

/** Fields of one row of the form. */
class RowFields {
  constructor(
    private readonly fields: FormFields,
    readonly position: number,
  ) {}

  text(name: string): string {
    return this.fields.text(`rows[${this.position}][${name}]`);
  }

  get unavailable(): boolean {
    return this.fields.ticked(`rows[${this.position}][na]`);
  }

  isBlank(columns: readonly Column[]): boolean {
    return !this.unavailable && this.text('label') === '' && columns.every(({ field }) => this.text(field) === '');
  }
}

export const columnsOf = (question: TableQuestion): readonly Column[] => {
  if (question.type === 'headcount') return HEAD_COLUMNS;
  return question.type === 'flow' ? STAGE_COLUMNS : PAY_COLUMNS;
};

function openNaming(question: TableQuestion, row: RowFields): Record<string, string> {
  const label = row.text('label');
  const band = row.text('band');
  return {
    ...(label !== '' && { label }),
    ...(question.type === 'headcount' && question.banded && band !== '' && { band }),
  };
}

function readRow(
  question: TableQuestion,
  row: RowFields,
  naming: Record<string, string>,
  rules: ReadingRules,
): FormRow {
  const { position } = row;
  const cells: Record<string, unknown> = {};
  for (const { field, path } of columnsOf(question)) {
    const typed = typedNumber(row.text(field), rules.decimalMark);
    if (typed === undefined) continue;
    const [key, inner] = path;
    cells[key] = inner === undefined ? typed : { ...(cells[key] as object | undefined), [inner]: typed };
  }
  const empty = Object.keys(cells).length === 0 && !row.unavailable;
  // Numbers beside the tick are kept, so that the check refuses the row instead of somebody's figures vanishing.
  if (row.unavailable || (empty && rules.emptyRowsAreUnavailable === true)) {
    return { position, empty: false, body: { ...naming, notAvailable: true, ...cells } };
  }
  return { position, empty, body: { ...naming, ...withSexes(question, cells) } };
}

/** Both sexes stand in a row of pay, so that a missing number is named as that number and not as half a row. */
const withSexes = (question: TableQuestion, cells: Record<string, unknown>): Record<string, unknown> =>
  question.type === 'pay' && Object.keys(cells).length > 0 ? { women: {}, men: {}, ...cells } : cells;

/** The row's own id, else one made of its label, unlike those before it. */
function freshId(row: RowFields, taken: Set<string>): string {
  const given = row.text('id');
  const wanted = given === '' ? slug(row.text('label')) : given;
  let id = wanted === '' ? `row-${row.position + 1}` : wanted;
  for (let next = 2; taken.has(id); next += 1) id = `${wanted === '' ? 'row' : wanted}-${next}`;
  taken.add(id);
  return id;
}

/** Letters that fit an id; empty for a label in another script, which then takes the number of its row. */
export const slug = (label: string): string =>
  label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50)
    .replace(/-$/, '');
