import {
  NotFound,
  sessionId,
  WorkshopRoomStore,
  type AgendaSession,
  type OwnSeat,
  type RoomDone,
  type RoomGroup,
  type RoomNow,
  type Seat,
  type SessionKind,
  type Timer,
  type Transaction,
} from '@isonomia/application';
import { first, present, toDate, type At } from './values.js';

/** A second question would not see what was committed while the first one waited: so these are two. */
const WAIT = `SELECT pg_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))`;
const RECEIVED = 'SELECT reply FROM workshop_receipt WHERE participant_id = $1 AND key = $2';
const RECEIVE = `INSERT INTO workshop_receipt (workshop_id, participant_id, key, reply, received_at)
  VALUES ($1, $2, $3, $4, $5)`;
const WORKSHOP = 'SELECT place, session_id, timer_ends_at, timer_left FROM workshop WHERE id = $1';
const AGENDA = `SELECT id, day::text, to_char(starts, 'HH24:MI') AS starts, to_char(ends, 'HH24:MI') AS ends, title, kind
  FROM workshop_session WHERE workshop_id = $1 ORDER BY day, starts, id`;
const GROUPS = `SELECT g.id, g.name, p.name AS member, p.id = $2 AS own
  FROM workshop_group g LEFT JOIN workshop_participant p
    ON g.id IN (p.agency_group_id, p.mixed_group_id) AND p.removed_at IS NULL
  WHERE g.id IN (SELECT seat_groups()) AND g.workshop_id = $1 ORDER BY p.name, p.id`;
const OWN = `SELECT p.function, coalesce(a.name, p.organisation) AS organisation, p.email, p.focal_point, p.contact, p.revision
  FROM workshop_participant p LEFT JOIN workshop_group a ON a.id = p.agency_group_id AND a.kind = 'agency'
  WHERE p.id = $1`;
const CHANGE_OWN = 'SELECT change_own_seat($1, $2, $3, $4) AS changed';

interface WorkshopRecord {
  readonly place: string;
  readonly session_id: string | null;
  readonly timer_ends_at: At | null;
  readonly timer_left: number | null;
}
interface SessionRecord {
  readonly id: string;
  readonly day: string;
  readonly starts: string;
  readonly ends: string;
  readonly title: string;
  readonly kind: SessionKind;
}
interface GroupRecord {
  readonly id: string;
  readonly name: string;
  readonly member: string | null;
  readonly own: boolean | null;
}
interface OwnRecord {
  readonly function: string | null;
  readonly organisation: string | null;
  readonly email: string | null;
  readonly focal_point: boolean;
  readonly contact: string | null;
  readonly revision: number;
}

export class SqlWorkshopRoomStore extends WorkshopRoomStore {
  async received(tx: Transaction, seat: Seat, key: string): Promise<RoomDone | undefined> {
    await tx.query(WAIT, [seat.participant, key.toLowerCase()]);
    return first(await tx.query<{ readonly reply: RoomDone }>(RECEIVED, [seat.participant, key]))?.reply;
  }

  async receive(tx: Transaction, seat: Seat, given: { key: string; reply: RoomDone; at: Date }): Promise<void> {
    await tx.query(RECEIVE, [seat.workshop, seat.participant, given.key, JSON.stringify(given.reply), given.at]);
  }

  async now(tx: Transaction, seat: Seat): Promise<RoomNow> {
    const workshop = first(await tx.query<WorkshopRecord>(WORKSHOP, [seat.workshop]));
    if (workshop === undefined) throw new NotFound('workshop');
    const agenda = (await tx.query<SessionRecord>(AGENDA, [seat.workshop])).map(toSession);
    const groups = await tx.query<GroupRecord>(GROUPS, [seat.workshop, seat.participant]);
    const group = (id: string | undefined): RoomGroup | undefined => groupOf(groups.filter((row) => row.id === id));
    return {
      place: workshop.place,
      agenda,
      ...present(
        'session',
        agenda.find(({ id }) => id === workshop.session_id),
      ),
      ...present('timer', timerOf(workshop)),
      ...present('group', group(seat.group?.id)),
      ...present('mixedGroup', group(seat.mixedGroup)),
    };
  }

  async ownSeat(tx: Transaction, seat: Seat): Promise<OwnSeat> {
    const row = first(await tx.query<OwnRecord>(OWN, [seat.participant]));
    if (row === undefined) throw new NotFound('workshop');
    return {
      ...present('function', row.function),
      ...present('organisation', row.organisation),
      ...present('email', row.email),
      ...present('contact', row.contact),
      focalPoint: row.focal_point,
      revision: row.revision,
    };
  }

  async changeOwnSeat(
    tx: Transaction,
    change: { readonly language: string; readonly contact?: string; readonly focalPoint: boolean; readonly at: Date },
  ): Promise<void> {
    const { language, contact = null, focalPoint, at } = change;
    const done = await tx.query<{ readonly changed: boolean }>(CHANGE_OWN, [language, contact, focalPoint, at]);
    if (first(done)?.changed !== true) throw new NotFound('workshop');
  }
}

const toSession = ({ id, ...rest }: SessionRecord): AgendaSession => ({ id: sessionId(id), ...rest });

function timerOf({ timer_ends_at: endsAt, timer_left: left }: WorkshopRecord): Timer | undefined {
  if (endsAt !== null) return { endsAt: toDate(endsAt) };
  return left === null ? undefined : { left };
}

function groupOf(rows: readonly GroupRecord[]): RoomGroup | undefined {
  const name = first(rows)?.name;
  if (name === undefined) return undefined;
  return {
    name,
    members: rows.flatMap(({ member, own }) => (member === null ? [] : [{ name: member, isOwn: own === true }])),
  };
}
