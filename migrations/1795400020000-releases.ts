import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import { EVERYWHERE, exposeTenantTable, forceRowSecurity, SETTING, ownedByOperator } from './tenant-policy.js';

/**
 * What one validated assessment brings to comparisons. Numbers lie in the order of the instrument of its round, with NULL
 * where there is none; what is asked of a million rows is asked by round or by agency, and nothing else has an index.
 */
const CONTRIBUTION = `
CREATE TABLE contribution (
  assessment_id uuid PRIMARY KEY,
  agency_id     uuid NOT NULL,
  round_id      uuid NOT NULL REFERENCES round (id),
  region_id     uuid NOT NULL,
  country_id    uuid NOT NULL,
  holding       text NOT NULL CHECK (holding <> ''),
  agency_type   text NOT NULL CHECK (agency_type <> ''),
  size_band     text NOT NULL CHECK (size_band IN ('under-100', '100-499', '500-1999', '2000-up', 'unknown')),
  instrument_id      text NOT NULL,
  instrument_version text NOT NULL,
  variant       text NOT NULL CHECK (variant <> ''),
  reference_from date NOT NULL,
  reference_to  date NOT NULL,
  validated_at  timestamptz NOT NULL,
  superseded_by uuid,
  -- The overall score first, then a dimension each.
  claimed       double precision[] NOT NULL,
  evidenced     double precision[] NOT NULL,
  low           double precision[] NOT NULL,
  high          double precision[] NOT NULL,
  levels        integer[] NOT NULL,
  items         double precision[] NOT NULL,
  gates         integer[] NOT NULL,
  coverage      double precision[] NOT NULL,
  women         integer[] NOT NULL,
  men           integer[] NOT NULL,
  hires         integer[],
  leavers       integer[],
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  CHECK (superseded_by <> assessment_id),
  CHECK (cardinality(women) = cardinality(men)),
  CHECK (cardinality(claimed) = cardinality(evidenced) AND cardinality(low) = cardinality(high))
);
-- One a round counts; a correction takes the place of what it corrects.
CREATE UNIQUE INDEX contribution_round ON contribution (round_id, agency_id) WHERE superseded_by IS NULL;
CREATE INDEX contribution_agency ON contribution (agency_id);
GRANT SELECT, INSERT, UPDATE (superseded_by) ON contribution TO isonomia_app;
GRANT DELETE ON contribution TO isonomia_operator;
`;

/** Its agency's people and whoever works for the agency: a region's reach ends before numbers that were not shared. */
const OWN_CONTRIBUTION = `${forceRowSecurity('contribution')}
CREATE POLICY tenant_read ON contribution FOR SELECT TO isonomia_app
  USING (agency_id = (SELECT ${SETTING}) OR agency_id IN (SELECT public.led_agencies()));
CREATE POLICY tenant_insert ON contribution FOR INSERT TO isonomia_app WITH CHECK (agency_id = ${SETTING});
CREATE POLICY tenant_update ON contribution FOR UPDATE TO isonomia_app
  USING (agency_id = ${SETTING}) WITH CHECK (agency_id = ${SETTING});
`;

/**
 * A release belongs to its round. While one is being built, no other of the round can be ordered: each is measured against
 * all that were published before.
 */
const RELEASES = `
CREATE TABLE release (
  id          uuid PRIMARY KEY,
  round_id    uuid NOT NULL REFERENCES round (id),
  region_id   uuid NOT NULL REFERENCES region (id),
  number      integer NOT NULL CHECK (number > 0),
  state       text NOT NULL DEFAULT 'building' CHECK (state IN ('building', 'ready', 'failed')),
  created_by  text NOT NULL,
  created_at  timestamptz NOT NULL,
  attempts    integer NOT NULL DEFAULT 0,
  started_at  timestamptz,
  finished_at timestamptz,
  failure     text,
  sha256      text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  statement   jsonb,
  UNIQUE (round_id, number),
  CHECK ((state = 'ready') = (sha256 IS NOT NULL AND statement IS NOT NULL AND finished_at IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX release_under_way ON release (round_id) WHERE state <> 'ready';
CREATE INDEX release_region ON release (region_id);
CREATE TABLE release_table (
  release_id uuid NOT NULL REFERENCES release (id),
  grouping   text NOT NULL CHECK (grouping <> ''),
  group_id   text NOT NULL CHECK (group_id <> ''),
  position   integer NOT NULL,
  body       jsonb NOT NULL,
  PRIMARY KEY (release_id, grouping, group_id)
);
-- Which assessments went in, and into which groups: what a later release must not be subtracted from. Read by the worker.
CREATE TABLE release_member (
  release_id    uuid NOT NULL REFERENCES release (id),
  assessment_id uuid NOT NULL,
  holding       text NOT NULL,
  country_id    text NOT NULL,
  agency_type   text NOT NULL,
  size_band     text NOT NULL,
  PRIMARY KEY (release_id, assessment_id)
);
GRANT SELECT, INSERT ON release TO isonomia_app;
GRANT SELECT ON release_table TO isonomia_app;
GRANT UPDATE ON release TO isonomia_operator;
GRANT INSERT ON release_table TO isonomia_operator;
GRANT SELECT, INSERT ON release_member TO isonomia_operator;
`;

/** Not even by the worker, nor by a command: what was published stays as it was published. */
const FINAL = `
CREATE FUNCTION refuse_published() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_TABLE_NAME <> 'release' THEN
    -- Tables and members come with the release, before it is ready.
    IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM public.release r WHERE r.id = NEW.release_id AND r.state = 'building') THEN
      RETURN NEW;
    END IF;
  ELSIF TG_OP = 'UPDATE' AND OLD.state <> 'ready' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A release that was published is neither changed nor deleted.' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER published BEFORE UPDATE OR DELETE ON release FOR EACH ROW EXECUTE FUNCTION refuse_published();
CREATE TRIGGER published BEFORE INSERT OR UPDATE OR DELETE ON release_table FOR EACH ROW EXECUTE FUNCTION refuse_published();
CREATE TRIGGER published BEFORE INSERT OR UPDATE OR DELETE ON release_member
  FOR EACH ROW EXECUTE FUNCTION refuse_published();
`;

const ASKED = `
CREATE FUNCTION led_agencies() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT m.agency_id FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role = 'lead' AND m.agency_id IS NOT NULL
$$;
CREATE FUNCTION overseen_regions() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT m.region_id FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role IN ('coordinator', 'reviewer')
      AND m.region_id IS NOT NULL
$$;
-- Rounds that an agency takes part in which the actor leads.
CREATE FUNCTION joined_rounds() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = '' AS $$
  SELECT p.round_id FROM public.participation p
    WHERE p.declined_at IS NULL AND p.agency_id IN (SELECT public.led_agencies())
$$;
-- For those who make releases: what would go in, and no agency's name.
CREATE FUNCTION releasable_contributions(p_round uuid) RETURNS SETOF public.contribution
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.* FROM public.contribution c
  WHERE c.round_id = p_round AND c.superseded_by IS NULL
    AND (SELECT s.choice FROM public.sharing s WHERE s.round_id = c.round_id AND s.agency_id = c.agency_id
      ORDER BY s.id DESC LIMIT 1) IN ('anonymous', 'coordinator', 'participants')
    AND (public.acts_as_operator() OR public.reaches_everywhere()
      OR (SELECT r.region_id FROM public.round r WHERE r.id = p_round) IN (SELECT public.coordinated_regions()))
  ORDER BY c.assessment_id
$$;
-- Who would be in a release, as far as it is known: agencies that let their results in, validated or not yet.
CREATE FUNCTION expected_contributors(p_round uuid)
RETURNS TABLE (agency_id uuid, ministry text, country_id uuid, agency_type text, size_band text, brings text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.id, g.ministry, g.country_id, g.type, coalesce(c.size_band, 'unknown'),
    CASE WHEN c.assessment_id IS NOT NULL THEN array_remove(ARRAY[CASE WHEN cardinality(c.women) > 0 THEN 'people' END,
      CASE WHEN c.hires IS NOT NULL THEN 'hires' END, CASE WHEN c.leavers IS NOT NULL THEN 'leavers' END], NULL) END
  FROM public.participation p JOIN public.agency g ON g.id = p.agency_id
  LEFT JOIN public.contribution c ON c.round_id = p.round_id AND c.agency_id = p.agency_id AND c.superseded_by IS NULL
  WHERE p.round_id = p_round AND p.declined_at IS NULL
    AND (SELECT s.choice FROM public.sharing s WHERE s.round_id = p.round_id AND s.agency_id = p.agency_id
      ORDER BY s.id DESC LIMIT 1) IN ('anonymous', 'coordinator', 'participants')
    AND (public.reaches_everywhere()
      OR (SELECT r.region_id FROM public.round r WHERE r.id = p_round) IN (SELECT public.coordinated_regions()))
  ORDER BY g.id
$$;
-- How many agencies of a round have been validated, whatever they share: a count, for those who make releases.
CREATE FUNCTION validated_in_round(p_round uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*)::int FROM public.contribution c
  WHERE c.round_id = p_round AND c.superseded_by IS NULL
    AND (public.acts_as_operator() OR public.reaches_everywhere()
      OR (SELECT r.region_id FROM public.round r WHERE r.id = p_round) IN (SELECT public.coordinated_regions()))
$$;
CREATE FUNCTION released_members(p_round uuid)
RETURNS TABLE (release_id uuid, assessment_id uuid, holding text, country_id text, agency_type text, size_band text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.release_id, m.assessment_id, m.holding, m.country_id, m.agency_type, m.size_band
  FROM public.release_member m JOIN public.release r ON r.id = m.release_id
  WHERE r.round_id = p_round AND r.state = 'ready'
    AND (public.acts_as_operator() OR public.reaches_everywhere() OR r.region_id IN (SELECT public.coordinated_regions()))
  ORDER BY r.number, m.assessment_id
$$;
-- One that failed, or that nobody has worked on for a while, goes back to the queue; a ready one never.
CREATE FUNCTION requeue_release(p_release uuid, p_before timestamptz, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.release r
  SET state = 'building', failure = NULL, started_at = NULL, finished_at = NULL, created_at = p_at
  WHERE r.id = p_release
    AND (r.state = 'failed' OR r.state = 'building' AND coalesce(r.started_at, r.created_at) < p_before)
    AND (public.reaches_everywhere() OR r.region_id IN (SELECT public.coordinated_regions()));
  RETURN FOUND;
END $$;
`;

/** Ready ones for the agencies of the round; the region's own people also see what is being made. */
const POLICIES = `${forceRowSecurity('release')}${forceRowSecurity('release_table')}${forceRowSecurity('release_member')}
CREATE POLICY reader_read ON release FOR SELECT TO isonomia_app USING (
  ${EVERYWHERE} OR region_id IN (SELECT public.overseen_regions())
  OR (state = 'ready' AND round_id IN (SELECT public.joined_rounds()))
);
CREATE POLICY region_insert ON release FOR INSERT TO isonomia_app WITH CHECK (
  state = 'building' AND (${EVERYWHERE} OR region_id IN (SELECT public.coordinated_regions()))
  AND region_id = (SELECT r.region_id FROM public.round r WHERE r.id = round_id)
);
CREATE POLICY reader_read ON release_table FOR SELECT TO isonomia_app
  USING (EXISTS (SELECT FROM public.release r WHERE r.id = release_id));
`;

const FUNCTIONS = [
  'led_agencies()',
  'overseen_regions()',
  'joined_rounds()',
  'releasable_contributions(uuid)',
  'expected_contributors(uuid)',
  'validated_in_round(uuid)',
  'released_members(uuid)',
  'requeue_release(uuid, timestamptz, timestamptz)',
];

const ERASED = { beforeAssessments: ['contribution'] };

export class Releases1795400020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [CONTRIBUTION, RELEASES, FINAL, ASKED, ownedByOperator(FUNCTIONS), OWN_CONTRIBUTION, POLICIES];
    for (const part of [...parts, eraseWithAgency(ERASED)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    for (const table of ['release_member', 'release_table', 'release', 'contribution'])
      await runner.query(exposeTenantTable(table));
    await runner.query(`DROP FUNCTION ${FUNCTIONS.join(', ')}`);
    await runner.query('DROP TABLE release_member, release_table, release, contribution');
    await runner.query('DROP FUNCTION refuse_published()');
  }
}
