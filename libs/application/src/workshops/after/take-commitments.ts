import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { taskId, type AgencyId, type WorkshopId } from '../../ids.js';
import { PlanGate } from '../../plan/plan-gate.js';
import type { PlanTask } from '../../plan/plan.js';
import { AuditLog } from '../../ports/audit-log.js';
import { PlanStore } from '../../ports/plan-store.js';
import { Clock, Ids } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import {
  WorkshopAfterStore,
  type AttendedWorkshop,
  type FollowedCommitment,
} from '../../ports/workshop-after-store.js';
import { NotFound } from '../../problems/problems.js';
import { today } from '../../rounds/round-day.js';

export interface TakeCommitmentsCommand {
  readonly agency: AgencyId;
  readonly workshop: WorkshopId;
}

/** Makes tasks of what the agency undertook at a workshop and that are none yet. Asked twice, it does nothing the second time. */
@Injectable()
export class TakeCommitments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly after: WorkshopAfterStore,
    private readonly plans: PlanStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: TakeCommitmentsCommand): Promise<{ readonly tasks: number }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.gate.agency(tx, actor, 'plan.edit', command.agency);
      const attended = await this.after.attended(tx, agency.id);
      const workshop = attended.find(({ id }) => id === command.workshop);
      if (workshop === undefined) throw new NotFound('workshop');
      const waiting = workshop.commitments.filter(({ task }) => task === undefined);
      let tasks = 0;
      for (const one of waiting) if (await this.take(tx, actor, { agency: agency.id, workshop, one })) tasks += 1;
      return { tasks };
    });
  }

  private async take(
    tx: Transaction,
    actor: Actor,
    { agency, workshop, one }: { agency: AgencyId; workshop: AttendedWorkshop; one: FollowedCommitment },
  ): Promise<boolean> {
    const now = this.clock.now();
    const id = taskId(this.ids.uuid());
    const promise = { what: one.what, ownerRole: one.owner, due: one.due, reminders: true, dueSetOn: today(now) };
    const made = { id, agencyId: agency, createdBy: actor.userId, createdAt: now, revision: 1 };
    const task: PlanTask = { ...promise, ...made, state: 'to-do', withdrawn: false };
    await this.plans.insert(tx, task, { kind: 'added', by: actor.userId, at: now, note: workshop.title });
    if (!(await this.after.becameTask(tx, one.id, id))) throw new NotFound('commitment');
    const subject = { kind: 'task', id };
    const detail = { workshop: workshop.id, commitment: one.id };
    await this.audit.append(tx, { action: 'plan.task-added', actor: actor.userId, agency, subject, detail });
    return true;
  }
}
