import {
  agencyId,
  countryId,
  groupId,
  participantId,
  regionId,
  sessionId,
  userId,
  workshopId,
  type AgendaSession,
  type GroupKind,
  type ParticipantSex,
  type RosterLine,
  type SessionKind,
  type Timer,
  type Workshop,
  type WorkshopGroup,
  type WorkshopPlan,
  type WorkshopState,
} from '@isonomia/application';
import { present, toDate, type At } from './values.js';

/** In the order of `workshopPlanValues`. */
export const PLAN_OF_WORKSHOP = `title, place, starts_on, ends_on, time_zone, organisers, donors, purpose, instrument_id,
  instrument_version, variant, reference_from, reference_to, languages, quiz`;
export const WORKSHOP_COLUMNS = `id, region_id, ${PLAN_OF_WORKSHOP}, state, join_code, joining, session_id, timer_ends_at,
  timer_left, clauses_locked_at, opened_at, closed_at, created_by, created_at, revision`;

export interface WorkshopRecord {
  readonly id: string;
  readonly region_id: string;
  readonly title: string;
  readonly place: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly time_zone: string;
  readonly organisers: readonly string[];
  readonly donors: readonly string[];
  readonly purpose: string | null;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly languages: readonly string[];
  readonly quiz: boolean;
  readonly state: WorkshopState;
  readonly join_code: string;
  readonly joining: boolean;
  readonly session_id: string | null;
  readonly timer_ends_at: At | null;
  readonly timer_left: number | null;
  readonly clauses_locked_at: At | null;
  readonly opened_at: At | null;
  readonly closed_at: At | null;
  readonly created_by: string;
  readonly created_at: At;
  readonly revision: number;
}
export interface SessionRecord {
  readonly id: string;
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly kind: SessionKind;
}
export interface GroupRecord {
  readonly id: string;
  readonly kind: GroupKind;
  readonly name: string;
  readonly agency_id: string | null;
  readonly position: number;
  readonly sheet_sent_at: At | null;
  readonly sheet_returned_at: At | null;
}
export interface RosterRecord {
  readonly id: string;
  readonly name: string;
  readonly agency_id: string | null;
  readonly organisation: string | null;
  readonly country_id: string | null;
  readonly function: string | null;
  readonly sex: ParticipantSex;
  readonly language: string;
  readonly email: string | null;
  readonly agency_group_id: string | null;
  readonly mixed_group_id: string | null;
  readonly badge_code: string;
  readonly joined_at: At | null;
  readonly seen_at: At | null;
  readonly focal_point: boolean;
  readonly contact: string | null;
  readonly listed_at: At | null;
  readonly revision: number;
  readonly from_name: string;
  readonly country: string | null;
  readonly seated: boolean;
}

const map = <From, To>(value: From | null, to: (value: From) => To): To | undefined =>
  value === null ? undefined : to(value);

export const workshopPlanValues = (plan: WorkshopPlan): readonly unknown[] => [
  plan.title,
  plan.place,
  plan.startsOn,
  plan.endsOn,
  plan.timeZone,
  plan.organisers,
  plan.donors,
  plan.purpose ?? null,
  plan.instrumentId,
  plan.instrumentVersion,
  plan.variant,
  plan.reference.from,
  plan.reference.to,
  plan.languages,
  plan.quiz,
];

export const toWorkshop = (row: WorkshopRecord): Workshop => ({
  id: workshopId(row.id),
  regionId: regionId(row.region_id),
  title: row.title,
  place: row.place,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  timeZone: row.time_zone,
  organisers: row.organisers,
  donors: row.donors,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  variant: row.variant,
  reference: { from: row.reference_from, to: row.reference_to },
  languages: row.languages,
  quiz: row.quiz,
  state: row.state,
  joinCode: row.join_code,
  joining: row.joining,
  createdBy: userId(row.created_by),
  createdAt: toDate(row.created_at),
  revision: row.revision,
  ...present('purpose', row.purpose),
  ...present('session', map(row.session_id, sessionId)),
  ...present('timer', timerOf(row)),
  ...present('clausesLockedAt', map(row.clauses_locked_at, toDate)),
  ...present('openedAt', map(row.opened_at, toDate)),
  ...present('closedAt', map(row.closed_at, toDate)),
});

function timerOf({ timer_ends_at: endsAt, timer_left: left }: WorkshopRecord): Timer | undefined {
  if (endsAt !== null) return { endsAt: toDate(endsAt) };
  return left === null ? undefined : { left };
}

/** A column of times has seconds; an agenda has none. */
const MINUTES = '00:00'.length;
export const toSession = (row: SessionRecord): AgendaSession => ({
  id: sessionId(row.id),
  day: row.day,
  starts: row.starts.slice(0, MINUTES),
  ends: row.ends.slice(0, MINUTES),
  title: row.title,
  kind: row.kind,
});

export const toGroup = (row: GroupRecord): WorkshopGroup => ({
  id: groupId(row.id),
  kind: row.kind,
  name: row.name,
  position: row.position,
  ...present('agencyId', map(row.agency_id, agencyId)),
  ...present('sheetSentAt', map(row.sheet_sent_at, toDate)),
  ...present('sheetReturnedAt', map(row.sheet_returned_at, toDate)),
});

export const toRosterLine = (row: RosterRecord): RosterLine => ({
  id: participantId(row.id),
  name: row.name,
  sex: row.sex,
  language: row.language,
  badgeCode: row.badge_code,
  focalPoint: row.focal_point,
  revision: row.revision,
  from: row.from_name,
  seated: row.seated,
  ...present('agencyId', map(row.agency_id, agencyId)),
  ...present('organisation', row.organisation),
  ...present('countryId', map(row.country_id, countryId)),
  ...present('country', row.country),
  ...present('function', row.function),
  ...present('email', row.email),
  ...present('agencyGroupId', map(row.agency_group_id, groupId)),
  ...present('mixedGroupId', map(row.mixed_group_id, groupId)),
  ...present('joinedAt', map(row.joined_at, toDate)),
  ...present('seenAt', map(row.seen_at, toDate)),
  ...present('contact', row.contact),
  ...present('listedAt', map(row.listed_at, toDate)),
});
