import { createHash, randomUUID } from 'node:crypto';
import {
  agencyId,
  groupId,
  participantId,
  regionId,
  workshopId,
  type Actor,
  type AgencyId,
  type GroupId,
  type ParticipantId,
  type RegionId,
  type Scope,
  SEAT_HOLDER,
  type SeatKey,
  type WorkshopId,
  type WorkshopState,
} from '@isonomia/application';
import type { SocketAddress } from '@isonomia/persistence';
import { asOwner } from './database.js';
import { person } from './people.js';

/** Somebody of the roster, whose phone has a seat: `secret` lies in its cookie, `key` is asked with. */
export interface Seated {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly agency?: AgencyId;
  readonly group: GroupId;
  readonly mixed?: GroupId;
  readonly badge: string;
  readonly secret: string;
  readonly key: SeatKey;
}
export interface AgencyInWorkshop {
  readonly id: AgencyId;
  readonly name: string;
  readonly group: GroupId;
  readonly lead: Actor;
  /** Four of them. */
  readonly people: readonly [Seated, Seated, ...Seated[]];
}
export interface WorkshopCast {
  readonly region: RegionId;
  readonly workshop: WorkshopId;
  readonly joinCode: string;
  /** Leads the workshop; `coordinator` of the same region may too. */
  readonly facilitator: Actor;
  readonly coordinator: Actor;
  /** Of a region of their own: none of this is theirs. */
  readonly stranger: Actor;
  readonly agencies: readonly [AgencyInWorkshop, AgencyInWorkshop, ...AgencyInWorkshop[]];
  readonly guests: { readonly group: GroupId; readonly people: readonly [Seated, Seated] };
  readonly mixed: readonly [GroupId, GroupId];
}

export interface CastOptions {
  /** Published in the database already; the sample of the stage when left out. */
  readonly instrument?: { readonly id: string; readonly version: string; readonly variant: string };
  /** Of a world that is there; a new one when left out. */
  readonly region?: RegionId;
  readonly state?: WorkshopState;
  readonly languages?: readonly string[];
  readonly quiz?: boolean;
  /** First day, as an ISO date; three days, with today in their middle, when left out. */
  readonly startsOn?: string;
  /** Tells two casts of one database apart: a digit. */
  readonly nth?: number;
}

export const CORE = { id: 'geoa-le', version: '1.0.0', variant: 'core' } as const;
const SAMPLE = { id: 'sample', version: '1.0.0', variant: 'full' };
const AGENCIES = [
  'Tarsenia Customs',
  'Norlavia Border Guard',
  'Velmar Drug Control',
  'Ostrand Police',
  'Kadria Customs',
];
const FUNCTIONS = ['Head of unit', 'Analyst', 'Inspector', 'Human resources'];
const GUESTS = ['Office of the Four Rivers', 'Fund for Borders'];
const DAY_MS = 86_400_000;

/** How the transaction of a seat is asked for. */
export const seatScope = ({ key }: Pick<Seated, 'key'>, at = new Date()): Scope => ({
  actor: SEAT_HOLDER,
  seat: { key, at },
});

/**
 * A region with five agencies and a lead each, a workshop of theirs with a group for each, one for guests and two mixed
 * ones, and twenty-two people whose phones have seats. In one statement a table, behind the back of every use case.
 */
export async function workshopCast(
  { address }: { readonly address: SocketAddress },
  options: CastOptions = {},
): Promise<WorkshopCast> {
  const { nth = 0 } = options;
  const region = options.region ?? regionId(randomUUID());
  const elsewhere = regionId(randomUUID());
  const workshop = workshopId(randomUUID());
  const mixed = [groupId(randomUUID()), groupId(randomUUID())] as const;
  const guests = groupId(randomUUID());
  const seats = new Seats(nth, mixed);
  const agencies = AGENCIES.map((name, at) => {
    const id = agencyId(randomUUID());
    const group = groupId(randomUUID());
    const people = FUNCTIONS.map((_, n) => seats.next(`${name.split(' ')[0] ?? ''} ${'ABCD'[n] ?? ''}`, group, id));
    const lead = person(`lead-${nth}-${at}`, 'lead', { agencyId: id });
    return { id, name, group, lead, people, country: randomUUID() };
  });
  const invited = GUESTS.map((name) => seats.next(`Guest of ${name}`, guests));
  const cast = {
    region,
    workshop,
    joinCode: `R00M-000${nth}`,
    facilitator: person(`facilitator-${nth}`, 'facilitator', { regionId: region }),
    coordinator: person(`coordinator-${nth}`, 'coordinator', { regionId: region }),
    stranger: person(`stranger-${nth}`, 'coordinator', { regionId: elsewhere }),
    agencies: agencies as unknown as WorkshopCast['agencies'],
    guests: { group: guests, people: invited as unknown as WorkshopCast['guests']['people'] },
    mixed,
  } satisfies WorkshopCast;
  const { id, version, variant } = options.instrument ?? SAMPLE;
  const startsOn = options.startsOn ?? new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
  const state = options.state ?? 'open';
  const statements: readonly (readonly [sql: string, ...values: unknown[]])[] = [
    ...(options.region === undefined ? [[REGION, region, `Four Rivers of workshop ${nth}`] as const] : []),
    [REGION, elsewhere, `Elsewhere of workshop ${nth}`],
    [
      COUNTRIES,
      region,
      json(
        agencies.map(({ country }, at) => ({
          id: country,
          code: codeOf(nth, at),
          name: `Country ${'VWXYZ'[at] ?? ''}${nth}`,
        })),
      ),
    ],
    [
      AGENCY_ROWS,
      json(
        agencies.map(({ id: agency, name, country }) => ({
          id: agency,
          country,
          name: `${name}${nth === 0 ? '' : ` ${nth}`}`,
        })),
      ),
    ],
    [
      ROLES,
      json([cast.facilitator, cast.coordinator, cast.stranger, ...agencies.map(({ lead }) => lead)].flatMap(rolesOf)),
    ],
    [
      WORKSHOP,
      workshop,
      region,
      startsOn,
      id,
      version,
      variant,
      options.languages ?? ['en', 'ru'],
      options.quiz ?? true,
      state,
      cast.joinCode,
    ],
    [
      GROUPS,
      workshop,
      json([
        ...agencies.map(({ group, name, id: agency }, at) => ({
          id: group,
          kind: 'agency',
          name,
          agency,
          position: at,
        })),
        { id: guests, kind: 'guests', name: 'Guests', position: 5 },
        ...mixed.map((group, at) => ({ id: group, kind: 'mixed', name: `Mixed group ${at + 1}`, position: 6 + at })),
      ]),
    ],
    [
      PEOPLE,
      workshop,
      json([
        ...agencies.flatMap(({ people, country }) => people.map((one, n) => ({ ...rowOf(one, n), country }))),
        ...invited.map((one, n) => ({ ...rowOf(one, n), organisation: GUESTS[n] })),
      ]),
    ],
  ];
  await asOwner(address, async (client) => {
    for (const [sql, ...values] of statements) await client.query(sql, values);
  });
  return cast;
}

class Seats {
  private count = 0;
  constructor(
    private readonly nth: number,
    private readonly mixed: readonly GroupId[],
  ) {}

  /** Guests sit in no mixed group. */
  next(name: string, group: GroupId, agency?: AgencyId): Seated {
    const number = this.count++;
    const secret = `secret-of-seat-${this.nth}-${number}-${'x'.repeat(30)}`;
    const mixed = agency === undefined ? undefined : this.mixed[number % this.mixed.length];
    return {
      participant: participantId(randomUUID()),
      name,
      group,
      ...(agency !== undefined && { agency }),
      ...(mixed !== undefined && { mixed }),
      badge: `BADG-${this.nth}${String(number).padStart(3, '0')}`,
      secret,
      key: createHash('sha256').update(secret).digest('hex') as SeatKey,
    };
  }
}

/** Of made-up countries, another one for each cast of a region. */
const codeOf = (nth: number, at: number): string => ('WABCDEFGHJ'[nth] ?? '') + ('VWXYZ'[at] ?? '');
const json = (rows: readonly unknown[]): string => JSON.stringify(rows);
const rolesOf = ({ userId, memberships }: Actor) =>
  memberships.map(({ role, agencyId: agency, regionId: region }) => ({ actor: userId, role, agency, region }));
const rowOf = (one: Seated, n: number) => ({
  ...one,
  function: FUNCTIONS[n % FUNCTIONS.length],
  sex: n % 2 === 0 ? 'woman' : 'man',
});

const REGION = 'INSERT INTO region (id, name, fictional) VALUES ($1, $2, true)';
const COUNTRIES = `INSERT INTO country (id, region_id, code, name)
  SELECT c.id, $1, c.code, c.name FROM jsonb_to_recordset($2::jsonb) c (id uuid, code text, name text)`;
const AGENCY_ROWS = `INSERT INTO agency (id, country_id, type, name, currency, time_zone, fictional)
  SELECT a.id, a.country, 'customs', a.name, 'EUR', 'Asia/Bishkek', true
  FROM jsonb_to_recordset($1::jsonb) a (id uuid, country uuid, name text)`;
const ROLES = `INSERT INTO membership (user_id, role, agency_id, region_id)
  SELECT m.actor, m.role, m.agency, m.region
  FROM jsonb_to_recordset($1::jsonb) m (actor text, role text, agency uuid, region uuid)`;
const WORKSHOP = `INSERT INTO workshop (id, region_id, title, place, starts_on, ends_on, time_zone, organisers, donors,
    instrument_id, instrument_version, variant, reference_from, reference_to, languages, quiz, state, join_code, joining,
    opened_at, closed_at, created_by, created_at)
  VALUES ($1, $2, 'Women at the border', 'Norhaven', $3::date, $3::date + 2, 'Asia/Bishkek', '{Office of the Four Rivers}',
    '{Fund for Borders}', $4, $5, $6, '2025-01-01', '2025-12-31', $7, $8, $9, $10, $9 = 'open',
    CASE WHEN $9 <> 'planned' THEN now() END, CASE WHEN $9 = 'closed' THEN now() END, 'somebody', now())`;
const GROUPS = `INSERT INTO workshop_group (id, workshop_id, kind, name, agency_id, position, created_at)
  SELECT g.id, $1, g.kind, g.name, g.agency, g.position, now()
  FROM jsonb_to_recordset($2::jsonb) g (id uuid, kind text, name text, agency uuid, position integer)`;
const PEOPLE = `INSERT INTO workshop_participant (id, workshop_id, name, country_id, agency_id, organisation, function, sex,
    language, agency_group_id, mixed_group_id, badge_code, seat_sha256, joined_at, seen_at, created_at)
  SELECT p.participant, $1, p.name, p.country, p.agency, p.organisation, p.function, p.sex, 'en', p."group", p.mixed, p.badge,
    p.key, now(), now(), now()
  FROM jsonb_to_recordset($2::jsonb) p (participant uuid, name text, country uuid, agency uuid, organisation text,
    function text, sex text, "group" uuid, mixed uuid, badge text, key text)`;
