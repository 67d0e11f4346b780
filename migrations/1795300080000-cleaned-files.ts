import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which kinds of details were taken out of a file before it was stored; NULL for what nobody looked into. */
const UP = `ALTER TABLE file ADD COLUMN removed text[]
  CHECK (removed <@ ARRAY['place', 'author', 'details'])`;

export class CleanedFiles1795300080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file DROP COLUMN removed');
  }
}
