import type { Agency } from '@isonomia/application';
import type { FlowQuestion, HeadcountQuestion, Instrument, PayQuestion } from '@isonomia/instrument';
import { idOf, type FormErrors } from '../shell/fields.js';
import type { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { columnsOf } from './table-form.js';
import { typedNumber } from './typed-number.js';

/** A table of number fields as `partials/forms/table.hbs` draws it; every key present, since templates are strict. */
export interface TableField {
  readonly caption: string;
  readonly first: string;
  readonly columns: readonly { readonly label: string; readonly hint: string | undefined }[];
  readonly bands: boolean;
  /** The band under the name, in one cell: a table with numbers beside it must stay narrow. */
  readonly stacked: boolean;
  readonly share: boolean;
  readonly unavailable: boolean;
  readonly open: boolean;
  readonly rows: readonly TableRow[];
  /** Of a row that a script adds; `__index__` stands for its number. */
  readonly template: TableRow | undefined;
  readonly totals: readonly { readonly column: string | undefined; readonly text: string }[] | undefined;
  readonly totalShare: string;
}
export interface TableRow {
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly label: string;
  /** Its band, where neither name nor band are to be typed. */
  readonly note: string | undefined;
  readonly labelField: TableCell | undefined;
  readonly band: (TableCell & { readonly options: readonly BandOption[] }) | undefined;
  readonly cells: readonly TableCell[];
  readonly share: string;
  readonly na:
    { readonly name: string; readonly id: string; readonly label: string; readonly checked: boolean } | undefined;
  readonly remove: string | undefined;
}
interface BandOption {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}
export interface TableCell {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly column: string | undefined;
  readonly invalid: boolean;
}

export interface TableContext {
  readonly words: Words;
  readonly instrument: Instrument;
  readonly agency: Agency;
  readonly fields: FormFields;
  readonly errors: FormErrors;
  readonly decimalMark: '.' | ',';
  /** Blank rows under those that are filled, for pages without script. */
  readonly blankRows: number;
}

type TableQuestion = HeadcountQuestion | FlowQuestion | PayQuestion;

export function tableField(question: TableQuestion, context: TableContext): TableField {
  const { words } = context;
  const fixed = question.type === 'flow' ? question.stages : question.rows;
  const open = fixed.length === 0;
  const rows = (open ? openRows(question, context) : fixed.map((id, position) => ({ position, id }))).map((row) =>
    rowField(question, row, context),
  );
  return {
    caption: words.t(`${question.id}.short`),
    first: words.t(`page.assessment.table.${firstColumn(question)}`),
    columns: columnsOf(question).map(({ field }) => ({
      label: words.t(`page.assessment.table.${COLUMN_TEXTS[field] ?? field}`),
      hint: undefined,
    })),
    bands: question.type === 'headcount' && question.banded,
    stacked: true,
    share: question.type !== 'pay',
    unavailable: true,
    open,
    rows,
    template: open ? rowField(question, { position: '__index__' }, context) : undefined,
    totals: question.type === 'flow' ? undefined : totalsOf(question, rows, context),
    totalShare: '',
  };
}

const COLUMN_TEXTS: Readonly<Record<string, string>> = {
  other: 'other-short',
  womenCount: 'women-count',
  womenMean: 'women-mean',
  menCount: 'men-count',
  menMean: 'men-mean',
};

/** Columns whose numbers are people, and add up. */
const COUNTED: Readonly<Record<string, string>> = {
  women: 'women',
  men: 'men',
  other: 'other',
  womenCount: 'women',
  menCount: 'men',
};

const firstColumn = (question: TableQuestion): string => {
  if (question.type === 'flow') return 'stage';
  if (question.type === 'pay') return question.rows.length === 0 ? 'grade' : 'component';
  if (question.rowsFrom === 'ranks') return 'rank';
  return question.rowsFrom === 'units' ? 'unit' : 'row';
};

interface RowSource {
  readonly position: number | '__index__';
  /** Fixed by the instrument. */
  readonly id?: string;
  /** Proposed from the agency's own ranks or units. */
  readonly proposed?: { readonly id: string; readonly label: string; readonly band?: string };
}

function openRows(question: TableQuestion, { fields, agency, blankRows }: TableContext): readonly RowSource[] {
  const posted = fields.positions('rows');
  const own = posted.length > 0 ? [] : proposals(question, agency);
  const filled: readonly RowSource[] =
    posted.length > 0
      ? posted.map((position) => ({ position }))
      : own.map((proposed, position) => ({ position, proposed }));
  const next = (posted.at(-1) ?? own.length - 1) + 1;
  const blank = Array.from({ length: filled.length === 0 ? Math.max(3, blankRows) : blankRows }, (_, offset) => ({
    position: next + offset,
  }));
  return [...filled, ...blank];
}

const proposals = (
  question: TableQuestion,
  agency: Agency,
): readonly { readonly id: string; readonly label: string; readonly band?: string }[] => {
  if (question.type !== 'headcount') return [];
  if (question.rowsFrom === 'ranks') return agency.ranks;
  return question.rowsFrom === 'units' ? agency.units : [];
};

function rowField(question: TableQuestion, source: RowSource, context: TableContext): TableRow {
  const { words, fields } = context;
  const at = `rows[${source.position}]`;
  const fixedLabel = source.id === undefined ? undefined : rowLabel(words, question, source.id);
  const name = rowName(source, context);
  const spoken = fixedLabel ?? (name.label === '' ? rowNumber(words, source.position) : name.label);
  const cell = (field: string, column: string): TableCell => ({
    ...cellField(question, context, `${at}[${field}]`),
    label: words.t('page.assessment.table.cell', { row: spoken, column }),
    column: COUNTED[field],
  });
  const cells = columnsOf(question).map(({ field }) =>
    cell(field, words.t(`page.assessment.table.${COLUMN_TEXTS[field] ?? field}`)),
  );
  return {
    label: spoken,
    ...(fixedLabel === undefined ? openNaming(question, name, context, cell) : FIXED),
    cells,
    share: shareOf(context, cells),
    na: {
      name: `${at}[na]`,
      id: `${question.id}-${idOf(`${at}[na]`)}`,
      label: words.t('page.assessment.table.not-available-of', { row: spoken }),
      checked: fields.ticked(`${at}[na]`),
    },
    remove: fixedLabel === undefined ? words.t('page.assessment.table.remove', { row: spoken }) : undefined,
  };
}

type Naming = Pick<TableRow, 'hidden' | 'note' | 'labelField' | 'band'>;
const FIXED: Naming = { hidden: [], note: undefined, labelField: undefined, band: undefined };

/** What an open row is called and belongs to: as typed, else as the agency's own rank or unit proposes. */
interface RowName {
  readonly at: string;
  readonly id: string | undefined;
  readonly label: string;
  readonly band: string | undefined;
}

function rowName({ position, proposed }: RowSource, { fields }: TableContext): RowName {
  const at = `rows[${position}]`;
  const typed = (name: string): string | undefined => {
    const text = fields.text(`${at}[${name}]`);
    return text === '' ? undefined : text;
  };
  return {
    at,
    id: typed('id') ?? proposed?.id,
    label: typed('label') ?? proposed?.label ?? '',
    band: typed('band') ?? proposed?.band,
  };
}

/** A row of the agency's own ranks or units stands as it was set up; any other row has its name and band typed. */
function openNaming(
  question: TableQuestion,
  name: RowName,
  context: TableContext,
  cell: (name: string, column: string) => TableCell,
): Naming {
  const { words, agency } = context;
  const banded = question.type === 'headcount' && question.banded;
  const hidden = name.id === undefined ? [] : [{ name: `${name.at}[id]`, value: name.id }];
  const own = proposals(question, agency).find(({ id }) => id === name.id);
  if (own?.label === name.label && (!banded || own.band === name.band)) return ownNaming(name, context, hidden, banded);
  const column = words.t(`page.assessment.table.${firstColumn(question)}`);
  const band = { ...cell('band', words.t('page.assessment.table.band')), options: bandOptions(context, name.band) };
  return {
    hidden,
    note: undefined,
    labelField: { ...cell('label', column), value: name.label },
    band: banded ? band : undefined,
  };
}

function ownNaming(name: RowName, { words }: TableContext, hidden: TableRow['hidden'], banded: boolean): Naming {
  const label = { name: `${name.at}[label]`, value: name.label };
  if (!banded || name.band === undefined) return { ...FIXED, hidden: [...hidden, label] };
  const band = { name: `${name.at}[band]`, value: name.band };
  return { ...FIXED, hidden: [...hidden, label, band], note: words.find(`band.${name.band}.title`) };
}

const rowNumber = ({ t }: Words, position: number | '__index__'): string =>
  `${t('page.assessment.table.row')} ${position === '__index__' ? position : position + 1}`;

/** What a fixed row or stage is called. */
export const rowLabel = (
  { find }: Words,
  { id, type }: { readonly id: string; readonly type: string },
  row: string,
): string => find(`${id}.${type === 'flow' ? 'stages' : 'rows'}.${row}`) ?? row;

export function cellField(
  { id }: { readonly id: string },
  { fields, errors }: Pick<TableContext, 'fields' | 'errors'>,
  name: string,
): Omit<TableCell, 'label' | 'column'> {
  return {
    name,
    id: `${id}-${idOf(name)}`,
    value: fields.text(name),
    invalid: errors.some((error) => error.field === name),
  };
}

const bandOptions = ({ words, instrument }: TableContext, chosen: string | undefined): readonly BandOption[] => [
  { value: '', label: words.t('page.assessment.table.band-choose'), selected: chosen === undefined },
  ...instrument.bands.map((band) => ({
    value: band.id,
    label: words.t(`band.${band.id}.title`),
    selected: chosen === band.id,
  })),
];

const counted = ({ decimalMark }: TableContext, cells: readonly TableCell[], column: string): number | undefined => {
  const numbers = cells
    .filter((cell) => cell.column === column)
    .map((cell) => typedNumber(cell.value, decimalMark))
    .filter((number) => typeof number === 'number');
  return numbers.length === 0 ? undefined : numbers.reduce((sum, one) => sum + one, 0);
};

function shareOf(context: TableContext, cells: readonly TableCell[]): string {
  const women = counted(context, cells, 'women');
  const men = counted(context, cells, 'men');
  if (women === undefined || men === undefined || women + men === 0) return '–';
  return context.words.format.percent(women / (women + men), 1);
}

function totalsOf(question: TableQuestion, rows: readonly TableRow[], context: TableContext): TableField['totals'] {
  const cells = rows.flatMap((row) => row.cells);
  return columnsOf(question).map(({ field }) => {
    const column = COUNTED[field];
    const total = column === undefined ? undefined : counted(context, cells, column);
    return { column, text: column === undefined ? '' : context.words.format.count(total ?? 0) };
  });
}
