import { Injectable } from '@nestjs/common';
import { isUuid } from '../../ids.js';
import { WorkshopRoomStore, type RoomDone } from '../../ports/workshop-room-store.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { InputRefused } from '../../problems/problems.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';

/**
 * Every change that somebody makes from a seat goes through here. A phone that was away sends again what it does not know
 * to have arrived; by its key the change is made once, and answered the second time as it was the first.
 */
@Injectable()
export class RoomChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly room: WorkshopRoomStore,
    private readonly clock: Clock,
  ) {}

  /** What `work` writes and that the change arrived are one: where it throws, the same key can be sent again. */
  async once<Done extends RoomDone>(
    seat: Seat,
    /** A UUID made where the change was typed; without one it counts as often as it is sent. */
    key: string | undefined,
    work: (tx: Transaction, at: Date) => Promise<Done>,
  ): Promise<Done> {
    if (key !== undefined && !isUuid(key))
      throw new InputRefused([{ code: 'input.not-in-list', path: 'key', detail: {} }]);
    const at = this.clock.now();
    return this.unitOfWork.run({ actor: SEAT_HOLDER, seat: { key: seat.key, at } }, async (tx) => {
      if (key === undefined) return work(tx, at);
      const before = await this.room.received(tx, seat, key);
      if (before !== undefined) return before as Done;
      const reply = await work(tx, at);
      await this.room.receive(tx, seat, { key, reply, at });
      return reply;
    });
  }
}
