import {
  AddEvidence,
  AnswerHistory,
  assessmentId,
  AssignDimension,
  ClearAnswer,
  RecordAnswer,
  RecordAnswers,
  RevisionConflict,
  SubmitAssessment,
  type AgencyId,
  type AssessmentId,
  type CurrentAnswer,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { person } from '../../support/people.js';
import { completeAnswers, noEvidence } from '../../support/published-sample.js';
import { APPROVAL, Stage } from '../../support/stage.js';

const LEVEL_2 = { value: { level: 2 } };
const LEVEL_3 = { value: { level: 3 } };

describe('recording an answer', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let asha: ReturnType<typeof person>;
  let fay: ReturnType<typeof person>;
  let dara: ReturnType<typeof person>;
  const record = (answer: unknown, expected?: number, question = 'GOV1') =>
    stage
      .get(RecordAnswer)
      .execute(asha, { assessment, question, answer, ...(expected !== undefined && { expected }) });
  const rows = (sql: string) => stage.rows<{ revision: number }>(sql, [assessment]);

  beforeAll(async () => {
    stage = await Stage.open();
    agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    fay = person('fay', 'contributor', { agencyId: agency });
    dara = person('dara', 'lead', { agencyId: await stage.agency('Customs of Norlavia') });
    stage.played.people.add(asha, fay, dara);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    assessment = await stage.assessment(asha, agency);
  });

  it('keeps the answer with its history and one row of audit', async () => {
    const saved = await record(LEVEL_2, 0);
    expect(saved).toEqual({ question: 'GOV1', revision: 1, changedAt: expect.any(Date) });
    expect(await rows('SELECT body, revision, changed_by FROM answer WHERE assessment_id = $1')).toEqual([
      { body: LEVEL_2, revision: 1, changed_by: 'asha' },
    ]);
    expect(await rows('SELECT body, revision FROM answer_history WHERE assessment_id = $1')).toEqual([
      { body: LEVEL_2, revision: 1 },
    ]);
    expect(
      await rows(
        "SELECT actor_id, agency_id, action, detail FROM audit WHERE subject_id = $1 AND action LIKE 'answer%'",
      ),
    ).toEqual([
      { actor_id: 'asha', agency_id: agency, action: 'answer.recorded', detail: { question: 'GOV1', revision: 1 } },
    ]);
  });

  it('refuses the second of two who began at the same revision, and shows what stands, by whom and when', async () => {
    await record(LEVEL_2, 0);
    await record(LEVEL_3, 1);
    const late = record({ value: { level: 0 } }, 1);
    await expect(late).rejects.toBeInstanceOf(RevisionConflict);
    const { current } = (await late.catch((problem: unknown) => problem)) as RevisionConflict<CurrentAnswer>;
    expect(current).toEqual({
      question: 'GOV1',
      answer: LEVEL_3,
      revision: 2,
      changedBy: 'asha',
      changedByName: 'Asha',
      changedAt: expect.any(Date),
    });
    expect(await rows('SELECT revision FROM answer_history WHERE assessment_id = $1 ORDER BY 1')).toHaveLength(2);
  });

  it('replaces whatever stands when no revision is named', async () => {
    await record(LEVEL_2);
    expect((await record(LEVEL_3)).revision).toBe(2);
  });

  it('conflicts with a revision that never was, without anybody to name', async () => {
    await expect(record(LEVEL_2, 7)).rejects.toMatchObject({ code: 'revision.conflict', current: { revision: 0 } });
  });

  it('goes back to unanswered and keeps what stood in the history', async () => {
    await record(LEVEL_2, 0);
    const cleared = await stage.get(ClearAnswer).execute(asha, { assessment, question: 'GOV1', expected: 1 });
    expect(cleared.revision).toBe(2);
    const history = await stage.get(AnswerHistory).execute(asha, { assessment, question: 'GOV1' });
    expect(history.map(({ revision, answer, changedByName }) => [revision, answer, changedByName])).toEqual([
      [2, undefined, 'Asha'],
      [1, LEVEL_2, 'Asha'],
    ]);
  });

  it.each([
    ['a level that the scale has not', { value: { level: 7 } }, 'answer.out-of-range'],
    ['nothing', null, 'answer.not-an-object'],
    ['undefined', undefined, 'answer.not-an-object'],
  ])('refuses %s with its place', async (_, answer, code) => {
    await expect(record(answer)).rejects.toMatchObject({
      code: 'input.refused',
      faults: [expect.objectContaining({ code, path: expect.stringContaining('answers.GOV1') })],
    });
    expect(await rows('SELECT FROM answer WHERE assessment_id = $1')).toEqual([]);
  });

  it('refuses a question that the instrument does not know, or does not ask here', async () => {
    await expect(record(LEVEL_2, 0, 'NOPE')).rejects.toMatchObject({ faults: [{ code: 'answer.unknown-question' }] });
    const checklist = { value: { checked: ['age'] } };
    await expect(record(checklist, 0, 'SOC3')).rejects.toMatchObject({ faults: [{ code: 'answer.not-asked' }] });
    await record({ value: { answer: 'yes' } }, 0, 'CTX1');
    expect((await record(checklist, 0, 'SOC3')).revision).toBe(1);
  });

  it('refuses evidence that is not stored with the assessment, or was stored with another', async () => {
    const foreign = await stage.get(AddEvidence).execute(asha, {
      assessment: await stage.assessment(asha, agency),
      question: 'GOV1',
      details: { title: 'Order 7', restricted: false },
      source: { kind: 'citation' },
    });
    for (const id of [noEvidence, foreign.evidence, 'not-a-uuid']) {
      await expect(record({ ...LEVEL_2, evidence: [id] })).rejects.toMatchObject({
        faults: [{ code: 'answer.unknown-evidence', detail: { evidence: id } }],
      });
    }
    const own = await stage.get(AddEvidence).execute(asha, {
      assessment,
      question: 'GOV1',
      details: { title: 'Order 7', restricted: false },
      source: { kind: 'citation' },
    });
    expect((await record({ ...LEVEL_2, evidence: [own.evidence] })).revision).toBe(1);
  });

  it('is for contributors only within the dimensions assigned to them', async () => {
    const save = () => stage.get(RecordAnswer).execute(fay, { assessment, question: 'GOV1', answer: LEVEL_2 });
    await expect(save()).rejects.toMatchObject({ code: 'forbidden' });
    await stage.get(AssignDimension).execute(asha, { assessment, dimension: dimensionId('D1'), to: { user: 'fay' } });
    expect((await save()).revision).toBe(1);
    const both = {
      assessment,
      answers: [
        { question: 'GOV1', answer: LEVEL_3 },
        { question: 'PAY2', answer: { notAvailable: true } },
      ],
    };
    await expect(stage.get(RecordAnswers).execute(fay, both)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('does not tell dara whether an assessment of another agency exists', async () => {
    const attempt = (id: AssessmentId) =>
      stage.get(RecordAnswer).execute(dara, { assessment: id, question: 'GOV1', answer: LEVEL_2 });
    const foreign = await attempt(assessment).catch((problem: unknown) => problem);
    const unknown = await attempt(assessmentId('01900000-0000-7000-8000-000000000000')).catch(
      (problem: unknown) => problem,
    );
    expect(foreign).toMatchObject({ code: 'not-found' });
    expect(foreign).toEqual(unknown);
    expect(await rows('SELECT FROM answer WHERE assessment_id = $1')).toEqual([]);
  });

  it('takes nothing once the assessment is submitted', async () => {
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(asha, { assessment, answers });
    await stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });
    await expect(record(LEVEL_2)).rejects.toMatchObject({
      code: 'assessment.wrong-state',
      detail: { state: 'submitted' },
    });
    await expect(stage.get(RecordAnswers).execute(asha, { assessment, answers })).rejects.toMatchObject({
      code: 'assessment.wrong-state',
    });
  });

  it('saves many answers at once, or none when one of them was changed by somebody else', async () => {
    await record(LEVEL_2, 0);
    const many = (expected: number) =>
      stage.get(RecordAnswers).execute(asha, {
        assessment,
        answers: [
          { question: 'SVC7', answer: LEVEL_3, expected: 0 },
          { question: 'GOV1', answer: LEVEL_3, expected },
          { question: 'NOTE' },
        ],
      });
    await expect(many(0)).rejects.toMatchObject({
      code: 'revision.conflicts',
      current: [{ question: 'GOV1', revision: 1, answer: LEVEL_2, changedByName: 'Asha' }],
    });
    expect(await rows('SELECT question_id FROM answer WHERE assessment_id = $1')).toEqual([{ question_id: 'GOV1' }]);
    expect((await many(1)).map(({ question, revision }) => [question, revision])).toEqual([
      ['SVC7', 1],
      ['GOV1', 2],
      ['NOTE', 1],
    ]);
  });

  it('keeps many answers as one row of history, read per question in between what was saved alone', async () => {
    await record(LEVEL_2, 0);
    const many = (answer?: object) =>
      stage.get(RecordAnswers).execute(asha, {
        assessment,
        answers: [
          { question: 'SVC7', answer: LEVEL_3 },
          { question: 'GOV1', ...(answer !== undefined && { answer }) },
        ],
      });
    await many(LEVEL_3);
    await many();
    await record(LEVEL_2, 3);
    const history = await stage.get(AnswerHistory).execute(asha, { assessment, question: 'GOV1' });
    expect(history.map(({ revision, answer, changedByName }) => [revision, answer, changedByName])).toEqual([
      [4, LEVEL_2, 'Asha'],
      [3, undefined, 'Asha'],
      [2, LEVEL_3, 'Asha'],
      [1, LEVEL_2, 'Asha'],
    ]);
    const other = await stage.get(AnswerHistory).execute(asha, { assessment, question: 'SVC7' });
    expect(other.map(({ revision, answer }) => [revision, answer])).toEqual([
      [2, LEVEL_3],
      [1, LEVEL_3],
    ]);
    expect(await rows('SELECT FROM answer_set_history WHERE assessment_id = $1')).toHaveLength(2);
  });

  it('refuses a request that names a question twice', async () => {
    const twice = [1, 2].map((level) => ({ question: 'GOV1', answer: { value: { level } } }));
    await expect(stage.get(RecordAnswers).execute(asha, { assessment, answers: twice })).rejects.toMatchObject({
      faults: [{ code: 'answer.repeated' }],
    });
  });

  it('lets exactly one of two editors win each revision, and leaves a history without gap or repeat', async () => {
    const rounds = 100;
    const hana = person('hana', 'lead', { agencyId: agency });
    for (let revision = 0; revision < rounds; revision += 1) {
      const attempts = [asha, hana].map((editor, level) =>
        stage
          .get(RecordAnswer)
          .execute(editor, { assessment, question: 'GOV1', answer: { value: { level } }, expected: revision }),
      );
      const settled = await Promise.allSettled(attempts);
      const won = settled.filter((one) => one.status === 'fulfilled');
      const lost = settled.filter((one) => one.status === 'rejected');
      expect(won).toHaveLength(1);
      expect(won[0]?.value.revision).toBe(revision + 1);
      expect(lost[0]?.reason).toMatchObject({ code: 'revision.conflict', current: { revision: revision + 1 } });
    }
    const history = await rows('SELECT revision FROM answer_history WHERE assessment_id = $1 ORDER BY revision');
    expect(history.map((row) => row.revision)).toEqual(Array.from({ length: rounds }, (_, index) => index + 1));
  });

  it('writes nothing when its row of audit cannot be written', async () => {
    await asOwner(stage.database.address, (client) => client.query('REVOKE INSERT ON audit FROM isonomia_app'));
    try {
      await expect(record(LEVEL_2)).rejects.toThrow('permission denied');
      await expect(
        stage.get(RecordAnswers).execute(asha, {
          assessment,
          answers: [
            { question: 'GOV1', answer: LEVEL_2 },
            { question: 'SVC7', answer: LEVEL_2 },
          ],
        }),
      ).rejects.toThrow('permission denied');
      expect(await rows('SELECT FROM answer WHERE assessment_id = $1')).toEqual([]);
      expect(await rows('SELECT FROM answer_history WHERE assessment_id = $1')).toEqual([]);
      expect(await rows('SELECT FROM answer_set_history WHERE assessment_id = $1')).toEqual([]);
    } finally {
      await asOwner(stage.database.address, (client) => client.query('GRANT INSERT ON audit TO isonomia_app'));
    }
  });
});
