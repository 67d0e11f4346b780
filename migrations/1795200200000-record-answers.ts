import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Guard, conditional write, history and audit of an answer in one call: one round trip. The guard reads the row as it is
 * now, under a lock shared with other writers and exclusive to whoever changes the state: no answer slips in behind a
 * submission.
 */
export const GUARD = `
CREATE FUNCTION guard_answers(
  p_actor text, p_agency uuid, p_assessment uuid, p_dimensions text[], p_evidence text[],
  p_anywhere text[], p_where_assigned text[],
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[]
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('isonomia.actor', p_actor, true), set_config('isonomia.agency', p_agency::text, true);
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

/**
 * The path of every autosave: the guard is written out once more, for its one dimension, and what needs no table is an
 * assignment, which costs a tenth of a statement.
 */
export const RECORD_ONE = `
CREATE FUNCTION record_answer(
  p_actor text, p_agency uuid, p_assessment uuid, p_question text, p_dimension text, p_body jsonb, p_expected integer,
  p_evidence text[], p_anywhere text[], p_where_assigned text[], p_action text,
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[],
  OUT revision integer, OUT body jsonb, OUT changed_by text, OUT changed_at timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  done text;
BEGIN
  done := pg_advisory_xact_lock_shared(uuid_hash_extended(p_assessment, 0));
  SELECT a.state INTO state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency;
  IF state = ANY (p_anywhere) AND cardinality(p_evidence) = 0 THEN
    done := set_config('isonomia.actor', p_actor, true);
    done := set_config('isonomia.agency', p_agency::text, true);
  ELSE
    SELECT g.status, g.state, g.assigned, g.unknown_evidence INTO status, state, assigned, unknown_evidence
      FROM guard_answers(p_actor, p_agency, p_assessment, ARRAY[p_dimension], p_evidence, p_anywhere, p_where_assigned) g;
    IF status IS NOT NULL THEN
      RETURN;
    END IF;
  END IF;
  IF p_expected > 0 THEN
    UPDATE public.answer AS t
      SET body = p_body, revision = t.revision + 1, changed_by = p_actor, changed_at = now()
      WHERE t.assessment_id = p_assessment AND t.question_id = p_question AND t.revision = p_expected
      RETURNING t.revision, t.changed_at INTO revision, changed_at;
  ELSIF p_expected = 0 THEN
    INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
      VALUES (p_agency, p_assessment, p_question, p_body, 1, p_actor, now())
      ON CONFLICT (assessment_id, question_id) DO NOTHING
      RETURNING t.revision, t.changed_at INTO revision, changed_at;
  ELSE
    INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
      VALUES (p_agency, p_assessment, p_question, p_body, 1, p_actor, now())
      ON CONFLICT (assessment_id, question_id) DO UPDATE
        SET body = excluded.body, revision = t.revision + 1, changed_by = p_actor, changed_at = now()
      RETURNING t.revision, t.changed_at INTO revision, changed_at;
  END IF;
  IF revision IS NULL THEN
    status := 'conflict';
    SELECT t.revision, t.body, t.changed_by, t.changed_at INTO revision, body, changed_by, changed_at
      FROM public.answer t WHERE t.assessment_id = p_assessment AND t.question_id = p_question;
    RETURN;
  END IF;
  INSERT INTO public.answer_history (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
    VALUES (p_agency, p_assessment, p_question, revision, p_body, p_actor, changed_at);
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (p_agency, p_actor, p_action, 'assessment', p_assessment::text,
            jsonb_build_object('question', p_question, 'revision', revision));
  status := 'recorded';
END $$;
`;

/** All or none. The lock is exclusive: many rows of one assessment, and no second writer between check and write. */
export const RECORD_MANY = `
CREATE FUNCTION record_answers(
  p_actor text, p_agency uuid, p_assessment uuid, p_answers jsonb,
  p_evidence text[], p_anywhere text[], p_where_assigned text[], p_action text,
  OUT status text, OUT state text, OUT assigned boolean, OUT unknown_evidence text[], OUT answers jsonb
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(uuid_hash_extended(p_assessment, 0));
  SELECT g.status, g.state, g.assigned, g.unknown_evidence INTO status, state, assigned, unknown_evidence
    FROM guard_answers(
      p_actor, p_agency, p_assessment,
      ARRAY(SELECT DISTINCT i.dimension FROM jsonb_to_recordset(p_answers) i (dimension text)),
      p_evidence, p_anywhere, p_where_assigned
    ) g;
  IF status IS NOT NULL THEN
    RETURN;
  END IF;
  SELECT jsonb_agg(jsonb_build_object(
      'question', i.question, 'body', t.body, 'revision', coalesce(t.revision, 0),
      'changed_by', t.changed_by, 'changed_at', t.changed_at
    )) INTO answers
    FROM jsonb_to_recordset(p_answers) i (question text, expected integer)
    LEFT JOIN public.answer t ON t.assessment_id = p_assessment AND t.question_id = i.question
    WHERE i.expected IS NOT NULL AND i.expected <> coalesce(t.revision, 0);
  IF answers IS NOT NULL THEN
    status := 'conflict';
    RETURN;
  END IF;
  WITH written AS (
    INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
      SELECT p_agency, p_assessment, i.question, i.body, 1, p_actor, now()
      FROM jsonb_to_recordset(p_answers) i (question text, body jsonb)
      ON CONFLICT (assessment_id, question_id) DO UPDATE
        SET body = excluded.body, revision = t.revision + 1, changed_by = p_actor, changed_at = now()
      RETURNING t.question_id, t.body, t.revision
  ), kept AS (
    INSERT INTO public.answer_history (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
      SELECT p_agency, p_assessment, w.question_id, w.revision, w.body, p_actor, now() FROM written w
  )
  SELECT jsonb_agg(jsonb_build_object('question', w.question_id, 'revision', w.revision, 'changed_at', now()))
    INTO answers FROM written w;
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (p_agency, p_actor, p_action, 'assessment', p_assessment::text,
            jsonb_build_object('answers', jsonb_array_length(answers)));
  status := 'recorded';
END $$;
`;

export class RecordAnswers1795200200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [GUARD, RECORD_ONE, RECORD_MANY]) await runner.query(part);
    // Room on each page for the next revision of an answer: it then needs no new entry in the index.
    await runner.query('ALTER TABLE answer SET (fillfactor = 80)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE answer RESET (fillfactor)');
    await runner.query('DROP FUNCTION record_answers, record_answer, guard_answers');
  }
}
