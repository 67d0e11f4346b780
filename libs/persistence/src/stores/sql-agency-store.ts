import {
  AgencyStore,
  type Agency,
  type AgencyId,
  type AgencySettings,
  type Country,
  type CountryId,
  type FileId,
  type NewAgency,
  type RegionId,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import {
  AGENCY_COLUMNS,
  AGENCY_TABLES,
  toAgency,
  toCountry,
  type AgencyRecord,
  type CountryRecord,
} from './agency-rows.js';
import { first, recordset } from './values.js';

const COLUMNS = `name, type, legal_frame, ministry, marking, currency, time_zone, ranks, units, reference_from, reference_to, stock_date`;
const INPUT = `(id uuid, country_id uuid, name text, type text, legal_frame text, ministry text, marking text, currency text, time_zone text,
  ranks jsonb, units jsonb, reference_from date, reference_to date, stock_date date, external_ref text, fictional boolean,
  created_at timestamptz)`;

const INSERT = `INSERT INTO agency (id, country_id, ${COLUMNS}, external_ref, fictional, created_at)
  SELECT id, country_id, ${COLUMNS}, external_ref, coalesce(fictional, false), created_at
  FROM jsonb_to_recordset($1::jsonb) i ${INPUT}`;

const FIND = `SELECT ${AGENCY_COLUMNS}, set_config('isonomia.agency', g.id::text, true) FROM ${AGENCY_TABLES} WHERE g.id = $1`;

const CHANGE = `UPDATE agency g SET (${COLUMNS}, revision) =
    (SELECT ${COLUMNS}, g.revision + 1 FROM jsonb_to_recordset($2::jsonb) i ${INPUT})
  WHERE g.id = $1 AND g.revision = $3 RETURNING g.revision`;

const COUNTRY = `SELECT c.id AS country_id, c.code AS country_code, c.name AS country_name, r.id AS region_id, r.name AS region_name
  FROM country c JOIN region r ON r.id = c.region_id`;

/** Any number: two definitions of one country must not run side by side, since a region's name is not unique by itself. */
export const DEFINE_LOCK = 7_303_021;

export class SqlAgencyStore extends AgencyStore {
  async insert(tx: Transaction, agencies: readonly NewAgency[]): Promise<void> {
    await tx.query(INSERT, [recordset(agencies.map(toRow))]);
  }

  async find(tx: Transaction, id: AgencyId): Promise<Agency | undefined> {
    const row = first(await tx.query<AgencyRecord>(FIND, [id]));
    return row === undefined ? undefined : toAgency(row);
  }

  async change(tx: Transaction, id: AgencyId, settings: AgencySettings, expected: number): Promise<number | undefined> {
    const parameters = [id, recordset([settingsRow(settings)]), expected];
    return first(await tx.query<{ readonly revision: number }>(CHANGE, parameters))?.revision;
  }

  async setLogo(tx: Transaction, id: AgencyId, logo: FileId | undefined): Promise<void> {
    await tx.query('UPDATE agency SET logo_file_id = $2 WHERE id = $1', [id, logo ?? null]);
  }

  async country(tx: Transaction, id: CountryId): Promise<Country | undefined> {
    const row = first(await tx.query<CountryRecord>(`${COUNTRY} WHERE c.id = $1`, [id]));
    return row === undefined ? undefined : toCountry(row);
  }

  async defineCountry(
    tx: Transaction,
    wanted: { readonly region: string; readonly code: string; readonly name: string; readonly fictional: boolean },
    fresh: { readonly country: CountryId; readonly region: RegionId },
  ): Promise<Country> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [DEFINE_LOCK]);
    await tx.query(
      `INSERT INTO region (id, name, fictional) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM region WHERE name = $2)`,
      [fresh.region, wanted.region, wanted.fictional],
    );
    await tx.query(
      `INSERT INTO country (id, region_id, code, name) SELECT $1, r.id, $2, $3 FROM region r WHERE r.name = $4
       ORDER BY r.id LIMIT 1 ON CONFLICT (region_id, code) DO NOTHING`,
      [fresh.country, wanted.code, wanted.name, wanted.region],
    );
    const named = `${COUNTRY} WHERE r.name = $1 AND c.code = $2 ORDER BY r.id LIMIT 1`;
    const row = first(await tx.query<CountryRecord>(named, [wanted.region, wanted.code]));
    if (row === undefined) throw new Error('A country that was just written is not there.');
    return toCountry(row);
  }

  async knownRefs(tx: Transaction, country: CountryId, refs: readonly string[]): Promise<readonly string[]> {
    const sql = 'SELECT external_ref FROM agency WHERE country_id = $1 AND external_ref = ANY ($2)';
    const rows = await tx.query<{ readonly external_ref: string }>(sql, [country, refs]);
    return rows.map((row) => row.external_ref);
  }

  async addLeads(
    tx: Transaction,
    leads: readonly { readonly agency: AgencyId; readonly user: UserId }[],
    at: Date,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO membership (user_id, role, agency_id, created_at)
       SELECT i."user", 'lead', i.agency, $2 FROM jsonb_to_recordset($1::jsonb) i (agency uuid, "user" text)
       ON CONFLICT (user_id, role, agency_id, region_id) DO NOTHING`,
      [recordset(leads), at],
    );
  }
}

const toRow = (agency: NewAgency) => ({
  ...settingsRow(agency),
  id: agency.id,
  country_id: agency.countryId,
  external_ref: agency.externalRef,
  fictional: agency.fictional,
  created_at: agency.createdAt,
});

const settingsRow = (settings: AgencySettings) => ({
  name: settings.name,
  type: settings.type,
  legal_frame: settings.legalFrame,
  ministry: settings.ministry,
  marking: settings.marking,
  currency: settings.currency,
  time_zone: settings.timeZone,
  ranks: settings.ranks,
  units: settings.units,
  reference_from: settings.reference?.from,
  reference_to: settings.reference?.to,
  stock_date: settings.stockDate,
});
