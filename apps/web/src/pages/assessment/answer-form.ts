import type { Question } from '@isonomia/instrument';
import { FormFields, type FormBody, type ReadingRules, type ReadValue } from '../shell/form-fields.js';
import { tableOf } from './table-form.js';
import { typedNumber } from './typed-number.js';

/** What a person posted for one question, before anybody judged it. */
export interface AnswerForm {
  /** An entry of an answer file as it would be recorded; undefined when every field was left empty. */
  readonly answer: unknown;
  /** The revision that the page showed. */
  readonly revision: number;
  /** Position in the answer's list → number in the names of the form's fields; blank rows are not handed on. */
  readonly positions: readonly number[];
  /** Rows that got no numbers, by number in the form. */
  readonly emptyRows: readonly number[];
}

/** Form fields → raw answer. Shape only: what the value means and whether it is legal is `parseAnswer`'s to say. */
export function readAnswerForm(question: Question, body: FormBody | FormFields, rules: ReadingRules): AnswerForm {
  const fields = body instanceof FormFields ? body : new FormFields(body);
  const revision = fields.revision();
  const evidence = listed(fields, 'evidence');
  const plain = { revision, positions: [], emptyRows: [] };
  if (fields.ticked('notAvailable')) return { ...plain, answer: { notAvailable: true } };
  if (fields.ticked('notApplicable')) {
    return { ...plain, answer: { notApplicable: fields.text('reason'), ...(evidence.length > 0 && { evidence }) } };
  }
  const read = readValue(question, fields, rules);
  if (read.value === undefined) return { ...plain, answer: undefined };
  const source = fields.text('source');
  const answer = {
    value: read.value,
    ...(evidence.length > 0 && { evidence }),
    ...(source !== '' && { source }),
  };
  return { revision, answer, positions: read.positions ?? [], emptyRows: read.emptyRows ?? [] };
}

const listed = (fields: FormFields, name: string): readonly string[] => [
  ...new Set(fields.all(name).filter((id) => id !== '')),
];

function readValue(question: Question, fields: FormFields, rules: ReadingRules): ReadValue {
  switch (question.type) {
    case 'maturity': {
      const level = fields.text('level');
      return { value: level === '' ? undefined : { level: typedNumber(level, '.') } };
    }
    case 'compliance':
      return { value: single(fields, 'answer') };
    case 'checklist':
      return { value: checklist(fields) };
    case 'text':
      // Line ends as one kind: browsers send two characters where people typed one.
      return { value: single(fields, 'text', (text) => text.replace(/\r\n?/g, '\n')) };
    case 'date':
      return { value: single(fields, 'date') };
    case 'number':
      return { value: number(fields, rules) };
    default:
      return figures(question, fields, rules);
  }
}

type FigureQuestion = Extract<
  Question,
  { readonly type: 'headcount' | 'flow' | 'rate' | 'means' | 'pay' | 'coverage' }
>;

function figures(question: FigureQuestion, fields: FormFields, rules: ReadingRules): ReadValue {
  switch (question.type) {
    case 'rate':
      return { value: bySex(fields, rules, ['of', 'count']) };
    case 'means':
      return { value: bySex(fields, rules, ['count', 'mean']) };
    case 'coverage':
      return { value: coverage(fields, rules) };
    default:
      return tableOf(question, fields, rules);
  }
}

function single(fields: FormFields, name: string, tidy = (text: string): string => text): unknown {
  const text = fields.text(name);
  return text === '' ? undefined : { [name]: tidy(text) };
}

function number(fields: FormFields, rules: ReadingRules): unknown {
  const typed = typedNumber(fields.text('number'), rules.decimalMark);
  return typed === undefined ? undefined : { number: typed };
}

function checklist(fields: FormFields): unknown {
  const checked = listed(fields, 'checked');
  if (checked.length === 0) return undefined;
  const proved = checked.flatMap((option) => {
    const evidence = listed(fields, `proved[${option}]`);
    return evidence.length === 0 ? [] : [[option, evidence] as const];
  });
  return { checked, ...(proved.length > 0 && { proved: Object.fromEntries(proved) }) };
}

/** `{women: {of, count}, men: {of, count}}`; cells left empty are absent, so that the check names each of them. */
function bySex(fields: FormFields, rules: ReadingRules, names: readonly string[]): unknown {
  const women = group(fields, rules, { under: 'women', names });
  const men = group(fields, rules, { under: 'men', names });
  return isEmpty(women) && isEmpty(men) ? undefined : { women, men };
}

function coverage(fields: FormFields, rules: ReadingRules): unknown {
  const names = ['count', 'of'];
  const all = Object.fromEntries(given(names.map((name) => [name, typedNumber(fields.text(name), rules.decimalMark)])));
  const women = group(fields, rules, { under: 'women', names });
  const men = group(fields, rules, { under: 'men', names });
  if (isEmpty(all) && isEmpty(women) && isEmpty(men)) return undefined;
  return { ...all, ...(!isEmpty(women) && { women }), ...(!isEmpty(men) && { men }) };
}

function group(
  fields: FormFields,
  rules: ReadingRules,
  { under, names }: { readonly under: string; readonly names: readonly string[] },
): Record<string, unknown> {
  return Object.fromEntries(
    given(names.map((name) => [name, typedNumber(fields.text(`${under}[${name}]`), rules.decimalMark)])),
  );
}

const given = (entries: readonly (readonly [string, unknown])[]): readonly (readonly [string, unknown])[] =>
  entries.filter(([, value]) => value !== undefined);

const isEmpty = (record: Record<string, unknown>): boolean => Object.keys(record).length === 0;
