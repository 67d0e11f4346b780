import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { today } from '../rounds/round-day.js';
import { isOverdue } from './plan.js';

/** What is dropped is not counted. */
export interface PlanCounted {
  readonly done: number;
  readonly all: number;
  readonly overdue: number;
}

/** How far the plan is, for the agency's home. */
@Injectable()
export class CountPlan {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly plans: PlanStore,
    private readonly clock: Clock,
  ) {}

  /** Undefined for whoever does not see the plan. */
  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<PlanCounted | undefined> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) return undefined;
      if (!mayAtAgency(actor, 'plan.view', { agencyId: agency.id, regionId: agency.regionId })) return undefined;
      return countTasks(await this.plans.ofAgency(tx, agency.id), today(this.clock.now()));
    });
  }
}

const countTasks = (tasks: readonly Parameters<typeof isOverdue>[0][], day: string): PlanCounted => ({
  done: tasks.filter(({ state }) => state === 'done').length,
  all: tasks.filter(({ state }) => state !== 'dropped').length,
  overdue: tasks.filter((task) => isOverdue(task, day)).length,
});
