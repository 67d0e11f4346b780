import type { Fault } from '@isonomia/instrument';
import type { FormError, FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import type { AnswerForm } from './answer-form.js';

export interface FaultContext {
  readonly words: Words;
  readonly form: AnswerForm;
  /** What the page calls a field, e.g. "Inspector, women"; undefined where the question says it all. */
  readonly cell: (field: string) => string | undefined;
  /** What the page calls a row of the form, by its number. */
  readonly row: (position: number) => string;
  readonly option: (id: string) => string;
  /** Field of the first number of a row. */
  readonly firstColumn: string;
}

const ROWS_NAMED = 3;

/** Faults of an answer as sentences for its form. Rows without any number are told of in one sentence, not cell by cell. */
export function answerErrors(faults: readonly Fault[], context: FaultContext): FormErrors {
  const { form } = context;
  const cells = faults.flatMap((fault) => {
    const place = placeOf(fault, form);
    if (place.position !== undefined && form.emptyRows.includes(place.position)) return [];
    return [errorOf(fault, place.field, context)];
  });
  return form.emptyRows.length === 0 ? cells : [emptyRows(context), ...cells];
}

function errorOf(fault: Fault, field: string | undefined, context: FaultContext): FormError {
  return {
    message: sentence(fault, field, context),
    ...(field !== undefined && { field }),
    ...(fault.code === 'answer.missing-key' && { unfinished: true }),
  };
}

function emptyRows({ words, form, row, firstColumn }: FaultContext) {
  const names = form.emptyRows.slice(0, ROWS_NAMED).map(row);
  const more = form.emptyRows.length - names.length;
  const rows = [...names, ...(more > 0 ? [words.t('page.assessment.table.and-more', { count: more })] : [])].join(', ');
  const message = words.t('page.assessment.table.empty-rows', { count: form.emptyRows.length, rows });
  return { field: `rows[${form.emptyRows[0] ?? 0}][${firstColumn}]`, message, unfinished: true } as const;
}

interface FaultPlace {
  readonly field: string | undefined;
  readonly position: number | undefined;
}

/** `answers.WFC1.value.rows.3.women` → the field whose value it is. */
function placeOf(fault: Fault, form: AnswerForm): FaultPlace {
  const [, , ...path] = fault.path.split('.');
  const [first = '', second = '', ...rest] = path;
  if (first !== 'value') return { field: FIELDS[first] ?? undefined, position: undefined };
  if (second !== 'rows' && second !== 'stages') return { field: valueField(second, rest), position: undefined };
  return cellPlace(rest, form);
}

function cellPlace([index, key, inner = '']: readonly string[], form: AnswerForm): FaultPlace {
  if (index === undefined) return { field: undefined, position: undefined };
  const position = form.positions[Number(index)] ?? Number(index);
  return { field: `rows[${position}][${cellName(key ?? 'women', inner)}]`, position };
}

const FIELDS: Readonly<Record<string, string>> = {
  notApplicable: 'reason',
  notAvailable: 'notAvailable',
  source: 'source',
};

const valueField = (name: string, rest: readonly string[]): string | undefined => {
  const [inner] = rest;
  if (name === '') return undefined;
  return inner === undefined || name === 'checked' ? name : `${name}[${inner}]`;
};

/** Pay has two numbers a sex; the id of an open row is made of its label, so the label is what can be mended. */
const cellName = (key: string, inner: string): string => {
  if (key === 'notAvailable') return 'na';
  if (key === 'id') return 'label';
  return inner === '' ? key : `${key}${inner.charAt(0).toUpperCase()}${inner.slice(1)}`;
};

function sentence(fault: Fault, field: string | undefined, context: FaultContext): string {
  const { words } = context;
  const cell = field === undefined ? undefined : context.cell(field);
  const option = fault.detail['option'];
  const values = {
    ...fault.detail,
    code: fault.code,
    cell: cell === undefined ? '' : `${cell}: `,
    ...(typeof option === 'string' && { option: context.option(option) }),
  };
  const key = fault.code === 'answer.unknown-key' ? 'answer.unavailable-with-numbers' : fault.code;
  return (
    words.find(`page.assessment.fault.${key}`, values) ??
    words.find(fault.code, { ...values, place: cell ?? fault.path }) ??
    words.t('page.assessment.fault.answer.other', values)
  );
}
