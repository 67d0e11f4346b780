import { Injectable } from '@nestjs/common';
import { isUuid, participantId } from '../../ids.js';
import { Clock, Hasher, Ids } from '../../ports/system.js';
import { WorkshopSeats } from '../../ports/workshop-seats.js';
import { Fields } from '../../problems/fields.js';
import { SeatTaken } from '../../problems/workshop-problems.js';
import type { SeatKey } from '../seat.js';
import { JoinWorkshop } from './join-workshop.js';

export interface TakeSeatCommand {
  readonly code: string;
  readonly participant: string;
  /** Of the phone, one of `languages`. */
  readonly language: string;
  readonly languages: readonly string[];
}

/** Sits down. The secret of the seat is in the answer, and then on the phone, and nowhere else. */
@Injectable()
export class TakeSeat {
  constructor(
    private readonly join: JoinWorkshop,
    private readonly seats: WorkshopSeats,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly hasher: Hasher,
  ) {}

  async execute(command: TakeSeatCommand): Promise<{ readonly secret: string }> {
    const { code, seats } = await this.join.execute(command);
    const participant = this.chosen(command, seats);
    const language = this.languageOf(command);
    const secret = this.ids.secret();
    const key = this.hasher.sha256(secret) as SeatKey;
    const isTaken = await this.seats.take({ code, participant, key, language, at: this.clock.now() });
    // Whoever was faster took it after it had been offered; the database decides between them.
    if (!isTaken) throw new SeatTaken();
    return { secret };
  }

  private chosen({ participant }: TakeSeatCommand, seats: readonly { readonly participant: string }[]) {
    const fields = new Fields();
    if (!isUuid(participant) || !seats.some((one) => one.participant === participant))
      fields.fault('participant', 'missing');
    fields.check();
    return participantId(participant);
  }

  private languageOf({ language, languages }: TakeSeatCommand): string {
    const fields = new Fields();
    const found = fields.oneOf('language', language, languages);
    fields.check();
    return found ?? language;
  }
}
