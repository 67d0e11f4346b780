import type { Recipe } from './recipe.js';
import { day, planOf } from './rounds-made.js';

const read = (operation: string, path: string): Recipe => ({
  operation: `GET /api/rounds/{round}${operation}`,
  by: 'coordinator',
  ids: ['round'],
  make: ({ ids }) => ({ path: `/api/rounds/${ids.round}${path}` }),
});

/** Rounds, by those who keep them and by those who are asked. */
export const ROUNDING: readonly Recipe[] = [
  { operation: 'GET /api/rounds', by: 'coordinator', ids: [], make: () => ({ path: '/api/rounds' }) },
  read('', ''),
  read('/invitations', '/invitations'),
  read('/reminders', '/reminders'),
  {
    operation: 'POST /api/rounds',
    by: 'coordinator',
    ids: ['region'],
    make: ({ ids, turn }) => ({ path: '/api/rounds', json: { ...planOf(`Round ${turn}`), region: ids.region } }),
  },
  {
    operation: 'PUT /api/rounds/{round}',
    by: 'coordinator',
    ids: ['planned'],
    make: ({ ids, turn }) => ({ path: `/api/rounds/${ids.planned}`, json: planOf(`Plan ${turn}`) }),
    etagOf: ({ ids }) => `/api/rounds/${ids.planned}`,
  },
  {
    operation: 'POST /api/rounds/{round}/invitations',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/invitations`, json: { agencies: [ids.agency] } }),
  },
  {
    operation: 'POST /api/rounds/{round}/reminders/mail',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/reminders/mail` }),
  },
  {
    operation: 'PUT /api/rounds/{round}/extension',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/extension`, json: { closesOn: day(90) } }),
    // The second time it is no later day.
    alsoRight: [422],
  },
  {
    operation: 'PUT /api/rounds/{round}/state',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/state`, json: { state: 'open' } }),
    // It is open, for the others to be tried.
    alsoRight: [409],
  },
  {
    operation: 'GET /api/agencies/{agency}/rounds',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/rounds` }),
  },
  {
    operation: 'GET /api/agencies/{agency}/rounds/{round}',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/rounds/${ids.round}` }),
  },
  {
    operation: 'PUT /api/agencies/{agency}/rounds/{round}/sharing',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({
      path: `/api/agencies/${ids.agency}/rounds/${ids.round}/sharing`,
      json: { choice: 'anonymous' },
    }),
  },
  {
    operation: 'PUT /api/agencies/{agency}/rounds/{round}/refusal',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({
      path: `/api/agencies/${ids.agency}/rounds/${ids.round}/refusal`,
      json: { declined: false },
    }),
  },
];
