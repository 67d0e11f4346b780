import {
  agencyId,
  countryId,
  groupId,
  participantId,
  regionId,
  workshopId,
  WorkshopSeats,
  type GroupKind,
  type OfferedSeats,
  type ParticipantId,
  type Seat,
  type SeatKey,
  type WorkshopState,
} from '@isonomia/application';
import type { DataSource } from 'typeorm';
import { autocommit } from './autocommit.js';
import { first, present, toDate, type At } from './values.js';

interface OfferedRecord {
  readonly workshop_id: string;
  readonly title: string;
  readonly place: string;
  readonly languages: readonly string[];
  readonly participant_id: string;
  readonly initials: string;
  readonly function: string | null;
  readonly organisation: string | null;
  readonly country: string | null;
  readonly taken: boolean;
  readonly own: boolean;
}
interface SeatRecord {
  readonly participant_id: string;
  readonly workshop_id: string;
  readonly region_id: string;
  readonly agency_group_id: string | null;
  readonly mixed_group_id: string | null;
  readonly agency_id: string | null;
  readonly country_id: string | null;
  readonly group_kind: GroupKind | null;
  readonly name: string;
  readonly language: string;
  readonly state: WorkshopState;
  readonly title: string;
  readonly languages: readonly string[];
  readonly time_zone: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly quiz: boolean;
  readonly clauses_locked_at: At | null;
  readonly fictional: boolean;
  readonly agency_type: string | null;
  readonly seen_at: At | null;
}

/** Dates as text: the driver would make them midnights somewhere. */
const ENTER = `SELECT e.*, e.starts_on::text AS starts_on, e.ends_on::text AS ends_on FROM enter_seat($1, $2) e`;
/** Sits down first, in the same statement. */
const NOTE = `SELECT note_seat($2) FROM enter_seat($1, $2)`;

export class SqlWorkshopSeats extends WorkshopSeats {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  async offered(code: string): Promise<OfferedSeats | undefined> {
    const { rows } = await autocommit(this.dataSource).query<OfferedRecord>({
      name: 'seats-by-code',
      text: 'SELECT * FROM seats_by_code($1)',
      values: [code],
    });
    const row = first(rows);
    if (row === undefined) return undefined;
    const { title, place, languages } = row;
    return { workshop: workshopId(row.workshop_id), title, place, languages, seats: rows.map(toOffered) };
  }

  async take(taking: {
    readonly code: string;
    readonly participant: ParticipantId;
    readonly key: SeatKey;
    readonly language: string;
    readonly at: Date;
  }): Promise<boolean> {
    const { rows } = await autocommit(this.dataSource).query<{ readonly taken: boolean }>({
      name: 'take-seat',
      text: 'SELECT take_seat($1, $2, $3, $4, $5) AS taken',
      values: [taking.code, taking.participant, taking.key, taking.language, taking.at],
    });
    return first(rows)?.taken === true;
  }

  async find({ key, at }: { readonly key: SeatKey; readonly at: Date }): Promise<Seat | undefined> {
    const { rows } = await autocommit(this.dataSource).query<SeatRecord>({
      name: 'enter-seat',
      text: ENTER,
      values: [key, at],
    });
    const row = first(rows);
    return row === undefined ? undefined : toSeat(row, key);
  }

  async note({ key, at }: { readonly key: SeatKey; readonly at: Date }): Promise<void> {
    await autocommit(this.dataSource).query({ name: 'note-seat', text: NOTE, values: [key, at] });
  }
}

const toOffered = (row: OfferedRecord): OfferedSeats['seats'][number] => ({
  participant: participantId(row.participant_id),
  initials: row.initials.trim(),
  ...present('function', row.function),
  ...present('organisation', row.organisation),
  ...present('country', row.country),
  taken: row.taken,
  own: row.own,
});

const toSeat = (row: SeatRecord, key: SeatKey): Seat => ({
  key,
  participant: participantId(row.participant_id),
  name: row.name,
  language: row.language,
  workshop: workshopId(row.workshop_id),
  region: regionId(row.region_id),
  title: row.title,
  state: row.state,
  languages: row.languages,
  timeZone: row.time_zone,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  variant: row.variant,
  quiz: row.quiz,
  fictional: row.fictional,
  ...present('clausesLockedAt', row.clauses_locked_at === null ? undefined : toDate(row.clauses_locked_at)),
  ...present('seenAt', row.seen_at === null ? undefined : toDate(row.seen_at)),
  ...placeOf(row),
});

const placeOf = (row: SeatRecord): Pick<Seat, 'group' | 'mixedGroup' | 'agency' | 'agencyType' | 'country'> => ({
  ...(row.agency_group_id !== null &&
    row.group_kind !== null && { group: { id: groupId(row.agency_group_id), kind: row.group_kind } }),
  ...(row.mixed_group_id !== null && { mixedGroup: groupId(row.mixed_group_id) }),
  ...(row.agency_id !== null && { agency: agencyId(row.agency_id) }),
  ...present('agencyType', row.agency_type),
  ...(row.country_id !== null && { country: countryId(row.country_id) }),
});
