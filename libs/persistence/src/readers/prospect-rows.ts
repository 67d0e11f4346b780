import { agencyId, countryId, type ExpectedAgency } from '@isonomia/application';
import { present } from '../stores/values.js';

export interface ExpectedRecord {
  readonly agency_id: string;
  readonly ministry: string | null;
  readonly country_id: string;
  readonly agency_type: string;
  readonly size_band: ExpectedAgency['sizeBand'];
  readonly brings: ExpectedAgency['brings'] | null;
}

export const toExpected = (row: ExpectedRecord): ExpectedAgency => ({
  id: agencyId(row.agency_id),
  ...present('ministry', row.ministry),
  country: countryId(row.country_id),
  agencyType: row.agency_type,
  sizeBand: row.size_band,
  ...present('brings', row.brings),
});
