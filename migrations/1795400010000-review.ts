import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import { protectTenantTable, ownedByOperator } from './tenant-policy.js';

/** What a reviewer did, each time, and decided on what: added to, never changed. */
const TABLES = `
CREATE TABLE review_step (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  step          text NOT NULL CHECK (step IN ('taken', 'returned', 'validated')),
  note          text CHECK (note <> ''),
  by            text NOT NULL,
  at            timestamptz NOT NULL,
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  CHECK (step <> 'returned' OR note IS NOT NULL)
);
CREATE INDEX review_step_assessment ON review_step (assessment_id, id);
CREATE INDEX review_step_agency ON review_step (agency_id, at);

CREATE TABLE review_decision (
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id       uuid NOT NULL,
  assessment_id   uuid NOT NULL,
  question_id     text NOT NULL CHECK (question_id <> ''),
  subject         text NOT NULL CHECK (subject IN ('not-applicable', 'evidence')),
  -- A decision on a reason counts as long as the answer is the one that was read.
  answer_revision integer CHECK (answer_revision > 0),
  evidence_id     uuid,
  decision        text NOT NULL,
  note            text CHECK (note <> ''),
  by              text NOT NULL,
  at              timestamptz NOT NULL,
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  FOREIGN KEY (evidence_id, agency_id) REFERENCES evidence (id, agency_id),
  CONSTRAINT review_decision_subject CHECK (
    CASE subject
      WHEN 'evidence' THEN evidence_id IS NOT NULL AND answer_revision IS NULL AND decision IN ('accepted', 'rejected')
      ELSE evidence_id IS NULL AND answer_revision IS NOT NULL AND decision IN ('accepted', 'questioned')
    END
  ),
  CHECK (decision = 'accepted' OR note IS NOT NULL)
);
CREATE INDEX review_decision_assessment ON review_decision (assessment_id, id);

-- A comment that asks the agency for something.
ALTER TABLE comment ADD COLUMN asks boolean NOT NULL DEFAULT false;
-- Whether nobody outside the agency stands behind it, or a reviewer.
ALTER TABLE outcome ADD COLUMN status text NOT NULL DEFAULT 'submitted'
  CONSTRAINT outcome_status CHECK (status IN ('submitted', 'validated'));
-- What waits for a reviewer, oldest first.
CREATE INDEX assessment_waiting ON assessment (submitted_at) WHERE state IN ('submitted', 'in-review');
GRANT SELECT, INSERT ON review_step, review_decision TO isonomia_app;
GRANT DELETE ON review_step, review_decision TO isonomia_operator;
`;

/**
 * A validated assessment stays as it was read, whatever the programs above believe of its state. The owner of the tables,
 * who could take the triggers away, is not held up; the operator may still delete, since an agency can be erased.
 */
const IMMUTABLE = `
CREATE FUNCTION refuse_validated() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerned uuid;
BEGIN
  IF current_user = 'isonomia_app' OR (current_user = 'isonomia_operator' AND TG_OP <> 'DELETE') THEN
    IF TG_OP = 'DELETE' THEN concerned := OLD.assessment_id; ELSE concerned := NEW.assessment_id; END IF;
    PERFORM FROM public.assessment a WHERE a.id = concerned AND a.state = 'validated';
    IF FOUND THEN
      RAISE EXCEPTION 'assessment.validated: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_validated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user IN ('isonomia_app', 'isonomia_operator') THEN
    RAISE EXCEPTION 'assessment.validated: % of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER stays_validated BEFORE UPDATE ON assessment
  FOR EACH ROW WHEN (OLD.state = 'validated') EXECUTE FUNCTION refuse_change_of_validated();
`;

/** Each row names its assessment. What was removed before can still lose its file: it proves nothing. */
const HELD = ['answer_draft', 'comment', 'approval', 'review_decision', 'outcome'] as const;
const TRIGGERS = `
${HELD.map(
  (table) => `CREATE TRIGGER of_validated BEFORE INSERT OR UPDATE OR DELETE ON ${table}
  FOR EACH ROW EXECUTE FUNCTION refuse_validated();`,
).join('\n')}
CREATE TRIGGER of_validated BEFORE DELETE ON answer FOR EACH ROW EXECUTE FUNCTION refuse_validated();
CREATE TRIGGER of_validated_written BEFORE INSERT OR UPDATE ON answer
  FOR EACH ROW WHEN (current_setting('isonomia.recording', true) IS DISTINCT FROM NEW.assessment_id::text)
  EXECUTE FUNCTION refuse_validated();
CREATE TRIGGER of_validated BEFORE INSERT OR DELETE ON evidence FOR EACH ROW EXECUTE FUNCTION refuse_validated();
CREATE TRIGGER of_validated_changed BEFORE UPDATE ON evidence
  FOR EACH ROW WHEN (OLD.removed_at IS NULL OR NEW.removed_at IS NULL) EXECUTE FUNCTION refuse_validated();
`;

/**
 * The functions through which answers are saved have read the state before they write: they refuse it themselves, whatever
 * states they are told, and then say which assessment they write to, so that ninety rows do not ask ninety times.
 */
const recording = (assessment: string): string => `IF state = 'validated' THEN
      RAISE EXCEPTION 'assessment.validated: answers are refused' USING ERRCODE = 'restrict_violation';
    END IF;
    done := set_config('isonomia.recording', ${assessment}::text, true);
    `;
const RECORDERS: readonly (readonly [name: string, writes: string, before: string])[] = [
  ['record_each_answer', 'IF item.expected > 0 THEN', recording('item.assessment')],
  ['record_answers', 'IF p_expected IS NOT NULL THEN', recording('p_assessment')],
];
const rewritten = (name: string, from: string, to: string): string => `
DO $rewriting$
DECLARE
  source text := pg_get_functiondef('public.${name}'::regproc);
BEGIN
  IF strpos(source, $part$${from}$part$) = 0 THEN RAISE EXCEPTION '${name} has changed'; END IF;
  EXECUTE replace(source, $part$${from}$part$, $part$${to}$part$);
END $rewriting$;`;

/** Addresses are the accounts': whoever reviews an assessment may write to those who answer for it, and to nobody else. */
const TELLING = `
CREATE FUNCTION leads_under_review(p_assessment uuid)
RETURNS TABLE (name text, email text, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT u.name, u.email, u.language
  FROM public.assessment a JOIN public.membership m ON m.agency_id = a.agency_id AND m.role = 'lead'
    JOIN identity."user" u ON u.id::text = m.user_id AND u."disabledAt" IS NULL
  WHERE a.id = p_assessment AND a.state = 'in-review' AND a.reviewed_by = current_setting('isonomia.actor', true)
  ORDER BY u.email
$$;
`;

const ERASED = { beforeAssessments: ['review_decision', 'review_step'] };

export class Review1795400010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const table of ['review_step', 'review_decision'])
      await runner.query(protectTenantTable(table, { kept: true }));
    for (const [name, writes, before] of RECORDERS) await runner.query(rewritten(name, writes, before + writes));
    const given = ownedByOperator(['leads_under_review(uuid)']);
    for (const part of [IMMUTABLE, TRIGGERS, TELLING, given, eraseWithAgency(ERASED)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    for (const [name, writes, before] of RECORDERS) await runner.query(rewritten(name, before + writes, writes));
    await runner.query(`
      DROP FUNCTION leads_under_review;
      ${HELD.map((table) => `DROP TRIGGER of_validated ON ${table};`).join('\n')}
      DROP TRIGGER of_validated ON answer;
      DROP TRIGGER of_validated_written ON answer;
      DROP TRIGGER of_validated ON evidence;
      DROP TRIGGER of_validated_changed ON evidence;
      DROP TRIGGER stays_validated ON assessment;
      DROP FUNCTION refuse_validated, refuse_change_of_validated;
      DROP INDEX assessment_waiting;
      ALTER TABLE outcome DROP COLUMN status;
      ALTER TABLE comment DROP COLUMN asks;
      DROP TABLE review_decision, review_step;
    `);
  }
}
