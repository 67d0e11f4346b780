import type { Recipe } from './recipe.js';

const promise = (turn: string) => ({ what: `Task ${turn}`, due: '2027-01-31', reminders: false });

/** Action plans, by those who lead the agency, and by those who see how far they are. */
export const PLANNING: readonly Recipe[] = [
  {
    operation: 'GET /api/agencies/{agency}/plan',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/plan` }),
  },
  {
    operation: 'POST /api/agencies/{agency}/plan/tasks',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids, turn }) => ({ path: `/api/agencies/${ids.agency}/plan/tasks`, json: promise(turn) }),
  },
  {
    operation: 'POST /api/agencies/{agency}/plan/decisions',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/plan/decisions` }),
  },
  {
    operation: 'POST /api/agencies/{agency}/plan/follow-ups',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/plan/follow-ups`, json: { edition: 'sharing' } }),
    // Nothing may have been accepted yet that could be looked back on.
    alsoRight: [404],
  },
  {
    operation: 'GET /api/plan/tasks/{task}',
    by: 'lead',
    ids: ['task'],
    make: ({ ids }) => ({ path: `/api/plan/tasks/${ids.task}` }),
  },
  {
    operation: 'PUT /api/plan/tasks/{task}',
    by: 'lead',
    ids: ['task'],
    make: ({ ids, turn }) => ({ path: `/api/plan/tasks/${ids.task}`, json: promise(turn) }),
    etagOf: ({ ids }) => `/api/plan/tasks/${ids.task}`,
  },
  {
    operation: 'PUT /api/plan/tasks/{task}/report',
    by: 'lead',
    ids: ['task'],
    make: ({ ids }) => ({ path: `/api/plan/tasks/${ids.task}/report`, json: { state: 'under-way' } }),
    etagOf: ({ ids }) => `/api/plan/tasks/${ids.task}`,
  },
  {
    operation: 'POST /api/plan/tasks/{task}/evidence',
    by: 'lead',
    ids: ['task'],
    make: ({ ids }) => ({ path: `/api/plan/tasks/${ids.task}/evidence`, json: { kind: 'citation', title: 'Order' } }),
  },
  {
    operation: 'DELETE /api/plan/evidence/{evidence}',
    by: 'lead',
    ids: ['taskEvidence'],
    make: ({ ids }) => ({ path: `/api/plan/evidence/${ids.taskEvidence}` }),
  },
  {
    operation: 'PUT /api/agencies/{agency}/rounds/{round}/plan-sharing',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({
      path: `/api/agencies/${ids.agency}/rounds/${ids.round}/plan-sharing`,
      json: { shown: false },
    }),
  },
  {
    operation: 'GET /api/rounds/{round}/plans',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/plans` }),
  },
];
