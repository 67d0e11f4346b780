import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-policy.js';

/**
 * What somebody typed that is no legal answer yet, as they typed it: beside the answer, never instead of it. `mark` is
 * another number after every save, also after the draft went and came again, so that no old form fits by chance.
 */
const TABLE = `
CREATE TABLE answer_draft (
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  question_id   text NOT NULL CHECK (question_id <> ''),
  fields        jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'object' AND octet_length(fields::text) <= 1000000),
  mark          integer NOT NULL CHECK (mark > 0),
  from_revision integer NOT NULL CHECK (from_revision >= 0),
  -- The opened page that typed it, where a script said so.
  page          text CHECK (page ~ '^[0-9a-f]{32}$'),
  kept_by       text NOT NULL,
  kept_at       timestamptz NOT NULL DEFAULT now(),
  -- The draft of another person that this one took the place of: fields, kept_by, kept_at.
  replaced      jsonb CHECK (jsonb_typeof(replaced) = 'object'),
  PRIMARY KEY (assessment_id, question_id),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON answer_draft TO isonomia_app;
`;

/** The lock is the one that a submission takes for itself: no draft slips in behind it. */
const GUARD = `
CREATE FUNCTION guard_answer_draft(
  p_actor text, p_agency uuid, p_assessment uuid, p_dimension text, p_anywhere text[], p_where_assigned text[],
  OUT status text, OUT state text, OUT assigned boolean
) LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.stand_in(p_actor, p_agency);
  PERFORM pg_advisory_xact_lock_shared(uuid_hash_extended(p_assessment, 0));
  assigned := false;
  SELECT a.state INTO state FROM public.assessment a WHERE a.id = p_assessment AND a.agency_id = p_agency;
  IF NOT FOUND THEN
    status := 'missing';
  ELSIF NOT state = ANY (p_anywhere) THEN
    assigned := EXISTS (
      SELECT FROM public.assignment s
      WHERE s.assessment_id = p_assessment AND s.dimension_id = p_dimension AND s.user_id = p_actor
    );
    IF NOT (assigned AND state = ANY (p_where_assigned)) THEN
      status := 'refused';
    END IF;
  END IF;
END $$;
`;

/**
 * Guard, conditional write and audit in one call. The same text sent twice, or a page that types on and whose last reply was
 * lost on the way, is no conflict.
 */
const KEEP = `
CREATE FUNCTION keep_answer_draft(
  p_actor text, p_agency uuid, p_assessment uuid, p_question text, p_dimension text, p_fields jsonb, p_from integer,
  p_seen integer, p_page text, p_anywhere text[], p_where_assigned text[],
  OUT status text, OUT state text, OUT assigned boolean, OUT mark integer, OUT kept_at timestamptz,
  OUT answer_revision integer, OUT standing jsonb
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  SELECT g.status, g.state, g.assigned INTO status, state, assigned
    FROM public.guard_answer_draft(p_actor, p_agency, p_assessment, p_dimension, p_anywhere, p_where_assigned) g;
  IF status IS NOT NULL THEN
    RETURN;
  END IF;
  INSERT INTO public.answer_draft AS t (agency_id, assessment_id, question_id, fields, mark, from_revision, page, kept_by, kept_at)
    VALUES (p_agency, p_assessment, p_question, p_fields, 1 + floor(random() * 999999998)::integer, p_from, p_page, p_actor, now())
    ON CONFLICT (assessment_id, question_id) DO UPDATE
      SET fields = excluded.fields, mark = excluded.mark, from_revision = excluded.from_revision,
          page = excluded.page, kept_by = excluded.kept_by, kept_at = excluded.kept_at,
          replaced = CASE WHEN t.kept_by = p_actor THEN t.replaced
            ELSE jsonb_build_object('fields', t.fields, 'kept_by', t.kept_by, 'kept_at', t.kept_at) END
      WHERE t.mark = p_seen OR (t.kept_by = p_actor AND (t.fields = excluded.fields OR t.page = excluded.page))
    RETURNING t.mark, t.kept_at INTO mark, kept_at;
  IF mark IS NULL THEN
    status := 'conflict';
    SELECT to_jsonb(d) INTO standing FROM public.answer_draft d
      WHERE d.assessment_id = p_assessment AND d.question_id = p_question;
    RETURN;
  END IF;
  SELECT a.revision INTO answer_revision FROM public.answer a
    WHERE a.assessment_id = p_assessment AND a.question_id = p_question;
  answer_revision := coalesce(answer_revision, 0);
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (p_agency, p_actor, 'draft.kept', 'assessment', p_assessment::text, jsonb_build_object('question', p_question));
  status := 'kept';
END $$;
`;

/** Takes away the draft that was seen, and no other. Without an action it leaves no trace: the answer has left its own. */
const DROP = `
CREATE FUNCTION drop_answer_draft(
  p_actor text, p_agency uuid, p_assessment uuid, p_question text, p_dimension text, p_seen integer,
  p_anywhere text[], p_where_assigned text[], p_action text,
  OUT status text, OUT state text, OUT assigned boolean, OUT standing jsonb
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  SELECT g.status, g.state, g.assigned INTO status, state, assigned
    FROM public.guard_answer_draft(p_actor, p_agency, p_assessment, p_dimension, p_anywhere, p_where_assigned) g;
  IF status IS NOT NULL THEN
    RETURN;
  END IF;
  status := 'dropped';
  DELETE FROM public.answer_draft d
    WHERE d.assessment_id = p_assessment AND d.question_id = p_question AND d.mark = p_seen;
  IF NOT FOUND THEN
    SELECT to_jsonb(d) INTO standing FROM public.answer_draft d
      WHERE d.assessment_id = p_assessment AND d.question_id = p_question;
    IF standing IS NOT NULL THEN
      status := 'conflict';
    END IF;
  ELSIF p_action IS NOT NULL THEN
    INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
      VALUES (p_agency, p_actor, p_action, 'assessment', p_assessment::text, jsonb_build_object('question', p_question));
  END IF;
END $$;
`;

export class AnswerDrafts1795300002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TABLE, protectTenantTable('answer_draft'), GUARD, KEEP, DROP]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION drop_answer_draft, keep_answer_draft, guard_answer_draft');
    await runner.query('DROP TABLE answer_draft');
  }
}
