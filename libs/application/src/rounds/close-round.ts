import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { RoundStore } from '../ports/round-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { demandState, lockedRound } from './locked-round.js';
import { RoundMoves } from './round-moves.js';

/** Closes an open round by hand: what is handed in from now on is not in it. */
@Injectable()
export class CloseRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly moves: RoundMoves,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await lockedRound(this.rounds, tx, { actor, action: 'round.close', round: command.round });
      demandState(round, 'round.close', 'open');
      await this.moves.close(tx, round, actor.userId);
    });
  }
}
