import type { ParticipantId, WorkshopId } from '../ids.js';
import type { Seat, SeatKey } from '../workshops/seat.js';

/** A seat as a code shows it: enough to find one's own, not the name. */
export interface OfferedSeat {
  readonly participant: ParticipantId;
  readonly initials: string;
  readonly function?: string;
  readonly organisation?: string;
  readonly country?: string;
  readonly taken: boolean;
  /** The code is that of this person's badge. */
  readonly own: boolean;
}
export interface OfferedSeats {
  readonly workshop: WorkshopId;
  readonly title: string;
  readonly place: string;
  readonly languages: readonly string[];
  readonly seats: readonly OfferedSeat[];
}

/** By a code to a seat, and by the secret of the seat into the room; asked before anybody knows who asks. */
export abstract class WorkshopSeats {
  /** Undefined when the code opens nothing. */
  abstract offered(code: string): Promise<OfferedSeats | undefined>;
  /** False when the code does not open this seat, or somebody else has it. Audited in the same statement. */
  abstract take(taking: {
    readonly code: string;
    readonly participant: ParticipantId;
    readonly key: SeatKey;
    readonly language: string;
    readonly at: Date;
  }): Promise<boolean>;
  /** Undefined when there is no such seat, or its time is over. */
  abstract find(asked: { readonly key: SeatKey; readonly at: Date }): Promise<Seat | undefined>;
  /** That somebody is there: at most once a minute. */
  abstract note(asked: { readonly key: SeatKey; readonly at: Date }): Promise<void>;
}
