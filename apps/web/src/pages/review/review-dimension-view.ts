import type { ReviewView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { reviewFrame } from './review-frame.js';
import type { RefusedReview } from './review-forms.js';
import { reviewQuestionView } from './review-question-view.js';
import { leadOf } from './review-view.js';

export interface DimensionState {
  readonly saved?: string;
  readonly refused?: RefusedReview;
}

/** A part of the assessment with all that was handed in; undefined when nothing of it is asked. */
export function reviewDimensionView(words: Words, view: ReviewView, dimension: string, state: DimensionState) {
  const { t } = words;
  const { assessment, dimensions } = view;
  const position = dimensions.findIndex((part) => part.dimension === dimension);
  const part = dimensions[position];
  if (part === undefined) return undefined;
  const [previous, next] = [dimensions[position - 1], dimensions[position + 1]];
  const here = { assessment: assessment.id };
  const to = (name: string): string => href(ROUTES.reviewDimension, { ...here, dimension: name });
  const { saved, refused } = state;
  return {
    ...reviewFrame(words, view, dimension),
    title: t(`${dimension}.title`),
    lead: leadOf(words, view),
    readOnly: view.isTheirs ? undefined : readOnlyText(words, view),
    saved: saved === undefined ? undefined : words.find(`page.review.saved.${saved}`),
    errors: refused === undefined ? [] : summaryOf(refused.errors, refused.form),
    dimension,
    questions: part.questions.map((line) => reviewQuestionView(words, view, line, refused)),
    previous:
      previous === undefined
        ? undefined
        : {
            href: to(previous.dimension),
            label: t('page.review.previous', { title: t(`${previous.dimension}.title`) }),
          },
    next:
      next === undefined
        ? { href: href(ROUTES.review, here), label: t('page.review.overview') }
        : { href: to(next.dimension), label: t('page.review.next', { title: t(`${next.dimension}.title`) }) },
  };
}

const readOnlyText = ({ t }: Words, { held }: ReviewView): string =>
  held === undefined
    ? t('page.review.take.what')
    : t('page.review.held.read-only', { name: held.name ?? t('page.reviews.somebody') });
