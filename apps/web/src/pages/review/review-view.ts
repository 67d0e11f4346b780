import type { ReviewView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { countsOf, momentOf, questionHref, reviewFrame, stepsView, type Counts } from './review-frame.js';

type Part = ReviewView['dimensions'][number];

const REASON_TAG = { open: 'tag--attention', accepted: 'tag--positive', questioned: 'tag--danger' } as const;

/** Where a review stands: who has it, what is to decide, what changed, and the ways to end it. */
export function reviewView(words: Words, view: ReviewView, saved: string | undefined): object {
  const { t } = words;
  const { assessment, agency } = view;
  const here = { assessment: assessment.id };
  const questions = view.dimensions.flatMap((part) => part.questions);
  return {
    ...reviewFrame(words, view),
    title: t('page.review.title', { agency: agency.name }),
    lead: leadOf(words, view),
    submitted: submittedOf(words, view),
    saved: saved === undefined ? undefined : words.find(`page.review.saved.${saved}`),
    ...heldView(words, view),
    reasons: reasonsView(words, view),
    evidence: evidenceText(words, view),
    requests: requestsView(words, view),
    changes: changesView(words, view, countsOf(questions)),
    scores: scoreText(words, view),
    parts: view.dimensions.map((part) => partView(words, view, part)),
    steps: stepsView(words, view.steps, view),
    result: href(ROUTES.result, here),
    giveBack: view.isTheirs ? href(ROUTES.returnAssessment, here) : undefined,
    validate: view.isTheirs ? href(ROUTES.validateAssessment, here) : undefined,
    ready: view.sheet.reasons.every(({ state }) => state === 'accepted'),
  };
}

export const leadOf = ({ t, format }: Words, { assessment }: ReviewView): string =>
  t('page.review.lead', {
    title: assessment.title,
    variant: t(`variant.${assessment.variant}.title`),
    period: format.period(assessment.reference.from, assessment.reference.to),
  });

function submittedOf({ t, format }: Words, { assessment }: ReviewView): string | undefined {
  const { submittedAt, agencyTimeZone } = assessment;
  return submittedAt === undefined
    ? undefined
    : t('page.review.submitted', { on: format.dayOf(submittedAt.toISOString(), agencyTimeZone) });
}

/** Nobody has it, this person has it, or somebody else has. */
function heldView(words: Words, view: ReviewView) {
  const { t } = words;
  const { assessment, held } = view;
  const action = href(ROUTES.takeReview, { assessment: assessment.id });
  if (held === undefined) return { take: action, held: undefined, over: undefined };
  const since = held.since === undefined ? '' : momentOf(words, view, held.since);
  if (view.isTheirs) return { take: undefined, held: t('page.review.held.mine', { since }), over: undefined };
  const name = held.name ?? t('page.reviews.somebody');
  return {
    take: undefined,
    held: t('page.review.held.others', { name, since }),
    over: { action, from: assessment.reviewedBy ?? '', what: t('page.review.held.over-what', { name }) },
  };
}

function reasonsView({ t }: Words, view: ReviewView): object | undefined {
  const { reasons } = view.sheet;
  if (reasons.length === 0) return undefined;
  const decided = reasons.filter(({ state }) => state !== 'open').length;
  return {
    text: t('page.review.points.reasons', { decided, total: reasons.length }),
    decided,
    total: reasons.length,
    lines: reasons.map(({ question, state, reason }) => ({
      href: questionHref(view, question),
      title: t(`${question}.short`),
      state: { class: REASON_TAG[state], label: t(`page.review.state.${state}`) },
      notes: reason,
      assign: undefined,
    })),
  };
}

function evidenceText({ t }: Words, { sheet: { evidence } }: ReviewView): string {
  const decided = evidence.filter(({ decision }) => decision !== undefined).length;
  const rejected = evidence.filter(({ counts }) => !counts).length;
  return evidence.length === 0
    ? t('page.review.points.evidence.zero')
    : t('page.review.points.evidence', { count: evidence.length, decided, rejected });
}

function requestsView({ t }: Words, view: ReviewView): object | undefined {
  const { requests } = view.sheet;
  if (requests.length === 0) return undefined;
  const answered = requests.filter((request) => request.answered).length;
  return {
    text: t('page.review.points.requests', { count: requests.length, answered }),
    lines: requests.map(({ comment, answered: done }) => ({
      href: questionHref(view, comment.question),
      title: t(`${comment.question}.short`),
      state: {
        class: done ? 'tag--positive' : 'tag--plain',
        label: t(`page.review.state.${done ? 'answered' : 'unanswered'}`),
      },
      notes: comment.text,
      assign: undefined,
    })),
  };
}

function changesView({ t, format }: Words, view: ReviewView, { changes }: Counts): object | undefined {
  if (view.comparedWith === undefined) return undefined;
  const on = format.dayOf(view.comparedWith.toISOString(), view.agency.timeZone);
  const changed = view.dimensions.flatMap(({ questions }) => questions.filter(({ change }) => change !== undefined));
  return {
    title: changes === 0 ? t('page.review.changes.none') : t('page.review.changes.title', { count: changes }),
    lead: t('page.review.changes.lead', { on }),
    links: changed.map(({ question: { id } }) => ({ href: questionHref(view, id), label: t(`${id}.short`) })),
  };
}

function scoreText({ t, format }: Words, { score: { overall } }: ReviewView): string {
  const { claimed, evidenced } = overall;
  if (!overall.shown || claimed === undefined || evidenced === undefined) return t('page.review.score.none');
  return t('page.review.score.what', { claimed: format.score(claimed), evidenced: format.score(evidenced) });
}

function partView({ t }: Words, { assessment }: ReviewView, { dimension, questions }: Part): object {
  const counts = countsOf(questions);
  const notes = (['evidence', 'reasons', 'changes', 'requests'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => t(`page.review.part.${name}`, { count: counts[name] }));
  return {
    href: href(ROUTES.reviewDimension, { assessment: assessment.id, dimension }),
    title: t(`${dimension}.title`),
    state:
      counts.open > 0
        ? { class: 'tag--attention', label: t('page.review.state.todo', { count: counts.open }) }
        : undefined,
    notes: notes.join(' · '),
    assign: undefined,
  };
}
