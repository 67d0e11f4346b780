import { QUESTION, type Recipe } from './recipe.js';
import type { IdName, Ids } from './world.js';

const REVIEW = '/api/assessments/{assessment}/review';

const onReview = (
  operation: string,
  rest: string,
  json?: (ids: Ids) => object,
  more: readonly IdName[] = [],
): Recipe => ({
  operation: `${operation} ${REVIEW}${rest}`,
  by: 'reviewer',
  ids: ['inReview', ...more],
  make: ({ ids }) => ({
    path: `/api/assessments/${ids.inReview}/review${rest}`,
    ...(json !== undefined && { json: json(ids) }),
  }),
  // Once it was validated, it stays as it is.
  alsoRight: [409],
});

/** In the order in which a reviewer does them. */
export const REVIEWING: readonly Recipe[] = [
  onReview('PUT', '', () => ({})),
  onReview('GET', ''),
  onReview('POST', '/decisions', (ids) => ({ evidence: ids.reviewedEvidence, decision: 'accepted' }), [
    'reviewedEvidence',
  ]),
  onReview('POST', '/requests', () => ({ question: QUESTION, text: 'Which order?' })),
  onReview('PUT', '/validation', () => ({ note: 'Read.' })),
  onReview('POST', '/return', () => ({ note: 'Look again.' })),
];
