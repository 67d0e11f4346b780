import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlaceStore } from '../ports/place-store.js';
import { RoundStore } from '../ports/round-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, RevisionConflict } from '../problems/problems.js';
import { demandState, lockedRound } from './locked-round.js';
import { PlanContexts } from './plan-context.js';
import { readPlan, type PlanInput } from './read-plan.js';
import type { Round } from './round.js';

export interface ChangeRoundCommand {
  readonly round: RoundId;
  readonly plan: PlanInput;
  /** The revision that the form showed. */
  readonly expected: number;
}

/** The plan changes for as long as the round has not opened. Throws `RevisionConflict<Round>` when somebody was faster. */
@Injectable()
export class ChangeRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly places: PlaceStore,
    private readonly contexts: PlanContexts,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: ChangeRoundCommand): Promise<{ readonly revision: number }> {
    const offered = await this.contexts.offered();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await lockedRound(this.rounds, tx, { actor, action: 'round.define', round: command.round });
      demandState(round, 'round.define', 'planned');
      const region = await this.places.region(tx, round.regionId);
      if (region === undefined) throw new NotFound('region');
      const { others, ...context } = await this.contexts.of(tx, offered, region);
      const plan = readPlan(command.plan, { ...context, others: others.filter(({ id }) => id !== round.id) });
      const revision = await this.rounds.change(tx, round.id, plan, command.expected);
      if (revision === undefined) throw new RevisionConflict<Round>(round);
      await this.audit.append(tx, {
        action: 'round.changed',
        actor: actor.userId,
        subject: { kind: 'round', id: round.id },
        detail: { revision },
      });
      return { revision };
    });
  }
}
