import { isOvertaken, type DimensionView, type QuestionView, type StoredDraft } from '@isonomia/application';
import { practiceView, referenceTitle } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { summaryOf, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { answerFieldsView } from './answer-fields-view.js';
import { fieldsOf, plainNumber } from './answer-fields.js';
import { judged, withoutGoneFields } from './draft-form.js';
import { draftView } from './draft-view.js';
import { whenOf } from './when.js';
import { confirmLabel, isWaiting, lastAnswerView, nameOfOrigin } from './last-answer.js';
import { decimalMarkIn, decimalMarkOf } from './typed-number.js';
import { warningText } from './warning-text.js';

/** What a person sent that could not be saved: shown again as it was typed. */
export interface Typed {
  readonly question: string;
  readonly body: FormBody;
  readonly errors: FormErrors;
  readonly blankRows: number;
}

/** Any other form that was sent and refused. */
export interface RefusedForm {
  readonly body: FormBody;
  readonly errors: FormErrors;
}

/** Where a saved form leads back to. */
export type Origin = 'dimension' | 'question';

/** One question with its form; the same on the page of its dimension and on its own. */
export function questionView(
  words: Words,
  view: DimensionView,
  line: QuestionView,
  { typed, origin }: { readonly typed?: Typed | undefined; readonly origin: Origin },
): object {
  const { t } = words;
  const { question } = line;
  const form = formOf(words, view, line, typed);
  const draft = draftView(words, view, line);
  const { fields, errors } = form;
  const parameters = { assessment: view.assessment.id, question: question.id };
  return {
    id: question.id,
    tags: tagsOf(words, view, line),
    title: t(`${question.id}.question`),
    help: words.find(`${question.id}.help`),
    ...whyOf(words, view, line),
    mayAnswer: view.may.answer,
    action: href(ROUTES.answer, parameters),
    origin,
    revision: line.revision,
    // A draft that an answer overtook is not in this form: sending the form must not take it for seen.
    mark: form.mark,
    decimals: form.decimalMark,
    draft,
    evidenceIds: fields.all('evidence'),
    errors: summaryOf(errors, question.id),
    asked: askedOf(words, view, line),
    warnings: line.warnings.map((warning) => warningText(words, warning)),
    ...answerFieldsView({ words, question, instrument: view.published.instrument, agency: view.agency, ...form }),
    status: draft?.status ?? statusOf(words, view, line),
    last: lastAnswerView(words, view, line),
    confirm: confirmLabel(words, view, line),
    discard: view.may.answer ? href(ROUTES.discardDraft, parameters) : undefined,
    clear: view.may.answer && line.current?.answer !== undefined ? href(ROUTES.clearAnswer, parameters) : undefined,
    more: moreOf(words, view, line),
  };
}

/** What a reviewer asks for here, for as long as anything can be done about it. */
const askedOf = (words: Words, view: DimensionView, { comments }: QuestionView) =>
  view.assessment.state === 'validated'
    ? []
    : comments.flatMap(({ asks, text, authorName, at }) => {
        const name = authorName ?? words.t('page.assessment.item.somebody');
        const by = words.t('page.assessment.item.comment-by', { name, when: whenOf(words, view, at) });
        return asks === true ? [{ by, paragraphs: text.split(/\n+/) }] : [];
      });

interface ShownForm {
  readonly fields: FormFields;
  readonly errors: FormErrors;
  readonly decimalMark: '.' | ',';
  readonly blankRows: number;
  /** Of the draft that stands in the form, 0 for none. */
  readonly mark: number;
}

/** What was typed and refused, else the draft, else what is stored. */
function formOf(words: Words, view: DimensionView, line: QuestionView, typed: Typed | undefined): ShownForm {
  const { question, current } = line;
  const decimalMark = decimalMarkOf(words.format.locale);
  const draft = openDraft(line);
  const { locale } = words.format;
  const common = { decimalMark, blankRows: 0, mark: draft?.mark ?? 0 };
  if (typed?.question === question.id) {
    return written(locale, {
      ...common,
      fields: new FormFields(typed.body),
      errors: typed.errors,
      blankRows: typed.blankRows,
    });
  }
  if (draft !== undefined) return written(locale, { ...common, ...draftForm(words, view, line, draft) });
  const stored = current?.answer === undefined ? {} : fieldsOf(question, current.answer, plainNumber(decimalMark));
  return { ...common, fields: new FormFields(stored), errors: [] };
}

/** What was typed on a page of another language keeps the mark it was typed with. */
const written = (locale: string, form: ShownForm): ShownForm => ({
  ...form,
  decimalMark: decimalMarkIn(form.fields, locale),
});

/** One that an answer overtook stands beside the form, not in it. */
const openDraft = ({ draft, revision }: QuestionView): StoredDraft | undefined =>
  draft === undefined || isOvertaken(draft, revision) ? undefined : draft;

function draftForm(
  words: Words,
  view: DimensionView,
  { question }: QuestionView,
  draft: StoredDraft,
): Pick<ShownForm, 'fields' | 'errors'> {
  const fields = withoutGoneFields(draft.fields, new Set(view.evidence.map(({ id }) => id)));
  const { form, errors } = judged(words, { instrument: view.published.instrument, question }, fields);
  // That rows are empty is said at the head of the form already.
  return { fields: new FormFields(fields), errors: form.emptyRows.length > 0 ? errors.slice(1) : errors };
}

function tagsOf({ t }: Words, view: DimensionView, { question }: QuestionView): string {
  const { instrument } = view.published;
  const items = instrument.items.filter(({ rule }) => 'question' in rule && rule.question === question.id);
  const isGate = instrument.gates.some((gate) => items.some(({ id }) => id === gate.item));
  return [
    question.id,
    ...(isGate ? [t('page.assessment.question.rights-minimum')] : []),
    ...(question.optional ? [t('page.assessment.question.optional')] : []),
  ].join(' · ');
}

function whyOf(words: Words, view: DimensionView, { question, practices }: QuestionView) {
  const { find } = words;
  const examples: string[] = [];
  for (let next = 0; ; next += 1) {
    const example = find(`${question.id}.evidence.${next}`);
    if (example === undefined) break;
    examples.push(example);
  }
  return {
    why: find(`${question.id}.why`),
    examples,
    practices: practices.map((practice) => practiceView(words, practice)),
    references: view.published.references
      .filter(({ id }) => question.references.some((one) => one === id))
      .map((reference) => {
        const { title, article } = referenceTitle(words.translator, reference);
        return [title, reference.number ?? '', article]
          .filter((part) => part !== '')
          .join(`${words.t('format.comma')} `);
      }),
  };
}

function statusOf(words: Words, view: DimensionView, line: QuestionView): string {
  const { t } = words;
  const { current } = line;
  if (isWaiting(line) && view.lastFrom !== undefined) {
    return t('page.carried.status', { from: nameOfOrigin(view.lastFrom) });
  }
  if (current?.answer === undefined || current.changedAt === undefined) return t('page.assessment.question.unsaved');
  const time = whenOf(words, view, current.changedAt);
  return current.changedByName === undefined
    ? t('page.assessment.question.saved-at', { time })
    : t('page.assessment.question.saved-by', { time, name: current.changedByName });
}

function moreOf({ t }: Words, { assessment }: DimensionView, { question, evidence, comments }: QuestionView) {
  const link = (fragment: string): string =>
    href(ROUTES.question, { assessment: assessment.id, question: question.id }, { fragment });
  return {
    href: link('evidence'),
    label: t('page.assessment.question.open-of', { title: t(`${question.id}.short`) }),
    evidence:
      evidence.length === 0
        ? t('page.assessment.question.evidence-count.zero')
        : t('page.assessment.question.evidence-count', { count: evidence.length }),
    evidenceHref: link('evidence'),
    comments:
      comments.length === 0 ? undefined : t('page.assessment.question.comment-count', { count: comments.length }),
    commentsHref: link('comments'),
  };
}
