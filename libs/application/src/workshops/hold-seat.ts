import { Injectable } from '@nestjs/common';
import { Clock, Hasher } from '../ports/system.js';
import { WorkshopSeats } from '../ports/workshop-seats.js';
import { SeatUnusable } from '../problems/workshop-problems.js';
import type { Seat, SeatKey } from './seat.js';

const NOTED_MS = 60_000;
/** Longer than any secret of ours. */
const LONGEST_SECRET = 200;

/** Lets whoever holds the secret of a seat in. Over, removed, taken by another phone or never given: all the same words. */
@Injectable()
export class HoldSeat {
  constructor(
    private readonly seats: WorkshopSeats,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
  ) {}

  async execute(command: { readonly secret: string | undefined }): Promise<Seat> {
    const { secret } = command;
    if (secret === undefined || secret === '' || secret.length > LONGEST_SECRET) throw new SeatUnusable();
    const key = this.hasher.sha256(secret) as SeatKey;
    const at = this.clock.now();
    const seat = await this.seats.find({ key, at });
    if (seat === undefined) throw new SeatUnusable();
    if (seat.seenAt === undefined || at.getTime() - seat.seenAt.getTime() > NOTED_MS)
      await this.seats.note({ key, at });
    return seat;
  }
}
