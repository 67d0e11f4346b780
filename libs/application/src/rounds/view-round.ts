import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { RoundStore } from '../ports/round-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { openedRound } from './locked-round.js';
import type { Round } from './round.js';

/** The round alone, for the pages that change it. */
@Injectable()
export class ViewRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
  ) {}

  execute(actor: Actor, command: { readonly round: RoundId }): Promise<Round> {
    return this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      openedRound(this.rounds, tx, { actor, action: 'round.view', round: command.round }),
    );
  }
}
