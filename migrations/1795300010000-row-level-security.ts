import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  EVERYWHERE,
  exposeTenantTable,
  forceRowSecurity,
  protectTenantTable,
  REACHED,
  TENANT,
} from './tenant-policy.js';

interface TableWithAgency {
  readonly name: string;
  /** The web's role neither changes nor deletes its rows. */
  readonly kept: boolean;
}

/** Every table of now that names an agency, but those whose policies are of their own making. */
const WITH_AGENCY = `
SELECT c.relname AS name,
  NOT has_table_privilege('isonomia_app', c.oid, 'UPDATE') AND NOT has_table_privilege('isonomia_app', c.oid, 'DELETE') AS kept
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'agency_id' AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relrowsecurity
  AND c.relname NOT IN ('membership', 'audit')
ORDER BY c.relname`;

const COORDINATED = '(SELECT public.coordinated_regions())';
const SELF = `(SELECT current_setting('isonomia.actor', true))`;

/**
 * The web reads its person's own roles and those within their reach, and makes the first leads of an agency; all else that
 * gives and takes roles asks a function. The accounts read whose roles are whose, and give a new person theirs.
 */
const MEMBERSHIP = `${forceRowSecurity('membership')}
CREATE POLICY tenant_read ON membership FOR SELECT TO isonomia_app USING (
  agency_id = ${TENANT} OR user_id = ${SELF} OR ${EVERYWHERE} OR agency_id IN ${REACHED} OR region_id IN ${COORDINATED}
);
CREATE POLICY tenant_insert ON membership FOR INSERT TO isonomia_app WITH CHECK (agency_id = ${TENANT});
CREATE POLICY accounts_read ON membership FOR SELECT TO isonomia_identity USING (true);
CREATE POLICY accounts_insert ON membership FOR INSERT TO isonomia_identity WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO isonomia_operator;
REVOKE UPDATE, DELETE ON membership FROM isonomia_app;
`;

/** Rows of an agency are its own; what concerns the installation anybody adds to, and only an administrator reads. */
const AUDIT = `${forceRowSecurity('audit')}
CREATE POLICY tenant_read ON audit FOR SELECT TO isonomia_app
  USING (agency_id = ${TENANT} OR ${EVERYWHERE} OR agency_id IN ${REACHED});
CREATE POLICY tenant_insert ON audit FOR INSERT TO isonomia_app WITH CHECK (agency_id IS NULL OR agency_id = ${TENANT});
`;

/** Where agencies are is no secret. Regions are drawn by administrators; countries by them and by their coordinators. */
const PLACES = `${forceRowSecurity('region')}${forceRowSecurity('country')}
CREATE POLICY anybody_reads ON region FOR SELECT TO isonomia_app USING (true);
CREATE POLICY administrator_insert ON region FOR INSERT TO isonomia_app WITH CHECK (${EVERYWHERE});
CREATE POLICY administrator_update ON region FOR UPDATE TO isonomia_app USING (${EVERYWHERE});
CREATE POLICY administrator_delete ON region FOR DELETE TO isonomia_app USING (${EVERYWHERE});
CREATE POLICY anybody_reads ON country FOR SELECT TO isonomia_app USING (true);
CREATE POLICY region_insert ON country FOR INSERT TO isonomia_app
  WITH CHECK (${EVERYWHERE} OR region_id IN ${COORDINATED});
CREATE POLICY region_update ON country FOR UPDATE TO isonomia_app USING (${EVERYWHERE} OR region_id IN ${COORDINATED});
CREATE POLICY region_delete ON country FOR DELETE TO isonomia_app USING (${EVERYWHERE} OR region_id IN ${COORDINATED});
`;

/** What the web never does: publish instruments, note what was installed, look at accounts. */
const TAKEN_FROM_THE_WEB = `
GRANT SELECT, INSERT, UPDATE, DELETE ON installation TO isonomia_operator;
GRANT SELECT, INSERT, UPDATE (retired_at) ON instrument_version TO isonomia_operator;
REVOKE ALL ON installation FROM isonomia_app;
REVOKE INSERT, UPDATE ON instrument_version FROM isonomia_app;
REVOKE UPDATE (retired_at) ON instrument_version FROM isonomia_app;
REVOKE ALL ON ALL TABLES IN SCHEMA identity FROM isonomia_app;
REVOKE ALL ON SCHEMA identity FROM isonomia_app;
`;

/**
 * Asked before anybody is known, or from memory for everybody: as the operator, giving back only what may be shown — the
 * place of an assessment, which access is decided by; how an agency tells the time; what proves a paper genuine.
 */
const LOOKED_UP = `
CREATE FUNCTION pinned_assessment(p_id uuid)
RETURNS TABLE (id uuid, agency_id uuid, region_id uuid, instrument_id text, instrument_version text, variant text, agency_type text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT a.id, a.agency_id, c.region_id, a.instrument_id, a.instrument_version, a.variant, a.agency_type
  FROM public.assessment a JOIN public.agency g ON g.id = a.agency_id JOIN public.country c ON c.id = g.country_id
  WHERE a.id = p_id
$$;
CREATE FUNCTION agency_time_zone(p_agency uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.time_zone FROM public.agency g WHERE g.id = p_agency
$$;
CREATE FUNCTION verify_document(p_id text)
RETURNS TABLE (issued_on text, instrument_id text, instrument_version text)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT to_char(d.requested_at AT TIME ZONE g.time_zone, 'YYYY-MM-DD'), a.instrument_id, a.instrument_version
  FROM public.document d JOIN public.assessment a ON a.id = d.assessment_id JOIN public.agency g ON g.id = d.agency_id
  WHERE d.id = p_id AND d.state = 'ready' AND d.kind = 'outcome'
$$;
GRANT CREATE ON SCHEMA public TO isonomia_operator;
ALTER FUNCTION pinned_assessment(uuid) OWNER TO isonomia_operator;
ALTER FUNCTION agency_time_zone(uuid) OWNER TO isonomia_operator;
ALTER FUNCTION verify_document(text) OWNER TO isonomia_operator;
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
`;

/** Reads that are a transaction by themselves: whose they are, then the rows, in one round trip. */
const READ_AT_ONCE = `
CREATE FUNCTION assessment_state(p_actor text, p_agency uuid, p_assessment uuid) RETURNS text
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM public.enter_agency(p_actor, p_agency);
  RETURN (SELECT a.state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency);
END $$;
CREATE FUNCTION current_answers(p_actor text, p_agency uuid, p_assessment uuid, p_questions text[])
RETURNS TABLE (question_id text, body jsonb) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM public.enter_agency(p_actor, p_agency);
  RETURN QUERY SELECT t.question_id, t.body FROM public.answer t
    WHERE t.assessment_id = p_assessment AND t.question_id = ANY (p_questions) AND t.body IS NOT NULL;
END $$;
CREATE FUNCTION read_file_chunk(p_actor text, p_agency uuid, p_file uuid, p_position integer) RETURNS bytea
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM public.enter_agency(p_actor, p_agency);
  RETURN (SELECT f.bytes FROM public.file_chunk f WHERE f.file_id = p_file AND f.position = p_position);
END $$;
`;

const FUNCTIONS = `pinned_assessment(uuid), agency_time_zone(uuid), verify_document(text), assessment_state(text, uuid, uuid),
  current_answers(text, uuid, uuid, text[]), read_file_chunk(text, uuid, uuid, integer)`;
const EXECUTE = `
REVOKE EXECUTE ON FUNCTION ${FUNCTIONS} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${FUNCTIONS} TO isonomia_app;
`;

export class RowLevelSecurity1795300010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = (await runner.query(WITH_AGENCY)) as readonly TableWithAgency[];
    for (const { name, kept } of tables) await runner.query(protectTenantTable(name, { kept }));
    await runner.query(protectTenantTable('agency', { column: 'id' }));
    for (const part of [MEMBERSHIP, AUDIT, PLACES, TAKEN_FROM_THE_WEB, LOOKED_UP, READ_AT_ONCE, EXECUTE])
      await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION ${FUNCTIONS}`);
    const secured = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relrowsecurity`;
    for (const { name } of (await runner.query(secured)) as readonly { readonly name: string }[])
      await runner.query(exposeTenantTable(name));
    await runner.query(`
      GRANT SELECT, INSERT, UPDATE, DELETE ON installation TO isonomia_app;
      GRANT INSERT, UPDATE (retired_at) ON instrument_version TO isonomia_app;
      GRANT UPDATE, DELETE ON membership TO isonomia_app;
      REVOKE ALL ON installation, instrument_version, membership FROM isonomia_operator;
      GRANT USAGE ON SCHEMA identity TO isonomia_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO isonomia_app;
    `);
  }
}
