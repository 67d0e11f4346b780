import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import { roundId, type RegionId, type RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlaceStore } from '../ports/place-store.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { PlanContexts } from './plan-context.js';
import { readPlan, type PlanInput } from './read-plan.js';

export interface PlanRoundCommand {
  readonly region: RegionId;
  readonly plan: PlanInput;
}

/** A new round of a region, planned: nobody is asked before agencies are invited. */
@Injectable()
export class PlanRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly places: PlaceStore,
    private readonly contexts: PlanContexts,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: PlanRoundCommand): Promise<{ readonly round: RoundId }> {
    const offered = await this.contexts.offered();
    const id = roundId(this.ids.uuid());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const region = await this.places.region(tx, command.region);
      if (region === undefined) throw new NotFound('region');
      authorizeAtRegion(actor, 'round.define', region.id);
      const plan = readPlan(command.plan, await this.contexts.of(tx, offered, region));
      const made = { id, regionId: region.id, createdBy: actor.userId, createdAt: this.clock.now() };
      await this.rounds.insert(tx, { ...plan, ...made });
      await this.audit.append(tx, {
        action: 'round.planned',
        actor: actor.userId,
        subject: { kind: 'round', id },
        detail: { region: region.id },
      });
      return { round: id };
    });
  }
}
