import {
  agencyId,
  countryId,
  fileId,
  regionId,
  type Agency,
  type AgencyRank,
  type AgencyUnit,
  type Country,
  NO_CURRENCY,
} from '@isonomia/application';
import { present, toDate, type At } from './values.js';

export interface CountryRecord {
  readonly country_id: string;
  readonly country_code: string;
  readonly country_name: string;
  readonly region_id: string;
  readonly region_name: string;
}
export interface AgencyRecord extends CountryRecord {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly legal_frame: string | null;
  readonly ministry: string | null;
  readonly marking: string | null;
  readonly currency: string | null;
  readonly time_zone: string;
  readonly ranks: readonly AgencyRank[];
  readonly units: readonly AgencyUnit[];
  readonly logo_file_id: string | null;
  readonly reference_from: string | null;
  readonly reference_to: string | null;
  readonly stock_date: string | null;
  readonly fictional: boolean;
  readonly revision: number;
  readonly retired_at: At | null;
}

/** Of an agency `g`, its country `c` and region `r`. */
export const AGENCY_COLUMNS = `g.id, g.type, g.name, g.legal_frame, g.ministry, g.marking, g.currency, g.time_zone, g.ranks, g.units,
  g.logo_file_id, g.reference_from, g.reference_to, g.stock_date, g.fictional, g.revision, g.retired_at,
  c.id AS country_id, c.code AS country_code, c.name AS country_name, r.id AS region_id, r.name AS region_name`;
export const AGENCY_TABLES = `agency g JOIN country c ON c.id = g.country_id JOIN region r ON r.id = c.region_id`;

export function toAgency(row: AgencyRecord): Agency {
  const { reference_from: from, reference_to: to } = row;
  return {
    id: agencyId(row.id),
    country: toCountry(row),
    regionId: regionId(row.region_id),
    type: row.type,
    name: row.name,
    ...present('legalFrame', row.legal_frame),
    ...present('ministry', row.ministry),
    ...present('marking', row.marking),
    currency: row.currency ?? NO_CURRENCY,
    timeZone: row.time_zone,
    ranks: row.ranks,
    units: row.units,
    ...(from !== null && to !== null && { reference: { from, to } }),
    ...present('stockDate', row.stock_date),
    ...(row.logo_file_id !== null && { logo: fileId(row.logo_file_id) }),
    fictional: row.fictional,
    ...(row.retired_at !== null && { retiredAt: toDate(row.retired_at) }),
    revision: row.revision,
  };
}

export function toCountry(row: CountryRecord): Country {
  return {
    id: countryId(row.country_id),
    regionId: regionId(row.region_id),
    code: row.country_code,
    name: row.country_name,
    regionName: row.region_name,
  };
}
