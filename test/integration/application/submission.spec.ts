import {
  AddEvidence,
  CheckAnswers,
  CommentOnQuestion,
  DecideRecommendation,
  ExplainNumber,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  storedEvidenceId,
  SubmitAssessment,
  ViewResult,
  WithdrawAssessment,
  type AgencyId,
  type AssessmentId,
} from '@isonomia/application';
import { canonicalJson } from '@isonomia/instrument';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { APPROVAL, Stage, streamOf } from '../../support/stage.js';

describe('a submission', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let asha: ReturnType<typeof person>;
  let bruno: ReturnType<typeof person>;
  const submit = (approval: Parameters<SubmitAssessment['execute']>[1]['approval'] = APPROVAL) =>
    stage.get(SubmitAssessment).execute(asha, { assessment, approval });
  const answerAll = () => {
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    return stage.get(RecordAnswers).execute(asha, { assessment, answers });
  };
  const rows = (sql: string) => stage.rows<{ body: unknown }>(sql, [assessment]);

  beforeAll(async () => {
    stage = await Stage.open();
    agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    bruno = person('bruno', 'reviewer', { agencyId: agency });
    stage.played.people.add(asha, bruno);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    assessment = await stage.assessment(asha, agency);
  });

  it('waits for every question asked, and names those that are open', async () => {
    await stage.get(RecordAnswer).execute(asha, { assessment, question: 'GOV1', answer: { value: { level: 2 } } });
    const problem = await submit().catch((error: unknown) => error);
    expect(problem).toMatchObject({ code: 'assessment.not-complete' });
    const check = await stage.get(CheckAnswers).execute(asha, { assessment });
    expect(check.blocking.map(({ question }) => question)).toEqual((problem as { questions: unknown }).questions);
    expect(check.blocking.map(({ question }) => question)).toContain('WFC1');
    expect(check.blocking.map(({ question }) => question)).not.toContain('GOV1');
    expect(await rows('SELECT FROM outcome WHERE assessment_id = $1')).toEqual([]);
  });

  it('freezes the outcome under the hash of its canonical JSON', async () => {
    await answerAll();
    const submission = await submit();
    const { outcome, frozen } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(createHash('sha256').update(canonicalJson(outcome)).digest('hex')).toBe(submission.sha256);
    expect(frozen).toMatchObject({ sha256: submission.sha256, revision: 1, id: submission.outcome });
    expect(outcome).toMatchObject({
      format: 'isonomia.outcome/1',
      status: 'submitted',
      approval: APPROVAL,
      agency: { name: 'Police of Norlavia', country: 'Country NV', region: 'Test Region' },
      respondents: [{ role: 'lead', answers: Object.keys(completeAnswers()).length }],
      instrument: { id: 'sample' },
      rules: [{ id: 'R1' }],
      texts: { en: { title: 'Sample' } },
    });
  });

  it('keeps what all outcomes of a version share once, under its own hash, and cannot lose it', async () => {
    await answerAll();
    await submit();
    const parts = await stage.rows<{ sha256: string; body: string }>('SELECT sha256, body FROM outcome_part');
    // Structure, references, rules, texts, and what others have done.
    expect(parts).toHaveLength(5);
    for (const { sha256, body } of parts) expect(createHash('sha256').update(body).digest('hex')).toBe(sha256);
    await expect(stage.rows('DELETE FROM outcome_part')).rejects.toThrow('foreign key');
    await expect(stage.rows("UPDATE outcome_part SET body = body || ' '")).rejects.toThrow('check constraint');
  });

  it('asked for twenty times at once is one submission, and every reply is the same', async () => {
    await answerAll();
    const replies = await Promise.all(Array.from({ length: 20 }, () => submit()));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await rows('SELECT FROM outcome WHERE assessment_id = $1')).toHaveLength(1);
    expect(
      await rows("SELECT FROM audit WHERE subject_id = $1::text AND action = 'assessment.submitted'"),
    ).toHaveLength(1);
  });

  it('holds exactly the answers that stand afterwards, however many were being saved meanwhile', async () => {
    await answerAll();
    const saving = Array.from({ length: 30 }, (_, index) =>
      stage
        .get(RecordAnswer)
        .execute(asha, { assessment, question: 'WEEKS', answer: { value: { number: index } } })
        .catch((problem: unknown) => problem),
    );
    const [, ...saved] = await Promise.all([submit(), ...saving]);
    const refused = saved.filter((one) => one instanceof Error);
    for (const one of refused) expect(one).toMatchObject({ code: 'assessment.wrong-state' });
    const { outcome } = await stage.get(ViewResult).execute(asha, { assessment });
    const [answer] = await rows("SELECT body FROM answer WHERE assessment_id = $1 AND question_id = 'WEEKS'");
    expect(outcome.answers.answers['WEEKS']).toEqual(answer!.body);
  });

  it('names the evidence that stands, and what was removed no longer', async () => {
    await answerAll();
    const add = (title: string, option?: string) =>
      stage.get(AddEvidence).execute(asha, {
        assessment,
        question: option === undefined ? 'GOV1' : 'SOC3',
        ...(option !== undefined && { option }),
        details: { title, number: '7/2026', holder: 'Registry', restricted: true },
        source: { kind: 'citation' },
      });
    const order = await add('Order 7');
    const gone = await add('Order 8');
    const form = await add('Form', 'age');
    await stage.get(RemoveEvidence).execute(asha, { evidence: gone.evidence });
    await submit({ ...APPROVAL, evidence: order.evidence });
    const { outcome } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(outcome.answers.answers['GOV1']).toMatchObject({ evidence: [order.evidence] });
    expect(outcome.answers.answers['SOC3']).toMatchObject({ value: { proved: { age: [form.evidence] } } });
    expect(outcome.evidence.map(({ title }) => title)).toEqual(['Order 7', 'Form']);
    expect(outcome.evidence[0]).toEqual({
      id: order.evidence,
      kind: 'citation',
      title: 'Order 7',
      number: '7/2026',
      holder: 'Registry',
      restricted: true,
    });
    expect(outcome.approval).toEqual({ ...APPROVAL, evidence: order.evidence });
  });

  it('leaves out what is no longer asked, and tells so before', async () => {
    await answerAll();
    await stage.get(RecordAnswer).execute(asha, { assessment, question: 'CTX1', answer: { value: { answer: 'no' } } });
    expect((await stage.get(CheckAnswers).execute(asha, { assessment })).setAside).toEqual(['SOC3']);
    await submit();
    const { outcome } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(outcome.answers.answers).not.toHaveProperty('SOC3');
  });

  it('can be withdrawn, changed and made again: a second revision, and the first stays', async () => {
    await answerAll();
    const before = await submit();
    await stage.get(WithdrawAssessment).execute(asha, { assessment });
    await stage.get(RecordAnswer).execute(asha, { assessment, question: 'GOV1', answer: { value: { level: 4 } } });
    const after = await submit();
    expect([before.revision, after.revision]).toEqual([1, 2]);
    expect(await rows('SELECT revision FROM outcome WHERE assessment_id = $1 ORDER BY 1')).toHaveLength(2);
  });

  it('cannot be withdrawn while somebody reviews it', async () => {
    await answerAll();
    await submit();
    await rows("UPDATE assessment SET state = 'in-review' WHERE id = $1");
    await expect(stage.get(WithdrawAssessment).execute(asha, { assessment })).rejects.toMatchObject({
      code: 'assessment.wrong-state',
    });
  });

  it('keeps the decision with the submission: it proves nothing, even when an answer names it later', async () => {
    await answerAll();
    const before = (await stage.get(ViewResult).execute(asha, { assessment })).outcome;
    await submit({ ...APPROVAL, document: { title: 'Order 12', holder: 'Registry', restricted: true } });
    const { outcome } = await stage.get(ViewResult).execute(asha, { assessment });
    const { document } = outcome.approval!;
    expect(document).toEqual({
      id: outcome.approval!.evidence,
      kind: 'citation',
      title: 'Order 12',
      holder: 'Registry',
      restricted: true,
    });
    expect(outcome.evidence).toEqual(before.evidence);
    expect(outcome.result).toEqual(before.result);
    await stage.get(WithdrawAssessment).execute(asha, { assessment });
    await expect(
      stage.get(RemoveEvidence).execute(asha, { evidence: storedEvidenceId(document!.id) }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const [{ body, revision }] = (await rows(
      "SELECT body, revision FROM answer WHERE assessment_id = $1 AND question_id = 'GOV1'",
    )) as [{ body: object; revision: number }];
    await stage.get(RecordAnswer).execute(asha, {
      assessment,
      question: 'GOV1',
      answer: { ...body, evidence: [document!.id] },
      expected: revision,
    });
    const after = (await stage.get(ViewResult).execute(asha, { assessment })).outcome;
    expect(after.answers.answers['GOV1']).toEqual(before.answers.answers['GOV1']);
    expect(after.result).toEqual(before.result);
  });

  it('takes in no file when the submission is refused, or stands already', async () => {
    const withFile = () =>
      submit({
        ...APPROVAL,
        document: {
          title: 'Order 13',
          restricted: false,
          file: { name: 'order-13.pdf', bytes: streamOf('%PDF-1.7') },
        },
      });
    const files = () => stage.rows("SELECT FROM file WHERE name = 'order-13.pdf'");
    await expect(withFile()).rejects.toMatchObject({ code: 'assessment.not-complete' });
    expect(await files()).toEqual([]);
    await answerAll();
    const [first, ...others] = await Promise.all([withFile(), withFile(), withFile()]);
    for (const other of others) expect(other).toEqual(first);
    expect(await files()).toHaveLength(1);
  });

  it('refuses an approval without a name, or with evidence of elsewhere', async () => {
    await answerAll();
    await expect(submit({ ...APPROVAL, name: ' ', evidence: 'nowhere' })).rejects.toMatchObject({
      faults: [
        { code: 'input.missing', path: 'approval.name' },
        { code: 'input.unknown-evidence', path: 'approval.evidence' },
      ],
    });
    expect(await rows('SELECT state FROM assessment WHERE id = $1')).toEqual([{ state: 'draft' }]);
  });

  it('shows a draft as it stands, and stores nothing of it', async () => {
    await stage.get(RecordAnswer).execute(asha, { assessment, question: 'GOV1', answer: { value: { level: 2 } } });
    const view = await stage.get(ViewResult).execute(asha, { assessment });
    expect(view.outcome).toMatchObject({ status: 'draft', result: { items: { GOV1: { claimed: 50 } } } });
    expect(view.frozen).toBeUndefined();
    expect(await rows('SELECT FROM outcome WHERE assessment_id = $1')).toEqual([]);
    await expect(stage.get(ViewResult).execute(bruno, { assessment })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('explains any number of its result, and no other', async () => {
    await answerAll();
    await submit();
    const explain = (number: string) => stage.get(ExplainNumber).execute(bruno, { assessment, number });
    expect((await explain('GOV1')).explained).toMatchObject({ kind: 'item', score: { claimed: 75, evidenced: 25 } });
    expect((await explain('D1')).explained.kind).toBe('dimension');
    expect((await explain('overall')).explained.kind).toBe('overall');
    await expect(explain('constructor')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes decisions on its recommendations, each changed only by whoever saw the last', async () => {
    await answerAll();
    await submit();
    const decide = (decision: string, expected: number, more: { reason?: string; adaptedText?: string } = {}) =>
      stage.get(DecideRecommendation).execute(asha, { assessment, rule: 'R1', decision, expected, ...more });
    await expect(decide('declined', 0)).rejects.toMatchObject({ faults: [{ path: 'reason' }] });
    await expect(decide('adapted', 0)).rejects.toMatchObject({ faults: [{ path: 'adaptedText' }] });
    expect(await decide('accepted', 0)).toEqual({ revision: 1 });
    expect(await decide('declined', 1, { reason: 'Law forbids it.' })).toEqual({ revision: 2 });
    await expect(decide('accepted', 1)).rejects.toMatchObject({ current: { decision: 'declined', revision: 2 } });
    const { decisions } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(decisions).toMatchObject([{ rule: 'R1', decision: 'declined', reason: 'Law forbids it.' }]);
    await expect(
      stage.get(DecideRecommendation).execute(asha, { assessment, rule: 'R9', decision: 'accepted', expected: 0 }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('carries the comments with their authors, in the order of the questions', async () => {
    await answerAll();
    const comment = (question: string, text: string) =>
      stage.get(CommentOnQuestion).execute(asha, { assessment, question, text });
    await comment('SVC7', 'Checked on site.');
    await comment('GOV1', 'Order is being revised.');
    await submit();
    const { outcome } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(outcome.comments.map(({ question, by, text }) => [question, by, text])).toEqual([
      ['GOV1', 'Asha', 'Order is being revised.'],
      ['SVC7', 'Asha', 'Checked on site.'],
    ]);
  });
});
