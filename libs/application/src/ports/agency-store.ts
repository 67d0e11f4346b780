import type { Agency, AgencySettings, Country } from '../agencies/agency.js';
import type { AgencyId, CountryId, FileId, RegionId, UserId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface NewAgency extends AgencySettings {
  readonly id: AgencyId;
  readonly countryId: CountryId;
  readonly fictional: boolean;
  /** Id in the file it was imported from; unique within a country. */
  readonly externalRef?: string;
  readonly createdAt: Date;
}

export abstract class AgencyStore {
  /** All in one statement. */
  abstract insert(tx: Transaction, agencies: readonly NewAgency[]): Promise<void>;
  /** Which of these ids of imported agencies the country already has. */
  abstract knownRefs(tx: Transaction, country: CountryId, refs: readonly string[]): Promise<readonly string[]>;
  /** Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: AgencyId): Promise<Agency | undefined>;
  /** The new revision; undefined when the agency is no longer at `expected`. */
  abstract change(
    tx: Transaction,
    id: AgencyId,
    settings: AgencySettings,
    expected: number,
  ): Promise<number | undefined>;
  abstract setLogo(tx: Transaction, id: AgencyId, logo: FileId | undefined): Promise<void>;
  abstract country(tx: Transaction, id: CountryId): Promise<Country | undefined>;
  /** The country of that code in the region of that name; `fresh` ids are used for what is not there yet. */
  abstract defineCountry(
    tx: Transaction,
    wanted: { readonly region: string; readonly code: string; readonly name: string; readonly fictional: boolean },
    fresh: { readonly country: CountryId; readonly region: RegionId },
  ): Promise<Country>;
  /** Makes people leads of agencies; a role that somebody has already stays one row. */
  abstract addLeads(
    tx: Transaction,
    leads: readonly { readonly agency: AgencyId; readonly user: UserId }[],
    at: Date,
  ): Promise<void>;
}
