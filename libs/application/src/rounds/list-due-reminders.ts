import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { RoundReader } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { dueReminders, type DueReminders } from './due-reminders.js';
import { demandState, openedRound } from './locked-round.js';
import type { Round } from './round.js';

export interface ReminderList extends DueReminders {
  readonly round: Round;
}

/** Who has not handed in yet, before anybody is written to. */
@Injectable()
export class ListDueReminders {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<ReminderList> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await openedRound(this.rounds, tx, { actor, action: 'round.invite', round: command.round });
      demandState(round, 'round.invite', 'open');
      return { round, ...dueReminders(await this.reader.toRemind(tx, round.id), this.clock.now()) };
    });
  }
}
