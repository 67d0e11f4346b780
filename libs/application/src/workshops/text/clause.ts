import type { ClauseId, CommentId, GroupId, ParticipantId, PointId, RegionId, UserId, WorkshopId } from '../../ids.js';
import type { ClauseAddressee, GroupKind, WorkshopState } from '../workshop.js';

/** What became of a clause in the room; open until those who lead say so. */
export const CLAUSE_MARKS = ['open', 'adopted', 'noted', 'reserved'] as const;
export type ClauseMark = (typeof CLAUSE_MARKS)[number];

/** What an agency holds of a clause. A reservation needs a reason. */
export const STANCES = ['agrees', 'reserves', 'abstains'] as const;
export type Stance = (typeof STANCES)[number];

/** What was done to a clause, in its history. */
export type ClauseEvent = 'added' | 'changed' | 'marked' | 'withdrawn' | 'restored';

export interface ClauseBody {
  readonly addressee: ClauseAddressee;
  /** Language → text; at least one. */
  readonly texts: Readonly<Record<string, string>>;
  readonly dimension?: string;
}

export interface Clause extends ClauseBody {
  readonly id: ClauseId;
  readonly workshop: WorkshopId;
  /** Within its addressee. */
  readonly position: number;
  /** Of a group, when it was drafted from one. */
  readonly point?: PointId;
  readonly mark: ClauseMark;
  readonly revision: number;
  /** The last revision that changed the words: what was said of an older one is to be said again. */
  readonly textRevision: number;
  readonly changedBy: UserId;
  readonly changedAt: Date;
  readonly withdrawnAt?: Date;
}

export interface ClauseVersion extends Pick<ClauseBody, 'addressee' | 'texts'> {
  readonly revision: number;
  readonly event: ClauseEvent;
  readonly mark: ClauseMark;
  readonly by: UserId;
  readonly at: Date;
}

export interface ClauseComment {
  readonly id: CommentId;
  readonly clause: ClauseId;
  readonly group: GroupId;
  readonly body: string;
  readonly saidAt: Date;
  readonly settledAt?: Date;
}

export interface ClausePosition {
  readonly clause: ClauseId;
  readonly group: GroupId;
  readonly stance: Stance;
  readonly reason?: string;
  /** The `textRevision` that it was said of. */
  readonly ofRevision: number;
  readonly participant?: ParticipantId;
  readonly saidAt: Date;
}

/** What a group put before everybody. */
export interface PointForward {
  readonly id: PointId;
  readonly group: GroupId;
  readonly kind: 'strength' | 'limitation' | 'proposal';
  readonly body: string;
  readonly addressee?: ClauseAddressee;
  readonly dimension?: string;
  /** Of whoever wrote it: in which they probably did. */
  readonly language?: string;
}

/** A group as everybody in the room may know it. */
export interface TextGroup {
  readonly id: GroupId;
  readonly kind: GroupKind;
  readonly name: string;
  /** Of an agency's group. */
  readonly country?: string;
}

/** The workshop, as far as its text is concerned. */
export interface TextRoom {
  readonly id: WorkshopId;
  readonly regionId: RegionId;
  readonly title: string;
  readonly state: WorkshopState;
  readonly languages: readonly string[];
  /** ISO dates. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly timeZone: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly lockedAt?: Date;
  /** An outcome was frozen: the text stays as it was agreed. */
  readonly frozen: boolean;
}

/** Said of words that were changed since. */
export const isStale = ({ ofRevision }: ClausePosition, { textRevision }: Clause): boolean => ofRevision < textRevision;

/** Of the clauses that stand: what is not marked yet. */
export const openClauses = (clauses: readonly Clause[]): readonly Clause[] =>
  clauses.filter(({ mark, withdrawnAt }) => mark === 'open' && withdrawnAt === undefined);

/** In the language asked for, else in the first of the workshop that has it. */
export function clauseText(
  { texts }: Pick<Clause, 'texts'>,
  language: string,
  languages: readonly string[],
): { readonly language: string; readonly text: string } {
  const found = [language, ...languages, ...Object.keys(texts)].find((one) => texts[one] !== undefined) ?? language;
  return { language: found, text: texts[found] ?? '' };
}
