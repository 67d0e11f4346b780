import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlanStore } from '../ports/plan-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { InvitedAgencies, type InRound } from '../rounds/invited-agency.js';

/**
 * Whether coordinators of the round see how far the agency's plan is; chosen and revoked at any time. It counts only while
 * the agency's choice of sharing lets coordinators see its results under its name.
 */
@Injectable()
export class SharePlan {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invited: InvitedAgencies,
    private readonly plans: PlanStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: InRound & { readonly shown: boolean }): Promise<void> {
    const { shown } = command;
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { round, agency } = await this.invited.open(tx, actor, { ...command, action: 'sharing.choose' });
      const [newest] = await this.plans.sharing(tx, round.id, agency.id);
      if ((newest?.shown ?? false) === shown) return;
      const choice = { shown, by: actor.userId, at: this.clock.now() };
      await this.plans.share(tx, { ...choice, round: round.id, agency: agency.id });
      await this.audit.append(tx, {
        action: 'plan.sharing-chosen',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'round', id: round.id },
        detail: { shown },
      });
    });
  }
}
