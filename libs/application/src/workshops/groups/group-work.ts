import type { Answer, DimensionId, QuestionId } from '@isonomia/instrument';
import type { Agency } from '../../agencies/agency.js';
import type { GroupId, ParticipantId, PointId } from '../../ids.js';
import type { ClauseAddressee, GroupKind, OutcomeChoice, RoomChoice } from '../workshop.js';

export const POINT_KINDS = ['strength', 'limitation', 'proposal'] as const;
export type PointKind = (typeof POINT_KINDS)[number];
/** Of the two groups that a participant may sit in, the agency's (or the guests') and the mixed one. */
export const GROUP_SIDES = ['agency', 'mixed'] as const;
export type GroupSide = (typeof GROUP_SIDES)[number];
/** Where a point can go: before everybody, back to its group, or away. */
export const POINT_MOVES = ['plenary', 'group', 'away'] as const;
export type PointMove = (typeof POINT_MOVES)[number];

/** What one member answers for themselves. */
export interface OwnAnswer {
  readonly question: QuestionId;
  readonly by: ParticipantId;
  readonly answer: Answer;
  readonly note?: string;
  readonly revision: number;
  readonly at: Date;
}

/** What the group holds together, or what its data sheet brought and nobody has corrected. */
export interface Consensus {
  readonly question: QuestionId;
  readonly answer: Answer;
  readonly note?: string;
  readonly origin: 'group' | 'sheet';
  readonly revision: number;
  /** A participant, or the person who handed the sheet in. */
  readonly by: string;
  readonly at: Date;
}

/** Said of one text of the consensus: when that changes, it is to be said again. */
export interface Agreement {
  readonly question: QuestionId;
  readonly by: ParticipantId;
  readonly agrees: boolean;
  readonly view?: string;
  readonly ofRevision: number;
  readonly at: Date;
}

export interface GroupPoint {
  readonly id: PointId;
  readonly group: GroupId;
  readonly kind: PointKind;
  readonly body: string;
  readonly addressee?: ClauseAddressee;
  readonly dimension?: DimensionId;
  /** Of the recommendation library, when it was taken from there. */
  readonly rule?: string;
  readonly by: ParticipantId;
  readonly revision: number;
  readonly at: Date;
  readonly putForwardAt?: Date;
}

/** The newest of each; without one nothing leaves the group. */
export interface GroupChoices {
  readonly room: RoomChoice;
  readonly outcome: OutcomeChoice;
}
export const NOTHING_CHOSEN: GroupChoices = { room: 'hidden', outcome: 'withheld' };

export interface GroupMember {
  readonly id: ParticipantId;
  readonly name: string;
  readonly function?: string;
  /** Their agency's group, or their organisation. */
  readonly from?: string;
  readonly sides: readonly GroupSide[];
  readonly removed: boolean;
}

export interface WorkingGroup {
  readonly id: GroupId;
  readonly kind: GroupKind;
  readonly name: string;
  /** When its data sheet came back. */
  readonly sheetReturnedAt?: Date;
}

/** Everything of the groups that one seat sits in. Of others there is nothing in it. */
export interface GroupWork {
  /** The year that flows are counted over. */
  readonly reference: { readonly from: string; readonly to: string };
  readonly group?: WorkingGroup;
  readonly mixedGroup?: WorkingGroup;
  /** Of an agency's group. */
  readonly agency?: Agency;
  readonly members: readonly GroupMember[];
  readonly answers: readonly OwnAnswer[];
  readonly consensus: readonly Consensus[];
  readonly agreements: readonly Agreement[];
  /** Of both groups, oldest first; those taken away are left out. */
  readonly points: readonly GroupPoint[];
  readonly choices: GroupChoices;
}

/** What was there instead of the text that the phone had changed. */
export interface StandingText {
  readonly question?: QuestionId;
  readonly revision: number;
  readonly answer?: Answer;
  /** Of a point. */
  readonly body?: string;
  readonly note?: string;
  readonly by?: string;
  readonly at?: Date;
}

export interface Said {
  readonly revision: number;
  readonly at: Date;
}
