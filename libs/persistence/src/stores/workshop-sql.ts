import type { AgencyRank, AgencyUnit, WorkshopState } from '@isonomia/application';
import { PLAN_OF_WORKSHOP, WORKSHOP_COLUMNS } from './workshop-rows.js';

export interface LineRecord {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly state: WorkshopState;
  readonly region_id: string;
  readonly region: string;
}
export interface AgencyRecord {
  readonly id: string;
  readonly name: string;
  readonly country_id: string;
  readonly country: string;
  readonly code: string;
}
export interface SheetAgencyRecord {
  readonly workshop_id: string;
  readonly agency_id: string;
  readonly name: string;
  readonly type: string;
  readonly currency: string | null;
  readonly ranks: readonly AgencyRank[];
  readonly units: readonly AgencyUnit[];
  readonly fictional: boolean;
}
export interface LeadRecord {
  readonly agency_id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

/** An agency's lead attends workshops of a region without a role there: asked by what they lead, they are no leaders' list. */
export const LIST = `SELECT w.id, w.title, w.place, w.starts_on, w.ends_on, w.state, w.region_id, r.name AS region
  FROM workshop w JOIN region r ON r.id = w.region_id
  WHERE $1::boolean OR w.region_id = ANY ($2::uuid[]) ORDER BY w.starts_on DESC, w.id DESC`;
export const FIND = `SELECT ${WORKSHOP_COLUMNS} FROM workshop WHERE id = $1`;
export const LOCK = `${FIND} FOR UPDATE`;
/** A person is in one group of their agency or of guests, and in one mixed group. */
export const LEAVE_GROUP = `UPDATE workshop_participant SET agency_group_id = nullif(agency_group_id, $1),
  mixed_group_id = nullif(mixed_group_id, $1) WHERE $1 IN (agency_group_id, mixed_group_id)`;

const PLACES_OF_PLAN = `$2, $3, $4::date, $5::date, $6, $7::text[], $8::text[], $9, $10, $11, $12, $13::date, $14::date,
  $15::text[], $16::boolean`;
export const INSERT = `INSERT INTO workshop (id, ${PLAN_OF_WORKSHOP}, region_id, join_code, created_by, created_at)
  VALUES ($1, ${PLACES_OF_PLAN}, $17, $18, $19, $20)`;
export const CHANGE = `UPDATE workshop SET (${PLAN_OF_WORKSHOP}) = ROW (${PLACES_OF_PLAN}), revision = revision + 1
  WHERE id = $1 AND revision = $17 RETURNING revision`;
export const SET_STATE = `UPDATE workshop SET state = $2, revision = revision + 1,
    joining = $2 = 'open', opened_at = CASE WHEN $2 = 'open' THEN coalesce(opened_at, $3::timestamptz) ELSE opened_at END,
    closed_at = CASE WHEN $2 = 'closed' THEN $3::timestamptz END,
    timer_ends_at = CASE WHEN $2 = 'open' THEN timer_ends_at END, timer_left = CASE WHEN $2 = 'open' THEN timer_left END
  WHERE id = $1`;

export const AGENDA = `SELECT id, day, starts, ends, title, kind FROM workshop_session WHERE workshop_id = $1
  ORDER BY day, starts, ends, id`;
export const INSERT_SESSIONS = `INSERT INTO workshop_session (id, workshop_id, day, starts, ends, title, kind)
  SELECT s.id, $1, s.day, s.starts, s.ends, s.title, s.kind
  FROM jsonb_to_recordset($2::jsonb) s (id uuid, day date, starts time, ends time, title text, kind text)`;
export const CHANGE_SESSION = `UPDATE workshop_session SET day = $2, starts = $3, ends = $4, title = $5, kind = $6
  WHERE id = $1`;

export const GROUPS = `SELECT id, kind, name, agency_id, position, sheet_sent_at, sheet_returned_at
  FROM workshop_group WHERE workshop_id = $1 ORDER BY position, id`;
export const INSERT_GROUPS = `INSERT INTO workshop_group (id, workshop_id, kind, name, agency_id, position, created_at)
  SELECT g.id, $1, g.kind, g.name, g."agencyId", g.position, $3
  FROM jsonb_to_recordset($2::jsonb) g (id uuid, kind text, name text, "agencyId" uuid, position integer)`;

export const ROSTER = `SELECT p.id, p.name, p.agency_id, p.organisation, p.country_id, p.function, p.sex, p.language, p.email,
    p.agency_group_id, p.mixed_group_id, p.badge_code, p.joined_at, p.seen_at, p.focal_point, p.contact, p.listed_at,
    p.revision, coalesce(g.name, p.organisation, '') AS from_name, k.name AS country,
    p.id IN (SELECT taken_seats($1)) AS seated
  FROM workshop_participant p LEFT JOIN agency g ON g.id = p.agency_id LEFT JOIN country k ON k.id = p.country_id
  WHERE p.workshop_id = $1 AND p.removed_at IS NULL
  ORDER BY p.agency_id IS NULL, k.name, from_name, p.name, p.id`;
const PERSON = `name, agency_id, organisation, country_id, function, sex, language, email, agency_group_id`;
export const INSERT_PEOPLE = `INSERT INTO workshop_participant (id, workshop_id, ${PERSON}, badge_code, created_at)
  SELECT p.id, $1, p.name, p."agencyId", p.organisation, p."countryId", p.function, p.sex, p.language, p.email,
    p."agencyGroupId", p."badgeCode", $3
  FROM jsonb_to_recordset($2::jsonb) p (id uuid, name text, "agencyId" uuid, organisation text, "countryId" uuid,
    function text, sex text, language text, email text, "agencyGroupId" uuid, "badgeCode" text)`;
export const CHANGE_PERSON = `UPDATE workshop_participant SET (${PERSON}) = ROW ($2, $3::uuid, $4, $5::uuid, $6, $7, $8, $9,
    $10::uuid), revision = revision + 1
  WHERE id = $1 AND revision = $11 RETURNING id`;
export const PLACE_IN_MIXED = `UPDATE workshop_participant p SET mixed_group_id = s."group", revision = p.revision + 1
  FROM jsonb_to_recordset($1::jsonb) s (participant uuid, "group" uuid)
  WHERE p.id = s.participant AND p.mixed_group_id IS DISTINCT FROM s."group"`;

export const AGENCIES = `SELECT g.id, g.name, g.country_id, c.name AS country, c.code
  FROM agency g JOIN country c ON c.id = g.country_id
  WHERE c.region_id = $1 AND g.retired_at IS NULL ORDER BY c.name, g.name, g.id`;

/** Nothing was said by them and nothing says that they were there. */
export const DELETE_WHO_NEVER_CAME = `DELETE FROM workshop_participant p WHERE p.id = $1 AND p.joined_at IS NULL
  AND NOT EXISTS (SELECT FROM workshop_attendance a WHERE a.participant_id = p.id) RETURNING p.id`;
/** Their name stays beside what they said in their group, for as long as people of a workshop are kept. */
export const REMOVE_PERSON = `UPDATE workshop_participant SET removed_at = $2, email = NULL, contact = NULL, listed_at = NULL,
  focal_point = false, function = NULL, revision = revision + 1 WHERE id = $1`;
