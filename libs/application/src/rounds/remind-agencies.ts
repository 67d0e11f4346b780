import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { RoundReader } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { dueReminders } from './due-reminders.js';
import type { Invited } from './invite-agencies.js';
import { demandState, lockedRound } from './locked-round.js';
import { RoundMoves } from './round-moves.js';

/** Writes to every agency that has not handed in, but those that were written to within the last day. */
@Injectable()
export class RemindAgencies {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
    private readonly moves: RoundMoves,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<Invited> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await lockedRound(this.rounds, tx, { actor, action: 'round.invite', round: command.round });
      demandState(round, 'round.invite', 'open');
      const { due } = dueReminders(await this.reader.toRemind(tx, round.id), this.clock.now());
      const agencies = due.map(({ agency }) => agency);
      return this.moves.remind(tx, { round, agencies, by: actor.userId });
    });
  }
}
