import { setImmediate } from 'node:timers/promises';
import {
  ChooseForGroup,
  DownloadOwnPaper,
  DownloadWorkshopPaper,
  FreezeWorkshop,
  HoldSeat,
  LockText,
  MakeWorkshopPaper,
  OrderOwnPaper,
  OrderWorkshopPaper,
  SayConsensus,
  VerifyDocument,
  ViewOwnPapers,
  ViewWorkshopPapers,
  WorkshopPapersStore,
  UnitOfWork,
  type DocumentId,
  type FrozenWorkshop,
  type Seat,
} from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage } from '../../support/stage.js';
import { workshopCast, type AgencyInWorkshop, type WorkshopCast } from '../../support/workshop.js';

const wish = { reader: 'en' };

describe('what stays of a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  const seats = new Map<string, Seat>();

  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    await stage.enrol(cast.facilitator);
    for (const [at, agency] of cast.agencies.entries()) {
      const seat = await stage.get(HoldSeat).execute({ secret: agency.people[0].secret });
      seats.set(agency.name, seat);
      for (const [question, answer] of answers(at))
        await stage.get(SayConsensus).execute(seat, { question, answer, expected: 0 });
    }
    // Everybody was there on the second day.
    await stage.rows(
      `INSERT INTO workshop_attendance (workshop_id, participant_id, day, source, noted_at)
       SELECT w.id, p.id, w.starts_on + 1, 'seen', now() FROM workshop w JOIN workshop_participant p ON p.workshop_id = w.id
       WHERE w.id = $1 ON CONFLICT DO NOTHING`,
      [cast.workshop],
    );
  });
  afterAll(() => stage.close());

  const seatOf = ({ name }: AgencyInWorkshop): Seat => {
    const seat = seats.get(name);
    if (seat === undefined) throw new Error(`nobody of ${name}`);
    return seat;
  };
  const choose = (agency: AgencyInWorkshop, choice: 'withheld' | 'counted' | 'named') =>
    stage.get(ChooseForGroup).execute(seatOf(agency), { about: 'outcome', choice });
  const freeze = () => stage.get(FreezeWorkshop).execute(cast.facilitator, { workshop: cast.workshop });
  const gathered = () =>
    stage
      .port(UnitOfWork)
      .run({ actor: cast.facilitator.userId }, (tx) => stage.port(WorkshopPapersStore).gather(tx, cast.workshop));
  const newest = async (): Promise<FrozenWorkshop> => {
    const [row] = await stage.rows<{ body: FrozenWorkshop }>(
      'SELECT body FROM workshop_outcome WHERE workshop_id = $1 ORDER BY revision DESC LIMIT 1',
      [cast.workshop],
    );
    if (row === undefined) throw new Error('nothing is frozen');
    return row.body;
  };
  const order = (format = 'pdf') =>
    stage.get(OrderWorkshopPaper).execute(cast.facilitator, {
      workshop: cast.workshop,
      wish: { ...wish, kind: 'outcome', format },
    });
  const make = (document: DocumentId) => stage.get(MakeWorkshopPaper).execute({ document });

  it('is frozen once the text is locked, by those who lead the workshop and nobody else', async () => {
    await expect(freeze()).rejects.toMatchObject({ code: 'clauses.not-locked' });
    await stage.get(LockText).execute(cast.facilitator, { workshop: cast.workshop, open: [] });
    for (const nobody of [cast.stranger, cast.agencies[0].lead])
      await expect(stage.get(FreezeWorkshop).execute(nobody, { workshop: cast.workshop })).rejects.toMatchObject({
        code: 'not-found',
      });
    await freeze();
    const { outcome } = await newest();
    expect(outcome.attendance.all.people).toBe(22);
    expect(outcome.agencies).toHaveLength(5);
    expect(outcome.figures).toEqual({ state: 'withheld', reason: 'too-few' });
  });

  it('has nothing of a group that did not choose to let its result be counted', async () => {
    expect((await newest()).outcome.consents).toEqual({});
    const [first] = cast.agencies;
    await choose(first, 'counted');
    const room = await gathered();
    const told = room.groups.map(({ id, consensus }) => [id === first.group, Object.keys(consensus).length > 0]);
    expect(told.every(([own, answered]) => own === answered)).toBe(true);
    await choose(first, 'withheld');
  });

  it('is the same while nothing changes, and another one when something did', async () => {
    const before = await freeze();
    expect(await freeze()).toBe(before);
    for (const agency of cast.agencies) await choose(agency, 'counted');
    const after = await freeze();
    expect(after).not.toBe(before);
    const { figures, consents } = (await newest()).outcome;
    expect(figures).toMatchObject({ state: 'shown', n: { agencies: 5, holdings: 5 } });
    expect(Object.values(consents)).toEqual(Array(5).fill('counted'));
  });

  it('keeps a profile off the wall that nobody saw before it was counted, and lets one go on that was there', async () => {
    const [first, second] = cast.agencies;
    const show = (agency: AgencyInWorkshop, choice: string) =>
      stage.get(ChooseForGroup).execute(seatOf(agency), { about: 'room', choice });
    await expect(show(first, 'shown')).rejects.toMatchObject({ code: 'workshop.already-counted' });
    await show(first, 'hidden');
    await stage.rows(
      `INSERT INTO workshop_choice (workshop_id, group_id, about, choice, participant_id, chosen_at)
       VALUES ($1, $2, 'room', 'shown', $3, now())`,
      [cast.workshop, second.group, second.people[0].participant],
    );
    await show(second, 'hidden');
    await show(second, 'shown');
    await stage.rows("DELETE FROM workshop_choice WHERE group_id = $1 AND about = 'room'", [second.group]);
  });

  it('keeps it off the wall too when both happen at once', async () => {
    const [first] = cast.agencies;
    const { operator } = stage.database;
    const figures = `UPDATE workshop_outcome SET body = jsonb_set(body, '{outcome,figures,state}', $2)
      WHERE workshop_id = $1 AND body->'outcome'->'figures' ? 'members'`;
    await operator.query(figures, [cast.workshop, '"withheld"']);
    let answered = false;
    const showing = await operator.transaction(async (freezing) => {
      await freezing.query('SELECT FROM workshop WHERE id = $1 FOR UPDATE', [cast.workshop]);
      await freezing.query(figures, [cast.workshop, '"shown"']);
      const asked = stage
        .get(ChooseForGroup)
        .execute(seatOf(first), { about: 'room', choice: 'shown' })
        .then(
          () => 'shown',
          (problem: unknown) => problem,
        )
        .finally(() => (answered = true));
      while (!answered && (await stage.rows(WAITING)).length === 0) await setImmediate();
      return { asked };
    });
    expect(await showing.asked).toMatchObject({ code: 'workshop.already-counted' });
  });

  it('is printed once a form, verified as genuine, and superseded by the next', async () => {
    const document = await order();
    expect(await order()).toBe(document);
    expect(await order('docx')).not.toBe(document);
    await make(document);
    const verify = async () => (await stage.get(VerifyDocument).execute({ typed: document })).verdict;
    expect(await verify()).toBe('genuine');
    const got = await stage.get(DownloadWorkshopPaper).execute(cast.facilitator, { workshop: cast.workshop, document });
    expect(got).toMatchObject({ mediaType: 'application/pdf', name: `isonomia-workshop-outcome-${document}.pdf` });
    // Somebody else of the room, on their phone, gets the same file and orders none of their own.
    const guest = await stage.get(HoldSeat).execute({ secret: cast.guests.people[0].secret });
    expect(await stage.get(OrderOwnPaper).execute(guest, { kind: 'outcome', wish })).toBe(document);
    expect((await stage.get(DownloadOwnPaper).execute(guest, { document })).bytes).toEqual(got.bytes);
    const other = await stage.get(HoldSeat).execute({ secret: cast.agencies[1].people[1].secret });
    expect((await stage.get(ViewOwnPapers).execute(other)).papers.map(({ id }) => id)).toContain(document);
    await expect(
      stage.get(DownloadWorkshopPaper).execute(cast.stranger, { workshop: cast.workshop, document }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is handed out no more once somebody in it takes back their consent, until it is frozen without', async () => {
    const document = await order();
    const waiting = await order('docx');
    await choose(cast.agencies[1], 'withheld');
    const { head, papers } = await stage.get(ViewWorkshopPapers).execute(cast.facilitator, { workshop: cast.workshop });
    expect(head?.stands).toBe(false);
    expect(papers).toEqual([]);
    await expect(
      stage.get(DownloadWorkshopPaper).execute(cast.facilitator, { workshop: cast.workshop, document }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(order()).rejects.toMatchObject({ code: 'workshop.outcome-taken-back' });
    await make(waiting);
    expect(await stage.rows('SELECT FROM workshop_document WHERE id = $1 AND bytes IS NOT NULL', [waiting])).toEqual(
      [],
    );
    expect((await stage.get(VerifyDocument).execute({ typed: document })).verdict).toBe('superseded');
    await freeze();
    const { outcome } = await newest();
    expect(outcome.figures).toEqual({ state: 'withheld', reason: 'withdrawn' });
    expect(outcome.consents).toEqual({});
    const without = await order();
    await make(without);
    expect((await stage.get(VerifyDocument).execute({ typed: without })).verdict).toBe('genuine');
  });

  it('certifies to everybody that they were there, and to nobody that others were', async () => {
    const [one, two] = cast.agencies[0].people;
    const [ana, ben] = [
      await stage.get(HoldSeat).execute({ secret: one.secret }),
      await stage.get(HoldSeat).execute({ secret: two.secret }),
    ];
    const document = await stage.get(OrderOwnPaper).execute(ana, { kind: 'certificate', wish });
    await make(document);
    expect((await stage.get(DownloadOwnPaper).execute(ana, { document })).name).toBe(
      `isonomia-certificate-${document}.pdf`,
    );
    await expect(stage.get(DownloadOwnPaper).execute(ben, { document })).rejects.toMatchObject({ code: 'not-found' });
    expect((await stage.get(ViewOwnPapers).execute(ben)).papers.map(({ id }) => id)).not.toContain(document);
    const ordered = await stage.get(OrderWorkshopPaper).everybody(cast.facilitator, {
      workshop: cast.workshop,
      wish: { ...wish, kind: 'outcome' },
    });
    expect(ordered).toBe(22);
    // One more day, and the certificate says so: the older one is superseded.
    await stage.rows(
      `INSERT INTO workshop_attendance (workshop_id, participant_id, day, source, noted_at)
       SELECT w.id, $2, w.ends_on, 'seen', now() FROM workshop w WHERE w.id = $1 ON CONFLICT DO NOTHING`,
      [cast.workshop, one.participant],
    );
    stage.played.clock.forward(1000);
    const later = await stage.get(OrderOwnPaper).execute(ana, { kind: 'certificate', wish });
    expect(later).not.toBe(document);
    await make(later);
    expect((await stage.get(VerifyDocument).execute({ typed: document })).verdict).toBe('superseded');
    expect((await stage.get(VerifyDocument).execute({ typed: later })).verdict).toBe('genuine');
  });

  it('is told of in the audit: who froze, ordered and fetched what, and nothing that was said', async () => {
    const told = await stage.rows<{ action: string; actor_id: string; agency_id: string | null; detail: object }>(
      `SELECT action, actor_id, agency_id, detail FROM audit WHERE subject_kind IN ('workshop', 'workshop-document')
       AND action IN ('workshop.frozen', 'document.requested', 'document.read', 'document.made') ORDER BY id`,
    );
    const of = (action: string) => told.filter((row) => row.action === action);
    expect(of('workshop.frozen').map(({ detail }) => detail)).toEqual([
      expect.objectContaining({ revision: 1, figures: 'withheld', named: 'none' }),
      expect.objectContaining({ revision: 2, figures: 'shown' }),
      expect.objectContaining({ revision: 3, figures: 'withheld' }),
    ]);
    expect(of('workshop.frozen').every(({ actor_id }) => actor_id === cast.facilitator.userId)).toBe(true);
    // From a seat: the seat, with the participant beside it.
    expect(of('document.read')).toContainEqual(
      expect.objectContaining({
        actor_id: 'workshop-seat',
        agency_id: null,
        detail: { workshop: cast.workshop, participant: cast.guests.people[0].participant },
      }),
    );
    expect(of('document.requested').length).toBeGreaterThan(20);
    expect(of('document.made').length).toBeGreaterThan(2);
  });

  it('goes with an agency that is erased, since it speaks of it', async () => {
    expect(await stage.rows('SELECT FROM workshop_outcome WHERE workshop_id = $1', [cast.workshop])).not.toEqual([]);
    const { id } = cast.agencies[1];
    for (const table of ['workshop_participant', 'workshop_group', 'membership'])
      await stage.rows(`DELETE FROM ${table} WHERE agency_id = $1`, [id]);
    await stage.rows('DELETE FROM agency WHERE id = $1', [id]);
    for (const table of ['workshop_outcome', 'workshop_document'])
      expect(
        await stage.rows(`SELECT FROM ${table} WHERE workshop_id = $1 AND ${OF_OUTCOMES[table]}`, [cast.workshop]),
      ).toEqual([]);
    // Whoever has the paper of before could take the others' figures from it.
    await freeze();
    const { figures, named } = (await newest()).outcome;
    expect([figures, named]).toEqual([{ state: 'withheld', reason: 'withdrawn' }, { state: 'left-out' }]);
  });

  it('shows what was allowed, and nothing that was taken back, when the people who chose are forgotten', async () => {
    const [first, , third] = cast.agencies;
    const [, second] = await Promise.all(first.people.map(({ secret }) => stage.get(HoldSeat).execute({ secret })));
    if (second === undefined || third === undefined) throw new Error('Five agencies send four people each.');
    await choose(first, 'named');
    await stage.get(ChooseForGroup).execute(second, { about: 'outcome', choice: 'withheld' });
    await choose(third, 'named');
    const forget = (where: string, id: string) =>
      stage.rows(`DELETE FROM workshop_participant WHERE ${where} = $1`, [id]);
    const choices = async () => {
      const [one, , other] = cast.agencies;
      const { groups } = await gathered();
      return [one, other].map((agency) => groups.find(({ id }) => id === agency?.group)?.choice);
    };
    expect(await choices()).toEqual(['withheld', 'named']);
    await forget('id', second.participant);
    expect(await choices()).toEqual(['withheld', 'named']);
    await forget('workshop_id', cast.workshop);
    expect(await choices()).toEqual(['withheld', 'named']);
  });
});

const WAITING = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
  AND query LIKE '%say_in_group%'`;
const OF_OUTCOMES: Readonly<Record<string, string>> = {
  workshop_outcome: 'true',
  workshop_document: 'outcome_id IS NOT NULL',
};

/** Enough of the sample questionnaire for a score, a little better from agency to agency. */
function answers(at: number): readonly (readonly [string, unknown])[] {
  return [
    ['CTX1', { value: { answer: 'no' } }],
    ['GOV1', { value: { level: Math.min(4, at) } }],
    ['REC2', { value: { answer: at > 2 ? 'yes' : 'partly' } }],
    ['SOC4', { value: { checked: at > 1 ? ['age', 'sex'] : ['age'] } }],
  ];
}
