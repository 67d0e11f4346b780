import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { RoundStarted } from '../problems/round-problems.js';
import { InvitedAgencies, type InRound } from './invited-agency.js';
import { demandState } from './locked-round.js';

export interface DeclineRoundCommand extends InRound {
  /** False takes the refusal back. */
  readonly declined?: boolean;
}

/** An agency does not take part. Before its work has begun; afterwards there is something to hand in or to leave. */
@Injectable()
export class DeclineRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invited: InvitedAgencies,
    private readonly rounds: RoundStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { declined = true, ...command }: DeclineRoundCommand): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const asked = { ...command, action: 'round.take-part' } as const;
      const { round, agency, participation } = await this.invited.open(tx, actor, asked);
      demandState(round, 'round.take-part', 'planned', 'open');
      if (participation.assessment !== undefined) throw new RoundStarted();
      if ((participation.declinedAt !== undefined) === declined) return;
      await this.rounds.decline(tx, round.id, agency.id, declined ? this.clock.now() : undefined);
      await this.audit.append(tx, {
        action: declined ? 'round.declined' : 'round.accepted',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'round', id: round.id },
      });
    });
  }
}
