import type { Answer } from '@isonomia/instrument';
import type { Agency } from '../agencies/agency.js';
import type { GroupId, PointId, WorkshopId } from '../ids.js';
import type {
  Consensus,
  GroupChoices,
  GroupSide,
  GroupWork,
  PointKind,
  PointMove,
  Said,
  StandingText,
  WorkingGroup,
} from '../workshops/groups/group-work.js';
import type { SeatKey } from '../workshops/seat.js';
import type { ClauseAddressee, WorkshopState } from '../workshops/workshop.js';
import type { Transaction } from './unit-of-work.js';

/** `expected`: the revision that the phone showed, 0 for none. Left out: whatever stands is replaced. */
interface FromText {
  readonly question: string;
  readonly expected?: number;
}
export type GroupChange =
  /** Without an answer it is taken back. */
  | ({ readonly kind: 'answer'; readonly answer?: Answer; readonly note?: string } & FromText)
  | ({ readonly kind: 'consensus'; readonly answer: Answer; readonly note?: string } & FromText)
  | ({ readonly kind: 'agreement'; readonly agrees: boolean; readonly view?: string } & Required<FromText>)
  | {
      readonly kind: 'point';
      readonly id: PointId;
      readonly group: GroupSide;
      readonly expected: number;
      readonly point: {
        readonly kind: PointKind;
        readonly body: string;
        readonly addressee?: ClauseAddressee;
        readonly dimension?: string;
        readonly rule?: string;
      };
    }
  | { readonly kind: 'point-moved'; readonly id: PointId; readonly group: GroupSide; readonly to: PointMove }
  | { readonly kind: 'choice'; readonly about: 'room' | 'outcome'; readonly choice: string; readonly first: string };

/** Whose change it is and when; `key`, made where it was typed, makes it count once. */
export interface FromSeat {
  readonly seat: SeatKey;
  readonly at: Date;
  readonly key?: string;
}

export type SaidInGroup =
  | ({ readonly kind: 'recorded' } & Said)
  /** Nothing was written. */
  | { readonly kind: 'conflict'; readonly standing: StandingText }
  /** There is no such thing, or this seat may not know that there is. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'no-seat' }
  | { readonly kind: 'no-group' }
  /** Its result is in joint figures that were frozen: it can no longer be put on the wall beside them. */
  | { readonly kind: 'already-counted' }
  | { readonly kind: 'not-open'; readonly state: WorkshopState };

/** An agency's group as those see it who lead the workshop or the agency. */
export interface AgencyGroup extends WorkingGroup {
  readonly agency: Agency;
  readonly choices: GroupChoices;
  /** Empty where row-level security keeps it: one choice that opens it opens it for every reader of the row. */
  readonly consensus: readonly Consensus[];
}

/** What is said in groups. From a seat each is one call and one transaction, the audit and the receipt included. */
export abstract class WorkshopGroupsStore {
  abstract say(from: FromSeat, change: GroupChange): Promise<SaidInGroup>;
  /** Undefined when there is no such seat, or its time is over. */
  abstract work(from: Pick<FromSeat, 'seat' | 'at'>): Promise<GroupWork | undefined>;
  /**
   * Agencies' groups in their order; of one, or of all. For whoever leads the workshop the consensus is there once any
   * choice opens it: which one it was, is the use case's to look at.
   */
  abstract agencyGroups(tx: Transaction, workshop: WorkshopId, group?: GroupId): Promise<readonly AgencyGroup[]>;
}
