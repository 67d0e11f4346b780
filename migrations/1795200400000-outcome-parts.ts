import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Nine tenths of an outcome — structure, rules, references and texts of its instrument version — are the same in every
 * outcome of that version: kept once, under their hash, and held by foreign keys for as long as an outcome names them.
 */
export class OutcomeParts1795200400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outcome_part (
        sha256 text PRIMARY KEY CHECK (sha256 = encode(sha256(convert_to(body, 'UTF8')), 'hex')),
        body   text NOT NULL
      );
      GRANT SELECT, INSERT ON outcome_part TO isonomia_app;
      ALTER TABLE outcome
        ADD COLUMN instrument_part text NOT NULL REFERENCES outcome_part (sha256),
        ADD COLUMN references_part text NOT NULL REFERENCES outcome_part (sha256),
        ADD COLUMN rules_part      text NOT NULL REFERENCES outcome_part (sha256),
        ADD COLUMN texts_part      text NOT NULL REFERENCES outcome_part (sha256);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outcome DROP COLUMN instrument_part, DROP COLUMN references_part, DROP COLUMN rules_part, DROP COLUMN texts_part;
      DROP TABLE outcome_part;
    `);
  }
}
