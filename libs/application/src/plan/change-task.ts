import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { TaskId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Fields } from '../problems/fields.js';
import { RevisionConflict } from '../problems/problems.js';
import { today } from '../rounds/round-day.js';
import { PlanGate } from './plan-gate.js';
import type { PlanTask, TaskEventKind } from './plan.js';
import { readDelivery, readPromise, type DeliveryInput, type PromiseInput } from './read-task.js';
import { ownersOf } from './view-plan.js';

interface OfTask {
  readonly task: TaskId;
  /** The revision that the form showed. */
  readonly expected: number;
}

/** Writes a task with what happened to it, or says what stands there now. */
async function written(
  plans: PlanStore,
  tx: Transaction,
  task: PlanTask,
  { kind, note, by, at, expected }: { kind: TaskEventKind; note?: string; by: Actor; at: Date; expected: number },
): Promise<number> {
  const event = { kind, by: by.userId, at, ...(note !== undefined && { note }) };
  const revision = await plans.change(tx, task, event, expected);
  if (revision !== undefined) return revision;
  throw new RevisionConflict<PlanTask | undefined>(await plans.find(tx, task.id));
}

/** What is promised: words, person, day, indicator. Throws `RevisionConflict<PlanTask>`. */
@Injectable()
export class ChangeTask {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly directory: UserDirectory,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: PromiseInput & OfTask): Promise<{ readonly revision: number }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { agency, task } = await this.gate.task(tx, actor, 'plan.edit', command.task);
      const fields = new Fields();
      if (task.origin === undefined && (command.what ?? '').trim() === '') fields.fault('what', 'missing');
      const promise = readPromise(fields, command, await ownersOf(this.directory, agency.id));
      fields.check();
      const at = this.clock.now();
      const { id, agencyId, origin, state, reason, withdrawn, measured, revision, createdBy, createdAt } = task;
      const next: PlanTask = {
        ...promise,
        ...{ id, agencyId, state, withdrawn, revision, createdBy, createdAt },
        ...(origin !== undefined && { origin }),
        ...(reason !== undefined && { reason }),
        ...(measured !== undefined && { measured }),
        dueSetOn: promise.due === task.due ? task.dueSetOn : today(at),
      };
      const changed = await written(this.plans, tx, next, {
        kind: 'changed',
        by: actor,
        at,
        expected: command.expected,
      });
      await this.audit.append(tx, {
        action: 'plan.task-changed',
        actor: actor.userId,
        agency: agencyId,
        subject: { kind: 'task', id },
        detail: { revision: changed },
      });
      return { revision: changed };
    });
  }
}

/** What is delivered: state, measured value, a note. Throws `RevisionConflict<PlanTask>`. */
@Injectable()
export class ReportOnTask {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: DeliveryInput & OfTask): Promise<{ readonly revision: number }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { task } = await this.gate.task(tx, actor, 'plan.report', command.task);
      const fields = new Fields();
      const { delivery, note } = readDelivery(fields, command, task.withdrawn);
      fields.check();
      const { reason: _, measured: __, ...promise } = task;
      const at = this.clock.now();
      const how = { kind: 'reported', by: actor, at, expected: command.expected } as const;
      const next = { ...promise, ...delivery };
      const revision = await written(this.plans, tx, next, { ...how, ...(note !== undefined && { note }) });
      await this.audit.append(tx, {
        action: 'plan.task-reported',
        actor: actor.userId,
        agency: task.agencyId,
        subject: { kind: 'task', id: task.id },
        detail: { from: task.state, state: delivery.state, revision },
      });
      return { revision };
    });
  }
}
