import type { QuestionReview, ReviewView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, type FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';

/** A form of the page that was refused: shown again as it was typed. `form` is its prefix of ids. */
export interface RefusedReview {
  readonly form: string;
  readonly body: FormBody;
  readonly errors: FormErrors;
}

export const reasonForm = (question: string): string => `reason-${question}`;
export const evidenceForm = (evidence: string): string => `evidence-${evidence}`;
export const askForm = (question: string): string => `ask-${question}`;

const LONGEST_NOTE = 2_000;
const LONGEST_COMMENT = 4_000;

interface DecisionForm {
  /** Prefix of its ids; the same document has one at each of its questions. */
  readonly form: string;
  readonly decision: { readonly decision: string; readonly note?: string } | undefined;
  readonly refused: RefusedReview | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly about?: string }[];
}

/** What was typed and refused, else what stands. */
function shown(form: string, refused: RefusedReview | undefined, standing: FormBody) {
  const again = refused?.form === form ? refused : undefined;
  return { open: again !== undefined, errors: again?.errors ?? [], fields: new FormFields(again?.body ?? standing) };
}

/** Two ways to decide, and why. */
export function decisionForm(words: Words, view: ReviewView, { form, decision, refused, choices }: DecisionForm) {
  const { t } = words;
  const { open, errors, fields } = shown(form, refused, { ...decision });
  return {
    action: href(ROUTES.decideReview, { assessment: view.assessment.id }),
    open,
    decision: choiceField('decision', t('page.review.question.decision'), choices, {
      id: `${form}-decision`,
      value: fields.text('decision'),
      errors,
    }),
    note: field('note', t('page.review.question.note'), {
      id: `${form}-note`,
      value: fields.verbatim('note'),
      hint: t('page.review.question.note-hint'),
      rows: 2,
      maxlength: LONGEST_NOTE,
      errors,
    }),
  };
}

export function askView(
  words: Words,
  view: ReviewView,
  { question }: QuestionReview,
  refused: RefusedReview | undefined,
) {
  const { t } = words;
  const form = askForm(question.id);
  const { open, errors, fields } = shown(form, refused, {});
  return {
    action: href(ROUTES.askInReview, { assessment: view.assessment.id }),
    question: question.id,
    open,
    text: field('text', t('page.review.question.ask-text'), {
      id: `${form}-text`,
      value: fields.verbatim('text'),
      hint: t('page.review.question.ask-hint'),
      rows: 3,
      maxlength: LONGEST_COMMENT,
      errors,
    }),
  };
}
