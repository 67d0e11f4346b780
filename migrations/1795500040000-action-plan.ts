import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import { ownedByOperator, protectTenantTable } from './tenant-policy.js';

/** What an agency promised to do. What happens to a task is added to its events and never changed. */
const TASKS = `
CREATE TABLE plan_task (
  id                 uuid PRIMARY KEY,
  agency_id          uuid NOT NULL REFERENCES agency (id),
  -- The recommendation that it comes from, and the outcome it was accepted from last; none for a task in own words.
  outcome_id         uuid,
  assessment_id      uuid,
  instrument_id      text,
  instrument_version text,
  rule_id            text,
  dimension_id       text,
  what               text CHECK (what <> ''),
  owner_role         text CHECK (owner_role <> ''),
  owner_name         text CHECK (owner_name <> ''),
  owner_id           text,
  due                date,
  due_set_on         date NOT NULL,
  state              text NOT NULL CHECK (state IN ('to-do', 'under-way', 'done', 'dropped')),
  reason             text CHECK (reason <> ''),
  -- Dropped since its decision was taken back: a task that comes back with the next one.
  withdrawn          boolean NOT NULL DEFAULT false,
  indicator          text CHECK (indicator <> ''),
  target             text CHECK (target <> ''),
  measured           text CHECK (measured <> ''),
  reminders          boolean NOT NULL DEFAULT true,
  revision           integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  created_by         text NOT NULL,
  created_at         timestamptz NOT NULL,
  UNIQUE (id, agency_id),
  FOREIGN KEY (outcome_id, agency_id) REFERENCES outcome (id, agency_id),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  CONSTRAINT plan_task_says CHECK (rule_id IS NOT NULL OR what IS NOT NULL),
  CONSTRAINT plan_task_origin CHECK (num_nulls(outcome_id, assessment_id, instrument_id, instrument_version, rule_id) IN (0, 5)),
  CONSTRAINT plan_task_dropped CHECK (state <> 'dropped' OR reason IS NOT NULL OR withdrawn)
);
-- One recommendation is one task, however often it is accepted.
CREATE UNIQUE INDEX plan_task_rule ON plan_task (agency_id, instrument_id, rule_id) WHERE rule_id IS NOT NULL;
CREATE INDEX plan_task_assessment ON plan_task (assessment_id) WHERE assessment_id IS NOT NULL;
CREATE INDEX plan_task_due ON plan_task (due) WHERE reminders AND state IN ('to-do', 'under-way');

CREATE TABLE plan_event (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id  uuid NOT NULL,
  task_id    uuid NOT NULL,
  revision   integer NOT NULL CHECK (revision > 0),
  kind       text NOT NULL CHECK (kind IN ('adopted', 'adopted-again', 'added', 'changed', 'reported', 'withdrawn',
               'evidence-added', 'evidence-removed', 'evidence-restored')),
  -- The task as it stood afterwards.
  body       jsonb NOT NULL,
  note       text CHECK (note <> ''),
  outcome_id uuid,
  by         text NOT NULL,
  at         timestamptz NOT NULL,
  FOREIGN KEY (task_id, agency_id) REFERENCES plan_task (id, agency_id),
  FOREIGN KEY (outcome_id, agency_id) REFERENCES outcome (id, agency_id),
  CHECK (kind NOT IN ('adopted', 'adopted-again') OR outcome_id IS NOT NULL)
);
CREATE INDEX plan_event_task ON plan_event (task_id, id);
CREATE INDEX plan_event_agency ON plan_event (agency_id, id);
CREATE INDEX plan_event_adopted ON plan_event (outcome_id, at) WHERE outcome_id IS NOT NULL;

CREATE TABLE plan_evidence (
  id         uuid PRIMARY KEY,
  agency_id  uuid NOT NULL,
  task_id    uuid NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('file', 'link', 'citation')),
  title      text NOT NULL CHECK (title <> ''),
  number     text,
  date       date,
  holder     text,
  page       text,
  url        text,
  restricted boolean NOT NULL DEFAULT false,
  file_id    uuid,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  removed_at timestamptz,
  FOREIGN KEY (task_id, agency_id) REFERENCES plan_task (id, agency_id),
  FOREIGN KEY (file_id, agency_id) REFERENCES file (id, agency_id),
  CHECK ((kind = 'link') = (url IS NOT NULL)),
  CHECK (kind = 'file' OR file_id IS NULL),
  CHECK (kind <> 'file' OR file_id IS NOT NULL OR removed_at IS NOT NULL)
);
CREATE INDEX plan_evidence_task ON plan_evidence (task_id, created_at);

-- Which letter was written about which task or assessment, for which day: written once.
CREATE TABLE plan_notice (
  agency_id uuid NOT NULL REFERENCES agency (id),
  subject   uuid NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('days-14', 'days-3', 'overdue', 'months-6', 'months-12')),
  day       date NOT NULL,
  at        timestamptz NOT NULL,
  PRIMARY KEY (subject, kind, day)
);
CREATE INDEX plan_notice_agency ON plan_notice (agency_id);

-- Whether the coordinators of a round see how far the plan is. Every choice is kept; the newest counts, none is no.
CREATE TABLE plan_sharing (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  round_id  uuid NOT NULL,
  agency_id uuid NOT NULL,
  shown     boolean NOT NULL,
  chosen_by text NOT NULL,
  chosen_at timestamptz NOT NULL,
  FOREIGN KEY (round_id, agency_id) REFERENCES participation (round_id, agency_id)
);
CREATE INDEX plan_sharing_newest ON plan_sharing (round_id, agency_id, id DESC);

-- What a follow-up document prints: the plan as it was on the day.
CREATE TABLE follow_up (
  document_id text PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
  agency_id   uuid NOT NULL REFERENCES agency (id),
  body        jsonb NOT NULL
);
CREATE INDEX follow_up_agency ON follow_up (agency_id);

GRANT SELECT, INSERT, UPDATE ON plan_task TO isonomia_app;
GRANT SELECT, INSERT, UPDATE (removed_at, file_id) ON plan_evidence TO isonomia_app;
GRANT SELECT, INSERT ON plan_event, plan_sharing, follow_up TO isonomia_app;
GRANT SELECT ON plan_notice TO isonomia_app;
GRANT INSERT ON plan_notice TO isonomia_operator;
GRANT DELETE ON plan_task, plan_event, plan_evidence, plan_notice, plan_sharing, follow_up TO isonomia_operator;
`;

const KINDS = (followUp: string): string => `
ALTER TABLE document DROP CONSTRAINT document_kind, ADD CONSTRAINT document_kind CHECK (
  CASE kind
    WHEN 'outcome'       THEN edition IN ('internal', 'sharing') AND outcome_id IS NOT NULL AND outcome_sha256 IS NOT NULL
    ${followUp}
    WHEN 'questionnaire' THEN edition IN ('blank', 'filled') AND outcome_id IS NULL
    ELSE false
  END)`;
const FOLLOW_UP = `WHEN 'follow-up' THEN edition IN ('internal', 'sharing') AND outcome_id IS NOT NULL AND outcome_sha256 IS NOT NULL`;

/**
 * How far the plans of a round are: counts alone, of agencies whose newest choices say both that coordinators see results
 * under their names and that they see this. Asked anew in the statement that reads, and told to the agency in the same.
 */
const PROGRESS = `
CREATE FUNCTION plans_in_round(p_round uuid, p_today date)
RETURNS TABLE (agency_id uuid, agency text, country text, tasks jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  WITH shown AS (
    SELECT g.id, g.name, k.name AS country
    FROM public.round o
    JOIN public.participation p ON p.round_id = o.id AND p.declined_at IS NULL
    JOIN LATERAL (SELECT s.choice FROM public.sharing s WHERE s.round_id = p.round_id AND s.agency_id = p.agency_id
      ORDER BY s.id DESC LIMIT 1) chosen ON chosen.choice IN ('coordinator', 'participants')
    JOIN LATERAL (SELECT s.shown FROM public.plan_sharing s WHERE s.round_id = p.round_id AND s.agency_id = p.agency_id
      ORDER BY s.id DESC LIMIT 1) plan ON plan.shown
    JOIN public.agency g ON g.id = p.agency_id
    JOIN public.country k ON k.id = g.country_id
    WHERE o.id = p_round AND o.region_id IN (SELECT public.coordinated_regions())
  ), told AS (
    INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id)
    SELECT s.id, current_setting('isonomia.actor', true), 'plan.progress-read', 'round', p_round::text FROM shown s
    ORDER BY s.id
  )
  SELECT s.id, s.name, s.country, coalesce((
    SELECT jsonb_agg(to_jsonb(c)) FROM (
      SELECT t.instrument_id, t.instrument_version, t.rule_id, t.dimension_id, t.state, count(*)::int AS tasks,
        (count(*) FILTER (WHERE t.state IN ('to-do', 'under-way') AND t.due < p_today))::int AS overdue
      FROM public.plan_task t WHERE t.agency_id = s.id
      GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 3, 5) c), '[]')
  FROM shown s ORDER BY s.country COLLATE "C", s.name COLLATE "C", s.id;
END $$;

-- Addresses are the accounts': of the owner while they work there, else of the leads; for the worker alone.
CREATE FUNCTION plan_recipients(p_agency uuid, p_owner text)
RETURNS TABLE (name text, email text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH people AS (
    SELECT DISTINCT u.name, u.email, coalesce(u.language, 'en') AS language, m.user_id, m.role
    FROM public.membership m JOIN identity."user" u ON u.id::text = m.user_id AND u."disabledAt" IS NULL
    WHERE m.agency_id = p_agency AND m.role IN ('lead', 'contributor') AND (SELECT public.acts_as_operator())
  ), owner AS (SELECT p.* FROM people p WHERE p.user_id = p_owner)
  SELECT DISTINCT p.name, p.email, p.language FROM people p
  WHERE p.user_id = p_owner OR (p.role = 'lead' AND NOT EXISTS (SELECT FROM owner))
  ORDER BY p.email
$$;
`;

const TABLES = ['plan_notice', 'plan_evidence', 'plan_event', 'plan_task', 'plan_sharing', 'follow_up'];
const FUNCTIONS = ['plans_in_round(uuid, date)', 'plan_recipients(uuid, text)'];
const KEPT = new Set(['plan_event', 'plan_sharing', 'follow_up', 'plan_notice']);
const ERASED = { beforeAssessments: TABLES };

export class ActionPlan1795500040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TASKS);
    await runner.query(KINDS(FOLLOW_UP));
    for (const table of TABLES) await runner.query(protectTenantTable(table, { kept: KEPT.has(table) }));
    await runner.query(PROGRESS);
    await runner.query(ownedByOperator(FUNCTIONS));
    await runner.query(eraseWithAgency(ERASED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    await runner.query(`DROP FUNCTION ${FUNCTIONS.join(', ')}`);
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
    await runner.query(`DELETE FROM document WHERE kind = 'follow-up'`);
    await runner.query(KINDS(''));
  }
}
