import { regionId, roundId, type RoundOfRelease } from '@isonomia/application';

export interface RoundOfReleaseRecord {
  readonly id: string;
  readonly name: string;
  readonly region_id: string;
  readonly region: string;
  readonly state: RoundOfRelease['state'];
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly agency_types: readonly string[];
  readonly countries: readonly string[];
}

/** Of `round o` and its `region g`. */
export const ROUND_OF_RELEASE = `jsonb_build_object('id', o.id, 'name', o.name, 'region_id', o.region_id, 'region', g.name,
  'state', o.state, 'instrument_id', o.instrument_id, 'instrument_version', o.instrument_version, 'variant', o.variant,
  'reference_from', o.reference_from, 'reference_to', o.reference_to, 'agency_types', o.agency_types,
  'countries', CASE WHEN cardinality(o.countries) > 0 THEN to_jsonb(o.countries) ELSE (
    SELECT coalesce(jsonb_agg(c.id ORDER BY c.id), '[]') FROM country c WHERE c.region_id = o.region_id) END)`;

export const toRoundOfRelease = (row: RoundOfReleaseRecord): RoundOfRelease => ({
  id: roundId(row.id),
  name: row.name,
  regionId: regionId(row.region_id),
  regionName: row.region,
  state: row.state,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  variant: row.variant,
  reference: { from: row.reference_from, to: row.reference_to },
  agencyTypes: row.agency_types,
  countries: row.countries,
});
