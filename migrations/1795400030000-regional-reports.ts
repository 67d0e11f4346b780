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
  named        jsonb,
  size         integer CHECK (size > 0),
  sha256       text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes        bytea,
  CHECK ((state = 'ready') = (bytes IS NOT NULL AND sha256 IS NOT NULL AND size IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL))
);
-- One of each edition; that with names is made anew whenever it is asked for.
CREATE UNIQUE INDEX report_edition ON report (release_id, language, (named IS NOT NULL));
-- A PDF is packed already.
ALTER TABLE report ALTER COLUMN bytes SET STORAGE EXTERNAL;
GRANT SELECT, INSERT, DELETE, UPDATE (state, requested_at, started_at, finished_at, failure) ON report TO isonomia_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON report TO isonomia_operator;
`;

/** Whoever may read the release may read its report; whoever may make releases of the region orders it. */
const MAKERS = `(${EVERYWHERE} OR (SELECT r.region_id FROM release r WHERE r.id = release_id)
  IN (SELECT public.coordinated_regions()))`;
const COORDINATED = `(SELECT r.region_id FROM release r WHERE r.id = release_id) IN (SELECT public.coordinated_regions())`;
const POLICIES = `${forceRowSecurity('report')}
CREATE POLICY reader_read ON report FOR SELECT TO isonomia_app
  USING (EXISTS (SELECT FROM release r WHERE r.id = release_id AND r.state = 'ready')
    AND (named IS NULL OR ${COORDINATED}));
CREATE POLICY region_insert ON report FOR INSERT TO isonomia_app
  WITH CHECK (state = 'queued' AND ${MAKERS} AND (named IS NULL OR ${COORDINATED}));
CREATE POLICY region_delete ON report FOR DELETE TO isonomia_app USING (named IS NOT NULL AND ${COORDINATED});
CREATE POLICY region_update ON report FOR UPDATE TO isonomia_app
  USING (state <> 'ready' AND ${MAKERS}) WITH CHECK (state = 'queued');
`;

/** An agency that no longer shows its name to the round, or that is erased, takes every report that names it along. */
const WITHDRAWN = `
CREATE FUNCTION forget_named_reports() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_TABLE_NAME = 'agency' THEN
    DELETE FROM public.report p WHERE p.named->'ids' ? OLD.id::text;
    RETURN OLD;
  END IF;
  IF NEW.choice <> 'participants' THEN
    DELETE FROM public.report p USING public.release r
      WHERE r.id = p.release_id AND r.round_id = NEW.round_id AND p.named->'ids' ? NEW.agency_id::text;
  END IF;
  RETURN NEW;
END $$;
GRANT CREATE ON SCHEMA public TO isonomia_operator;
ALTER FUNCTION forget_named_reports() OWNER TO isonomia_operator;
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
REVOKE EXECUTE ON FUNCTION forget_named_reports() FROM PUBLIC;
CREATE TRIGGER named_reports AFTER INSERT ON sharing FOR EACH ROW EXECUTE FUNCTION forget_named_reports();
CREATE TRIGGER named_reports BEFORE DELETE ON agency FOR EACH ROW EXECUTE FUNCTION forget_named_reports();
`;

/** A document of either kind: genuine, its date and its instrument, nothing else. A report has the date of its release. */
const VERIFY = (withReports: boolean): string => `
CREATE OR REPLACE FUNCTION verify_document(p_id text)
RETURNS TABLE (issued_on text, instrument_id text, instrument_version text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT to_char(d.requested_at AT TIME ZONE g.time_zone, 'YYYY-MM-DD'), a.instrument_id, a.instrument_version
  FROM public.document d JOIN public.assessment a ON a.id = d.assessment_id JOIN public.agency g ON g.id = d.agency_id
  WHERE d.id = p_id AND d.state = 'ready' AND d.kind = 'outcome'${withReports ? REPORTS : ''}
$$;`;
const REPORTS = `
  UNION ALL
  SELECT to_char(r.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD'), o.instrument_id, o.instrument_version
  FROM public.report p JOIN public.release r ON r.id = p.release_id JOIN public.round o ON o.id = r.round_id
  WHERE p.id = p_id AND p.state = 'ready'`;

export class RegionalReports1795400030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [REPORT, POLICIES, WITHDRAWN, VERIFY(true)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(VERIFY(false));
    await runner.query('DROP TRIGGER named_reports ON sharing; DROP TRIGGER named_reports ON agency');
    await runner.query('DROP FUNCTION forget_named_reports()');
    await runner.query(exposeTenantTable('report'));
    await runner.query('DROP TABLE report');
  }
}
