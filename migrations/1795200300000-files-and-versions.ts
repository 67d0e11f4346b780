import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FilesAndVersions1795200300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A retired version takes no new assessments; all else about it stays as it was published.
    await runner.query('ALTER TABLE instrument_version ADD COLUMN retired_at timestamptz');
    await runner.query('GRANT UPDATE (retired_at) ON instrument_version TO isonomia_app');
    // Size and hash are known when the last chunk has come: chunks go in first, the file is demanded at commit.
    await runner.query(
      'ALTER TABLE file_chunk ALTER CONSTRAINT file_chunk_file_id_agency_id_fkey DEFERRABLE INITIALLY DEFERRED',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE file_chunk ALTER CONSTRAINT file_chunk_file_id_agency_id_fkey NOT DEFERRABLE');
    await runner.query('ALTER TABLE instrument_version DROP COLUMN retired_at');
  }
}
