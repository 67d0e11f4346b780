import type { Seat } from '../workshops/seat.js';
import type { AgendaSession, Timer } from '../workshops/workshop.js';
import type { Transaction } from './unit-of-work.js';

/** What a phone is told of a change that was made: revisions and ids, so that what it sends next fits. Kept as JSON. */
export type RoomDone = Readonly<Record<string, string | number | boolean>>;

/** A person of one's own group, as the room knows them. */
export interface RoomNeighbour {
  readonly name: string;
  readonly isOwn: boolean;
}
export interface RoomGroup {
  readonly name: string;
  readonly members: readonly RoomNeighbour[];
}

/** What is on in the room, for one seat of it. */
export interface RoomNow {
  readonly place: string;
  readonly agenda: readonly AgendaSession[];
  /** The point of the agenda that is on. */
  readonly session?: AgendaSession;
  readonly timer?: Timer;
  /** The agency's own group, or that of the guests. */
  readonly group?: RoomGroup;
  readonly mixedGroup?: RoomGroup;
}

/** As a participant sees themselves. */
export interface OwnSeat {
  readonly function?: string;
  readonly organisation?: string;
  readonly email?: string;
  readonly focalPoint: boolean;
  readonly contact?: string;
  readonly revision: number;
}

/** What every seat asks of the room, whatever its group does. In a transaction that sits in the seat. */
export abstract class WorkshopRoomStore {
  /** Nobody else's change with this key is under way when it resolves; what was answered to it, if it came before. */
  abstract received(tx: Transaction, seat: Seat, key: string): Promise<RoomDone | undefined>;
  abstract receive(tx: Transaction, seat: Seat, given: { key: string; reply: RoomDone; at: Date }): Promise<void>;
  /** Throws `NotFound` where the seat sees no workshop. */
  abstract now(tx: Transaction, seat: Seat): Promise<RoomNow>;
  abstract ownSeat(tx: Transaction, seat: Seat): Promise<OwnSeat>;
  abstract changeOwnSeat(
    tx: Transaction,
    change: { readonly language: string; readonly contact?: string; readonly focalPoint: boolean; readonly at: Date },
  ): Promise<void>;
}
