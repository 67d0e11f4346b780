import type { Contribution } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { AgencyId, CountryId, RoundId } from '../ids.js';
import type { RoundOfRelease } from './release-reader.js';
import type { Transaction } from './unit-of-work.js';

/** An agency of a round whose newest choice lets the reader see its results under its name. */
export interface NamedRow {
  readonly id: AgencyId;
  readonly name: string;
  readonly country: { readonly id: CountryId; readonly name: string };
  readonly audience: 'coordinator' | 'participants';
  /** Exact: for `namedResult` alone. */
  readonly contribution: (instrument: Instrument) => Contribution;
}

export interface NamedScreen {
  readonly round: RoundOfRelease;
  /** Agencies of the round that the reader leads. */
  readonly own: readonly AgencyId[];
  /** By name of country, then of agency (code units). */
  readonly agencies: readonly NamedRow[];
}

/** What agencies of a round show under their names. Every read asks their choices anew. */
export abstract class NamedReader {
  /** Undefined when the actor does not know of the round. */
  abstract ofRound(tx: Transaction, round: RoundId): Promise<NamedScreen | undefined>;
  /** One agency, whole; the agency's audit tells who from outside read it. Undefined when it is not shown to the actor. */
  abstract read(
    tx: Transaction,
    place: { readonly round: RoundId; readonly agency: AgencyId },
  ): Promise<NamedRow | undefined>;
}
