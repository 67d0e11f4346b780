import type { CurrentAnswer, DimensionView, QuestionView, RestorableEvidence } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { frameOf, savedText } from './dimension-view.js';
import { attachView, evidenceFormView, evidenceLines, removedView } from './evidence-view.js';
import { questionView, type RefusedForm, type Typed } from './question-view.js';
import { anchorOf } from './question-address.js';
import { whenOf } from './when.js';
import { said } from './said.js';
import { isTable } from './sheet-view.js';

export interface ItemState {
  readonly saved?: string;
  /** Evidence that was just removed, as long as this person can bring it back. */
  readonly removed?: RestorableEvidence;
  readonly typed?: Typed;
  readonly evidence?: RefusedForm;
  readonly comment?: RefusedForm;
  /** A file was read into the table, or could not be. */
  readonly upload?: { readonly read: boolean; readonly errors: FormErrors };
}
export interface ItemParts {
  readonly view: DimensionView;
  readonly line: QuestionView;
  readonly revisions: readonly CurrentAnswer[];
}

/** One question alone: its form, what proves it, what colleagues say, and how the answer came about. */
export function itemView(words: Words, parts: ItemParts, state: ItemState) {
  const { t } = words;
  const { view, line } = parts;
  const frame = frameOf(words, view);
  const dimension = href(ROUTES.dimension, { assessment: view.assessment.id, dimension: view.dimension });
  return {
    ...frame,
    crumbs: [...frame.crumbs, { href: dimension, label: t(`${view.dimension}.title`) }],
    title: t(`${line.question.id}.short`),
    saved: savedText(words, state.saved),
    errors: errorsOf(line, state),
    readOnly: !view.may.answer,
    question: questionView(words, view, line, { typed: state.typed, origin: 'question' }),
    evidence: evidenceLines(words, view, line),
    removed: removedView(words, parts, state.removed),
    comments: commentsOf(words, parts),
    history: historyOf(words, parts),
    ...formsOf(words, parts, state),
    back: {
      href: `${dimension}#${anchorOf(line.question.id)}`,
      label: t('page.assessment.item.back', { title: t(`${view.dimension}.title`) }),
    },
  };
}

const errorsOf = ({ question }: QuestionView, { typed, evidence, comment, upload }: ItemState) => [
  ...summaryOf(typed?.errors ?? [], question.id),
  ...summaryOf([...(evidence?.errors ?? []), ...(comment?.errors ?? [])], 'new'),
  ...summaryOf(upload?.errors ?? [], 'table'),
];

/** What this person may do here, each with its form. */
function formsOf(words: Words, { view, line }: ItemParts, state: ItemState) {
  const { may } = view;
  const parameters = { assessment: view.assessment.id, question: line.question.id };
  const restore = { action: href(ROUTES.restoreAnswer, parameters), revision: line.revision };
  return {
    table: may.answer && isTable(line.question) ? tableOf(words, parameters, state) : undefined,
    attach: may.answer ? attachView(words, view, line, parameters) : undefined,
    restore: may.answer ? restore : undefined,
    addEvidence: may.evidence ? evidenceFormView(words, view, line, state.evidence) : undefined,
    addComment: may.comment ? commentForm(words, parameters, state.comment) : undefined,
  };
}

const tableOf = (
  { t }: Words,
  parameters: { readonly assessment: string; readonly question: string },
  { upload }: ItemState,
) => ({
  action: href(ROUTES.upload, parameters),
  xlsx: href(ROUTES.template, { ...parameters, format: 'xlsx' }),
  csv: href(ROUTES.template, { ...parameters, format: 'csv' }),
  read: upload?.read === true ? t('page.assessment.table.upload-read') : undefined,
  errors: upload?.errors.map(({ message }) => message) ?? [],
});

const nameOf = ({ t }: Words, name: string | undefined): string => name ?? t('page.assessment.item.somebody');

const commentsOf = (words: Words, { view, line }: ItemParts) =>
  line.comments.map(({ id, authorName, at, text, asks }) => ({
    id,
    asks: asks === true,
    by: words.t('page.assessment.item.comment-by', {
      name: nameOf(words, authorName),
      when: whenOf(words, view, at),
    }),
    paragraphs: text.split(/\n+/),
  }));

const commentForm = (
  { t }: Words,
  parameters: { readonly assessment: string; readonly question: string },
  refused: RefusedForm | undefined,
) => ({
  action: href(ROUTES.comments, parameters),
  text: field('text', t('page.assessment.item.comment'), {
    id: 'new-text',
    value: typeof refused?.body['text'] === 'string' ? refused.body['text'] : '',
    rows: 3,
    maxlength: 4000,
    errors: refused?.errors ?? [],
  }),
});

const historyOf = (words: Words, { view, line, revisions }: ItemParts) =>
  revisions.map((one) => ({
    revision: one.revision,
    by: words.t('page.assessment.item.history-by', {
      name: nameOf(words, one.changedByName),
      when: one.changedAt === undefined ? '' : whenOf(words, view, one.changedAt),
    }),
    current: one.revision === line.revision,
    cleared: one.answer === undefined,
    lines: one.answer === undefined ? [] : said(words, line.question, one.answer).split('\n'),
    restorable: one.answer !== undefined && one.revision !== line.revision,
  }));
