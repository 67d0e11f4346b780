import { Injectable } from '@nestjs/common';
import type { RoundId } from '../ids.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { RoundReader, type Reminding } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { addDays, dayStillOn, today } from './round-day.js';
import { RoundMoves } from './round-moves.js';
import type { Round } from './round.js';

/** Days before the closing day on which those who have not handed in are reminded. */
const REMINDER_DAYS = [14, 3] as const;

export interface KeptRounds {
  readonly opened: number;
  readonly closed: number;
  /** Letters of reminder. */
  readonly reminded: number;
}

/**
 * What the calendar does to rounds. Run by any number of workers, as often as one likes: each round is looked at under its
 * lock, and what was done already is seen to be done.
 */
@Injectable()
export class KeepRounds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
    private readonly moves: RoundMoves,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<KeptRounds> {
    const unclosed = await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.rounds.unclosed(tx));
    const done = { opened: 0, closed: 0, reminded: 0 };
    for (const { id } of unclosed) {
      const kept = await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.keep(tx, id));
      done.opened += kept.opened;
      done.closed += kept.closed;
      done.reminded += kept.reminded;
    }
    return done;
  }

  private async keep(tx: Transaction, id: RoundId): Promise<KeptRounds> {
    const round = await this.rounds.lock(tx, id);
    const nothing = { opened: 0, closed: 0, reminded: 0 };
    if (round === undefined || round.state === 'closed') return nothing;
    const now = this.clock.now();
    const opens = round.state === 'planned' && round.opensOn <= today(now);
    if (opens) await this.moves.open(tx, round, SYSTEM);
    else if (round.state === 'planned') return nothing;
    if (round.closesOn < dayStillOn(now)) {
      await this.moves.close(tx, { ...round, state: 'open' }, SYSTEM);
      return { ...nothing, opened: opens ? 1 : 0, closed: 1 };
    }
    return { ...nothing, opened: opens ? 1 : 0, reminded: await this.remind(tx, round, now) };
  }

  private async remind(tx: Transaction, round: Round, now: Date): Promise<number> {
    const threshold = lastThreshold(round.closesOn, today(now));
    if (threshold === undefined) return 0;
    const agencies = (await this.reader.toRemind(tx, round.id))
      .filter((one) => !hasHeardSince(one, threshold))
      .map(({ agency }) => agency);
    return (await this.moves.remind(tx, { round, agencies, by: SYSTEM })).mails;
  }
}

/** The latest day of reminding that has come: a worker that slept through it makes up for it, once. */
const lastThreshold = (closesOn: string, day: string): string | undefined =>
  REMINDER_DAYS.map((days) => addDays(closesOn, -days))
    .filter((threshold) => threshold <= day)
    .at(-1);

/** Also by the invitation: who was asked yesterday is not reminded today. */
const hasHeardSince = ({ invitedAt, remindedAt }: Reminding, threshold: string): boolean =>
  [invitedAt, remindedAt].some((at) => at !== undefined && at.toISOString().slice(0, 10) >= threshold);
