import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECORD_MANY_WITHIN_REACH } from './1795300011000-record-within-reach.js';
import { protectTenantTable } from './tenant-policy.js';

/**
 * A body is given back as it came and never looked into: text that was checked once costs a third of a tree that is
 * built for each of ninety answers.
 */
const bodies = (type: 'json' | 'jsonb'): string => `
ALTER TABLE answer DROP CONSTRAINT answer_body_check;
ALTER TABLE answer ALTER COLUMN body TYPE ${type};
ALTER TABLE answer ADD CONSTRAINT answer_body_check CHECK (${type}_typeof(body) = 'object');
ALTER TABLE answer_history ALTER COLUMN body TYPE ${type};
`;

/** The history of a save of many answers is one row: what came, and the revision that each answer got by it. */
const SETS = `
CREATE TABLE answer_set_history (
  id            bigint GENERATED ALWAYS AS IDENTITY,
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  questions     text[] NOT NULL,
  -- In the order of the questions.
  revisions     integer[] NOT NULL,
  -- By question; null for one that was cleared.
  answers       json NOT NULL,
  changed_by    text NOT NULL,
  changed_at    timestamptz NOT NULL DEFAULT now(),
  -- No foreign key, for the reason that answer_history has none.
  PRIMARY KEY (assessment_id, id),
  CHECK (cardinality(questions) = cardinality(revisions))
);
-- Half of what the same history takes as rows; compressing it would cost more than writing it.
ALTER TABLE answer_set_history ALTER COLUMN answers SET STORAGE EXTERNAL;
GRANT SELECT, INSERT ON answer_set_history TO isonomia_app;
`;

/** All or none, under the exclusive lock: nobody writes between what is compared and what is written. */
export const RECORD_SET = `
CREATE FUNCTION record_answers(
  p_actor text, p_agency uuid, p_assessment uuid, p_answers json, p_expected integer[], p_dimensions text[],
  p_evidence text[], p_anywhere text[], p_where_assigned text[], p_action text,
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[],
  OUT questions text[], OUT revisions integer[], OUT changed_at timestamptz, OUT standing json
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  done text;
BEGIN
  done := pg_advisory_xact_lock(uuid_hash_extended(p_assessment, 0));
  PERFORM public.enter_agency(p_actor, p_agency);
  SELECT a.state INTO state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency;
  IF state IS NULL OR NOT state = ANY (p_anywhere) OR cardinality(p_evidence) > 0 THEN
    SELECT g.status, g.state, g.assigned, g.unknown_evidence INTO status, state, assigned, unknown_evidence
      FROM public.guard_answers(
        p_actor, p_agency, p_assessment, p_dimensions, p_evidence, p_anywhere, p_where_assigned
      ) g;
    IF status IS NOT NULL THEN
      RETURN;
    END IF;
  END IF;
  IF p_expected IS NOT NULL THEN
    SELECT json_agg(json_build_object(
        'question', g.question, 'body', t.body, 'revision', coalesce(t.revision, 0),
        'changed_by', t.changed_by, 'changed_at', t.changed_at
      )) INTO standing
      FROM json_object_keys(p_answers) WITH ORDINALITY g (question, place)
      LEFT JOIN public.answer t ON t.assessment_id = p_assessment AND t.question_id = g.question
      WHERE p_expected[g.place] <> coalesce(t.revision, 0);
    IF standing IS NOT NULL THEN
      status := 'conflict';
      RETURN;
    END IF;
  END IF;
  changed_at := now();
  WITH written AS (
    INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
      SELECT p_agency, p_assessment, g.question, CASE json_typeof(g.body) WHEN 'null' THEN NULL ELSE g.body END,
             1, p_actor, now()
      FROM json_each(p_answers) g (question, body)
      ON CONFLICT (assessment_id, question_id) DO UPDATE
        SET body = excluded.body, revision = t.revision + 1, changed_by = p_actor, changed_at = now()
      RETURNING t.question_id, t.revision
  )
  SELECT array_agg(w.question_id), array_agg(w.revision) INTO questions, revisions FROM written w;
  INSERT INTO public.answer_set_history (agency_id, assessment_id, questions, revisions, answers, changed_by, changed_at)
    VALUES (p_agency, p_assessment, record_answers.questions, record_answers.revisions, p_answers, p_actor, now());
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (p_agency, p_actor, p_action, 'assessment', p_assessment::text,
            jsonb_build_object('answers', cardinality(record_answers.questions)));
  status := 'recorded';
END $$;
`;

/** As it was, for its callers; the few bodies that a condition looks at are made what they were. */
const CURRENT = `
CREATE OR REPLACE FUNCTION current_answers(p_actor text, p_agency uuid, p_assessment uuid, p_questions text[])
RETURNS TABLE (question_id text, body jsonb) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM public.enter_agency(p_actor, p_agency);
  RETURN QUERY SELECT t.question_id, t.body::jsonb FROM public.answer t
    WHERE t.assessment_id = p_assessment AND t.question_id = ANY (p_questions) AND t.body IS NOT NULL;
END $$;
`;

/** As the operator, who sees every agency: the owner of the tables is bound by their policies. */
const SETS_AS_ROWS = `
SET LOCAL ROLE isonomia_operator;
INSERT INTO answer_history (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
  SELECT s.agency_id, s.assessment_id, q.id, q.revision,
         CASE json_typeof(s.answers -> q.id) WHEN 'null' THEN NULL ELSE s.answers -> q.id END, s.changed_by, s.changed_at
  FROM answer_set_history s, unnest(s.questions, s.revisions) q (id, revision);
RESET ROLE;
`;

export class SetsOfAnswers1795300060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_answers');
    for (const part of [
      bodies('json'),
      SETS,
      protectTenantTable('answer_set_history', { kept: true }),
      RECORD_SET,
      CURRENT,
    ])
      await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_answers');
    await runner.query(SETS_AS_ROWS);
    await runner.query('DROP TABLE answer_set_history');
    await runner.query(bodies('jsonb'));
    await runner.query(RECORD_MANY_WITHIN_REACH);
  }
}
