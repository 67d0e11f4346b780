import { randomUUID } from 'node:crypto';
import {
  AddParticipant,
  ChangeAgenda,
  ChangeGroups,
  ChangeParticipant,
  ChangeWorkshop,
  FreeSeat,
  HoldSeat,
  ImportRoster,
  ListWorkshops,
  MoveWorkshop,
  NoteWorkshopReading,
  PlanWorkshop,
  PreviewRoster,
  RemoveParticipant,
  ReturnSheet,
  sessionId,
  SendSheets,
  UnitOfWork,
  ViewPersonForm,
  ViewSheet,
  ViewWorkshop,
  WorkshopStore,
  type Actor,
  type PersonInput,
  type Scope,
  type WorkshopInput,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/stage.js';
import { auditCount, changedTables, contentsOf } from '../../support/tables.js';
import { seatScope, workshopCast, type WorkshopCast } from '../../support/workshop.js';

const PLAN: WorkshopInput = {
  title: 'Women at the border',
  place: 'Norhaven',
  startsOn: '2026-08-28',
  endsOn: '2026-08-30',
  timeZone: 'Asia/Bishkek',
  organisers: 'Office',
  donors: '',
  purpose: '',
  instrument: 'sample',
  version: '1.0.0',
  variant: 'full',
  reference: { from: '2025-01-01', to: '2025-12-31' },
  languages: ['en'],
  quiz: false,
};
const PERSON: PersonInput = {
  name: 'Zoe Zabel',
  agency: '',
  organisation: 'Fund',
  country: '',
  function: '',
  sex: 'woman',
  language: 'en',
  email: '',
};
const POINT = { day: '2026-08-28', starts: '09:00', ends: '10:00', title: 'Opening', kind: 'talk' };
const FILE = { name: 'sheet.xlsx', mediaType: 'application/octet-stream', base64: 'AA==' };
const guests = 'Guests';
const spoken = ['en', 'ru'];

type Act = (stage: Stage, actor: Actor, cast: WorkshopCast) => Promise<unknown>;

/** Each by those who lead the workshop, in this order. */
const ACTS: Readonly<Record<string, Act>> = {
  PlanWorkshop: (stage, actor, { region }) => stage.get(PlanWorkshop).execute(actor, { region, plan: PLAN, spoken }),
  ChangeWorkshop: (stage, actor, { workshop }) =>
    stage.get(ChangeWorkshop).execute(actor, { workshop, plan: PLAN, spoken, expected: 1 }),
  ChangeAgenda: (stage, actor, { workshop }) => stage.get(ChangeAgenda).execute(actor, { workshop, add: [POINT] }),
  AddParticipant: (stage, actor, { workshop }) =>
    stage.get(AddParticipant).execute(actor, { workshop, person: PERSON, guests }),
  ChangeParticipant: (stage, actor, { workshop, guests: { people } }) =>
    stage
      .get(ChangeParticipant)
      .execute(actor, { workshop, participant: people[0].participant, person: PERSON, guests, expected: 1 }),
  ImportRoster: (stage, actor, { workshop }) =>
    stage.get(ImportRoster).execute(actor, { workshop, rows: [{ ...PERSON, name: 'Yan York', line: 2 }], guests }),
  ChangeGroups: (stage, actor, { workshop }) =>
    stage
      .get(ChangeGroups)
      .execute(actor, { workshop, change: { spread: 3, again: false, names: (n) => `Table ${n}` } }),
  FreeSeat: (stage, actor, { workshop, agencies: [first] }) =>
    stage.get(FreeSeat).execute(actor, { workshop, participant: first.people[1].participant }),
  RemoveParticipant: (stage, actor, { workshop, agencies: [first] }) =>
    stage.get(RemoveParticipant).execute(actor, { workshop, participant: first.people[1].participant }),
  SendSheets: (stage, actor, { workshop, agencies: [{ group }] }) =>
    stage.get(SendSheets).execute(actor, { workshop, sheets: [{ group, language: 'en', file: FILE }] }),
  NoteWorkshopReading: (stage, actor, { workshop }) => stage.get(NoteWorkshopReading).ofBadges(actor, workshop),
  ReturnSheet: (stage, actor, { agencies: [{ group }] }) => stage.get(ReturnSheet).execute({ actor, group }, {}),
  MoveWorkshop: (stage, actor, { workshop }) => stage.get(MoveWorkshop).execute(actor, { workshop, move: 'close' }),
};
/** A page asks these first; what they note is for whoever came that far. */
const BEHIND_A_PAGE = ['NoteWorkshopReading'];

const READS: Readonly<Record<string, Act>> = {
  ViewWorkshop: (stage, actor, { workshop }) => stage.get(ViewWorkshop).execute(actor, { workshop }),
  ViewPersonForm: (stage, actor, { workshop }) => stage.get(ViewPersonForm).execute(actor, { workshop }),
  PreviewRoster: (stage, actor, { workshop }) =>
    stage.get(PreviewRoster).execute(actor, { workshop, rows: [], guests }),
  ViewSheet: (stage, actor, { agencies: [{ group }] }) => stage.get(ViewSheet).execute({ actor, group }),
};

describe('the set-up of a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    await stage.enrol(stage.root);
  });
  afterAll(() => stage.close());

  const seenBy = (actor: Actor) =>
    stage.port(UnitOfWork).run({ actor: actor.userId }, async (tx) => {
      const store = stage.port(WorkshopStore);
      const { workshop } = cast;
      const roster = await store.roster(tx, workshop);
      return {
        found: (await store.find(tx, workshop))?.title,
        groups: (await store.groups(tx, workshop)).length,
        people: roster.length,
        seated: roster.filter(({ seated }) => seated).length,
      };
    });

  it('shows whoever leads it everybody, a lead of an agency their own people, an administrator that it is held', async () => {
    const all = { found: 'Women at the border', groups: 8, people: 22, seated: 22 };
    expect(await seenBy(cast.facilitator)).toEqual(all);
    expect(await seenBy(cast.coordinator)).toEqual(all);
    expect(await seenBy(cast.agencies[0].lead)).toEqual({ ...all, people: 4, seated: 0 });
    expect(await seenBy(stage.root)).toEqual({ ...all, people: 0, seated: 0 });
    expect(await seenBy(cast.stranger)).toEqual({ found: undefined, groups: 0, people: 0, seated: 0 });
    const { workshops } = await stage.get(ListWorkshops).execute(cast.stranger);
    expect(workshops).toEqual([]);
  });

  it('lets the secret of a seat into the room and no other', async () => {
    const [someone] = cast.agencies[0].people;
    const seat = await stage.get(HoldSeat).execute({ secret: someone.secret });
    expect(seat).toMatchObject({ participant: someone.participant, group: { id: someone.group, kind: 'agency' } });
    const people = await stage
      .port(UnitOfWork)
      .run(seatScope(someone), (tx) => stage.port(WorkshopStore).roster(tx, cast.workshop));
    // The four of the agency, and of the others those of the same mixed group.
    expect(people.filter(({ agencyGroupId }) => agencyGroupId === someone.group)).toHaveLength(4);
    const isNeighbour = ({ agencyGroupId, mixedGroupId }: (typeof people)[number]): boolean =>
      agencyGroupId === someone.group || mixedGroupId === someone.mixed;
    expect(people.every(isNeighbour)).toBe(true);
    await expect(stage.get(HoldSeat).execute({ secret: 'guessed' })).rejects.toMatchObject({ code: 'seat.unusable' });
  });

  it('is closed to everybody else, who find nothing and change nothing', async () => {
    const before = await contentsOf(stage.database);
    for (const actor of [cast.stranger, cast.agencies[1].lead, stage.root]) {
      const acts = Object.entries({ ...ACTS, ...READS }).filter(([name]) => !BEHIND_A_PAGE.includes(name));
      for (const [name, act] of acts) {
        // That it is held an administrator sees.
        if (name === 'ViewWorkshop' && actor === stage.root) continue;
        const problem = await act(stage, actor, cast).then(
          () => 'done',
          (error: unknown) => (error as { readonly code?: string }).code,
        );
        expect([name, actor.name, problem]).toEqual([name, actor.name, 'not-found']);
      }
    }
    expect(changedTables(before, await contentsOf(stage.database))).toEqual([]);
  });

  it('gives a seat no row to change, no digest to read, and of other groups no sheet', async () => {
    const [someone] = cast.agencies[0].people;
    const other = cast.agencies[1];
    const ask = (sql: string, scope: Scope = seatScope(someone)) =>
      stage.port(UnitOfWork).run(scope, (tx) => tx.query<Record<string, unknown>>(sql, []));
    expect(await ask(`UPDATE workshop SET title = 'Mine' RETURNING id`)).toEqual([]);
    expect(await ask(`UPDATE workshop_participant SET name = 'Mine' RETURNING id`)).toEqual([]);
    expect(await ask(`UPDATE workshop_group SET name = 'Mine' RETURNING id`)).toEqual([]);
    const added = `INSERT INTO workshop_session (id, workshop_id, day, starts, ends, title, kind)
      VALUES ('${randomUUID()}', '${cast.workshop}', '2026-01-01', '09:00', '10:00', 'x', 'talk')`;
    await expect(ask(added)).rejects.toThrow(/row-level security/);
    await expect(ask(added, { actor: cast.stranger.userId })).rejects.toThrow(/row-level security/);
    await expect(ask('SELECT seat_sha256 FROM workshop_participant')).rejects.toThrow(/permission denied/);
    const { participant } = other.people[0];
    expect(await ask(`SELECT free_seat('${participant}') AS freed`)).toEqual([{ freed: false }]);
    expect(await ask(`SELECT * FROM taken_seats('${cast.workshop}')`)).toEqual([]);
    expect(await ask(`SELECT * FROM leads_in_workshop('${cast.workshop}')`)).toEqual([]);
    expect(await ask(`SELECT * FROM sheet_agency('${other.group}')`)).toEqual([]);
    const fill = `SELECT fill_from_sheet('${other.group}', '{"Q": {"notAvailable": true}}', 'x', now()) AS filled`;
    expect(await ask(fill)).toEqual([{ filled: null }]);
    expect(await ask(fill, { actor: cast.stranger.userId })).toEqual([{ filled: null }]);
  });

  it('finds a point of the agenda only in its own workshop', async () => {
    const elsewhere = await workshopCast(stage.database, { nth: 1 });
    await stage.get(ChangeAgenda).execute(elsewhere.facilitator, {
      workshop: elsewhere.workshop,
      add: [{ ...POINT, day: await dayOf(elsewhere) }],
    });
    const [row] = await stage.rows<{ id: string }>('SELECT id FROM workshop_session WHERE workshop_id = $1', [
      elsewhere.workshop,
    ]);
    const taken = { workshop: cast.workshop, remove: sessionId(row?.id ?? '') };
    await expect(stage.get(ChangeAgenda).execute(cast.facilitator, taken)).rejects.toMatchObject({ code: 'not-found' });
  });

  const dayOf = async ({ workshop }: WorkshopCast): Promise<string> => {
    const [row] = await stage.rows<{ day: string }>('SELECT starts_on::text AS day FROM workshop WHERE id = $1', [
      workshop,
    ]);
    return row?.day ?? '';
  };

  it('tells of each change in one row of the audit, which names no agency and says nothing of people', async () => {
    const { participant } = cast.agencies[0].people[0];
    await stage.rows(`UPDATE workshop_participant SET email = 'ana@example.org' WHERE id = $1`, [participant]);
    for (const [name, act] of Object.entries(ACTS)) {
      const [before, rows] = [await contentsOf(stage.database), await auditCount(stage.database)];
      await act(stage, cast.facilitator, cast);
      expect([name, (await auditCount(stage.database)) - rows]).toEqual([name, 1]);
      const changed = changedTables(before, await contentsOf(stage.database));
      expect([name, changed.length > 0]).toEqual([name, !BEHIND_A_PAGE.includes(name)]);
    }
    const told = await stage.rows<{ text: string; agency_id: string | null }>(
      `SELECT agency_id, detail::text AS text FROM audit WHERE subject_kind = 'workshop'`,
    );
    expect(told.filter(({ agency_id, text }) => agency_id !== null || /Zoe|Yan|Fund/.test(text))).toEqual([]);
  });

  it('forgets how to reach somebody who is removed, after the last day too, and all of whoever never came', async () => {
    const [came, never] = [cast.agencies[1].people[0], cast.guests.people[1]];
    await stage.rows("UPDATE workshop SET state = 'closed', joining = false, closed_at = now() WHERE id = $1", [
      cast.workshop,
    ]);
    await stage.rows(
      `UPDATE workshop_participant SET email = 'she@example.org', contact = 'she@example.org', listed_at = now(),
         focal_point = true, function = 'Head of unit' WHERE id = ANY ($1)`,
      [[came.participant, never.participant]],
    );
    await stage.rows('UPDATE workshop_participant SET joined_at = NULL WHERE id = $1', [never.participant]);
    await stage.rows('DELETE FROM workshop_attendance WHERE participant_id = $1', [never.participant]);
    for (const { participant } of [came, never])
      await stage.get(RemoveParticipant).execute(cast.facilitator, { workshop: cast.workshop, participant });
    const kept = await stage.rows(
      `SELECT id, name, email, contact, function, focal_point, listed_at, seat_sha256, removed_at IS NOT NULL AS removed
       FROM workshop_participant WHERE id = ANY ($1)`,
      [[came.participant, never.participant]],
    );
    const nothing = { email: null, contact: null, function: null, focal_point: false, listed_at: null };
    expect(kept).toEqual([{ id: came.participant, name: came.name, ...nothing, seat_sha256: null, removed: true }]);
  });
});
