import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { taskId, type AgencyId, type TaskId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Fields } from '../problems/fields.js';
import { today } from '../rounds/round-day.js';
import { PlanGate } from './plan-gate.js';
import { readPromise, type PromiseInput } from './read-task.js';
import { ownersOf } from './view-plan.js';

export interface AddTaskCommand extends PromiseInput {
  readonly agency: AgencyId;
}

/** A task in the agency's own words. */
@Injectable()
export class AddTask {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly plans: PlanStore,
    private readonly directory: UserDirectory,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: AddTaskCommand): Promise<{ readonly task: TaskId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.gate.agency(tx, actor, 'plan.edit', command.agency);
      const fields = new Fields();
      if ((command.what ?? '').trim() === '') fields.fault('what', 'missing');
      const promise = readPromise(fields, command, await ownersOf(this.directory, agency.id));
      fields.check();
      const now = this.clock.now();
      const id = taskId(this.ids.uuid());
      const made = { id, agencyId: agency.id, createdBy: actor.userId, createdAt: now, revision: 1 };
      const task = { ...promise, ...made, state: 'to-do', withdrawn: false, dueSetOn: today(now) } as const;
      await this.plans.insert(tx, task, { kind: 'added', by: actor.userId, at: now });
      const subject = { kind: 'task', id };
      await this.audit.append(tx, { action: 'plan.task-added', actor: actor.userId, agency: agency.id, subject });
      return { task: id };
    });
  }
}
