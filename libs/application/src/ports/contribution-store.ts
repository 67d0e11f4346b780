import type { Contribution } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { AgencyId, RegionId, RoundId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface NewContribution {
  readonly contribution: Contribution;
  readonly round: RoundId;
  readonly region: RegionId;
  readonly validatedAt: Date;
}

export abstract class ContributionStore {
  /**
   * What a validated assessment brings; it takes the place of an earlier one of the same agency and round. `instrument` is
   * the version that the assessment is pinned to: numbers are kept in its order.
   */
  abstract record(tx: Transaction, added: NewContribution, instrument: Instrument): Promise<void>;
  /** Many at once, as the operator: of one instrument version, at most one of an agency in a round. */
  abstract recordAll(tx: Transaction, added: readonly NewContribution[], instrument: Instrument): Promise<void>;
  /** That of an agency which counts in a round; for the agency's own people and whoever works for it. */
  abstract ofAgency(
    tx: Transaction,
    place: { readonly round: RoundId; readonly agency: AgencyId },
    instrument: Instrument,
  ): Promise<Contribution | undefined>;
  /** Those that count in a round and may go into an anonymous comparison; for those who make releases, by assessment. */
  abstract releasable(tx: Transaction, round: RoundId, instrument: Instrument): Promise<readonly Contribution[]>;
}
