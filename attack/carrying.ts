import { QUESTION, type Recipe } from './recipe.js';

/** A round that is not there: the fixture has none, and who may not know of one is told the same. */
const NO_ROUND = '00000000-0000-4000-8000-000000000000';

/** What goes on from one assessment to the next. */
export const CARRYING: readonly Recipe[] = [
  {
    operation: 'GET /api/agencies/{agency}/trends',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/trends` }),
  },
  {
    operation: 'POST /api/agencies/{agency}/rounds/{round}/assessment',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/rounds/${NO_ROUND}/assessment`, json: {} }),
    alsoRight: [404],
  },
  {
    operation: 'POST /api/assessments/{assessment}/confirmations',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({ path: `/api/assessments/${ids.draft}/confirmations`, json: { dimension: 'D1' } }),
  },
  {
    operation: 'POST /api/assessments/{assessment}/answers/{question}/last',
    by: 'lead',
    ids: ['draft'],
    make: ({ ids }) => ({ path: `/api/assessments/${ids.draft}/answers/${QUESTION}/last`, json: { revision: 0 } }),
    // Nothing was carried over into it.
    alsoRight: [404],
  },
  {
    operation: 'POST /api/assessments/{assessment}/correction',
    by: 'lead',
    ids: ['submitted'],
    make: ({ ids }) => ({ path: `/api/assessments/${ids.submitted}/correction`, json: {} }),
    // It waits for its review.
    alsoRight: [409],
  },
];
