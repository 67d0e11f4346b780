import type { GroupId, ParticipantId, SessionId, WorkshopId } from '../ids.js';
import type { PointKind } from '../workshops/groups/group-work.js';
import type { ClauseAddressee, Timer } from '../workshops/workshop.js';
import type { Transaction } from './unit-of-work.js';

/** How far a group is: counts alone, whatever it decided on its results. */
export interface GroupProgress {
  readonly group: GroupId;
  readonly members: number;
  /** Have had a seat at some time. */
  readonly joined: number;
  /** Whose phone was seen in the last five minutes. */
  readonly here: number;
  /** Questions that some member answered, and those that the group agreed on. */
  readonly answered: number;
  readonly agreed: number;
  readonly points: number;
  readonly putForward: number;
}

/** A point that its group put before everybody. */
export interface ForwardPoint {
  readonly id: string;
  readonly group: GroupId;
  readonly kind: PointKind;
  readonly body: string;
  readonly addressee?: ClauseAddressee;
}

export interface Attended {
  readonly participant: ParticipantId;
  /** ISO date, of the place. */
  readonly day: string;
  readonly source: 'joined' | 'seen';
}

/** What those who lead a workshop put on its wall, and who was there. */
export abstract class WorkshopScreenStore {
  /** Empty for whoever does not lead it. */
  abstract progress(tx: Transaction, workshop: WorkshopId, at: Date): Promise<readonly GroupProgress[]>;
  /** Newest first. */
  abstract putForward(tx: Transaction, workshop: WorkshopId): Promise<readonly ForwardPoint[]>;
  abstract setTimer(tx: Transaction, workshop: WorkshopId, timer: Timer | undefined): Promise<void>;
  /** Undefined: none of them is on. */
  abstract setSession(tx: Transaction, workshop: WorkshopId, session: SessionId | undefined): Promise<void>;
  abstract attendance(tx: Transaction, workshop: WorkshopId): Promise<readonly Attended[]>;
  /** Seen by somebody; who is noted already stays as noted. */
  abstract noteSeen(
    tx: Transaction,
    seen: {
      readonly workshop: WorkshopId;
      readonly day: string;
      readonly participants: readonly ParticipantId[];
      readonly at: Date;
    },
  ): Promise<void>;
  abstract noteAbsent(
    tx: Transaction,
    absent: { readonly workshop: WorkshopId; readonly day: string; readonly participants: readonly ParticipantId[] },
  ): Promise<void>;
}
