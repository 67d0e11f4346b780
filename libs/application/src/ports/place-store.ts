import type { AgencyId, CountryId, RegionId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface RegionKept {
  readonly id: RegionId;
  readonly name: string;
  readonly fictional: boolean;
  readonly countries: readonly { readonly id: CountryId; readonly code: string; readonly name: string }[];
}

/** What an agency is known by, as those who keep the list of agencies say it. */
export interface AgencyEntry {
  readonly name: string;
  readonly type: string;
  readonly country: CountryId;
  readonly ministry?: string;
}

export abstract class PlaceStore {
  /** By name, with their countries by name. */
  abstract regions(tx: Transaction): Promise<readonly RegionKept[]>;
  abstract region(tx: Transaction, id: RegionId): Promise<RegionKept | undefined>;
  /** False when there is one of this name. */
  abstract insertRegion(
    tx: Transaction,
    region: { readonly id: RegionId; readonly name: string; readonly fictional: boolean },
  ): Promise<boolean>;
  /** False when the region has a country of this code or name. */
  abstract insertCountry(
    tx: Transaction,
    country: { readonly id: CountryId; readonly region: RegionId; readonly code: string; readonly name: string },
  ): Promise<boolean>;
  /** The new revision; undefined when the agency is no longer at `expected`. */
  abstract changeEntry(
    tx: Transaction,
    id: AgencyId,
    entry: AgencyEntry,
    expected: number,
  ): Promise<number | undefined>;
  /** Undefined brings it back. False when it is so already. */
  abstract retire(tx: Transaction, id: AgencyId, at: Date | undefined): Promise<boolean>;
}
