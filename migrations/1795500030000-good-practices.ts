import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EVERYWHERE, exposeTenantTable, forceRowSecurity, ownedByOperator, SETTING } from './tenant-policy.js';

/**
 * Entries that a coordinator adds to the library of good practice. Where it can be read of is no choice. Outcomes keep
 * the practices they were shown with as a part that many of them share; those of before have none.
 */
const PRACTICES = `
CREATE TABLE good_practice (
  id               uuid PRIMARY KEY,
  region_id        uuid NOT NULL REFERENCES region (id),
  instrument_id    text NOT NULL CHECK (instrument_id <> ''),
  language         text NOT NULL CHECK (language <> ''),
  country          text NOT NULL CHECK (country <> ''),
  kind             text NOT NULL CHECK (kind <> ''),
  organisation     text NOT NULL CHECK (organisation <> ''),
  what             text NOT NULL CHECK (what <> ''),
  since            integer CHECK (since BETWEEN 1900 AND 2200),
  result           text CHECK (result <> ''),
  source_publisher text NOT NULL CHECK (source_publisher <> ''),
  source_title     text NOT NULL CHECK (source_title <> ''),
  source_year      integer NOT NULL CHECK (source_year BETWEEN 1900 AND 2200),
  source_url       text NOT NULL CHECK (source_url ~* '^https?://'),
  dimensions       text[] NOT NULL DEFAULT '{}',
  items            text[] NOT NULL DEFAULT '{}',
  rules            text[] NOT NULL DEFAULT '{}',
  checked_on       date,
  checked_by       text,
  state            text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'withdrawn')),
  created_by       text NOT NULL,
  created_at       timestamptz NOT NULL,
  revision         integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  CHECK ((checked_on IS NULL) = (checked_by IS NULL)),
  CHECK (cardinality(dimensions) + cardinality(items) + cardinality(rules) > 0)
);
CREATE INDEX good_practice_region ON good_practice (region_id, instrument_id);
-- Withdrawn, not deleted: documents that show it go on naming it.
GRANT SELECT, INSERT, UPDATE ON good_practice TO isonomia_app;
GRANT SELECT, INSERT, UPDATE ON good_practice TO isonomia_operator;

ALTER TABLE outcome ADD COLUMN practices_part text REFERENCES outcome_part (sha256);
`;

/** Of `isonomia.actor` and the tenant alone, as all that policies ask. */
const REACH = `
-- Regions whose library a person reads: where they have a role, of an agency of theirs, of the tenant.
CREATE FUNCTION library_regions() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT m.region_id FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.region_id IS NOT NULL
  UNION
  SELECT c.region_id FROM public.membership m JOIN public.agency g ON g.id = m.agency_id
    JOIN public.country c ON c.id = g.country_id
    WHERE m.user_id = current_setting('isonomia.actor', true)
  UNION
  SELECT c.region_id FROM public.agency g JOIN public.country c ON c.id = g.country_id WHERE g.id = ${SETTING}
$$;
`;
const FUNCTIONS = ['library_regions()'];

const COORDINATED = `(${EVERYWHERE} OR region_id IN (SELECT public.coordinated_regions()))`;
const POLICIES = `${forceRowSecurity('good_practice')}
CREATE POLICY library_read ON good_practice FOR SELECT TO isonomia_app
  USING (${COORDINATED} OR (state = 'published' AND region_id IN (SELECT public.library_regions())));
CREATE POLICY coordinator_insert ON good_practice FOR INSERT TO isonomia_app WITH CHECK (${COORDINATED});
CREATE POLICY coordinator_update ON good_practice FOR UPDATE TO isonomia_app
  USING (${COORDINATED}) WITH CHECK (${COORDINATED});
`;

export class GoodPractices1795500030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [PRACTICES, REACH, POLICIES, ownedByOperator(FUNCTIONS)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outcome DROP COLUMN practices_part');
    await runner.query(exposeTenantTable('good_practice'));
    for (const one of FUNCTIONS) await runner.query(`DROP FUNCTION ${one}`);
    await runner.query('DROP TABLE good_practice');
  }
}
