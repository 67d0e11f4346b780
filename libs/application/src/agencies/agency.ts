import type { AgencyId, CountryId, FileId, RegionId } from '../ids.js';

/** ISO 4217 for "no currency": an agency that has not named its own yet. */
export const NO_CURRENCY = 'XXX';

/** What an agency says of itself; stands on every table and on the cover. */
export interface AgencySettings {
  /** One of the agency types of the instruments, e.g. `customs`. */
  readonly type: string;
  readonly name: string;
  readonly legalFrame?: string;
  /** The body that it reports to: agencies of one body and country count as one wherever agencies are compared. */
  readonly ministry?: string;
  /** The agency's own protective marking, e.g. "Official". */
  readonly marking?: string;
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Own ranks, entry first, each mapped to a common band. */
  readonly ranks: readonly AgencyRank[];
  readonly units: readonly AgencyUnit[];
  /** ISO dates, both inclusive: the year that flows are counted over. */
  readonly reference?: { readonly from: string; readonly to: string };
  /** ISO date that staff are counted on. */
  readonly stockDate?: string;
}
export interface AgencyRank {
  readonly id: string;
  readonly label: string;
  readonly band: string;
}
export interface AgencyUnit {
  readonly id: string;
  readonly label: string;
}

export interface Country {
  readonly id: CountryId;
  readonly regionId: RegionId;
  /** ISO 3166-1 alpha-2, or a made-up code of a fictional country. */
  readonly code: string;
  readonly name: string;
  readonly regionName: string;
}

export interface Agency extends AgencySettings {
  readonly id: AgencyId;
  readonly country: Country;
  readonly regionId: RegionId;
  readonly logo?: FileId;
  readonly fictional: boolean;
  /** Nothing new begins here since. */
  readonly retiredAt?: Date;
  /** Counts the changes of these settings; a change names the one it was made from. */
  readonly revision: number;
}
