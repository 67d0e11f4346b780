import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * In which languages a document is worded, how two of them stand, and what kind of file it is. The column changes its type
 * in place: row security, which an UPDATE of the owner's would be held to, has no say in that.
 */
const FORM = (table: string): string => `
ALTER TABLE ${table} ALTER COLUMN language TYPE text[] USING ARRAY[language];
ALTER TABLE ${table} RENAME COLUMN language TO languages;
ALTER TABLE ${table}
  ADD COLUMN arrangement text NOT NULL DEFAULT 'single',
  ADD COLUMN format text NOT NULL DEFAULT 'pdf' CONSTRAINT ${table}_format CHECK (format IN ('pdf', 'docx')),
  ADD CONSTRAINT ${table}_languages CHECK (
    array_ndims(languages) = 1 AND array_position(languages, NULL) IS NULL AND NOT '' = ANY (languages) AND
    CASE cardinality(languages)
      WHEN 1 THEN arrangement = 'single'
      WHEN 2 THEN arrangement IN ('side-by-side', 'in-turn') AND languages[1] <> languages[2]
      ELSE false
    END);`;

/** What has a second language, or is no PDF, cannot be told without these columns. */
const PLAIN = (table: string): string => `
ALTER TABLE ${table} DROP CONSTRAINT ${table}_languages, DROP COLUMN arrangement, DROP COLUMN format;
ALTER TABLE ${table} RENAME COLUMN languages TO language;
ALTER TABLE ${table} ALTER COLUMN language TYPE text USING language[1];`;

const ONE_OF_EACH = (columns: string): string =>
  `CREATE UNIQUE INDEX report_edition ON report (release_id, ${columns}, (named IS NOT NULL));`;

export class DocumentForms1795500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX report_edition; ALTER TABLE report DROP CONSTRAINT report_language_check');
    await runner.query(FORM('document'));
    await runner.query(FORM('report'));
    await runner.query(ONE_OF_EACH('languages, arrangement, format'));
  }

  async down(runner: QueryRunner): Promise<void> {
    // Made again from their release whenever somebody asks; documents of agencies are kept.
    await runner.query(`DELETE FROM report WHERE cardinality(languages) > 1 OR format <> 'pdf'`);
    await runner.query('DROP INDEX report_edition');
    await runner.query(PLAIN('document'));
    await runner.query(PLAIN('report'));
    await runner.query(`ALTER TABLE report ADD CONSTRAINT report_language_check CHECK (language <> '')`);
    await runner.query(ONE_OF_EACH('language'));
  }
}
