import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECORD_SET } from './1795300060000-sets-of-answers.js';
import { SETTING, TENANT } from './tenant-policy.js';

/** A set updates ninety rows at once, each checked twice: the setting is read once a statement, not once a check. */
const whoUpdates = (tenant: string): string =>
  `ALTER POLICY tenant_update ON answer USING (agency_id = ${tenant}) WITH CHECK (agency_id = ${tenant});`;

/**
 * Most of what is saved together stands already. An upsert tries to insert each row, then locks it, then updates it; an
 * update does the last alone. What it did not find is inserted, still as an upsert. The revisions come back in the
 * order of the questions, so that nobody has to be told which is whose.
 */
const RECORD_SET_UPDATED_FIRST = `
CREATE FUNCTION record_answers(
  p_actor text, p_agency uuid, p_assessment uuid, p_questions text[], p_answers json, p_expected integer[],
  p_dimensions text[], p_evidence text[], p_anywhere text[], p_where_assigned text[], p_action text,
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[],
  OUT revisions integer[], OUT changed_at timestamptz, OUT standing json
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
      FROM unnest(p_questions, p_expected) g (question, expected)
      LEFT JOIN public.answer t ON t.assessment_id = p_assessment AND t.question_id = g.question
      WHERE g.expected <> coalesce(t.revision, 0);
    IF standing IS NOT NULL THEN
      status := 'conflict';
      RETURN;
    END IF;
  END IF;
  changed_at := now();
  WITH written AS (
    UPDATE public.answer t
      SET body = CASE json_typeof(g.body) WHEN 'null' THEN NULL ELSE g.body END,
          revision = t.revision + 1, changed_by = p_actor, changed_at = now()
      FROM json_each(p_answers) WITH ORDINALITY g (question, body, place)
      WHERE t.assessment_id = p_assessment AND t.question_id = g.question
      RETURNING t.revision, g.place
  )
  SELECT array_agg(w.revision ORDER BY w.place) INTO revisions FROM written w;
  IF cardinality(revisions) IS DISTINCT FROM cardinality(p_questions) THEN
    INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
      SELECT p_agency, p_assessment, g.question, CASE json_typeof(g.body) WHEN 'null' THEN NULL ELSE g.body END,
             1, p_actor, now()
      FROM json_each(p_answers) g (question, body)
      WHERE NOT EXISTS (
        SELECT FROM public.answer s WHERE s.assessment_id = p_assessment AND s.question_id = g.question
      )
      ON CONFLICT (assessment_id, question_id) DO UPDATE
        SET body = excluded.body, revision = t.revision + 1, changed_by = p_actor, changed_at = now();
    SELECT array_agg(t.revision ORDER BY g.place) INTO revisions
      FROM unnest(p_questions) WITH ORDINALITY g (question, place)
      JOIN public.answer t ON t.assessment_id = p_assessment AND t.question_id = g.question;
  END IF;
  INSERT INTO public.answer_set_history (agency_id, assessment_id, questions, revisions, answers, changed_by, changed_at)
    VALUES (p_agency, p_assessment, p_questions, record_answers.revisions, p_answers, p_actor, now());
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (p_agency, p_actor, p_action, 'assessment', p_assessment::text,
            jsonb_build_object('answers', cardinality(p_questions)));
  status := 'recorded';
END $$;
`;

export class SetsUpdatedFirst1795300085000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_answers');
    await runner.query(RECORD_SET_UPDATED_FIRST);
    await runner.query(whoUpdates(TENANT));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(whoUpdates(SETTING));
    await runner.query('DROP FUNCTION record_answers');
    await runner.query(RECORD_SET);
  }
}
