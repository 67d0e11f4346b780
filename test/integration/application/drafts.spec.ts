import {
  AssignDimension,
  CheckAnswers,
  DiscardDraft,
  KeepDraft,
  ListAnswers,
  ListDrafts,
  RecordAnswer,
  RecordAnswers,
  RevisionConflict,
  SubmitAssessment,
  ViewAssessment,
  ViewDimension,
  ViewResult,
  WithdrawAssessment,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type DraftFields,
  type StoredDraft,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { APPROVAL, Stage } from '../../support/stage.js';

const TYPED: DraftFields = {
  'rows[0][women]': ' 1O ',
  'rows[1][men]': '',
  source: 'Register, extr',
  checked: ['a', 'b'],
};
const LEVEL = { value: { level: 2 } };
const D1 = dimensionId('D1');

describe('the draft of an answer', () => {
  let stage: Stage;
  let agency: AgencyId;
  let assessment: AssessmentId;
  let asha: Actor;
  let emil: Actor;
  let fay: Actor;
  let bruno: Actor;
  let dara: Actor;

  const keep = (actor: Actor, seen: number, fields: DraftFields = TYPED, from = 0) =>
    stage.get(KeepDraft).execute(actor, { assessment, question: 'GOV1', fields, from, seen });
  const listed = (actor: Actor = asha) => stage.get(ListDrafts).execute(actor, { assessment });
  const shown = async (actor: Actor = asha) => {
    const { questions } = await stage.get(ViewDimension).execute(actor, { assessment, dimension: D1 });
    return questions.find(({ question }) => question.id === 'GOV1')?.draft;
  };
  const assign = (user: string) =>
    stage.get(AssignDimension).execute(asha, { assessment, dimension: D1, to: { user } });
  const conflictOf = async (attempt: Promise<unknown>): Promise<StoredDraft> => {
    const problem = await attempt.catch((thrown: unknown) => thrown);
    expect(problem).toBeInstanceOf(RevisionConflict);
    return (problem as RevisionConflict<StoredDraft>).current;
  };
  const answerAll = () => {
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    return stage.get(RecordAnswers).execute(asha, { assessment, answers });
  };
  const submit = () => stage.get(SubmitAssessment).execute(asha, { assessment, approval: APPROVAL });

  beforeAll(async () => {
    stage = await Stage.open();
    agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    emil = person('emil', 'lead', { agencyId: agency });
    fay = person('fay', 'contributor', { agencyId: agency });
    bruno = person('bruno', 'reviewer', { agencyId: agency });
    dara = person('dara', 'lead', { agencyId: await stage.agency('Customs of Norlavia') });
    stage.played.people.add(asha, emil, fay, bruno, dara);
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    assessment = await stage.assessment(asha, agency);
  });

  it('is kept exactly as it was typed, with who and when and the answer it was begun from', async () => {
    const { mark, keptAt, overtaken } = await keep(asha, 0);
    expect(overtaken).toBe(false);
    expect(await listed()).toEqual([
      { question: 'GOV1', fields: TYPED, mark, from: 0, keptBy: 'asha', keptByName: 'Asha', keptAt },
    ]);
    expect(await shown()).toEqual((await listed())[0]);
  });

  it('is no answer: it counts for no progress, no result and no submission', async () => {
    await keep(asha, 0, { level: '3' });
    const { dimensions } = await stage.get(ViewAssessment).execute(asha, { assessment });
    expect(dimensions.map(({ answered }) => answered)).toEqual(dimensions.map(() => 0));
    expect(await stage.get(ListAnswers).execute(asha, { assessment })).toEqual([]);
    const { outcome } = await stage.get(ViewResult).execute(asha, { assessment });
    expect(outcome.result.overall.claimed).toBeUndefined();
    await expect(submit()).rejects.toMatchObject({ code: 'assessment.not-complete' });
  });

  it('leaves one row of audit a save, without a word of what was typed', async () => {
    const { mark } = await keep(asha, 0);
    await keep(asha, mark, { source: 'Register' });
    const audit = await stage.rows(
      "SELECT actor_id, agency_id, action, detail FROM audit WHERE subject_id = $1 AND action LIKE 'draft%'",
      [assessment],
    );
    const row = { actor_id: 'asha', agency_id: agency, action: 'draft.kept', detail: { question: 'GOV1' } };
    expect(audit).toEqual([row, row]);
  });

  it('of a colleague that is newer than the one seen is shown, and nothing is written over it', async () => {
    const first = await keep(asha, 0);
    const second = await keep(emil, first.mark, { source: 'Extract of June' });
    const current = await conflictOf(keep(asha, first.mark, { source: 'Extract of May' }));
    expect(current).toMatchObject({ fields: { source: 'Extract of June' }, mark: second.mark, keptByName: 'Emil' });
    const [standing] = await listed();
    expect(standing?.fields).toEqual({ source: 'Extract of June' });
  });

  it('that takes the place of a colleague’s keeps what the colleague typed', async () => {
    const { mark } = await keep(emil, 0, { source: 'Extract of June' });
    const mine = await keep(asha, mark, { source: 'Extract of May' });
    await keep(asha, mine.mark, { source: 'Extract of May 2026' });
    const [standing] = await listed();
    expect(standing?.replaced).toMatchObject({ fields: { source: 'Extract of June' }, keptByName: 'Emil' });
  });

  it('sent again since the reply was lost is no conflict', async () => {
    await keep(asha, 0);
    expect((await keep(asha, 0)).overtaken).toBe(false);
  });

  it('of a page that types on after a reply was lost is no conflict either, but for a colleague’s', async () => {
    const type = (source: string, page: string) =>
      stage
        .get(KeepDraft)
        .execute(asha, { assessment, question: 'GOV1', fields: { source }, from: 0, seen: 0, page: page.repeat(32) });
    await type('Extr', 'a');
    const { mark } = await type('Extract', 'a');
    await conflictOf(type('Another page', 'b'));
    await keep(emil, mark, { source: 'Extract of June' });
    await conflictOf(type('Extract of May', 'a'));
  });

  it('of two who begin at once is one, and the other is told', async () => {
    const both = await Promise.allSettled([keep(asha, 0, { source: 'a' }), keep(emil, 0, { source: 'b' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('begun before a colleague’s answer stays beside it, and whoever types on is told', async () => {
    const { mark } = await keep(asha, 0);
    await stage.get(RecordAnswer).execute(emil, { assessment, question: 'GOV1', answer: LEVEL, expected: 0 });
    expect(await shown()).toMatchObject({ fields: TYPED, from: 0 });
    expect((await keep(asha, mark)).overtaken).toBe(true);
  });

  it('goes when its answer was recorded, and only the draft that was seen', async () => {
    const { mark } = await keep(asha, 0);
    const drop = (seen: number) =>
      stage.get(DiscardDraft).execute(asha, { assessment, question: 'GOV1', seen, recorded: true });
    await conflictOf(drop(mark - 1));
    await drop(mark);
    expect(await listed()).toEqual([]);
    await drop(mark);
    const audit = await stage.rows("SELECT FROM audit WHERE subject_id = $1 AND action = 'draft.discarded'", [
      assessment,
    ]);
    expect(audit).toEqual([]);
  });

  it('goes when somebody discards it, and the audit says who', async () => {
    const { mark } = await keep(asha, 0);
    await stage.get(DiscardDraft).execute(emil, { assessment, question: 'GOV1', seen: mark });
    expect(await listed()).toEqual([]);
    const audit = await stage.rows("SELECT actor_id FROM audit WHERE subject_id = $1 AND action = 'draft.discarded'", [
      assessment,
    ]);
    expect(audit).toEqual([{ actor_id: 'emil' }]);
  });

  it('is for contributors only within the dimensions assigned to them', async () => {
    await expect(keep(fay, 0)).rejects.toMatchObject({ code: 'forbidden' });
    const { mark } = await keep(asha, 0);
    expect(await listed(fay)).toEqual([]);
    const discard = () => stage.get(DiscardDraft).execute(fay, { assessment, question: 'GOV1', seen: mark });
    await expect(discard()).rejects.toMatchObject({ code: 'forbidden' });
    await assign('fay');
    expect(await listed(fay)).toHaveLength(1);
    expect(await shown(fay)).toMatchObject({ keptByName: 'Asha' });
    expect((await keep(fay, mark)).overtaken).toBe(false);
    await assign('asha');
    await expect(discard()).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is nobody’s but those who may answer', async () => {
    await keep(asha, 0);
    for (const stranger of [bruno, dara]) {
      await expect(keep(stranger, 0)).rejects.toMatchObject({ code: 'not-found' });
      await expect(listed(stranger)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('of a submitted assessment is neither written nor shown; withdrawn, it is there again', async () => {
    await answerAll();
    const { mark } = await keep(asha, 0, TYPED, 1);
    await submit();
    await expect(keep(asha, mark, { source: 'late' }, 1)).rejects.toMatchObject({ code: 'assessment.wrong-state' });
    const discard = stage.get(DiscardDraft).execute(asha, { assessment, question: 'GOV1', seen: mark });
    await expect(discard).rejects.toMatchObject({ code: 'assessment.wrong-state' });
    expect([await listed(), await shown()]).toEqual([[], undefined]);
    await expect(listed(bruno)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await shown(bruno)).toBeUndefined();
    expect((await stage.get(CheckAnswers).execute(bruno, { assessment })).drafts).toEqual([]);
    await stage.get(WithdrawAssessment).execute(asha, { assessment });
    expect(await listed()).toMatchObject([{ fields: TYPED, mark }]);
  });

  it('is named before submission, whether an answer stands or not', async () => {
    await answerAll();
    await keep(asha, 0, TYPED, 1);
    const check = await stage.get(CheckAnswers).execute(asha, { assessment });
    expect(check.drafts).toMatchObject([{ question: 'GOV1', dimension: 'D1', keptByName: 'Asha', answered: true }]);
    expect(check.maySubmit).toBe(true);
  });

  it.each<[string, DraftFields]>([
    ['a NUL', { source: 'a\u0000b' }],
    ['half a character', { source: '\ud800' }],
    ['a text without end', { text: 'x'.repeat(30_000) }],
  ])('with %s is refused, and the one that stands stays', async (_what, fields) => {
    const { mark } = await keep(asha, 0);
    await expect(keep(asha, mark, fields)).rejects.toMatchObject({ code: 'input.refused' });
    expect(await listed()).toMatchObject([{ fields: TYPED }]);
  });

  it('of a question that the instrument has not is refused', async () => {
    const wrong = stage.get(KeepDraft).execute(asha, { assessment, question: 'NOPE', fields: TYPED, from: 0, seen: 0 });
    await expect(wrong).rejects.toMatchObject({ code: 'not-found' });
  });
});
