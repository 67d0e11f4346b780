import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import {
  EVERYWHERE,
  forceRowSecurity,
  protectTenantTable,
  REACHED,
  SETTING,
  TENANT,
  ownedByOperator,
} from './tenant-policy.js';

const TABLES = `
CREATE TABLE round (
  id                 uuid PRIMARY KEY,
  region_id          uuid NOT NULL REFERENCES region (id),
  name               text NOT NULL CHECK (name <> ''),
  instrument_id      text NOT NULL,
  instrument_version text NOT NULL,
  variant            text NOT NULL CHECK (variant <> ''),
  -- Empty: of every type, of every country of the region.
  agency_types       text[] NOT NULL DEFAULT '{}',
  countries          uuid[] NOT NULL DEFAULT '{}',
  opens_on           date NOT NULL,
  closes_on          date NOT NULL CHECK (closes_on >= opens_on),
  reference_from     date NOT NULL,
  reference_to       date NOT NULL CHECK (reference_to >= reference_from),
  stock_date         date,
  previous_id        uuid REFERENCES round (id) CHECK (previous_id <> id),
  state              text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed')),
  closed_at          timestamptz,
  created_by         text NOT NULL,
  created_at         timestamptz NOT NULL,
  revision           integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  FOREIGN KEY (instrument_id, instrument_version) REFERENCES instrument_version (instrument_id, version)
);
CREATE INDEX round_region ON round (region_id);
CREATE INDEX round_not_closed ON round (closes_on) WHERE state <> 'closed';

CREATE TABLE participation (
  round_id    uuid NOT NULL REFERENCES round (id),
  agency_id   uuid NOT NULL REFERENCES agency (id),
  invited_at  timestamptz NOT NULL,
  invited_by  text NOT NULL,
  reminded_at timestamptz,
  declined_at timestamptz,
  PRIMARY KEY (round_id, agency_id)
);
CREATE INDEX participation_agency ON participation (agency_id);

-- Every choice is kept; the newest counts, and without one results stay with the agency.
CREATE TABLE sharing (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  round_id  uuid NOT NULL,
  agency_id uuid NOT NULL,
  choice    text NOT NULL CHECK (choice IN ('own', 'anonymous', 'coordinator', 'participants')),
  chosen_by text NOT NULL,
  chosen_at timestamptz NOT NULL,
  FOREIGN KEY (round_id, agency_id) REFERENCES participation (round_id, agency_id)
);
CREATE INDEX sharing_newest ON sharing (round_id, agency_id, id DESC);

ALTER TABLE agency ADD COLUMN ministry text CHECK (ministry <> '');

ALTER TABLE assessment ADD COLUMN round_id uuid, ADD COLUMN corrects uuid,
  ADD CONSTRAINT assessment_takes_part FOREIGN KEY (round_id, agency_id) REFERENCES participation (round_id, agency_id),
  ADD CONSTRAINT assessment_corrects FOREIGN KEY (corrects, agency_id) REFERENCES assessment (id, agency_id),
  ADD CONSTRAINT assessment_corrects_another CHECK (corrects <> id);
-- An agency answers a round once; what corrects that answer names it.
CREATE UNIQUE INDEX assessment_in_round ON assessment (round_id, agency_id) WHERE round_id IS NOT NULL AND corrects IS NULL;
CREATE UNIQUE INDEX assessment_corrected ON assessment (corrects) WHERE corrects IS NOT NULL;
CREATE INDEX assessment_of_round ON assessment (round_id) WHERE round_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON round TO isonomia_app;
GRANT SELECT, INSERT, UPDATE (reminded_at, declined_at) ON participation TO isonomia_app;
GRANT SELECT, INSERT ON sharing TO isonomia_app;
GRANT DELETE ON participation, sharing TO isonomia_operator;
`;

/** Of \`isonomia.actor\` alone, as all that policies ask. */
const REACH = `
-- Those a person may know of: of a region where they have a role, of an agency of theirs, of the tenant.
CREATE FUNCTION reached_rounds() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT r.id FROM public.membership m JOIN public.round r ON r.region_id = m.region_id
    WHERE m.user_id = current_setting('isonomia.actor', true)
  UNION
  SELECT p.round_id FROM public.membership m JOIN public.participation p ON p.agency_id = m.agency_id
    WHERE m.user_id = current_setting('isonomia.actor', true)
  UNION
  SELECT p.round_id FROM public.participation p WHERE p.agency_id = ${SETTING}
$$;
-- Those a person keeps: who takes part, and when they are reminded.
CREATE FUNCTION kept_rounds() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT r.id FROM public.round r WHERE r.region_id IN (SELECT public.coordinated_regions())
$$;
CREATE FUNCTION keeps_round(p_round uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT public.acts_as_operator() OR public.reaches_everywhere()
    OR EXISTS (SELECT FROM public.kept_rounds() kept (id) WHERE kept.id = p_round)
$$;
`;

const KEPT = '(SELECT public.kept_rounds())';
const COORDINATED = '(SELECT public.coordinated_regions())';

/** An agency does not invite itself: who takes part is written by those who keep the round, and answered by the agency. */
const POLICIES = `${forceRowSecurity('round')}${forceRowSecurity('participation')}
CREATE POLICY reached_read ON round FOR SELECT TO isonomia_app
  USING (${EVERYWHERE} OR id IN (SELECT public.reached_rounds()));
CREATE POLICY coordinator_insert ON round FOR INSERT TO isonomia_app
  WITH CHECK (${EVERYWHERE} OR region_id IN ${COORDINATED});
CREATE POLICY coordinator_update ON round FOR UPDATE TO isonomia_app
  USING (${EVERYWHERE} OR region_id IN ${COORDINATED}) WITH CHECK (${EVERYWHERE} OR region_id IN ${COORDINATED});
CREATE POLICY tenant_read ON participation FOR SELECT TO isonomia_app
  USING (agency_id = ${TENANT} OR ${EVERYWHERE} OR agency_id IN ${REACHED});
CREATE POLICY keeper_insert ON participation FOR INSERT TO isonomia_app
  WITH CHECK (${EVERYWHERE} OR (round_id IN ${KEPT} AND agency_id IN ${REACHED}));
CREATE POLICY keeper_update ON participation FOR UPDATE TO isonomia_app
  USING (agency_id = ${TENANT} OR ${EVERYWHERE} OR round_id IN ${KEPT})
  WITH CHECK (agency_id = ${TENANT} OR ${EVERYWHERE} OR round_id IN ${KEPT});
`;

/** Addresses are the accounts'; the audit of an agency takes rows of its tenant alone: both through functions that ask anew. */
const TELLING = `
CREATE FUNCTION leads_in_round(p_round uuid, p_agencies uuid[])
RETURNS TABLE (agency_id uuid, agency text, name text, email text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.id, g.name, u.name, u.email, coalesce(u.language, 'en')
  FROM public.participation p JOIN public.agency g ON g.id = p.agency_id
  JOIN public.membership m ON m.agency_id = g.id AND m.role = 'lead'
  JOIN identity."user" u ON u.id::text = m.user_id AND u."disabledAt" IS NULL
  WHERE p.round_id = p_round AND p.agency_id = ANY (p_agencies) AND (SELECT public.keeps_round(p_round))
  ORDER BY g.id, u.email
$$;
-- Of these agencies, as far as the actor's roles reach, those with a lead who can sign in: somebody reads what is written.
CREATE FUNCTION led_agencies(p_agencies uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT m.agency_id FROM public.membership m
  JOIN identity."user" u ON u.id::text = m.user_id AND u."disabledAt" IS NULL
  WHERE m.role = 'lead' AND m.agency_id = ANY (p_agencies)
    AND ((SELECT public.acts_as_operator()) OR (SELECT public.reaches_everywhere()) OR m.agency_id IN (SELECT public.reached_agencies()))
$$;
CREATE FUNCTION note_in_round(p_round uuid, p_agencies uuid[], p_action text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id)
  SELECT p.agency_id, current_setting('isonomia.actor', true), p_action, 'round', p_round::text
  FROM public.participation p
  WHERE p.round_id = p_round AND p.agency_id = ANY (p_agencies) AND (SELECT public.keeps_round(p_round))
  ORDER BY p.agency_id
$$;
`;

const FUNCTIONS = [
  'reached_rounds()',
  'kept_rounds()',
  'keeps_round(uuid)',
  'leads_in_round(uuid, uuid[])',
  'led_agencies(uuid[])',
  'note_in_round(uuid, uuid[], text)',
];

const ERASED = { afterAssessments: ['sharing', 'participation'] };

export class Rounds1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [
      TABLES,
      REACH,
      POLICIES,
      protectTenantTable('sharing', { kept: true }),
      TELLING,
      ownedByOperator(FUNCTIONS),
    ];
    for (const part of [...parts, eraseWithAgency(ERASED)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    await runner.query(`
      DROP POLICY reached_read ON round;
      DROP POLICY coordinator_insert ON round;
      DROP POLICY coordinator_update ON round;
      DROP POLICY tenant_read ON participation;
      DROP POLICY keeper_insert ON participation;
      DROP POLICY keeper_update ON participation;`);
    for (const one of [...FUNCTIONS].reverse()) await runner.query(`DROP FUNCTION ${one}`);
    await runner.query(`
      ALTER TABLE assessment DROP COLUMN round_id, DROP COLUMN corrects;
      ALTER TABLE agency DROP COLUMN ministry;
      DROP TABLE sharing, participation, round;`);
  }
}
