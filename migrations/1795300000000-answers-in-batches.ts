import type { MigrationInterface, QueryRunner } from 'typeorm';
import { RECORD_ONE } from './1795200200000-record-answers.js';

/**
 * Answers of several requests in one call: each with its own tenant, guard, conditional write, history and audit, and a
 * row of its own in reply, in the order asked. They come sorted by assessment and question, so that two calls cannot wait
 * for each other. A call that does not wait answers `busy` for an assessment that somebody holds alone, and gives up as a
 * whole on a row that stays locked: what is held up is then asked for again by itself.
 */
const RECORD_EACH = `
CREATE FUNCTION record_each_answer(p_items jsonb, p_waits boolean)
RETURNS TABLE (
  status text, state text, assigned boolean, unknown_evidence text[],
  revision integer, body jsonb, changed_by text, changed_at timestamptz
) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  done text;
  item record;
  actor text;
  agency uuid;
BEGIN
  IF NOT p_waits THEN
    done := set_config('lock_timeout', '50ms', true);
  END IF;
  FOR item IN
    SELECT * FROM jsonb_to_recordset(p_items) i (
      actor text, agency uuid, assessment uuid, question text, dimension text, body jsonb, expected integer,
      evidence text[], anywhere text[], where_assigned text[], action text
    )
  LOOP
    status := NULL;
    assigned := NULL;
    unknown_evidence := NULL;
    revision := NULL;
    body := NULL;
    changed_by := NULL;
    changed_at := NULL;
    IF agency IS DISTINCT FROM item.agency OR actor IS DISTINCT FROM item.actor THEN
      actor := item.actor;
      agency := item.agency;
      PERFORM public.enter_agency(actor, agency);
    END IF;
    IF p_waits THEN
      done := pg_advisory_xact_lock_shared(uuid_hash_extended(item.assessment, 0));
    ELSIF NOT pg_try_advisory_xact_lock_shared(uuid_hash_extended(item.assessment, 0)) THEN
      status := 'busy';
      RETURN NEXT;
      CONTINUE;
    END IF;
    SELECT a.state INTO state FROM public.assessment a WHERE a.id = item.assessment AND a.agency_id = item.agency;
    IF item.evidence IS NOT NULL OR state IS NULL OR NOT state = ANY (item.anywhere) THEN
      SELECT g.status, g.state, g.assigned, g.unknown_evidence INTO status, state, assigned, unknown_evidence
        FROM public.guard_answers(
          item.actor, item.agency, item.assessment, ARRAY[item.dimension], item.evidence,
          item.anywhere, item.where_assigned
        ) g;
      IF status IS NOT NULL THEN
        RETURN NEXT;
        CONTINUE;
      END IF;
    END IF;
    IF item.expected > 0 THEN
      UPDATE public.answer AS t
        SET body = item.body, revision = t.revision + 1, changed_by = item.actor, changed_at = now()
        WHERE t.assessment_id = item.assessment AND t.question_id = item.question AND t.revision = item.expected
        RETURNING t.revision, t.changed_at INTO revision, changed_at;
    ELSE
      INSERT INTO public.answer AS t (agency_id, assessment_id, question_id, body, revision, changed_by, changed_at)
        VALUES (item.agency, item.assessment, item.question, item.body, 1, item.actor, now())
        ON CONFLICT (assessment_id, question_id) DO UPDATE
          SET body = excluded.body, revision = t.revision + 1, changed_by = item.actor, changed_at = now()
          WHERE item.expected IS NULL
        RETURNING t.revision, t.changed_at INTO revision, changed_at;
    END IF;
    IF revision IS NULL THEN
      status := 'conflict';
      SELECT t.revision, t.body, t.changed_by, t.changed_at INTO revision, body, changed_by, changed_at
        FROM public.answer t WHERE t.assessment_id = item.assessment AND t.question_id = item.question;
      RETURN NEXT;
      CONTINUE;
    END IF;
    INSERT INTO public.answer_history (agency_id, assessment_id, question_id, revision, body, changed_by, changed_at)
      VALUES (item.agency, item.assessment, item.question, revision, item.body, item.actor, changed_at);
    INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
      VALUES (item.agency, item.actor, item.action, 'assessment', item.assessment::text,
              jsonb_build_object('question', item.question, 'revision', revision));
    status := 'recorded';
    RETURN NEXT;
  END LOOP;
END $$;
`;

/** Rows are sealed in order, a chain for each agency, after they were written: what a writer needs is one index. */
const PLAIN_AUDIT = `
DROP INDEX audit_agency, audit_subject;
ALTER TABLE audit DROP COLUMN prev_hash, DROP COLUMN hash;
CREATE INDEX audit_chain ON audit (agency_id, id);
`;

const HASHED_AUDIT = `
DROP INDEX audit_chain;
ALTER TABLE audit ADD COLUMN prev_hash bytea, ADD COLUMN hash bytea;
CREATE INDEX audit_agency ON audit (agency_id, at);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id);
`;

export class AnswersInBatches1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION record_answer');
    await runner.query(RECORD_EACH);
    await runner.query(PLAIN_AUDIT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(HASHED_AUDIT);
    await runner.query('DROP FUNCTION record_each_answer');
    await runner.query(RECORD_ONE);
  }
}
