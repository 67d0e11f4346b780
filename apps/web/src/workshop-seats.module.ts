import { ChangeOwnSeat, HoldSeat, JoinWorkshop, RoomChanges, TakeSeat, ViewRoom } from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const SEAT_USE_CASES: readonly Type[] = [ChangeOwnSeat, HoldSeat, JoinWorkshop, RoomChanges, TakeSeat, ViewRoom];

/** Who sits in a workshop. The guards of seats and of codes ask here. */
@Global()
@Module({ providers: [...SEAT_USE_CASES], exports: [...SEAT_USE_CASES] })
export class WorkshopSeatsModule {}
