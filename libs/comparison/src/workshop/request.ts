import type { DisclosureRules } from '@isonomia/disclosure';
import type { AnswerFile, Instrument } from '@isonomia/instrument';
import type { ContributedVersion } from '../contribution.js';
import type {
  AgendaPoint,
  AttendingAgency,
  ClauseMark,
  CommittedAction,
  PutForward,
  QuizPhase,
  ShownFigures,
  WorkshopFacts,
} from './outcome.js';

/** Everything of the room that an outcome is composed from, as those who lead the workshop may read it. */
export interface WorkshopOutcomeRequest {
  readonly facts: Omit<WorkshopFacts, 'groups'>;
  readonly instrument: Instrument;
  readonly version: ContributedVersion;
  readonly agenda: readonly AgendaPoint[];
  readonly people: readonly AttendingPerson[];
  readonly groups: readonly AgencyGroup[];
  readonly mixedGroups: number;
  readonly points: readonly (PutForward & { readonly kind: 'strength' | 'limitation' })[];
  readonly clauses: readonly GivenClause[];
  readonly commitments: readonly (CommittedAction & { readonly group: string; readonly position: number })[];
  readonly offers: readonly GivenOffer[];
  readonly quiz?: readonly QuizPhase[];
  /** The joint figures that an earlier outcome of the workshop printed. */
  readonly earlier?: ShownFigures;
  /** It printed some, and nobody knows them any more: an agency that was in them is erased. */
  readonly forgotten?: boolean;
  readonly rules?: DisclosureRules;
}

export interface AttendingPerson {
  readonly from: string;
  readonly country?: string;
  readonly woman: boolean;
  /** ISO dates on which they were there. */
  readonly days: readonly string[];
}

export interface AgencyGroup extends AttendingAgency {
  readonly id: string;
  /** Agencies of one ministry and country share it. */
  readonly holding: string;
  /** Counted and named ones alone have answers. */
  readonly result?: { readonly choice: 'counted' | 'named'; readonly answers: AnswerFile };
  /** Its profile was on the wall once, or it is named in an earlier outcome: others know its scores. */
  readonly seen: boolean;
}

export interface GivenClause {
  readonly addressee: string;
  readonly position: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly dimension?: string;
  readonly mark: ClauseMark;
  readonly revision: number;
  readonly positions: readonly GivenPosition[];
}
export interface GivenPosition {
  readonly group: string;
  readonly stance: 'agrees' | 'reserves' | 'abstains';
  readonly reason?: string;
  readonly ofRevision: number;
}

export interface GivenOffer {
  /** Of an agency; guests of organisations offer under their group's name. */
  readonly group: string;
  readonly groupName: string;
  readonly kind: 'offer' | 'ask';
  readonly dimension: string;
  readonly text: string;
}
