import {
  AddTask,
  AddTaskEvidence,
  ChangeTask,
  type Actor,
  type AgencyId,
  type AssessmentId,
  DecideRecommendation,
  InvitedAgencies,
  PlanFromDecisions,
  PlanGate,
  ReportOnTask,
  SharePlan,
  type RoundId,
  type TaskId,
  type UserId,
} from '@isonomia/application';
import type { Installation } from '../installation.js';
import type { Ports } from '../ports.js';
import { known } from './known.js';
import { actorOf } from './load-assessment.js';
import { daysFrom, DaysAgo } from './past.js';
import type { DemoPlan, DemoReport, DemoTask } from './region.js';

interface Task {
  readonly plans: readonly DemoPlan[];
  /** The round that is over: its assessments have recommendations. */
  readonly round: RoundId;
  readonly agencyOf: (key: string) => AgencyId;
  readonly people: ReadonlyMap<string, UserId>;
}

interface Desk {
  readonly ports: Ports;
  readonly lead: Actor;
  readonly agency: AgencyId;
  readonly plan: DemoPlan;
  readonly people: ReadonlyMap<string, UserId>;
}

/** What some agencies of the demo decided, promised and have done of it since. */
export async function loadPlans({ ports }: Installation, task: Task): Promise<void> {
  for (const plan of task.plans) {
    const lead = await actorOf(ports, known(task.people, plan.lead, 'person'));
    const agency = task.agencyOf(plan.agency);
    const place = { actor: lead.userId, agency };
    const standing = await ports.unitOfWork.run(place, (tx) => ports.rounds.participation(tx, task.round, agency));
    const done = await ports.unitOfWork.run(place, (tx) => ports.plans.ofAgency(tx, agency));
    // The last thing that is added: a load that was interrupted goes on.
    if (standing?.assessment === undefined || done.some(({ origin }) => origin === undefined)) continue;
    const desk = { ports, lead, agency, plan, people: task.people };
    await decide(desk, standing.assessment);
    const { unitOfWork, rounds, plans, agencies, audit, clock } = ports;
    const share = new SharePlan(unitOfWork, new InvitedAgencies(agencies, rounds), plans, audit, clock);
    await share.execute(lead, { agency, round: task.round, shown: true });
    await own(desk);
  }
}

/** In the order of the recommendations, as the agency decided on them some time ago. */
async function decide(desk: Desk, assessment: AssessmentId): Promise<void> {
  const { ports, lead, plan } = desk;
  const { unitOfWork, assessments, outcomes, plans, audit, ids } = ports;
  const clock = new DaysAgo(ports.clock, plan.decidedDaysAgo);
  const fromDecisions = new PlanFromDecisions(plans, outcomes, audit, clock, ids);
  const useCase = new DecideRecommendation(unitOfWork, assessments, outcomes, fromDecisions, audit, clock);
  const scope = { actor: lead.userId, agency: desk.agency };
  const stored = await unitOfWork.run(scope, (tx) => outcomes.latest(tx, assessment));
  if (stored === undefined) return;
  const decided = await unitOfWork.run(scope, (tx) => outcomes.decisions(tx, stored.id));
  const rules = stored.outcome.result.recommendations.map(({ rule }) => rule);
  for (const [at, { decision, reason, adaptedText, ...task }] of plan.decisions.entries()) {
    const rule = rules[at];
    if (rule === undefined || decided.some((one) => one.rule === rule)) continue;
    const words = { ...(reason !== undefined && { reason }), ...(adaptedText !== undefined && { adaptedText }) };
    const due = task.dueInDays === undefined ? {} : { due: dayIn(ports, task.dueInDays) };
    await useCase.execute(lead, { assessment, rule, decision, ...words, ...due, expected: 0 });
    const found = await unitOfWork.run(scope, (tx) => plans.ofAssessment(tx, assessment));
    const made = found.find(({ origin }) => origin?.rule === rule);
    if (made !== undefined) await keep(desk, made.id, task);
  }
}

async function own(desk: Desk): Promise<void> {
  const { ports, lead, agency, plan } = desk;
  const { unitOfWork, plans, directory, audit, ids } = ports;
  const clock = new DaysAgo(ports.clock, plan.decidedDaysAgo);
  const add = new AddTask(unitOfWork, gateOf(ports), plans, directory, audit, clock, ids);
  for (const { what, ...task } of plan.own) {
    const { task: id } = await add.execute(lead, { agency, what, ...promiseOf(desk, task) });
    await report(desk, id, task.reports ?? []);
  }
}

async function keep(desk: Desk, id: TaskId, task: DemoTask): Promise<void> {
  const { ports, lead, plan, agency } = desk;
  const { unitOfWork, plans, directory, audit } = ports;
  const clock = new DaysAgo(ports.clock, plan.decidedDaysAgo);
  const change = new ChangeTask(unitOfWork, gateOf(ports), plans, directory, audit, clock);
  const stands = await unitOfWork.run({ actor: lead.userId, agency }, (tx) => plans.find(tx, id));
  const due = stands?.due === undefined ? {} : { due: stands.due };
  const what = stands?.what === undefined ? {} : { what: stands.what };
  const expected = stands?.revision ?? 1;
  await change.execute(lead, { task: id, ...what, ...promiseOf(desk, task), ...due, expected });
  await report(desk, id, task.reports ?? []);
}

async function report({ ports, lead }: Desk, task: TaskId, reports: readonly DemoReport[]): Promise<void> {
  const { unitOfWork, plans, audit, ids, uploads } = ports;
  for (const { daysAgo, evidence, ...said } of reports) {
    const clock = new DaysAgo(ports.clock, daysAgo);
    if (evidence !== undefined) {
      const add = new AddTaskEvidence(unitOfWork, gateOf(ports), plans, uploads, audit, clock, ids);
      const details = { ...evidence, restricted: false };
      await add.execute(lead, { task, details, source: { kind: 'citation' } });
    }
    const stands = await unitOfWork.run({ actor: lead.userId }, (tx) => plans.find(tx, task));
    const useCase = new ReportOnTask(unitOfWork, gateOf(ports), plans, audit, clock);
    await useCase.execute(lead, { task, ...said, expected: stands?.revision ?? 1 });
  }
}

function promiseOf({ ports, people }: Desk, { dueInDays, owner, ...task }: DemoTask) {
  const { ownerRole, ownerName, indicator, target } = task;
  return {
    ...(ownerRole !== undefined && { ownerRole }),
    ...(ownerName !== undefined && { ownerName }),
    ...(indicator !== undefined && { indicator }),
    ...(target !== undefined && { target }),
    ...(owner !== undefined && { ownerId: known(people, owner, 'person') }),
    ...(dueInDays !== undefined && { due: dayIn(ports, dueInDays) }),
    reminders: true,
  };
}

const gateOf = ({ agencies, plans }: Ports): PlanGate => new PlanGate(agencies, plans);

const dayIn = ({ clock }: Ports, days: number): string => daysFrom(clock.now(), days).toISOString().slice(0, 10);
