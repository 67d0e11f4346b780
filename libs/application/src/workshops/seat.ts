import type { AgencyId, CountryId, GroupId, ParticipantId, RegionId, WorkshopId } from '../ids.js';
import { userId } from '../ids.js';
import type { GroupKind, WorkshopState } from './workshop.js';

/** Whoever sits in a seat has no account; what is done from it is told of the seat, with the participant beside it. */
export const SEAT_HOLDER = userId('workshop-seat');

declare const brand: unique symbol;
/** SHA-256 of the secret on a participant's phone: what every question of theirs is asked with. */
export type SeatKey = string & { readonly [brand]: 'SeatKey' };

/** What a participant's phone is let in with, and what it may know of itself. */
export interface Seat {
  readonly key: SeatKey;
  readonly participant: ParticipantId;
  readonly name: string;
  readonly language: string;
  readonly workshop: WorkshopId;
  readonly region: RegionId;
  readonly title: string;
  readonly state: WorkshopState;
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** ISO dates. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly variant: string;
  readonly quiz: boolean;
  readonly clausesLockedAt?: Date;
  /** Of an agency of the demonstration. */
  readonly fictional: boolean;
  /** Their agency's own group, or that of the guests; `kind` tells which. */
  readonly group?: { readonly id: GroupId; readonly kind: GroupKind };
  readonly mixedGroup?: GroupId;
  readonly agency?: AgencyId;
  /** Of that agency: decides with the variant which questions are asked. */
  readonly agencyType?: string;
  readonly country?: CountryId;
  readonly seenAt?: Date;
}
