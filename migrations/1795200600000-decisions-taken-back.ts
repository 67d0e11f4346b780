import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A decision taken back stays as an empty mark, so that the next one goes on counting and no old form fits it. */
export class DecisionsTakenBack1795200600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE decision ADD COLUMN taken_back boolean NOT NULL DEFAULT false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM decision WHERE taken_back');
    await runner.query('ALTER TABLE decision DROP COLUMN taken_back');
  }
}
