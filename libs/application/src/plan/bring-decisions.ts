import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { PlanFromDecisions } from './plan-from-decisions.js';
import { PlanGate } from './plan-gate.js';

/** Makes tasks of the accepted recommendations that have none. Asked twice, it does nothing the second time. */
@Injectable()
export class BringDecisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly gate: PlanGate,
    private readonly decisions: PlanFromDecisions,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<{ readonly tasks: number }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.gate.agency(tx, actor, 'plan.edit', command.agency);
      const waiting = await this.decisions.waiting(tx, agency.id);
      for (const one of waiting) await this.decisions.decided(tx, { ...one, by: actor.userId });
      return { tasks: waiting.length };
    });
  }
}
