import { HoldSeat } from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const SEAT_USE_CASES: readonly Type[] = [HoldSeat];

/** Who sits in a workshop. The guard of seats asks here. */
@Global()
@Module({ providers: [...SEAT_USE_CASES], exports: [...SEAT_USE_CASES] })
export class WorkshopSeatsModule {}
