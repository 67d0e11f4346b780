import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GUARD } from './1795200200000-record-answers.js';
import { RECORD_MANY_AT_ONCE } from './1795200500000-answers-at-once.js';

/**
 * As before, but the agency is entered, not just named: whoever's memberships do not reach it finds no assessment there,
 * whatever a check above forgot.
 */
const GUARD_WITHIN_REACH = `
CREATE OR REPLACE FUNCTION guard_answers(
  p_actor text, p_agency uuid, p_assessment uuid, p_dimensions text[], p_evidence text[],
  p_anywhere text[], p_where_assigned text[],
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[]
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.enter_agency(p_actor, p_agency);
  assigned := false;
  SELECT a.state INTO state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency;
  IF NOT FOUND THEN
    status := 'missing';
    RETURN;
  END IF;
  IF NOT state = ANY (p_anywhere) THEN
    IF cardinality(p_where_assigned) > 0 THEN
      SELECT bool_and(s.user_id IS NOT DISTINCT FROM p_actor) INTO assigned
        FROM unnest(p_dimensions) d (id)
        LEFT JOIN public.assignment s ON s.assessment_id = p_assessment AND s.dimension_id = d.id;
    END IF;
    IF NOT (coalesce(assigned, false) AND state = ANY (p_where_assigned)) THEN
      status := 'refused';
      RETURN;
    END IF;
  END IF;
  IF cardinality(p_evidence) > 0 THEN
    SELECT array_agg(DISTINCT named.id) INTO unknown_evidence FROM unnest(p_evidence) named (id)
      WHERE NOT EXISTS (
        SELECT FROM public.evidence e
        WHERE e.assessment_id = p_assessment AND e.id::text = named.id AND e.removed_at IS NULL
      );
    IF unknown_evidence IS NOT NULL THEN
      status := 'unknown-evidence';
    END IF;
  END IF;
END $$;
`;

export const RECORD_MANY_WITHIN_REACH = `
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
  PERFORM public.enter_agency(p_actor, p_agency);
  SELECT a.state INTO state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency;
  IF state IS NULL OR NOT state = ANY (p_anywhere) OR cardinality(p_evidence) > 0 THEN
    SELECT g.status, g.state, g.assigned, g.unknown_evidence INTO status, state, assigned, unknown_evidence
      FROM public.guard_answers(
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

export class RecordWithinReach1795300011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(GUARD_WITHIN_REACH);
    await runner.query(RECORD_MANY_WITHIN_REACH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(RECORD_MANY_AT_ONCE);
    await runner.query(GUARD.replace('CREATE FUNCTION', 'CREATE OR REPLACE FUNCTION'));
  }
}
