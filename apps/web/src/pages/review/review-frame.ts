import type { NamedStep, QuestionReview, ReviewView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';

type Part = ReviewView['dimensions'][number];

/** Of the questions of a part, or of a whole assessment: what has to be decided and what there is to read. */
export interface Counts {
  readonly open: number;
  readonly reasons: number;
  readonly evidence: number;
  readonly changes: number;
  readonly requests: number;
}

export const countsOf = (questions: readonly QuestionReview[]): Counts => ({
  open: questions.filter(({ reason }) => reason?.state === 'open').length,
  reasons: questions.filter(({ reason }) => reason !== undefined).length,
  evidence: new Set(questions.flatMap(({ evidence }) => evidence.map((point) => point.evidence.id))).size,
  changes: questions.filter(({ change }) => change !== undefined).length,
  requests: questions.reduce((sum, { requests }) => sum + requests.length, 0),
});

/** Where one is, and the way to every part of the assessment. */
export function reviewFrame({ t }: Words, view: ReviewView, current?: string) {
  const { assessment, agency } = view;
  const here = { assessment: assessment.id };
  return {
    crumbs: [
      { href: ROUTES.reviews, label: t('page.reviews.title') },
      ...(current === undefined ? [] : [{ href: href(ROUTES.review, here), label: agency.name }]),
    ],
    rail: [
      {
        href: href(ROUTES.review, here),
        label: t('page.review.rail-overview'),
        state: undefined,
        current: current === undefined,
      },
      ...view.dimensions.map((part) => ({
        href: href(ROUTES.reviewDimension, { ...here, dimension: part.dimension }),
        label: t(`${part.dimension}.title`),
        state: railState(t, part),
        current: part.dimension === current,
      })),
    ],
  };
}

function railState(t: Words['t'], { questions }: Part): string | undefined {
  const { open, changes } = countsOf(questions);
  if (open > 0) return t('page.review.state.todo', { count: open });
  return changes > 0 ? t('page.review.part.changes', { count: changes }) : undefined;
}

/** The question on the page of its part. */
export const questionHref = (view: ReviewView, question: string): string => {
  const part = view.dimensions.find(({ questions }) => questions.some((one) => one.question.id === question));
  const here = { assessment: view.assessment.id, dimension: part?.dimension ?? '' };
  return href(ROUTES.reviewDimension, here, { fragment: `q-${question}` });
};

export const momentOf = ({ format }: Words, { agency }: Pick<ReviewView, 'agency'>, at: Date): string =>
  format.instant(at.toISOString(), agency.timeZone);

export const stepsView = (
  words: Words,
  steps: readonly NamedStep[],
  place: Pick<ReviewView, 'agency'>,
): readonly { readonly text: string; readonly paragraphs: readonly string[] }[] =>
  steps.map(({ step, byName, at, note }) => ({
    text: words.t(`page.review.steps.${step}`, {
      name: byName ?? words.t('page.reviews.somebody'),
      at: momentOf(words, place, at),
    }),
    paragraphs: note === undefined ? [] : note.split(/\n+/),
  }));
