import { isFigure, type GroupView, type Seat } from '@isonomia/application';
import type { Answer, Question } from '@isonomia/instrument';
import { practiceView } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { answerFieldsView } from '../assessment/answer-fields-view.js';
import { fieldsOf, plainNumber } from '../assessment/answer-fields.js';
import { decimalMarkIn, decimalMarkOf } from '../assessment/typed-number.js';
import { field, type FormErrors } from '../shell/fields.js';
import { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

/** Rows to fill in, under those that are filled: a phone adds none by itself. */
const BLANK_ROWS = 4;
export const NOTE_ROWS = 2;

/** What was typed and not taken, shown again as it was. */
export interface TypedAnswer {
  readonly fields: FormFields;
  readonly errors: FormErrors;
}
export interface QuestionOf {
  readonly seat: Seat;
  readonly view: GroupView;
  readonly question: Question;
  readonly typed?: TypedAnswer;
  readonly saved?: boolean;
}

export function headOf(words: Words, { question, view }: QuestionOf): object {
  const { t, find } = words;
  const position = view.questions.findIndex(({ id }) => id === question.id);
  const [previous, next] = [view.questions[position - 1], view.questions[position + 1]];
  const items = view.published.instrument.items
    .filter(({ rule }) => 'question' in rule && rule.question === question.id)
    .map(({ id }) => String(id));
  return {
    id: question.id,
    place: t('page.workshop-groups.question.place', {
      position: position + 1,
      count: view.questions.length,
      dimension: t(`${question.dimension}.title`),
    }),
    title: t(`${question.id}.question`),
    help: find(`${question.id}.help`),
    why: find(`${question.id}.why`),
    practices: view.practices
      .filter((one) => one.items.some((item) => items.includes(item)))
      .map((practice) => practiceView(words, practice)),
    all: ROUTES.roomQuestions,
    previous: wayTo(words, previous, 'previous'),
    following: wayTo(words, next, 'next'),
  };
}

const wayTo = ({ t }: Words, question: Question | undefined, way: 'previous' | 'next'): object | undefined =>
  question === undefined
    ? undefined
    : {
        href: href(isFigure(question) ? ROUTES.roomTogether : ROUTES.roomQuestion, { question: question.id }),
        label: t(`page.workshop-groups.question.${way}`, { title: t(`${question.id}.short`) }),
      };

export function fieldsView(words: Words, { question, view, typed }: QuestionOf, stored: Answer | undefined): object {
  const { agency } = view.work;
  if (agency === undefined) throw new Error('A question was shown to a group that belongs to no agency.');
  const { locale } = words.format;
  const fields =
    typed?.fields ??
    new FormFields(stored === undefined ? {} : fieldsOf(question, stored, plainNumber(decimalMarkOf(locale))));
  const decimalMark = typed === undefined ? decimalMarkOf(locale) : decimalMarkIn(fields, locale);
  const drawn = answerFieldsView({
    words,
    question,
    instrument: view.published.instrument,
    agency,
    fields,
    errors: typed?.errors ?? [],
    decimalMark,
    blankRows: BLANK_ROWS,
  });
  const table = drawn.table === undefined ? undefined : { ...drawn.table, open: false, template: undefined };
  // Nothing can be proved in the room.
  return { id: question.id, ...drawn, table, more: undefined };
}

export const noteField = ({ t }: Words, { typed, question }: QuestionOf, stored: string | undefined): object =>
  field('note', t('page.workshop-groups.field.note'), {
    id: `${question.id}-note`,
    value: typed?.fields.text('note') ?? stored ?? '',
    rows: NOTE_ROWS,
    maxlength: 1000,
    optional: true,
    errors: typed?.errors ?? [],
  });
