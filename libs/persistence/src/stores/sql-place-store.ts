import {
  countryId,
  PlaceStore,
  regionId,
  type AgencyEntry,
  type AgencyId,
  type RegionId,
  type RegionKept,
  type Transaction,
} from '@isonomia/application';
import { DEFINE_LOCK } from './sql-agency-store.js';
import { first } from './values.js';

interface RegionRecord {
  readonly id: string;
  readonly name: string;
  readonly fictional: boolean;
  readonly countries: readonly { readonly id: string; readonly code: string; readonly name: string }[];
}

const REGIONS = `
  SELECT r.id, r.name, r.fictional,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'name', c.name) ORDER BY c.name COLLATE "C")
      FROM country c WHERE c.region_id = r.id), '[]') AS countries
  FROM region r WHERE $1::uuid IS NULL OR r.id = $1 ORDER BY r.name COLLATE "C", r.id`;

const CHANGE = `UPDATE agency SET name = $2, type = $3, country_id = $4, ministry = $6, revision = revision + 1
  WHERE id = $1 AND revision = $5 RETURNING revision`;
const RETIRE = `UPDATE agency SET retired_at = $2 WHERE id = $1 AND (retired_at IS NULL) <> ($2::timestamptz IS NULL) RETURNING id`;

/** Regions, countries and the list of agencies. */
export class SqlPlaceStore extends PlaceStore {
  async regions(tx: Transaction): Promise<readonly RegionKept[]> {
    return (await tx.query<RegionRecord>(REGIONS, [null])).map(toRegion);
  }

  async region(tx: Transaction, id: RegionId): Promise<RegionKept | undefined> {
    const row = first(await tx.query<RegionRecord>(REGIONS, [id]));
    return row === undefined ? undefined : toRegion(row);
  }

  async insertRegion(tx: Transaction, { id, name, fictional }: Parameters<PlaceStore['insertRegion']>[1]) {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [DEFINE_LOCK]);
    const sql = `INSERT INTO region (id, name, fictional) SELECT $1, $2, $3
      WHERE NOT EXISTS (SELECT FROM region WHERE lower(name) = lower($2)) RETURNING id`;
    return (await tx.query(sql, [id, name, fictional])).length === 1;
  }

  async insertCountry(tx: Transaction, { id, region, code, name }: Parameters<PlaceStore['insertCountry']>[1]) {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [DEFINE_LOCK]);
    const sql = `INSERT INTO country (id, region_id, code, name) SELECT $1, $2, $3, $4
      WHERE NOT EXISTS (SELECT FROM country WHERE region_id = $2 AND (code = $3 OR lower(name) = lower($4))) RETURNING id`;
    return (await tx.query(sql, [id, region, code, name])).length === 1;
  }

  async changeEntry(
    tx: Transaction,
    id: AgencyId,
    { name, type, country, ministry }: AgencyEntry,
    expected: number,
  ): Promise<number | undefined> {
    const parameters = [id, name, type, country, expected, ministry ?? null];
    return first(await tx.query<{ readonly revision: number }>(CHANGE, parameters))?.revision;
  }

  async retire(tx: Transaction, id: AgencyId, at: Date | undefined): Promise<boolean> {
    return (await tx.query(RETIRE, [id, at ?? null])).length === 1;
  }
}

const toRegion = (row: RegionRecord): RegionKept => ({
  id: regionId(row.id),
  name: row.name,
  fictional: row.fictional,
  countries: row.countries.map(({ id, code, name }) => ({ id: countryId(id), code, name })),
});
