import type { DisclosureRules, LinearSolver } from '@isonomia/disclosure';
import type { Instrument } from '@isonomia/instrument';
import type { Contribution } from './contribution.js';
import type { ReleaseMember } from './earlier.js';
import type { KnownGroups } from './groups.js';

export interface ReleaseRequest {
  readonly instrument: Instrument;
  readonly variant: string;
  /** The round's, ISO dates, both inclusive. */
  readonly reference: { readonly from: string; readonly to: string };
  /** Agencies. */
  readonly invited: number;
  readonly validated: number;
  /** Of those who share, one an agency, all on this version and variant. */
  readonly contributions: readonly Contribution[];
  /** Who was in the releases of the round before. */
  readonly earlier: readonly (readonly ReleaseMember[])[];
  /** Countries and agency types of the round; those with contributors are known anyway. */
  readonly known?: KnownGroups;
  readonly rules?: DisclosureRules;
  readonly solver: LinearSolver;
}

/** In the order of its assessments, with the rules that it goes by. */
export type OrderedRequest = ReleaseRequest & { readonly rules: DisclosureRules };
