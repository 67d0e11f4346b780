import type { AssessmentView, ReviewTrail } from '@isonomia/application';
import { findQuestion } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { momentOf, stepsView } from './review-frame.js';

type Place = Pick<AssessmentView, 'assessment' | 'agency' | 'published'>;

/** How the review goes, as its agency sees it: who has it, what came of it, and what is asked. */
export function trailView(words: Words, place: Place, trail: ReviewTrail) {
  const points = place.assessment.state === 'validated' ? [] : pointsOf(words, place, trail);
  return {
    said: saidOf(words, place, trail),
    note: place.assessment.state === 'in-review' ? [] : (trail.steps.at(-1)?.note?.split(/\n+/) ?? []),
    points,
    steps: stepsView(words, trail.steps, place),
    open: trail.mayReview ? href(ROUTES.review, { assessment: place.assessment.id }) : undefined,
  };
}

/** Of the last step, where it still tells the state. */
function saidOf(words: Words, place: Place, { steps }: ReviewTrail): string | undefined {
  const last = steps.at(-1);
  const told = { 'in-review': 'taken', draft: 'returned', validated: 'validated', submitted: undefined };
  const { state } = place.assessment;
  if (last === undefined || last.step !== told[state]) return undefined;
  return words.t(`page.review.agency.${state === 'draft' ? 'returned' : state}`, {
    name: last.byName ?? words.t('page.reviews.somebody'),
    since: momentOf(words, place, last.at),
  });
}

/** Each leads to its question. */
function pointsOf({ t }: Words, { assessment, published }: Place, { requests, questioned, rejected }: ReviewTrail) {
  const line = (question: string, notes: string, state: { class: string; label: string } | undefined) => {
    const dimension = findQuestion(published.instrument, question)?.dimension ?? '';
    const address = { assessment: assessment.id, dimension };
    return {
      href: href(ROUTES.dimension, address, { fragment: `q-${question}` }),
      title: t(`${question}.short`),
      state: state ?? { class: 'tag--attention', label: t('page.review.state.questioned') },
      notes,
      assign: undefined,
    };
  };
  const answered = { class: 'tag--positive', label: t('page.review.state.answered') };
  const unanswered = { class: 'tag--attention', label: t('page.review.state.unanswered') };
  const refused = { class: 'tag--danger', label: t('page.review.state.rejected') };
  return [
    ...requests.map(({ comment, answered: done }) =>
      line(comment.question, comment.text, done ? answered : unanswered),
    ),
    ...questioned.map(({ question, decision }) =>
      line(question, [t('page.review.agency.questioned'), decision?.note ?? ''].join('. '), undefined),
    ),
    ...rejected.map(({ question, title, note }) =>
      line(question, [t('page.review.agency.rejected', { title }), note ?? ''].join('. '), refused),
    ),
  ];
}
