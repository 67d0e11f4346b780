import type { AgencyId, CountryId, GroupId, ParticipantId, RegionId, SessionId, UserId, WorkshopId } from '../ids.js';

/** Set up while planned; phones join and groups work while it is open; what was said stays once it is closed. */
export const WORKSHOP_STATES = ['planned', 'open', 'closed'] as const;
export type WorkshopState = (typeof WORKSHOP_STATES)[number];

/** What its organisers say of a workshop; may change until it is closed, instrument and variant while it is planned. */
export interface WorkshopPlan {
  readonly title: string;
  readonly place: string;
  /** ISO dates, both inclusive. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
  readonly organisers: readonly string[];
  readonly donors: readonly string[];
  /** In the organisers' words: why they meet. */
  readonly purpose?: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly variant: string;
  /** ISO dates, both inclusive: the year that the sheets' flows are counted over. */
  readonly reference: { readonly from: string; readonly to: string };
  /** Language tags; the first leads. */
  readonly languages: readonly string[];
  /** Whether there is a quiz before and after. */
  readonly quiz: boolean;
}

/** Running until a moment, or stopped with seconds left. */
export type Timer = { readonly endsAt: Date } | { readonly left: number };

export interface Workshop extends WorkshopPlan {
  readonly id: WorkshopId;
  readonly regionId: RegionId;
  readonly state: WorkshopState;
  /** Shown on the wall: `K7QF-3M9D`. */
  readonly joinCode: string;
  /** Whether the code of the room opens free seats; a badge opens its own while the workshop is open. */
  readonly joining: boolean;
  /** The point of the agenda that is on. */
  readonly session?: SessionId;
  readonly timer?: Timer;
  readonly clausesLockedAt?: Date;
  readonly openedAt?: Date;
  readonly closedAt?: Date;
  readonly createdBy: UserId;
  readonly createdAt: Date;
  readonly revision: number;
}

export const SESSION_KINDS = ['talk', 'answering', 'groups', 'clauses', 'commitments', 'quiz', 'break'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];

export interface AgendaSession {
  readonly id: SessionId;
  /** ISO date and local times, `09:00`. */
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly kind: SessionKind;
}

/** An agency's own people answer; mixed groups propose and see no agency's figures; guests comment and offer. */
export const GROUP_KINDS = ['agency', 'mixed', 'guests'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

export interface WorkshopGroup {
  readonly id: GroupId;
  readonly kind: GroupKind;
  readonly name: string;
  /** Of an agency's group. */
  readonly agencyId?: AgencyId;
  readonly position: number;
  readonly sheetSentAt?: Date;
  readonly sheetReturnedAt?: Date;
}

export const PARTICIPANT_SEXES = ['woman', 'man', 'unstated'] as const;
export type ParticipantSex = (typeof PARTICIPANT_SEXES)[number];

/** As those who lead the workshop see a person of the roster. */
export interface Participant {
  readonly id: ParticipantId;
  readonly name: string;
  /** Of an agency of the region, or of another organisation. */
  readonly agencyId?: AgencyId;
  readonly organisation?: string;
  readonly countryId?: CountryId;
  readonly function?: string;
  readonly sex: ParticipantSex;
  readonly language: string;
  readonly email?: string;
  /** The agency's own group, or that of the guests. */
  readonly agencyGroupId?: GroupId;
  readonly mixedGroupId?: GroupId;
  readonly badgeCode: string;
  readonly joinedAt?: Date;
  readonly seenAt?: Date;
  readonly removedAt?: Date;
  readonly focalPoint: boolean;
  readonly contact?: string;
  readonly listedAt?: Date;
  readonly revision: number;
}

/** What a group lets be seen of it; without a choice the first of each. */
export const ROOM_CHOICES = ['hidden', 'shown'] as const;
export type RoomChoice = (typeof ROOM_CHOICES)[number];
/** Its result in the outcome document: not at all, among the others' without its name, or under its name. */
export const OUTCOME_CHOICES = ['withheld', 'counted', 'named'] as const;
export type OutcomeChoice = (typeof OUTCOME_CHOICES)[number];

/** Whom a clause of the agreed text speaks to, in the order of the document. */
export const CLAUSE_ADDRESSEES = ['heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks'] as const;
export type ClauseAddressee = (typeof CLAUSE_ADDRESSEES)[number];

/** What results of a workshop are called wherever they stand: never validated, never part of a release. */
export const WORKSHOP_STATUS = 'workshop-self-assessment';
