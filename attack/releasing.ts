import type { Recipe } from './recipe.js';

const ofRound = (path: string): Pick<Recipe, 'by' | 'ids' | 'make'> => ({
  by: 'coordinator',
  ids: ['round'],
  make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/${path}` }),
});

/** What a round publishes. Its round is open, so that nothing is made of it; whoever may not make anything hears less. */
export const RELEASING: readonly Recipe[] = [
  { operation: 'GET /api/rounds/{round}/releases', ...ofRound('releases') },
  { operation: 'GET /api/rounds/{round}/prospect', ...ofRound('prospect') },
  { operation: 'GET /api/rounds/{round}/named', ...ofRound('named') },
  {
    operation: 'POST /api/rounds/{round}/releases',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/releases` }),
    alsoRight: [409],
  },
];

/**
 * Of a release that is ready, and of an agency that is validated and shows its results: the fixture has neither. Strangers
 * try them in test/http and test/integration.
 */
export const OF_A_RELEASE: readonly string[] = [
  'GET /api/releases/{release}',
  'POST /api/releases/{release}/retry',
  'GET /api/rounds/{round}/named/{agency}',
];
