import type { Contribution, Release } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { ReleaseMember } from '../releases/release.js';
import type { RoundOfRelease } from './release-reader.js';

/** All that a release is worked out from. */
export interface CompositionRequest {
  readonly instrument: Instrument;
  readonly round: Pick<RoundOfRelease, 'variant' | 'reference' | 'countries' | 'agencyTypes'>;
  /** Agencies. */
  readonly invited: number;
  readonly validated: number;
  readonly contributions: readonly Contribution[];
  /** Who was in the releases of the round before, oldest first. */
  readonly earlier: readonly (readonly ReleaseMember[])[];
}

/** The computation of libs/comparison with a solver at hand; takes seconds for thousands of agencies. */
export abstract class ReleaseComposer {
  abstract compose(request: CompositionRequest): Promise<Release>;
}
