import {
  AddTask,
  AddTaskEvidence,
  DecideRecommendation,
  ReportOnTask,
  today,
  ViewResult,
  type AssessmentId,
} from '@isonomia/application';
import type { Site } from './site.js';

const DAY_MS = 86_400_000;

/** A plan with a task of a recommendation, one that is overdue, one that is dropped, and one that is done with evidence. */
export async function planPlaces(
  { web, world }: Pick<Site, 'web' | 'world'>,
  submitted: AssessmentId,
): Promise<string> {
  const useCase = <Case>(type: abstract new (...ports: never[]) => Case): Case =>
    web.app.get(type as never, { strict: false });
  const { asha } = world.actors;
  const { agency } = world;
  const day = (days: number): string => today(new Date(Date.now() + days * DAY_MS));
  const add = (what: string, days: number) =>
    useCase(AddTask).execute(asha, { agency, what, due: day(days), reminders: true });
  const result = await useCase(ViewResult).execute(asha, { assessment: submitted });
  const [first] = result.outcome.result.recommendations;
  const rule = first?.rule ?? '';
  await useCase(DecideRecommendation).execute(asha, { assessment: submitted, rule, decision: 'accepted', expected: 0 });
  await add('Open a crèche', -3);
  const { task: dropped } = await add('Rebuild the northern post', 40);
  const reason = 'The post is given up.';
  await useCase(ReportOnTask).execute(asha, { task: dropped, state: 'dropped', reason, expected: 1 });
  const { task } = await add('Publish posts on the notice board', 12);
  const details = { title: 'Order 7', restricted: false };
  await useCase(AddTaskEvidence).execute(asha, { task, details, source: { kind: 'citation' } });
  await useCase(ReportOnTask).execute(asha, {
    task,
    state: 'done',
    measured: 'All posts',
    note: 'Since May',
    expected: 1,
  });
  return task;
}
