import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A published questionnaire takes on languages that it did not have, or whoever published it before it was translated would
 * never see the translation. Nothing else of it can change, by whatever statement.
 */
const GUARD = `
CREATE FUNCTION only_languages_added() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.body - 'texts' IS DISTINCT FROM OLD.body - 'texts'
    OR EXISTS (SELECT FROM jsonb_each(OLD.body -> 'texts') kept WHERE NEW.body -> 'texts' -> kept.key IS DISTINCT FROM kept.value)
  THEN
    RAISE EXCEPTION '% % is published: only languages can be added to it', OLD.instrument_id, OLD.version;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER only_languages_added BEFORE UPDATE OF body ON instrument_version
  FOR EACH ROW EXECUTE FUNCTION only_languages_added();
GRANT UPDATE (body) ON instrument_version TO isonomia_operator;
`;

export class FurtherLanguages1795500060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(GUARD);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER only_languages_added ON instrument_version;
      DROP FUNCTION only_languages_added();
      REVOKE UPDATE (body) ON instrument_version FROM isonomia_operator`);
  }
}
