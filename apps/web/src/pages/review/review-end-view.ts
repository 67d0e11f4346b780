import type { ReviewView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { field, summaryOf, type FormErrors } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { questionHref, reviewFrame } from './review-frame.js';

export interface EndForm {
  readonly note: string;
  readonly errors: FormErrors;
}

const LONGEST_NOTE = 2_000;

const noteField = ({ t }: Words, end: 'return' | 'validate', { note, errors }: EndForm) =>
  field('note', t(`page.review.${end}.note`), {
    value: note,
    hint: t(`page.review.${end}.note-hint`),
    rows: 5,
    maxlength: LONGEST_NOTE,
    optional: end === 'validate',
    errors,
  });

/** Asks first: the agency has to begin again. */
export function returnView(words: Words, view: ReviewView, form: EndForm) {
  const { t } = words;
  const here = { assessment: view.assessment.id };
  const { reasons, evidence, requests } = view.sheet;
  const carried = [
    ...requests
      .filter(({ answered }) => !answered)
      .map(({ comment }) => ({ question: comment.question, text: comment.text })),
    ...reasons
      .filter(({ state }) => state === 'questioned')
      .map(({ question }) => ({ question, text: t('page.review.agency.questioned') })),
    ...evidence
      .filter(({ counts }) => !counts)
      .map(({ evidence: { question, title } }) => ({ question, text: t('page.review.agency.rejected', { title }) })),
  ];
  return {
    ...reviewFrame(words, view, 'return'),
    title: t('page.review.return.title'),
    possible: view.isTheirs,
    errors: summaryOf(form.errors),
    carried:
      carried.length === 0
        ? t('page.review.return.carried.zero')
        : t('page.review.return.carried', { count: carried.length }),
    points: carried.map(({ question, text }) => ({
      href: questionHref(view, question),
      label: t(`${question}.short`),
      text,
    })),
    action: href(ROUTES.returnAssessment, here),
    note: noteField(words, 'return', form),
    back: href(ROUTES.review, here),
  };
}

/** Asks first: it cannot be undone. */
export function validateView(words: Words, view: ReviewView, form: EndForm) {
  const { t, format } = words;
  const here = { assessment: view.assessment.id };
  const { reasons, evidence, requests } = view.sheet;
  const open = reasons.filter(({ state }) => state !== 'accepted');
  const { claimed, evidenced } = view.score.overall;
  const counted = (key: string, count: number): string =>
    count === 0 ? t(`page.review.validate.${key}.zero`) : t(`page.review.validate.${key}`, { count });
  const unanswered = requests.filter(({ answered }) => !answered).length;
  return {
    ...reviewFrame(words, view, 'validate'),
    title: t('page.review.validate.title'),
    possible: view.isTheirs && open.length === 0,
    errors: summaryOf(form.errors),
    open: open.length === 0 ? undefined : t('page.review.validate.open', { count: open.length }),
    points: open.map(({ question }) => ({ href: questionHref(view, question), label: t(`${question}.short`) })),
    facts: [
      ...(open.length > 0 ? [] : [counted('accepted', reasons.length)]),
      counted('rejected', evidence.filter(({ counts }) => !counts).length),
      ...(unanswered === 0 ? [] : [t('page.review.validate.requests', { count: unanswered })]),
      claimed === undefined || evidenced === undefined
        ? t('page.review.score.none')
        : t('page.review.validate.scores', { claimed: format.score(claimed), evidenced: format.score(evidenced) }),
    ],
    action: href(ROUTES.validateAssessment, here),
    note: noteField(words, 'validate', form),
    back: href(ROUTES.review, here),
  };
}
