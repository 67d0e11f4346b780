import {
  AddEvidence,
  AskInReview,
  ClearAnswer,
  CommentOnQuestion,
  DecideReview,
  DiscardDraft,
  KeepDraft,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  ReturnAssessment,
  SubmitAssessment,
  TakeReview,
  UnitOfWork,
  ValidateAssessment,
  WithdrawAssessment,
  type Actor,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import type { EvidenceId } from '@isonomia/instrument';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { person } from '../../support/people.js';
import { answered, handedIn } from '../../support/review.js';
import { APPROVAL, Stage } from '../../support/stage.js';

const TABLES = [
  'assessment',
  'answer',
  'answer_draft',
  'answer_history',
  'answer_set_history',
  'approval',
  'comment',
  'evidence',
  'outcome',
  'review_decision',
  'review_step',
];

describe('a validated assessment', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let evidence: EvidenceId;
  let removed: EvidenceId;
  let asha: Actor;
  let bruno: Actor;
  let before: unknown;

  const contents = async (): Promise<unknown> =>
    Promise.all(
      TABLES.map(async (table) => {
        const key = table === 'assessment' ? 'id' : 'assessment_id';
        return stage.rows(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = $1 ORDER BY t::text`, [assessment]);
      }),
    );
  const cite = async (title: string) =>
    (
      await stage.get(AddEvidence).execute(asha, {
        assessment,
        question: 'GOV1',
        details: { title, restricted: false },
        source: { kind: 'citation' },
      })
    ).evidence;

  beforeAll(async () => {
    stage = await Stage.open();
    const country = await stage.country();
    agency = await stage.agency('Police of Norlavia', country);
    asha = person('asha', 'lead', { agencyId: agency });
    bruno = person('bruno', 'reviewer', { regionId: country.regionId });
    stage.played.people.add(asha, bruno);
    assessment = await handedIn(stage, asha, agency, { REC2: { value: { answer: 'yes' } } });
    await stage.get(TakeReview).execute(bruno, { assessment });
    await stage.get(ReturnAssessment).execute(bruno, { assessment, note: 'Add the order.' });
    evidence = await cite('Order 7');
    removed = await cite('Order 8');
    await stage.get(RemoveEvidence).execute(asha, { evidence: removed });
    await stage.get(CommentOnQuestion).execute(asha, { assessment, question: 'GOV1', text: 'Here it is.' });
    await answered(stage, asha, assessment, { REC2: { notApplicable: 'Nobody is recruited here.' } });
    const half = { assessment, question: 'WEEKS', fields: { number: 'x' }, from: 1, seen: 0 };
    await stage.get(KeepDraft).execute(asha, half);
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    await stage.get(TakeReview).execute(bruno, { assessment });
    await stage.get(DecideReview).execute(bruno, { assessment, question: 'REC2', decision: 'accepted' });
    await stage.get(ValidateAssessment).execute(bruno, { assessment });
    before = await contents();
  });
  afterAll(() => stage.close());

  const level = { value: { level: 4 } };
  const at = { question: 'GOV1' };
  const ATTEMPTS: Readonly<Record<string, () => Promise<unknown>>> = {
    RecordAnswer: () => stage.get(RecordAnswer).execute(asha, { assessment, ...at, answer: level }),
    RecordAnswers: () => stage.get(RecordAnswers).execute(asha, { assessment, answers: [{ ...at, answer: level }] }),
    ClearAnswer: () => stage.get(ClearAnswer).execute(asha, { assessment, ...at }),
    KeepDraft: () =>
      stage.get(KeepDraft).execute(asha, { assessment, ...at, fields: { level: 'x' }, from: 1, seen: 0 }),
    DiscardDraft: () => stage.get(DiscardDraft).execute(asha, { assessment, question: 'WEEKS', seen: 1 }),
    AddEvidence: () => cite('Order 9'),
    RemoveEvidence: () => stage.get(RemoveEvidence).execute(asha, { evidence }),
    'CommentOnQuestion by the agency': () =>
      stage.get(CommentOnQuestion).execute(asha, { assessment, ...at, text: 'One more.' }),
    'CommentOnQuestion by the reviewer': () =>
      stage.get(CommentOnQuestion).execute(bruno, { assessment, ...at, text: 'One more.' }),
    AskInReview: () => stage.get(AskInReview).execute(bruno, { assessment, ...at, text: 'One more.' }),
    DecideReview: () =>
      stage.get(DecideReview).execute(bruno, { assessment, question: 'REC2', decision: 'questioned', note: 'x' }),
    TakeReview: () => stage.get(TakeReview).execute(bruno, { assessment }),
    ReturnAssessment: () => stage.get(ReturnAssessment).execute(bruno, { assessment, note: 'x' }),
    ValidateAssessment: () => stage.get(ValidateAssessment).execute(bruno, { assessment }),
    WithdrawAssessment: () => stage.get(WithdrawAssessment).execute(asha, { assessment }),
  };

  it.each(Object.entries(ATTEMPTS))('refuses %s', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code: 'assessment.wrong-state' });
  });

  it('answers a submission sent again with the outcome that stands', async () => {
    const again = await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    expect(again.revision).toBe(3);
  });

  /** As a program that forgot every check would say it, in the name of the agency’s lead. */
  const STATEMENTS: Readonly<Record<string, string>> = {
    'a changed answer': `UPDATE answer SET body = '{"value":{"level":4}}' WHERE assessment_id = $1 AND question_id = 'GOV1'`,
    'a new answer': `INSERT INTO answer (agency_id, assessment_id, question_id, body, changed_by)
      SELECT agency_id, id, 'XXX1', '{"value":{"level":4}}', 'asha' FROM assessment WHERE id = $1`,
    'a deleted answer': 'DELETE FROM answer WHERE assessment_id = $1',
    'a changed draft': `UPDATE answer_draft SET fields = '{}' WHERE assessment_id = $1`,
    'a deleted draft': 'DELETE FROM answer_draft WHERE assessment_id = $1',
    'new evidence': `INSERT INTO evidence (id, agency_id, assessment_id, question_id, kind, title, created_by)
      SELECT gen_random_uuid(), agency_id, id, 'GOV1', 'citation', 'x', 'asha' FROM assessment WHERE id = $1`,
    'removed evidence': 'UPDATE evidence SET removed_at = now() WHERE assessment_id = $1 AND removed_at IS NULL',
    'restored evidence': 'UPDATE evidence SET removed_at = NULL WHERE assessment_id = $1 AND removed_at IS NOT NULL',
    'deleted evidence': 'DELETE FROM evidence WHERE assessment_id = $1',
    'a new comment': `INSERT INTO comment (id, agency_id, assessment_id, question_id, author_id, text)
      SELECT gen_random_uuid(), agency_id, id, 'GOV1', 'asha', 'x' FROM assessment WHERE id = $1`,
    'a changed comment': `UPDATE comment SET text = 'x' WHERE assessment_id = $1`,
    'a deleted comment': 'DELETE FROM comment WHERE assessment_id = $1',
    'a changed approval': `UPDATE approval SET name = 'x' WHERE assessment_id = $1`,
    'a new decision of the review': `INSERT INTO review_decision
      (agency_id, assessment_id, question_id, subject, answer_revision, decision, by, at)
      SELECT agency_id, id, 'REC2', 'not-applicable', 1, 'accepted', 'bruno', now() FROM assessment WHERE id = $1`,
    'another outcome': `INSERT INTO outcome (id, agency_id, assessment_id, revision, sha256, body, instrument_part,
        references_part, rules_part, texts_part)
      SELECT gen_random_uuid(), agency_id, assessment_id, 9, sha256, body, instrument_part, references_part, rules_part,
        texts_part FROM outcome WHERE assessment_id = $1 LIMIT 1`,
    'another state': `UPDATE assessment SET state = 'draft' WHERE id = $1`,
    'another title': `UPDATE assessment SET title = 'x' WHERE id = $1`,
    'answers through the function, whatever states it is told': `SELECT record_answers('asha', a.agency_id, a.id,
      ARRAY['GOV1'], '{"GOV1":{"value":{"level":4}}}'::json, NULL, ARRAY['D1'], ARRAY[]::text[],
      ARRAY['draft', 'validated'], ARRAY[]::text[], 'answers.recorded') FROM assessment a WHERE a.id = $1`,
    'one answer through the function, whatever states it is told': `SELECT * FROM record_each_answer(jsonb_build_array(
      jsonb_build_object('actor', 'asha', 'agency', (SELECT agency_id FROM assessment WHERE id = $1), 'assessment', $1::text,
        'question', 'GOV1', 'dimension', 'D1', 'body', '{"value":{"level":4}}'::jsonb, 'expected', NULL,
        'evidence', NULL, 'anywhere', ARRAY['validated'], 'where_assigned', ARRAY[]::text[],
        'action', 'answer.recorded')), true)`,
  };

  it.each(Object.entries(STATEMENTS))('is refused by the database itself: %s', async (_, sql) => {
    const tried = stage.port(UnitOfWork).run({ actor: asha.userId, agency }, (tx) => tx.query(sql, [assessment]));
    await expect(tried).rejects.toThrow('assessment.validated');
  });

  it('is after all of this as it was', async () => {
    expect(await contents()).toEqual(before);
  });

  it('still lets go of the file of evidence that was removed before', async () => {
    await stage.rows("UPDATE evidence SET kind = 'file' WHERE id = $1", [removed]);
    const sql = 'UPDATE evidence SET file_id = NULL WHERE id = $1';
    await stage.port(UnitOfWork).run({ actor: asha.userId, agency }, (tx) => tx.query(sql, [removed]));
  });
});
