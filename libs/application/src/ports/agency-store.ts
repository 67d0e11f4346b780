import type { Agency, AgencySettings, Country } from '../agencies/agency.js';
import type { AgencyId, CountryId, FileId, UserId } from '../ids.js';
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
  /** Gives a person a role in an agency; a role they have already stays one row. */
  abstract addLead(tx: Transaction, agency: AgencyId, user: UserId, at: Date): Promise<void>;
}
