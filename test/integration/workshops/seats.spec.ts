import { randomUUID } from 'node:crypto';
import {
  ChangeOwnSeat,
  FreeSeat,
  HoldSeat,
  JoinWorkshop,
  RoomChanges,
  TakeSeat,
  UnitOfWork,
  ViewRoom,
  WorkshopSeats,
  type Scope,
  type Seat,
  type SeatKey,
  type Transaction,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/stage.js';
import { seatScope, workshopCast, type Seated, type WorkshopCast } from '../../support/workshop.js';

const DAY_MS = 86_400_000;
const TABLES = [
  'workshop',
  'workshop_session',
  'workshop_group',
  'workshop_participant',
  'workshop_attendance',
  'workshop_receipt',
];

describe('a seat in a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  let other: WorkshopCast;
  let ana: Seated;
  let ben: Seated;
  let foreign: Seated;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    other = await workshopCast(stage.database, { nth: 1 });
    [ana, ben] = cast.agencies[0].people;
    foreign = other.agencies[0].people[0];
    await stage.rows(
      `INSERT INTO workshop_session (id, workshop_id, day, starts, ends, title, kind)
       SELECT gen_random_uuid(), id, starts_on, '09:00', '10:00', 'Opening', 'talk' FROM workshop`,
    );
    await stage.rows(
      `INSERT INTO workshop_attendance (workshop_id, participant_id, day, source, noted_at)
       SELECT workshop_id, id, '2026-01-01', 'seen', now() FROM workshop_participant`,
    );
    await stage.rows(
      `INSERT INTO workshop_receipt (workshop_id, participant_id, key, reply, received_at)
       SELECT workshop_id, id, gen_random_uuid(), '{}', now() FROM workshop_participant`,
    );
  });
  afterAll(() => stage.close());

  const ask = <Row>(scope: Scope, sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> =>
    stage.port(UnitOfWork).run(scope, (tx) => tx.query<Row>(sql, values));
  const held = ({ secret }: Seated): Promise<Seat> => stage.get(HoldSeat).execute({ secret });
  /** How many rows of each table somebody reads. */
  const seen = async (scope: Scope): Promise<readonly number[]> =>
    Promise.all(
      TABLES.map(
        async (table) => (await ask<{ n: number }>(scope, `SELECT count(*)::int AS n FROM ${table}`))[0]?.n ?? -1,
      ),
    );

  it('reads of the room what belongs to it: one workshop, one’s groups’ names, and what is one’s own', async () => {
    const neighbours = cast.agencies.flatMap(({ people }) => people).filter(({ mixed }) => mixed === ana.mixed);
    const people = new Set([...neighbours, ...cast.agencies[0].people].map(({ participant }) => participant)).size;
    expect(await seen(seatScope(ana))).toEqual([1, 1, 8, people, 1, 1]);
    // Guests sit with guests alone.
    expect(await seen(seatScope(cast.guests.people[0]))).toEqual([1, 1, 8, 2, 1, 1]);
  });

  it('is nothing to whoever has none, leads elsewhere, or sits in another room', async () => {
    const nothing = [0, 0, 0, 0, 0, 0];
    expect(await seen({ actor: cast.stranger.userId })).toEqual(nothing);
    expect(await seen({ actor: stage.root.userId })).toEqual(nothing);
    const receipts = async (scope: Scope) => (await seen(scope)).at(-1);
    expect(await receipts({ actor: cast.facilitator.userId })).toBe(0);
    expect(await receipts({ actor: cast.agencies[0].lead.userId })).toBe(0);
    const [{ n } = { n: -1 }] = await ask<{ n: number }>(
      seatScope(foreign),
      'SELECT count(*)::int AS n FROM workshop_participant WHERE workshop_id = $1',
      cast.workshop,
    );
    expect(n).toBe(0);
  });

  it('lets nobody read or write the digest of a secret, change a colleague, or receive in their name', async () => {
    await expect(ask(seatScope(ana), 'SELECT seat_sha256 FROM workshop_participant')).rejects.toThrow(
      'permission denied',
    );
    await expect(
      ask({ actor: cast.facilitator.userId }, 'UPDATE workshop_participant SET seat_sha256 = NULL'),
    ).rejects.toThrow('permission denied');
    const changed = await ask(seatScope(ana), `UPDATE workshop_participant SET name = 'x' RETURNING id`);
    expect(changed).toEqual([]);
    await expect(
      ask(
        seatScope(ana),
        `INSERT INTO workshop_receipt (workshop_id, participant_id, key, reply, received_at) VALUES ($1, $2, $3, '{}', now())`,
        cast.workshop,
        ben.participant,
        randomUUID(),
      ),
    ).rejects.toThrow('row-level security');
    for (const scope of [seatScope(ana), { actor: cast.stranger.userId }, { actor: cast.agencies[0].lead.userId }])
      expect(await ask(scope, 'SELECT free_seat($1) AS freed', ben.participant)).toEqual([{ freed: false }]);
    expect(await held(ben)).toMatchObject({ participant: ben.participant });
  });

  it('ends four hundred days after the workshop, when somebody is removed, and when it is freed', async () => {
    const [, , , four] = cast.agencies[1].people;
    const late = new Date(Date.now() + 402 * DAY_MS);
    await expect(ask(seatScope(ana, late), 'SELECT 1')).rejects.toMatchObject({ code: 'seat.unusable' });
    expect(await stage.port(WorkshopSeats).find({ key: ana.key, at: late })).toBeUndefined();
    await stage.rows('UPDATE workshop_participant SET removed_at = now() WHERE id = $1', [four?.participant]);
    await expect(held(four!)).rejects.toMatchObject({ code: 'seat.unusable' });
    const three = cast.agencies[1].people[2]!;
    expect(await ask({ actor: cast.facilitator.userId }, 'SELECT free_seat($1) AS freed', three.participant)).toEqual([
      { freed: true },
    ]);
    await expect(held(three)).rejects.toMatchObject({ code: 'seat.unusable' });
    await expect(
      ask({ actor: ana.key as never, seat: { key: 'f'.repeat(64) as SeatKey, at: new Date() } }, 'SELECT 1'),
    ).rejects.toMatchObject({ code: 'seat.unusable' });
  });

  it('is taken by one of two who reach for it at once, and the audit tells that somebody sat down', async () => {
    const three = cast.agencies[1].people[2]!;
    const command = { code: cast.joinCode, participant: three.participant, language: 'en', languages: ['en', 'ru'] };
    const reached = await Promise.allSettled([1, 2, 3].map(() => stage.get(TakeSeat).execute(command)));
    expect(reached.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of reached) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'seat.taken' });
    const [{ n } = { n: -1 }] = await stage.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit WHERE action = 'workshop.joined' AND detail->>'participant' = $1`,
      [three.participant],
    );
    expect(n).toBe(1);
    await expect(stage.get(TakeSeat).execute({ ...command, participant: foreign.participant })).rejects.toMatchObject({
      code: 'input.refused',
    });
    await expect(stage.get(TakeSeat).execute({ ...command, language: 'xx' })).rejects.toMatchObject({
      code: 'input.refused',
    });
  });

  it('is offered by initials, and by no code of a workshop that is not open', async () => {
    const { seats } = await stage.get(JoinWorkshop).execute({ code: 'room-ooo1' });
    expect(seats.map(({ initials }) => initials)).toContain('T. A.');
    expect(JSON.stringify(seats)).not.toContain(foreign.name);
    await stage.rows(`UPDATE workshop SET state = 'closed', joining = false, closed_at = now() WHERE id = $1`, [
      other.workshop,
    ]);
    for (const code of [other.joinCode, foreign.badge])
      await expect(stage.get(JoinWorkshop).execute({ code })).rejects.toMatchObject({ code: 'join-code.unusable' });
    await expect(stage.get(JoinWorkshop).execute({ code: ' ' })).rejects.toMatchObject({ code: 'join-code.needed' });
    // Whoever has a seat already still reads.
    expect(await stage.get(ViewRoom).execute(await held(foreign))).toMatchObject({ place: 'Norhaven' });
    // Until their phone is lost.
    const lost = { workshop: other.workshop, participant: foreign.participant };
    await stage.get(FreeSeat).execute(other.facilitator, lost);
    await expect(held(foreign)).rejects.toMatchObject({ code: 'seat.unusable' });
  });

  it('is told of its own groups, and changed by whoever sits in it alone', async () => {
    const seat = await held(ana);
    const room = await stage.get(ViewRoom).execute(seat);
    expect(room.group?.members.map(({ name, isOwn }) => [name, isOwn])).toEqual(
      cast.agencies[0].people.map(({ name }) => [name, name === ana.name]),
    );
    const command = { language: 'ru', languages: ['en', 'ru'], contact: 'ana@tarsenia.test', focalPoint: true };
    await stage.get(ChangeOwnSeat).execute(seat, command);
    expect(await stage.get(ViewRoom).own(seat)).toMatchObject({ contact: 'ana@tarsenia.test', focalPoint: true });
    expect(await stage.get(ViewRoom).own(await held(ben))).toMatchObject({ focalPoint: false });
    await stage.get(ChangeOwnSeat).execute(seat, { ...command, contact: '', focalPoint: false });
    const [listed] = await stage.rows('SELECT listed_at, contact FROM workshop_participant WHERE id = $1', [
      ana.participant,
    ]);
    expect(listed).toEqual({ listed_at: null, contact: null });
  });

  it('is neither taken nor changed where the audit cannot tell of it', async () => {
    const three = cast.agencies[2]!.people[2]!;
    await stage.rows('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', [three.participant]);
    const take = { code: three.badge, participant: three.participant, language: 'en', languages: ['en'] };
    const change = { language: 'en', languages: ['en'], contact: 'unheard', focalPoint: false };
    const seat = await held(ana);
    await stage.rows('REVOKE INSERT ON audit FROM isonomia_app, isonomia_operator');
    try {
      await expect(stage.get(TakeSeat).execute(take)).rejects.toThrow('permission denied');
      await expect(stage.get(ChangeOwnSeat).execute(seat, change)).rejects.toThrow('permission denied');
    } finally {
      await stage.rows('GRANT INSERT ON audit TO isonomia_app, isonomia_operator');
    }
    const [kept] = await stage.rows('SELECT seat_sha256 FROM workshop_participant WHERE id = $1', [three.participant]);
    expect(kept).toEqual({ seat_sha256: null });
    expect(await stage.get(ViewRoom).own(seat)).not.toHaveProperty('contact');
  });

  it('makes a change once for its key, and again when it could not be made', async () => {
    const changes = stage.get(RoomChanges);
    const seat = await held(ana);
    const key = randomUUID();
    let made = 0;
    // Long enough that the copies meet.
    const work = async (tx: Transaction) => {
      await tx.query('SELECT pg_sleep(0.1)', []);
      return { revision: (made += 1) };
    };
    await expect(changes.once(seat, key, () => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    const answers = await Promise.all([1, 2, 3, 4].map(() => changes.once(seat, key, work)));
    expect([made, answers]).toEqual([1, answers.map(() => ({ revision: 1 }))]);
    // Another person's key is another change, whatever it looks like.
    expect(await changes.once(await held(ben), key, work)).toEqual({ revision: 2 });
    expect(await changes.once(seat, undefined, work)).toEqual({ revision: 3 });
  });
});
