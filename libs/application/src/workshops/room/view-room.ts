import { Injectable } from '@nestjs/common';
import { WorkshopRoomStore, type OwnSeat, type RoomNow } from '../../ports/workshop-room-store.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';

export interface RoomView extends RoomNow {
  readonly at: Date;
}

/** What is on, and with whom one sits. */
@Injectable()
export class ViewRoom {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly room: WorkshopRoomStore,
    private readonly clock: Clock,
  ) {}

  async execute(seat: Seat): Promise<RoomView> {
    const at = this.clock.now();
    const now = await this.unitOfWork.run({ actor: SEAT_HOLDER, seat: { key: seat.key, at } }, (tx) =>
      this.room.now(tx, seat),
    );
    return { ...now, at };
  }

  own(seat: Seat): Promise<OwnSeat> {
    const at = this.clock.now();
    return this.unitOfWork.run({ actor: SEAT_HOLDER, seat: { key: seat.key, at } }, (tx) =>
      this.room.ownSeat(tx, seat),
    );
  }
}
