import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import { protectTenantTable } from './tenant-policy.js';

/**
 * What an earlier assessment said, beside the new one: as it stood when the new one began. Where it was filled in, it also
 * stands as the first revision of the answer; whoever saves one confirms it, so that saving asks this table nothing.
 */
const TABLE = `
CREATE TABLE carried_answer (
  agency_id          uuid NOT NULL,
  assessment_id      uuid NOT NULL,
  question_id        text NOT NULL CHECK (question_id <> ''),
  from_assessment_id uuid NOT NULL CHECK (from_assessment_id <> assessment_id),
  body               json NOT NULL CHECK (json_typeof(body) = 'object'),
  prefilled          boolean NOT NULL,
  PRIMARY KEY (assessment_id, question_id),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  FOREIGN KEY (from_assessment_id, agency_id) REFERENCES assessment (id, agency_id)
);
CREATE INDEX carried_answer_from ON carried_answer (from_assessment_id);
GRANT SELECT, INSERT ON carried_answer TO isonomia_app;
GRANT DELETE ON carried_answer TO isonomia_operator;
`;

const ERASED = { beforeAssessments: ['carried_answer'] } as const;

export class CarriedOver1795400040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    await runner.query(protectTenantTable('carried_answer', { kept: true }));
    await runner.query(eraseWithAgency(ERASED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    await runner.query('DROP TABLE carried_answer');
  }
}
