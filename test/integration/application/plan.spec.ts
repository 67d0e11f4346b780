import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  AddTask,
  AddTaskEvidence,
  BringDecisions,
  ChangeTask,
  ChooseSharing,
  DecideRecommendation,
  InputRefused,
  KeepPlans,
  MakeDocument,
  NotFound,
  ReadTaskEvidenceFile,
  RecordAnswers,
  RemoveTaskEvidence,
  ReportOnTask,
  RequestFollowUp,
  RevisionConflict,
  SharePlan,
  SubmitAssessment,
  TakeBackDecision,
  UNDO_HOURS,
  ViewPlan,
  ViewPlansInRound,
  ViewTask,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type PlanTask,
  type TaskId,
} from '@isonomia/application';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { dayFromNow, openRound, takesPart, withAccount } from '../../support/round.js';
import { APPROVAL, bytesOf, Stage, streamOf } from '../../support/stage.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Letter {
  readonly recipient: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
}

describe('the action plan of an agency', () => {
  let stage: Stage;
  let agency: AgencyId;
  let asha: Actor;
  let fay: Actor;
  let assessment: AssessmentId;
  let number = 0;

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    number += 1;
    agency = await stage.agency(`Police ${number}`);
    asha = await withAccount(stage, `asha${number}`, 'lead', { agencyId: agency });
    fay = await withAccount(stage, `fay${number}`, 'contributor', { agencyId: agency });
    assessment = await handedIn();
  });

  async function handedIn(): Promise<AssessmentId> {
    const made = await stage.assessment(asha, agency);
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(asha, { assessment: made, answers });
    await stage.get(SubmitAssessment).execute(asha, { assessment: made, approval: APPROVAL });
    return made;
  }

  const decide = (expected = 0, more: object = {}, of = assessment) =>
    stage
      .get(DecideRecommendation)
      .execute(asha, { assessment: of, rule: 'R1', decision: 'accepted', expected, ...more });
  const plan = () => stage.get(ViewPlan).execute(asha, { agency });
  const theTask = async (): Promise<PlanTask> => {
    const { lines } = await plan();
    const [line] = lines;
    if (line === undefined || lines.length > 1) throw new Error(`There are ${lines.length} tasks.`);
    return line.task;
  };
  const add = async (given: object = {}): Promise<TaskId> =>
    (await stage.get(AddTask).execute(asha, { agency, what: 'Open a crèche', reminders: true, ...given })).task;
  const report = (actor: Actor, task: TaskId, given: object, expected: number) =>
    stage.get(ReportOnTask).execute(actor, { task, state: 'under-way', ...given, expected });
  const history = async (task: TaskId) => (await stage.get(ViewTask).execute(asha, { task })).history;
  const letters = () =>
    stage.rows<Letter>(
      `SELECT recipient, template, params FROM mail WHERE params->>'agency' = $1 ORDER BY created_at, recipient`,
      [`Police ${number}`],
    );

  it('takes in what the agency accepts, with its day at the end of the horizon', async () => {
    await decide();
    expect(await theTask()).toMatchObject({
      origin: { assessment, rule: 'R1', instrumentId: 'sample', dimension: 'D1' },
      state: 'to-do',
      due: '2026-09-01',
      revision: 1,
    });
  });

  it('has one task for a recommendation, however often and from wherever it is accepted', async () => {
    await decide();
    await decide(1, { due: '2027-01-31', owner: 'Head of training' });
    expect(await theTask()).toMatchObject({ due: '2027-01-31', ownerName: 'Head of training', revision: 2 });
    const { id } = await theTask();
    await report(asha, id, { state: 'done', measured: '40 %' }, 2);
    const next = await handedIn();
    await decide(0, {}, next);
    expect(await theTask()).toMatchObject({ id, state: 'to-do', measured: '40 %', origin: { assessment: next } });
    expect((await history(id)).map(({ kind }) => kind)).toEqual(['adopted-again', 'reported', 'changed', 'adopted']);
  });

  it('keeps what the plan says when a decision is only worded anew', async () => {
    await decide(0, { due: '2027-01-31' });
    const { id } = await theTask();
    await stage.get(ChangeTask).execute(asha, { task: id, due: '2027-03-01', reminders: false, expected: 1 });
    await decide(1, { decision: 'adapted', adaptedText: 'Our own way', due: '2027-01-31' });
    expect(await theTask()).toMatchObject({ what: 'Our own way', due: '2027-03-01', reminders: false });
  });

  it('keeps the task of a decision that is taken back, unless it is to be dropped, and brings it back', async () => {
    await decide();
    await stage.get(TakeBackDecision).execute(asha, { assessment, rule: 'R1', expected: 1 });
    expect(await theTask()).toMatchObject({ state: 'to-do' });
    await decide();
    await stage.get(TakeBackDecision).execute(asha, { assessment, rule: 'R1', expected: 3, task: 'drop' });
    expect(await theTask()).toMatchObject({ state: 'dropped', withdrawn: true });
    await decide();
    expect(await theTask()).toMatchObject({ state: 'to-do', withdrawn: false });
  });

  it('drops the task of a recommendation that is declined after all, for the reason given', async () => {
    await decide();
    await decide(1, { decision: 'declined', reason: 'No budget' });
    expect(await theTask()).toMatchObject({ state: 'dropped', reason: 'No budget' });
  });

  it('brings in what was accepted before there was a plan, once', async () => {
    await decide();
    await stage.rows('DELETE FROM plan_event WHERE agency_id = $1', [agency]);
    await stage.rows('DELETE FROM plan_task WHERE agency_id = $1', [agency]);
    expect(await plan()).toMatchObject({ waiting: 1, lines: [] });
    expect(await stage.get(BringDecisions).execute(asha, { agency })).toEqual({ tasks: 1 });
    expect(await stage.get(BringDecisions).execute(asha, { agency })).toEqual({ tasks: 0 });
    expect((await plan()).waiting).toBe(0);
    expect((await theTask()).origin?.rule).toBe('R1');
  });

  it('is edited by its lead; a contributor reports on tasks that name them, and on no other', async () => {
    const task = await add({ ownerId: fay.userId });
    const other = await add();
    await report(fay, task, { measured: '12 of 40', note: 'Half of it' }, 1);
    await expect(report(fay, other, {}, 1)).rejects.toMatchObject({ code: 'forbidden' });
    const change = { task, what: 'Mine', reminders: true, expected: 2 };
    await expect(stage.get(ChangeTask).execute(fay, change)).rejects.toMatchObject({ code: 'forbidden' });
    expect((await history(task))[0]).toMatchObject({ kind: 'reported', note: 'Half of it', by: fay.userId });
  });

  it('is not there for anybody else, be it the coordinator', async () => {
    const task = await add();
    const [row] = await stage.rows<{ region: string }>(
      'SELECT c.region_id AS region FROM agency a JOIN country c ON c.id = a.country_id WHERE a.id = $1',
      [agency],
    );
    const chen = person('chen', 'coordinator', { regionId: row?.region as never });
    const dara = person('dara', 'lead', { agencyId: await stage.agency(`Other ${number}`) });
    for (const stranger of [chen, dara]) {
      await expect(stage.get(ViewTask).execute(stranger, { task })).rejects.toThrow(NotFound);
      await expect(report(stranger, task, {}, 1)).rejects.toThrow(NotFound);
    }
  });

  it('drops nothing without a reason, and puts nobody from elsewhere in charge', async () => {
    const task = await add();
    await expect(report(asha, task, { state: 'dropped' }, 1)).rejects.toThrow(InputRefused);
    await expect(add({ ownerId: 'nobody' })).rejects.toThrow(InputRefused);
    await expect(add({ what: ' ' })).rejects.toThrow(InputRefused);
  });

  it('loses no work of whoever was second', async () => {
    const task = await add();
    await report(asha, task, { measured: '1' }, 1);
    const late = report(asha, task, { measured: '2' }, 1);
    await expect(late).rejects.toThrow(RevisionConflict);
    await expect(late).rejects.toMatchObject({ current: { measured: '1', revision: 2 } });
  });

  it('keeps evidence, gives it up a day after it was removed, and remembers both', async () => {
    const task = await add();
    const source = { kind: 'file', file: { name: 'photo.pdf', bytes: streamOf('%PDF-1.7 crèche') } } as const;
    const details = { title: 'Photograph', restricted: false };
    const { evidence } = await stage.get(AddTaskEvidence).execute(asha, { task, details, source });
    const { bytes } = await stage.get(ReadTaskEvidenceFile).execute(fay, { evidence });
    expect((await bytesOf(bytes)).toString()).toContain('crèche');
    const remove = (removed: boolean) => stage.get(RemoveTaskEvidence).execute(asha, { evidence, removed });
    await remove(true);
    await expect(stage.get(ReadTaskEvidenceFile).execute(asha, { evidence })).rejects.toThrow(NotFound);
    await remove(false);
    await remove(true);
    stage.played.clock.forward(UNDO_HOURS * HOUR_MS + 1);
    expect((await stage.get(KeepPlans).execute()).files).toBe(1);
    await remove(false);
    expect((await history(task)).map(({ kind }) => kind)).toEqual([
      'evidence-removed',
      'evidence-restored',
      'evidence-removed',
      'evidence-added',
      'added',
    ]);
  });

  it('reminds the person in charge 14 and 3 days before the day, and once after it', async () => {
    await add({ ownerId: fay.userId, due: dayFromNow(stage, 20) });
    await add({ due: dayFromNow(stage, 20), reminders: false });
    const sent = async () => {
      await Promise.all([stage.get(KeepPlans).execute(), stage.get(KeepPlans).execute()]);
      return (await letters()).map(({ recipient, template }) => `${template} ${recipient}`);
    };
    expect(await sent()).toEqual([]);
    const due = `plan-due fay${number}@example.org`;
    for (const [days, expected] of [
      [6, [due]],
      [10, [due]],
      [1, [due, due]],
      [4, [due, due, `plan-overdue fay${number}@example.org`]],
      [30, [due, due, `plan-overdue fay${number}@example.org`]],
    ] as const) {
      stage.played.clock.forward(days * DAY_MS);
      expect(await sent()).toEqual(expected);
    }
  });

  it('writes to the lead where nobody with an account is in charge, and not about a day that was set too late', async () => {
    await add({ due: dayFromNow(stage, 2) });
    await add({ due: dayFromNow(stage, 5), ownerName: 'Colonel Ozola' });
    await stage.get(KeepPlans).execute();
    expect(await letters()).toEqual([]);
    stage.played.clock.forward(3 * DAY_MS);
    await stage.get(KeepPlans).execute();
    expect((await letters()).map(({ recipient, template }) => `${template} ${recipient}`).sort()).toEqual([
      `plan-due asha${number}@example.org`,
      `plan-overdue asha${number}@example.org`,
    ]);
  });

  it('offers to look back after six and twelve months, once each', async () => {
    await decide(0, { due: '2099-01-01' });
    const offered = async () => {
      await stage.get(KeepPlans).execute();
      return (await letters()).map(({ params }) => params['months']);
    };
    expect(await offered()).toEqual([]);
    stage.played.clock.forward(190 * DAY_MS);
    expect(await offered()).toEqual(['6']);
    expect(await offered()).toEqual(['6']);
    stage.played.clock.forward(190 * DAY_MS);
    expect(await offered()).toEqual(['6', '12']);
  });

  it('prints what was promised at first beside what there is, as on the day it was asked', async () => {
    await decide(0, { due: '2026-06-30' });
    const { id } = await theTask();
    await stage
      .get(ChangeTask)
      .execute(asha, { task: id, due: '2027-06-30', target: '40 %', reminders: true, expected: 1 });
    const asked = { agency, edition: 'internal', reader: 'en' };
    const { document } = await stage.get(RequestFollowUp).execute(asha, asked);
    await report(asha, id, { state: 'done', measured: '38 %' }, 2);
    await stage.get(MakeDocument).execute({ document, agency });
    const [row] = await stage.rows<{ body: { tasks: object[] }; state: string }>(
      'SELECT f.body, d.state FROM follow_up f JOIN document d ON d.id = f.document_id WHERE d.id = $1',
      [document],
    );
    expect(row?.state).toBe('ready');
    expect(row?.body.tasks).toMatchObject([
      { promised: { due: '2026-06-30', target: '40 %' }, now: { due: '2027-06-30', state: 'to-do' } },
    ]);
    await expect(stage.get(RequestFollowUp).execute(fay, asked)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is shown to coordinators as counts, while both choices of the agency say so', async () => {
    const [row] = await stage.rows<{ region: string }>(
      'SELECT c.region_id AS region FROM agency a JOIN country c ON c.id = a.country_id WHERE a.id = $1',
      [agency],
    );
    const regionId = row?.region as never;
    const chen = person('chen', 'coordinator', { regionId });
    const round = await openRound(stage, regionId);
    await takesPart(stage, round, agency);
    await decide(0, { due: '2020-01-01' });
    const seen = async () => (await stage.get(ViewPlansInRound).execute(chen, { round })).agencies;
    const choose = (choice: string) => stage.get(ChooseSharing).execute(asha, { agency, round, choice });
    const share = (shown: boolean) => stage.get(SharePlan).execute(asha, { agency, round, shown });
    await choose('coordinator');
    expect(await seen()).toEqual([]);
    await share(true);
    expect(await seen()).toMatchObject([
      { agency, counts: [{ rule: 'R1', dimension: 'D1', state: 'to-do', tasks: 1, overdue: 1 }] },
    ]);
    await choose('anonymous');
    expect(await seen()).toEqual([]);
    await choose('participants');
    expect(await seen()).toHaveLength(1);
    await share(false);
    expect(await seen()).toEqual([]);
    const told = await stage.rows(`SELECT FROM audit WHERE agency_id = $1 AND action = 'plan.progress-read'`, [agency]);
    expect(told).toHaveLength(2);
    await expect(stage.get(ViewPlansInRound).execute(asha, { round })).rejects.toThrow(NotFound);
  });
});
