import {
  AddTask,
  AddTaskEvidence,
  BringDecisions,
  ChangeTask,
  KeepPlans,
  ReadTaskEvidenceFile,
  RemoveTaskEvidence,
  ReportOnTask,
  RequestFollowUp,
  SharePlan,
  ViewPlan,
  ViewTask,
  type Actor,
  type AgencyId,
  type RoundId,
  type TaskId,
} from '@isonomia/application';
import type { EvidenceId } from '@isonomia/instrument';
import { dayFromNow } from './round.js';
import { streamOf, type Stage } from './stage.js';

export interface PlanThings {
  readonly task: TaskId;
  readonly taskEvidence: EvidenceId;
}
interface OfAgency extends PlanThings {
  readonly agency: AgencyId;
  readonly asked: RoundId;
}

const DAY_MS = 86_400_000;
const details = { title: 'Photograph', restricted: false };

/** What can be done to the plan of an agency. The first takes in what was decided. */
export const PLAN_ATTEMPTS: Readonly<
  Record<string, (stage: Stage, actor: Actor, things: OfAgency) => Promise<unknown>>
> = {
  ViewPlan: (stage, actor, { agency }) => stage.get(ViewPlan).execute(actor, { agency }),
  BringDecisions: (stage, actor, { agency }) => stage.get(BringDecisions).execute(actor, { agency }),
  ViewTask: (stage, actor, { task }) => stage.get(ViewTask).execute(actor, { task }),
  AddTask: (stage, actor, { agency }) =>
    stage.get(AddTask).execute(actor, { agency, what: 'Open a crèche', reminders: true }),
  ChangeTask: (stage, actor, { task }) =>
    stage.get(ChangeTask).execute(actor, { task, what: 'Open two', reminders: true, expected: 1 }),
  ReportOnTask: (stage, actor, { task }) =>
    stage.get(ReportOnTask).execute(actor, { task, state: 'under-way', expected: 2 }),
  AddTaskEvidence: (stage, actor, { task }) =>
    stage.get(AddTaskEvidence).execute(actor, { task, details, source: { kind: 'citation' } }),
  ReadTaskEvidenceFile: (stage, actor, { taskEvidence: evidence }) =>
    stage.get(ReadTaskEvidenceFile).execute(actor, { evidence }),
  RemoveTaskEvidence: (stage, actor, { taskEvidence: evidence }) =>
    stage.get(RemoveTaskEvidence).execute(actor, { evidence, removed: true }),
  RequestFollowUp: (stage, actor, { agency }) =>
    stage.get(RequestFollowUp).execute(actor, { agency, edition: 'sharing', reader: 'en' }),
  SharePlan: (stage, actor, { agency, asked: round }) =>
    stage.get(SharePlan).execute(actor, { agency, round, shown: true }),
};

export async function arrangePlan(stage: Stage, lead: Actor, agency: AgencyId): Promise<PlanThings> {
  const { task } = await stage.get(AddTask).execute(lead, { agency, what: 'Open a crèche', reminders: true });
  const source = { kind: 'file', file: { name: 'photo.pdf', bytes: streamOf('%PDF-1.7 CANARY') } } as const;
  const { evidence } = await stage.get(AddTaskEvidence).execute(lead, { task, details, source });
  return { task, taskEvidence: evidence };
}

/** The worker: a letter about one task that is due. */
export const PLAN_ACTS: Readonly<
  Record<string, (stage: Stage, things: { readonly agency: AgencyId }, lead: Actor) => Promise<() => Promise<unknown>>>
> = {
  KeepPlans: async (stage, { agency }, lead) => {
    await stage.get(KeepPlans).execute();
    const promise = { what: 'Open a crèche', due: dayFromNow(stage, 4), reminders: true };
    await stage.get(AddTask).execute(lead, { agency, ...promise });
    stage.played.clock.forward(2 * DAY_MS);
    return () => stage.get(KeepPlans).execute();
  },
};
