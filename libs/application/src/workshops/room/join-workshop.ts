import { Injectable } from '@nestjs/common';
import { WorkshopSeats, type OfferedSeats } from '../../ports/workshop-seats.js';
import { JoinCodeNeeded, JoinCodeUnusable } from '../../problems/workshop-problems.js';
import { joinCodeOf } from './join-code.js';

export interface JoinOffer extends OfferedSeats {
  /** As it is written on the wall, however it was typed. */
  readonly code: string;
}

/** What a code opens: a badge its own seat, the code of the room the seats that are there. */
@Injectable()
export class JoinWorkshop {
  constructor(private readonly seats: WorkshopSeats) {}

  async execute({ code: typed }: { readonly code: string }): Promise<JoinOffer> {
    if (typed.trim() === '') throw new JoinCodeNeeded();
    const code = joinCodeOf(typed);
    const offered = code === undefined ? undefined : await this.seats.offered(code);
    if (code === undefined || offered === undefined) throw new JoinCodeUnusable();
    return { ...offered, code };
  }
}
