import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECORD_MANY } from './1795200200000-record-answers.js';

/**
 * As before, all or none under the exclusive lock, but the JSON is unpacked once: one statement reads what stands, writes
 * when nobody was faster, and keeps the history. `guard_answers` is left to those cases that need a table.
 */
export const RECORD_MANY_AT_ONCE = `
CREATE OR REPLACE FUNCTION record_answers(
  p_actor text, p_agency uuid, p_assessment uuid, p_answers jsonb,
  p_evidence text[], p_anywhere text[], p_where_assigned text[], p_action text,
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[], OUT answers jsonb
) LANGUAGE plpgsql AS $$
DECLARE
  done text;
  standing jsonb;
BEGIN
  done := pg_advisory_xact_lock(uuid_hash_extended(p_assessment, 0));
  SELECT a.state INTO state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency;
  IF state = ANY (p_anywhere) AND cardinality(p_evidence) = 0 THEN
    done := set_config('isonomia.actor', p_actor, true);
    done := set_config('isonomia.agency', p_agency::text, true);
  ELSE
    SELECT g.status, g.state, g.assigned, g.unknown_evidence INTO status, state, assigned, unknown_evidence
      FROM guard_answers(
        p_actor, p_agency, p_assessment,
        ARRAY(SELECT DISTINCT i.dimension FROM jsonb_to_recordset(p_answers) i (dimension text)),
        p_evidence, p_anywhere, p_where_assigned
      ) g;
    IF status IS NOT NULL THEN
      RETURN;
    END IF;
  END IF;
  WITH given AS MATERIALIZED (
    SELECT i.question, i.body, i.expected
    FROM jsonb_to_recordset(p_answers) i (question text, body jsonb, expected integer)
  ), outrun AS MATERIALIZED (
    SELECT g.question, t.body, coalesce(t.revision, 0) AS revision, t.changed_by, t.changed_at
    FROM given g
    LEFT JOIN public.answer t ON t.assessment_id = p_assessment AND t.question_id = g.question
    WHERE g.expected IS NOT NULL AND g.expected <> coalesce(t.revision, 0)
  ), written AS (
    INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
      SELECT p_agency, p_assessment, g.question, g.body, 1, p_actor, now() FROM given g
      WHERE NOT EXISTS (SELECT FROM outrun)
      ON CONFLICT (assessment_id, question_id) DO UPDATE
        SET body = excluded.body, revision = t.revision + 1, changed_by = p_actor, changed_at = now()
      RETURNING t.question_id, t.body, t.revision
  ), kept AS (
    INSERT INTO public.answer_history (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
      SELECT p_agency, p_assessment, w.question_id, w.revision, w.body, p_actor, now() FROM written w
  )
  SELECT
    (SELECT jsonb_agg(to_jsonb(o)) FROM outrun o),
    (SELECT jsonb_agg(jsonb_build_object('question', w.question_id, 'revision', w.revision, 'changed_at', now()))
      FROM written w)
    INTO standing, answers;
  IF standing IS NOT NULL THEN
    answers := standing;
    status := 'conflict';
    RETURN;
  END IF;
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (p_agency, p_actor, p_action, 'assessment', p_assessment::text,
            jsonb_build_object('answers', jsonb_array_length(answers)));
  status := 'recorded';
END $$;
`;

export class AnswersAtOnce1795200500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RECORD_MANY_AT_ONCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_answers');
    await runner.query(RECORD_MANY);
  }
}
