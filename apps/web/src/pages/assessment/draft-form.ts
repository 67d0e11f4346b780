import type { DraftFields, StoredDraft } from '@isonomia/application';
import { parseAnswer, type Fault, type Instrument, type Question } from '@isonomia/instrument';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { answerErrors } from './answer-faults.js';
import { readAnswerForm, type AnswerForm } from './answer-form.js';
import { cellNames } from './cell-names.js';
import { decimalMarkIn } from './typed-number.js';

/** What the forms of answers ask for; tokens, revisions and buttons are nobody's typing. */
const FIELDS =
  /^(?:level|answer|checked|proved|number|text|date|source|notAvailable|notApplicable|reason|evidence|rows|currency|period|median|women|men|count|of|severalIntakes|decimals)(?:\[|$)/;
/** They come filled in: by themselves they are no reason to keep a form. */
const FILLED_IN = /^(?:evidence|decimals$|proved\[|currency$|period$|rows\[\d+\]\[id\]$)/;

/** The fields of a posted form as they were typed. */
export function draftFields(body: FormBody): DraftFields {
  const fields = new FormFields(body);
  const typed = Object.keys(body)
    .filter((name) => FIELDS.test(name))
    .flatMap((name) => {
      const [first, ...more] = fields.all(name);
      return first === undefined ? [] : [[name, more.length === 0 ? first : [first, ...more]] as const];
    });
  return Object.fromEntries(typed);
}

/** Whether a person put anything in. The names of rows that the agency set up itself come filled in, too. */
export function hasTyped(body: FormBody): boolean {
  const fields = new FormFields(body);
  return Object.keys(draftFields(body)).some((name) => {
    if (FILLED_IN.test(name) || fields.text(name) === '') return false;
    const [, row] = /^(rows\[\d+\])\[(?:label|band)\]$/.exec(name) ?? [];
    return row === undefined || fields.text(`${row}[id]`) === '';
  });
}

export interface Judged {
  readonly form: AnswerForm;
  readonly errors: FormErrors;
}

/** What is still wrong with a draft, in the words of its form. */
export function judged(
  words: Words,
  { instrument, question }: { readonly instrument: Instrument; readonly question: Question },
  fields: FormBody,
): Judged {
  const decimalMark = decimalMarkIn(new FormFields(fields), words.format.locale);
  const form = readAnswerForm(question, fields, { decimalMark });
  const parsed = form.answer === undefined ? undefined : parseAnswer(instrument, question, form.answer);
  return { form, errors: formErrors(words, { question, form, fields }, parsed?.ok === false ? parsed.faults : []) };
}

export const formErrors = (
  words: Words,
  { question, form, fields }: { readonly question: Question; readonly form: AnswerForm; readonly fields: FormBody },
  faults: readonly Fault[],
): FormErrors => answerErrors(faults, { words, form, ...cellNames(words, question, new FormFields(fields)) });

const ROWS_NAMED = 3;

/** What keeps a draft from being an answer, in half a sentence: "rows Sergeant, Captain still empty; 1 entry to correct". */
export function openPoints(words: Words, question: Question, fields: FormBody, { form, errors }: Judged): string {
  const { t } = words;
  if (form.answer === undefined) return t('page.assessment.draft.no-answer');
  const { row } = cellNames(words, question, new FormFields(fields));
  const empty = form.emptyRows.length;
  const names = form.emptyRows.slice(0, ROWS_NAMED).map(row);
  const more = empty > ROWS_NAMED ? [t('page.assessment.table.and-more', { count: empty - ROWS_NAMED })] : [];
  // Rows without any number are one error, and are told of by their names.
  const cells = errors.filter(({ unfinished }) => unfinished === true).length - (empty === 0 ? 0 : 1);
  const wrong = errors.filter(({ unfinished }) => unfinished !== true).length;
  const points = [
    ...(empty === 0 ? [] : [t('page.assessment.draft.rows', { count: empty, rows: [...names, ...more].join(', ') })]),
    ...(cells === 0 ? [] : [t('page.assessment.draft.cells', { count: cells })]),
    ...(wrong === 0 ? [] : [t('page.assessment.draft.wrong', { count: wrong })]),
  ];
  return points.length === 0 ? t('page.assessment.draft.ready') : points.join('; ');
}

/** A form that named what was removed could never be saved again. */
export function withoutGoneFields(fields: DraftFields, stands: ReadonlySet<string>): DraftFields {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    if (!/^(?:evidence$|proved\[)/.test(name)) return [[name, value] as const];
    const kept = [value].flat().filter((id) => stands.has(id));
    return kept.length === 0 ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(entries);
}

/** A draft as the form of an answer that was recorded since: what proves the answer goes on proving it. */
export function takenUp({ fields }: StoredDraft, answer: FormBody): DraftFields {
  const evidence = [...new Set([...new FormFields(fields).all('evidence'), ...new FormFields(answer).all('evidence')])];
  return { ...fields, ...(evidence.length > 0 && { evidence }) };
}
