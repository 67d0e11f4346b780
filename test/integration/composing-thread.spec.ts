import path from 'node:path';
import type { CompositionRequest } from '@isonomia/application';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadSolver } from '@isonomia/solver';
import { SolvingComposer } from '../../apps/worker/src/composing/solving-composer.js';
import { ThreadedComposer } from '../../apps/worker/src/composing/threaded-composer.js';
import { contributed } from '../support/contributions.js';
import { sampleInstrument } from '../support/sample-instrument.js';

/** As it was built: a thread runs no TypeScript. */
const PROGRAM = path.resolve('dist', 'apps', 'worker', 'apps', 'worker', 'src', 'composing', 'main.js');

const request: CompositionRequest = {
  instrument: sampleInstrument(),
  round: {
    variant: 'full',
    reference: { from: '2025-01-01', to: '2025-12-31' },
    countries: ['A', 'B'],
    agencyTypes: [],
  },
  invited: 24,
  validated: 24,
  contributions: Array.from({ length: 24 }, (_, at) =>
    contributed(`a${String(at).padStart(2, '0')}`, {
      country: at % 2 === 0 ? 'A' : 'B',
      bands: [{ band: 'officers', women: 40 + at, men: 90 + 2 * at }],
    }),
  ),
  earlier: [],
};

describe('a release worked out in a thread of its own', () => {
  let here: SolvingComposer;
  beforeAll(async () => {
    here = new SolvingComposer(await loadSolver());
  });

  it('is the one that this process would work out', async () => {
    const inThread = await new ThreadedComposer(PROGRAM).compose(request);
    expect(inThread).toEqual(await here.compose(request));
    expect(inThread.groups[0]?.state).toBe('shown');
  });

  it('fails with the reason of the thread, and leaves this process alive', async () => {
    const broken = { ...request, instrument: undefined } as unknown as CompositionRequest;
    await expect(new ThreadedComposer(PROGRAM).compose(broken)).rejects.toThrow('undefined');
  });
});
