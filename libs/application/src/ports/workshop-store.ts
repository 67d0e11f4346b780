import type { Agency } from '../agencies/agency.js';
import type { AgencyId, CountryId, GroupId, ParticipantId, RegionId, SessionId, UserId, WorkshopId } from '../ids.js';
import type {
  AgendaSession,
  Participant,
  Workshop,
  WorkshopGroup,
  WorkshopPlan,
  WorkshopState,
} from '../workshops/workshop.js';
import type { Reach } from './agency-reader.js';
import type { Transaction } from './unit-of-work.js';

export type NewWorkshop = WorkshopPlan &
  Pick<Workshop, 'id' | 'regionId' | 'joinCode' | 'createdBy'> & { readonly createdAt: Date };

export interface WorkshopLine {
  readonly id: WorkshopId;
  readonly title: string;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: WorkshopState;
  readonly regionId: RegionId;
  readonly region: string;
}

/** A person of the roster beside what their agency and country are called. */
export interface RosterLine extends Participant {
  /** The agency's name, or that of the other organisation. */
  readonly from: string;
  readonly country?: string;
  /** Some phone holds the seat. */
  readonly seated: boolean;
}

export type NewParticipant = Pick<
  Participant,
  'id' | 'name' | 'agencyId' | 'organisation' | 'countryId' | 'function' | 'sex' | 'language' | 'email' | 'badgeCode'
> & { readonly agencyGroupId?: GroupId };
/** What those who lead the workshop say of a person; undefined takes a value away. */
export type ParticipantChange = Omit<NewParticipant, 'id' | 'badgeCode'>;

export type NewGroup = Pick<WorkshopGroup, 'id' | 'kind' | 'name' | 'agencyId' | 'position'>;

/** An agency whose people may come. */
export interface RegionAgency {
  readonly id: AgencyId;
  readonly name: string;
  readonly countryId: CountryId;
  readonly country: string;
  readonly countryCode: string;
}

/** Somebody with an account who leads an agency of the workshop. */
export interface AgencyLead {
  readonly agency: AgencyId;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

/** Of the agency that a group answers for: what its data sheet is made of and read by. */
export interface SheetAgency extends Pick<
  Agency,
  'id' | 'name' | 'type' | 'currency' | 'ranks' | 'units' | 'fictional'
> {
  readonly workshop: WorkshopId;
}

/** Workshops as those who plan and lead them keep them. Row-level security decides whose they are. */
export abstract class WorkshopStore {
  /** Of regions where this person has a role, newest first. */
  abstract list(tx: Transaction, reach: Reach): Promise<readonly WorkshopLine[]>;
  abstract insert(tx: Transaction, workshop: NewWorkshop): Promise<void>;
  abstract find(tx: Transaction, id: WorkshopId): Promise<Workshop | undefined>;
  /** As `find`, for those who lead it; nobody else changes it until the transaction ends. */
  abstract lock(tx: Transaction, id: WorkshopId): Promise<Workshop | undefined>;
  /** The new revision; undefined when it is no longer at `expected`. */
  abstract change(tx: Transaction, id: WorkshopId, plan: WorkshopPlan, expected: number): Promise<number | undefined>;
  /** Opened or closed; joining is shut when it closes. */
  abstract setState(tx: Transaction, id: WorkshopId, state: 'open' | 'closed', at: Date): Promise<void>;
  abstract setJoining(tx: Transaction, id: WorkshopId, joining: boolean): Promise<void>;
  /** In place of the code on the wall, when that one has wandered off. */
  abstract setJoinCode(tx: Transaction, id: WorkshopId, code: string): Promise<void>;

  /** By day and time. */
  abstract agenda(tx: Transaction, id: WorkshopId): Promise<readonly AgendaSession[]>;
  abstract insertSessions(tx: Transaction, id: WorkshopId, sessions: readonly AgendaSession[]): Promise<void>;
  abstract changeSession(tx: Transaction, session: AgendaSession): Promise<void>;
  /** The point that is on no longer is. */
  abstract removeSession(tx: Transaction, id: SessionId): Promise<void>;

  /** By position. */
  abstract groups(tx: Transaction, id: WorkshopId): Promise<readonly WorkshopGroup[]>;
  abstract insertGroups(tx: Transaction, id: WorkshopId, groups: readonly NewGroup[], at: Date): Promise<void>;
  abstract renameGroup(tx: Transaction, id: GroupId, name: string): Promise<void>;
  /** With all that was said in it; its people stay. */
  abstract removeGroup(tx: Transaction, id: GroupId): Promise<void>;

  /** Without those who were removed, by organisation and name; the seats of others only for those who lead. */
  abstract roster(tx: Transaction, id: WorkshopId): Promise<readonly RosterLine[]>;
  abstract insertParticipants(
    tx: Transaction,
    id: WorkshopId,
    people: readonly NewParticipant[],
    at: Date,
  ): Promise<void>;
  /** False when the row is no longer at `expected`. */
  abstract changeParticipant(
    tx: Transaction,
    id: ParticipantId,
    change: ParticipantChange,
    expected: number,
  ): Promise<boolean>;
  /** Whoever never came is deleted; of others it is forgotten how to reach them. */
  abstract removeParticipant(tx: Transaction, id: ParticipantId, at: Date): Promise<void>;
  /** False when there is no such seat. */
  abstract freeSeat(tx: Transaction, id: ParticipantId): Promise<boolean>;
  /** Each person to a mixed group, or to none. */
  abstract placeInMixed(
    tx: Transaction,
    placed: readonly { readonly participant: ParticipantId; readonly group?: GroupId }[],
  ): Promise<void>;

  /** Those that are not retired, by country and name. */
  abstract agenciesOf(tx: Transaction, region: RegionId): Promise<readonly RegionAgency[]>;
  /** Of the agencies that have a group in it; for those who lead it. */
  abstract leads(tx: Transaction, id: WorkshopId): Promise<readonly AgencyLead[]>;
  /** For those who lead the workshop or the agency, and for a seat of the group. */
  abstract sheetAgency(tx: Transaction, group: GroupId): Promise<SheetAgency | undefined>;
  abstract sheetsSent(tx: Transaction, groups: readonly GroupId[], at: Date): Promise<void>;
  /** How many figures were taken; undefined when this is no group of an agency that the actor may fill. */
  abstract fillFromSheet(
    tx: Transaction,
    filling: {
      readonly group: GroupId;
      /** Question → entry of an answer file. */
      readonly answers: Readonly<Record<string, unknown>>;
      /** A person or a participant. */
      readonly by: UserId | ParticipantId;
      readonly at: Date;
    },
  ): Promise<number | undefined>;
}
