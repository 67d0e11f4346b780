import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId, TaskId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { PlanStore } from '../ports/plan-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import type { PlanTask } from './plan.js';

type PlanAction = 'plan.view' | 'plan.edit' | 'plan.report';

export interface OpenedTask {
  readonly agency: Agency;
  readonly task: PlanTask;
  readonly may: { readonly edit: boolean; readonly report: boolean };
}

/** The one way to a plan and to its tasks. */
@Injectable()
export class PlanGate {
  constructor(
    private readonly agencies: AgencyStore,
    private readonly plans: PlanStore,
  ) {}

  async agency(tx: Transaction, actor: Actor, action: PlanAction, id: AgencyId): Promise<Agency> {
    const agency = await this.agencies.find(tx, id);
    if (agency === undefined) throw new NotFound('agency');
    authorizeAtAgency(actor, action, { agencyId: agency.id, regionId: agency.regionId });
    return agency;
  }

  /** Whoever may not see the plan gets the answer for a task that does not exist. */
  async task(tx: Transaction, actor: Actor, action: PlanAction, id: TaskId): Promise<OpenedTask> {
    const task = await this.plans.find(tx, id);
    const agency = task === undefined ? undefined : await this.agencies.find(tx, task.agencyId);
    if (task === undefined || agency === undefined) throw new NotFound('task');
    const may = mayOn(actor, agency, task);
    if (!may.view) throw new NotFound('task');
    const allowed = { 'plan.view': true, 'plan.edit': may.edit, 'plan.report': may.report };
    if (!allowed[action]) throw new Forbidden(action);
    return { agency, task, may };
  }
}

/** A contributor reports on tasks that name their account; whoever edits the plan reports on all of them. */
export function mayOn(actor: Actor, agency: Agency, task: PlanTask) {
  const place = { agencyId: agency.id, regionId: agency.regionId };
  const edit = mayAtAgency(actor, 'plan.edit', place);
  const own = task.ownerId === actor.userId && mayAtAgency(actor, 'plan.report', place);
  return { view: mayAtAgency(actor, 'plan.view', place), edit, report: edit || own };
}
