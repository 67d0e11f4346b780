import { Injectable } from '@nestjs/common';
import { findItem } from '@isonomia/instrument';
import type { Decision } from '@isonomia/outcome';
import { taskId, type AgencyId, type AssessmentId, type UserId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { OutcomeStore, type StoredDecision, type StoredOutcome } from '../ports/outcome-store.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock, Ids } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { today } from '../rounds/round-day.js';
import { monthsAfter } from './months-after.js';
import { isOpen, type PlanTask, type TaskEventKind, type TaskOrigin } from './plan.js';

export interface Decided {
  readonly by: UserId;
  readonly outcome: StoredOutcome;
  readonly decision: Decision;
  /** What was decided on the same outcome before. */
  readonly before?: Decision;
}

/**
 * What a decision on a recommendation does to the plan, in its transaction. A recommendation is one task for as long as the
 * agency exists: accepted anew it goes on with the same one.
 */
@Injectable()
export class PlanFromDecisions {
  constructor(
    private readonly plans: PlanStore,
    private readonly outcomes: OutcomeStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async decided(tx: Transaction, decided: Decided): Promise<void> {
    const { outcome, decision } = decided;
    const { id: instrument } = outcome.outcome.instrument;
    const task = await this.plans.ofRule(tx, outcome.agencyId, instrument, decision.rule);
    if (decision.decision === 'declined') {
      const lives = task?.origin?.assessment === outcome.assessmentId && isOpen(task.state);
      if (lives) await this.drop(tx, decided.by, task, decision.reason);
    } else if (task === undefined) await this.adopt(tx, decided);
    else await this.goOn(tx, decided, task);
  }

  /** The decision is taken back. Unless it is kept, its task is dropped, and comes back with the next decision. */
  async takenBack(
    tx: Transaction,
    { by, assessment, rule, keep }: { by: UserId; assessment: AssessmentId; rule: string; keep: boolean },
  ): Promise<void> {
    const task = (await this.plans.ofAssessment(tx, assessment)).find(({ origin }) => origin?.rule === rule);
    if (!keep && task !== undefined && isOpen(task.state)) await this.drop(tx, by, task, undefined);
  }

  /** Decisions of the latest submissions that have no task: made before there was a plan, or brought in from elsewhere. */
  async waiting(tx: Transaction, agency: AgencyId): Promise<readonly Omit<Decided, 'by'>[]> {
    const found: Omit<Decided, 'by'>[] = [];
    for (const { outcome: id, rules } of await this.plans.waiting(tx, agency)) {
      const outcome = await this.outcomes.find(tx, id);
      if (outcome === undefined) continue;
      const decisions = await this.outcomes.decisions(tx, id);
      for (const stored of decisions) if (rules.includes(stored.rule)) found.push({ outcome, decision: plain(stored) });
    }
    return found;
  }

  private async adopt(tx: Transaction, { by, outcome, decision }: Decided): Promise<void> {
    const now = this.clock.now();
    const task: PlanTask = {
      id: taskId(this.ids.uuid()),
      agencyId: outcome.agencyId,
      origin: originOf(outcome, decision.rule),
      ...(decision.adaptedText !== undefined && { what: decision.adaptedText }),
      ...(decision.owner !== undefined && { ownerName: decision.owner }),
      due: decision.due ?? dueOf(outcome, decision.rule),
      dueSetOn: today(now),
      state: 'to-do',
      withdrawn: false,
      reminders: true,
      revision: 1,
      createdBy: by,
      createdAt: now,
    };
    const event = { kind: 'adopted', outcome: outcome.id, by, at: now } as const;
    if (await this.plans.insert(tx, task, event)) await this.tell(tx, by, task, 'adopted');
  }

  /** What the decision changed goes into the task; what the plan says otherwise stays. */
  private async goOn(tx: Transaction, decided: Decided, task: PlanTask): Promise<void> {
    const { by, outcome, decision, before } = decided;
    const again = task.origin?.assessment !== outcome.assessmentId;
    const back = again ? !isOpen(task.state) : task.state === 'dropped';
    const changed = fromDecision(task, decision, before);
    if (!again && !back && changed === task) return;
    const now = this.clock.now();
    const { reason: _, ...rest } = changed;
    const next: PlanTask = {
      ...(back ? { ...rest, state: 'to-do', withdrawn: false } : changed),
      origin: originOf(outcome, decision.rule),
      ...(changed.due !== task.due && { dueSetOn: today(now) }),
    };
    const kind = again || back ? 'adopted-again' : 'changed';
    await this.plans.change(tx, next, { kind, outcome: outcome.id, by, at: now }, task.revision);
    await this.tell(tx, by, next, kind);
  }

  private async drop(tx: Transaction, by: UserId, task: PlanTask, reason: string | undefined): Promise<void> {
    const next: PlanTask = { ...task, state: 'dropped', withdrawn: true, ...(reason !== undefined && { reason }) };
    await this.plans.change(tx, next, { kind: 'withdrawn', by, at: this.clock.now() }, task.revision);
    await this.tell(tx, by, next, 'withdrawn');
  }

  private async tell(tx: Transaction, by: UserId, task: PlanTask, kind: TaskEventKind): Promise<void> {
    const action =
      kind === 'withdrawn' ? 'plan.task-withdrawn' : kind === 'changed' ? 'plan.task-changed' : 'plan.adopted';
    const subject = { kind: 'task', id: task.id };
    const detail = { rule: task.origin?.rule ?? '' };
    await this.audit.append(tx, { action, actor: by, agency: task.agencyId, subject, detail });
  }
}

/** Only what the person changed: adapting the words does not move a day that the plan has moved. */
function fromDecision(task: PlanTask, decision: Decision, before: Decision | undefined): PlanTask {
  const differs = (key: 'adaptedText' | 'owner' | 'due'): boolean => decision[key] !== before?.[key];
  const { adaptedText, owner, due } = decision;
  const { what: _, ...wordless } = task;
  const worded = differs('adaptedText')
    ? { ...wordless, ...(adaptedText !== undefined && { what: adaptedText }) }
    : task;
  const owned = differs('owner') && owner !== undefined ? { ...worded, ownerName: owner } : worded;
  return differs('due') && due !== undefined ? { ...owned, due } : owned;
}

const plain = ({ revision: _, decidedBy: __, decidedAt: ___, ...decision }: StoredDecision): Decision => decision;

function originOf({ id, assessmentId, outcome }: StoredOutcome, rule: string): TaskOrigin {
  const ranked = outcome.rules.find((one) => one.id === rule)?.rankedBy;
  const dimension = ranked === undefined ? undefined : findItem(outcome.instrument, ranked)?.dimension;
  return {
    outcome: id,
    assessment: assessmentId,
    instrumentId: outcome.instrument.id,
    instrumentVersion: outcome.instrument.version,
    rule,
    ...(dimension !== undefined && { dimension }),
  };
}

const HORIZON_MONTHS: Readonly<Record<string, number>> = { '0-6': 6, '6-18': 18, '18-36': 36 };

/** Where no day was decided, the end of the horizon, as the action plan of the document has it. */
function dueOf({ outcome }: StoredOutcome, rule: string): string {
  const start = outcome.approval?.date ?? outcome.submittedAt?.slice(0, 10) ?? outcome.answers.reference.to;
  const horizon = outcome.rules.find((one) => one.id === rule)?.horizon ?? '18-36';
  return monthsAfter(start, HORIZON_MONTHS[horizon] ?? 36);
}
