import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AuditLog } from '../ports/audit-log.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { InvitedAgencies, type InRound } from './invited-agency.js';
import { SHARING_CHOICES } from './round.js';

export interface ChooseSharingCommand extends InRound {
  /** One of `SHARING_CHOICES`. */
  readonly choice: string;
}

/** What an agency lets be seen: chosen at any time, before or after the round. The newest choice counts from now on. */
@Injectable()
export class ChooseSharing {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invited: InvitedAgencies,
    private readonly rounds: RoundStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: ChooseSharingCommand): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { round, agency } = await this.invited.open(tx, actor, { ...command, action: 'sharing.choose' });
      const fields = new Fields();
      const choice = fields.oneOf('choice', command.choice, SHARING_CHOICES) ?? 'own';
      fields.check();
      const [newest] = await this.rounds.choices(tx, round.id, agency.id);
      // Chosen again it is no new choice; chosen for the first time it is, also where it changes nothing.
      if (newest?.choice === choice) return;
      const chosen = { choice, by: actor.userId, at: this.clock.now() };
      await this.rounds.choose(tx, { ...chosen, round: round.id, agency: agency.id });
      await this.audit.append(tx, {
        action: 'sharing.chosen',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'round', id: round.id },
        detail: { choice },
      });
    });
  }
}
