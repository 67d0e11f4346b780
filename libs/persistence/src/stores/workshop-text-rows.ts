import {
  type Clause,
  type ClauseAddressee,
  type ClauseComment,
  type ClauseEvent,
  clauseId,
  type ClauseMark,
  type ClausePosition,
  type ClauseVersion,
  commentId,
  groupId,
  participantId,
  pointId,
  regionId,
  type TextRoom,
  userId,
  workshopId,
  type WorkshopState,
} from '@isonomia/application';
import { present, toDate, type At } from './values.js';

export interface RoomRecord {
  readonly id: string;
  readonly region_id: string;
  readonly title: string;
  readonly state: WorkshopState;
  readonly languages: readonly string[];
  readonly starts_on: string;
  readonly ends_on: string;
  readonly time_zone: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly clauses_locked_at: At | null;
  readonly frozen: boolean;
}
export interface ClauseRecord {
  readonly id: string;
  readonly workshop_id: string;
  readonly addressee: ClauseAddressee;
  readonly position: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly dimension_id: string | null;
  readonly point_id: string | null;
  readonly mark: ClauseMark;
  readonly revision: number;
  readonly text_revision: number | null;
  readonly changed_by: string;
  readonly changed_at: At;
  readonly withdrawn_at: At | null;
}
export interface VersionRecord {
  readonly revision: number;
  readonly event: ClauseEvent;
  readonly addressee: ClauseAddressee;
  readonly texts: Readonly<Record<string, string>>;
  readonly mark: ClauseMark;
  readonly by: string;
  readonly at: At;
}
export interface CommentRecord {
  readonly id: string;
  readonly clause_id: string;
  readonly group_id: string;
  readonly body: string;
  readonly said_at: At;
  readonly settled_at: At | null;
}
export interface PositionRecord {
  readonly clause_id: string;
  readonly group_id: string;
  readonly stance: ClausePosition['stance'];
  readonly reason: string | null;
  readonly of_revision: number;
  readonly participant_id: string | null;
  readonly said_at: At;
}

export const CLAUSES = `SELECT c.id, c.workshop_id, c.addressee, c.position, c.texts, c.dimension_id, c.point_id, c.mark,
    c.revision, c.changed_by, c.changed_at, c.withdrawn_at,
    (SELECT max(v.revision) FROM workshop_clause_version v WHERE v.clause_id = c.id AND v.event IN ('added', 'changed'))
      AS text_revision
  FROM workshop_clause c`;

const moment = (at: At | null): Date | undefined => (at === null ? undefined : toDate(at));

export const toRoom = (row: RoomRecord): TextRoom => ({
  id: workshopId(row.id),
  regionId: regionId(row.region_id),
  title: row.title,
  state: row.state,
  languages: row.languages,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  timeZone: row.time_zone,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  ...present('lockedAt', moment(row.clauses_locked_at)),
  frozen: row.frozen,
});

export const toClause = (row: ClauseRecord): Clause => ({
  id: clauseId(row.id),
  workshop: workshopId(row.workshop_id),
  addressee: row.addressee,
  position: row.position,
  texts: row.texts,
  ...present('dimension', row.dimension_id),
  ...present('point', row.point_id === null ? undefined : pointId(row.point_id)),
  mark: row.mark,
  revision: row.revision,
  textRevision: row.text_revision ?? row.revision,
  changedBy: userId(row.changed_by),
  changedAt: toDate(row.changed_at),
  ...present('withdrawnAt', moment(row.withdrawn_at)),
});

export const toVersion = ({ by, at, ...version }: VersionRecord): ClauseVersion => ({
  ...version,
  by: userId(by),
  at: toDate(at),
});

export const toComment = (row: CommentRecord): ClauseComment => ({
  id: commentId(row.id),
  clause: clauseId(row.clause_id),
  group: groupId(row.group_id),
  body: row.body,
  saidAt: toDate(row.said_at),
  ...present('settledAt', moment(row.settled_at)),
});

export const toPosition = (row: PositionRecord): ClausePosition => ({
  clause: clauseId(row.clause_id),
  group: groupId(row.group_id),
  stance: row.stance,
  ...present('reason', row.reason),
  ofRevision: row.of_revision,
  ...present('participant', row.participant_id === null ? undefined : participantId(row.participant_id)),
  saidAt: toDate(row.said_at),
});
