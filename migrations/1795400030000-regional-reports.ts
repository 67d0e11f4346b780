import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EVERYWHERE, exposeTenantTable, forceRowSecurity } from './tenant-policy.js';

/**
 * The report of a release belongs to no agency, so it lies in no agency's files: one a release and language, its bytes
 * beside it. What it printed it under is kept with it, since regions and rounds may be renamed.
 */
const REPORT = `
CREATE TABLE report (
  id           text PRIMARY KEY CHECK (id ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
  release_id   uuid NOT NULL REFERENCES release (id),
  language     text NOT NULL CHECK (language <> ''),
  state        text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'ready', 'failed')),
  attempts     integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  requested_by text NOT NULL,
  requested_at timestamptz NOT NULL,
  started_at   timestamptz,
  finished_at  timestamptz,
  failure      text,
  facts        jsonb,
  size         integer CHECK (size > 0),
  sha256       text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes        bytea,
  UNIQUE (release_id, language),
  CHECK ((state = 'ready') = (bytes IS NOT NULL AND sha256 IS NOT NULL AND size IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL))
);
-- A PDF is packed already.
ALTER TABLE report ALTER COLUMN bytes SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, UPDATE (state, requested_at, started_at, finished_at, failure) ON report TO isonomia_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON report TO isonomia_operator;
`;

/** Whoever may read the release may read its report; whoever may make releases of the region orders it. */
const MAKERS = `(${EVERYWHERE} OR (SELECT r.region_id FROM release r WHERE r.id = release_id)
  IN (SELECT public.coordinated_regions()))`;
const POLICIES = `${forceRowSecurity('report')}
CREATE POLICY reader_read ON report FOR SELECT TO isonomia_app
  USING (EXISTS (SELECT FROM release r WHERE r.id = release_id AND r.state = 'ready'));
CREATE POLICY region_insert ON report FOR INSERT TO isonomia_app WITH CHECK (state = 'queued' AND ${MAKERS});
CREATE POLICY region_update ON report FOR UPDATE TO isonomia_app
  USING (state <> 'ready' AND ${MAKERS}) WITH CHECK (state = 'queued');
`;

/** A document of either kind: genuine, its date and its instrument, nothing else. A report has the date of its release. */
const VERIFY = (withReports: boolean): string => `
CREATE OR REPLACE FUNCTION verify_document(p_id text)
RETURNS TABLE (issued_on text, instrument_id text, instrument_version text, status text, validated_on text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT to_char(d.requested_at AT TIME ZONE g.time_zone, 'YYYY-MM-DD'), a.instrument_id, a.instrument_version, o.status,
    CASE o.status WHEN 'validated' THEN to_char(o.created_at AT TIME ZONE g.time_zone, 'YYYY-MM-DD') END
  FROM public.document d JOIN public.assessment a ON a.id = d.assessment_id JOIN public.agency g ON g.id = d.agency_id
    JOIN public.outcome o ON o.id = d.outcome_id
  WHERE d.id = p_id AND d.state = 'ready' AND d.kind = 'outcome'${withReports ? REPORTS : ''}
$$;`;
const REPORTS = `
  UNION ALL
  SELECT to_char(r.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), o.instrument_id, o.instrument_version, 'released', NULL
  FROM public.report p JOIN public.release r ON r.id = p.release_id JOIN public.round o ON o.id = r.round_id
  WHERE p.id = p_id AND p.state = 'ready'`;

export class RegionalReports1795400030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [REPORT, POLICIES, VERIFY(true)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(VERIFY(false));
    await runner.query(exposeTenantTable('report'));
    await runner.query('DROP TABLE report');
  }
}
