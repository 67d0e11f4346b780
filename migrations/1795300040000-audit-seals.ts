import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A seal covers the rows of its chain with the ids after the seal before it, up to last_id: between two seals is no gap
 * in which a row could be put later. The chain is an agency, or 'system' for what concerns none.
 */
const SEALS = `
CREATE TABLE audit_seal (
  chain    text NOT NULL CHECK (chain <> ''),
  number   integer NOT NULL CHECK (number > 0),
  first_id bigint NOT NULL,
  last_id  bigint NOT NULL,
  rows     integer NOT NULL CHECK (rows > 0),
  digest   text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  previous text NOT NULL CHECK (previous ~ '^([0-9a-f]{64})?$'),
  seal     text NOT NULL CHECK (seal ~ '^[0-9a-f]{64}$'),
  at       timestamptz NOT NULL,
  PRIMARY KEY (chain, number),
  CHECK (first_id <= last_id)
);
-- The seals begin at the smallest id that the sequence gives.
ALTER TABLE audit ADD CONSTRAINT audit_id CHECK (id > 0);
GRANT SELECT, INSERT ON audit_seal TO isonomia_operator;
GRANT SELECT ON audit, audit_id_seq TO isonomia_operator;
GRANT SELECT ON audit_seal TO isonomia_app;
`;

/**
 * Grants keep the applications from changing what was recorded; this keeps the owner from doing it by mistake. Nothing
 * in the product ever switches it off: docs/operations.md says when a person may.
 */
const APPEND_ONLY = `
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('isonomia.audit_maintenance', true) = 'on' THEN RETURN NULL; END IF;
  RAISE EXCEPTION '% on % is refused: what was recorded stays as it was recorded', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege', HINT = 'See "Audit" in docs/operations.md.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_seal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
`;

/** A row of its own transaction, which tells the database for whom it is written before it writes. */
const NOTE = `
CREATE FUNCTION note_audit(entry jsonb) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM set_config('isonomia.actor', entry->>'actor_id', true),
          set_config('isonomia.agency', coalesce(entry->>'agency_id', ''), true);
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
  VALUES ((entry->>'agency_id')::uuid, entry->>'actor_id', entry->>'action', entry->>'subject_kind',
    entry->>'subject_id', coalesce(entry->'detail', '{}'));
END $$;
GRANT EXECUTE ON FUNCTION note_audit(jsonb) TO isonomia_app, isonomia_operator;
`;

/**
 * Whose is the thing that somebody was refused? Row-level security hides it from whoever asks, so this looks as the
 * operator does, and gives back the agency alone: the web process writes it into that agency's audit and tells nobody.
 */
const WHOSE = `
CREATE FUNCTION agency_of(kind text, id text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF kind = 'document' THEN RETURN (SELECT d.agency_id FROM public.document d WHERE d.id = agency_of.id); END IF;
  IF NOT pg_input_is_valid(id, 'uuid') THEN RETURN NULL; END IF;
  RETURN CASE kind
    WHEN 'agency' THEN (SELECT a.id FROM public.agency a WHERE a.id = agency_of.id::uuid)
    WHEN 'assessment' THEN (SELECT a.agency_id FROM public.assessment a WHERE a.id = agency_of.id::uuid)
    WHEN 'evidence' THEN (SELECT e.agency_id FROM public.evidence e WHERE e.id = agency_of.id::uuid)
  END;
END $$;
REVOKE ALL ON FUNCTION agency_of(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION agency_of(text, text) TO isonomia_app;
GRANT SELECT ON agency, assessment, evidence, document TO isonomia_operator;
GRANT CREATE ON SCHEMA public TO isonomia_operator;
ALTER FUNCTION agency_of(text, text) OWNER TO isonomia_operator;
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
`;

export class AuditSeals1795300040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [SEALS, APPEND_ONLY, NOTE, WHOSE]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION agency_of(text, text), note_audit(jsonb);
      DROP TABLE audit_seal;
      ALTER TABLE audit DROP CONSTRAINT audit_id;
      DROP TRIGGER append_only ON audit;
      DROP FUNCTION refuse_audit_change();`);
  }
}
