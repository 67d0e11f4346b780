import { type CustomDecorator, SetMetadata } from '@nestjs/common';

export const BY_WORKSHOP_SEAT = 'isonomia:by-workshop-seat';

/**
 * Opens a route to whoever sits in a seat of a workshop, and to nobody else: somebody signed in needs a seat too. A seat is
 * taken with a code in the room, and its secret lies in a cookie of the phone.
 */
export const ByWorkshopSeat = (): CustomDecorator => SetMetadata(BY_WORKSHOP_SEAT, true);
