import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  BeginSession,
  HandInQuiz,
  HoldSeat,
  NoteAttendance,
  NotFound,
  RunTimer,
  ViewAttendance,
  ViewOwnQuiz,
  ViewQuizResult,
  ViewWall,
  WatchWorkshop,
  type Actor,
  type QuizPhase,
  type SessionId,
} from '@isonomia/application';
import { Stage } from '../../support/stage.js';
import { workshopCast, type Seated, type WorkshopCast } from '../../support/workshop.js';

const NOT_FOUND = { code: 'not-found' };

describe('the wall of a workshop, who was there, and its quiz', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  let elsewhere: WorkshopCast;
  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    elsewhere = await workshopCast(stage.database, { nth: 1, quiz: false });
  });
  afterAll(() => stage.close());

  const run = (sql: string, ...values: readonly unknown[]) => stage.database.operator.query(sql, [...values]);
  const seatOf = ({ secret }: Seated) => stage.get(HoldSeat).execute({ secret });
  const here = () => ({ workshop: cast.workshop });
  const wall = (actor: Actor = cast.facilitator) => stage.get(ViewWall).execute(actor, here());
  const people = (): readonly Seated[] => cast.agencies.flatMap((agency) => agency.people);
  const audited = async (action: string): Promise<readonly object[]> =>
    (
      await stage.rows<{ readonly detail: object }>(
        'SELECT detail FROM audit WHERE action = $1 AND subject_id = $2 ORDER BY id',
        [action, cast.workshop],
      )
    ).map(({ detail }) => detail);
  const choose = (about: 'room' | 'outcome', choice: string): Promise<unknown> =>
    run(
      `INSERT INTO workshop_choice (workshop_id, group_id, about, choice, participant_id, chosen_at)
       VALUES ($1, $2, $3, $4, $5, now())`,
      cast.workshop,
      cast.agencies[0].group,
      about,
      choice,
      cast.agencies[0].people[0].participant,
    );

  it('is seen and run by those who lead the workshop, and is not there for anybody else', async () => {
    expect((await wall(cast.coordinator)).progress).toHaveLength(8);
    for (const actor of [cast.stranger, cast.agencies[0].lead, stage.root]) {
      await expect(wall(actor)).rejects.toMatchObject(NOT_FOUND);
      await expect(stage.get(RunTimer).execute(actor, { ...here(), act: 'start', minutes: '5' })).rejects.toMatchObject(
        NOT_FOUND,
      );
      await expect(stage.get(BeginSession).execute(actor, { ...here(), session: undefined })).rejects.toMatchObject(
        NOT_FOUND,
      );
      await expect(stage.get(ViewAttendance).execute(actor, here())).rejects.toMatchObject(NOT_FOUND);
      await expect(stage.get(ViewQuizResult).execute(actor, here())).rejects.toMatchObject(NOT_FOUND);
    }
    await expect(stage.get(WatchWorkshop).execute(cast.stranger, here())).rejects.toMatchObject(NOT_FOUND);
  });

  it('counts how far every group is, and shows no profile without the choice to show it in the room', async () => {
    const [agency] = cast.agencies;
    const [somebody] = agency.people;
    await run(
      `INSERT INTO workshop_consensus (workshop_id, group_id, question_id, answer, origin, changed_by, changed_at)
       VALUES ($1, $2, 'GOV1', '{"value": {"level": 3}}', 'group', $3, now())`,
      cast.workshop,
      agency.group,
      somebody.participant,
    );
    expect((await wall()).progress.find(({ group }) => group === agency.group)).toMatchObject({
      members: 4,
      joined: 4,
      here: 4,
      agreed: 1,
    });
    expect((await wall()).shown).toEqual([]);
    await choose('outcome', 'named');
    expect((await wall()).shown).toEqual([]);
    await choose('room', 'shown');
    const [shown, ...others] = (await wall()).shown;
    expect(shown?.group.name).toBe(agency.name);
    expect(others).toEqual([]);
    await choose('room', 'hidden');
    expect((await wall()).shown).toEqual([]);
  });

  it('shows the points that groups put forward, and none of those that they keep or took back', async () => {
    const [agency] = cast.agencies;
    const add = (body: string, putForward: boolean, withdrawn: boolean): Promise<unknown> =>
      run(
        `INSERT INTO workshop_point (id, workshop_id, group_id, kind, body, participant_id, created_at, changed_at,
           put_forward_at, withdrawn_at)
         VALUES ($1, $2, $3, 'limitation', $4, $5, now(), now(), CASE WHEN $6 THEN now() END, CASE WHEN $7 THEN now() END)`,
        randomUUID(),
        cast.workshop,
        agency.group,
        body,
        agency.people[0].participant,
        putForward,
        withdrawn,
      );
    await add('For all', true, false);
    await add('For us', false, false);
    await add('Not any more', true, true);
    expect((await wall()).points.map(({ body }) => body)).toEqual(['For all']);
  });

  it('starts, stops and extends the timer, each told in the audit; minutes that nobody sits through are refused', async () => {
    const timer = (act: string, minutes = '') =>
      stage.get(RunTimer).execute(cast.facilitator, { ...here(), act, minutes });
    await timer('start', '20');
    await timer('stop');
    const { timer: stopped } = (await wall()).workshop;
    expect(stopped).toMatchObject({ left: expect.any(Number) });
    await timer('extend', '5');
    for (const minutes of ['', '0', '241', '1.5', 'x', '-3'])
      await expect(timer('start', minutes)).rejects.toMatchObject({ faults: [{ code: 'input.not-minutes' }] });
    await expect(timer('explode')).rejects.toMatchObject({ faults: [{ path: 'act' }] });
    await timer('clear');
    expect((await wall()).workshop.timer).toBeUndefined();
    expect(await audited('workshop.timer-set')).toEqual([
      { act: 'start', minutes: 20 },
      { act: 'stop', minutes: 0 },
      { act: 'extend', minutes: 5 },
      { act: 'clear', minutes: 0 },
    ]);
  });

  it('puts a point of its own agenda on, and none of another workshop’s', async () => {
    const add = async (workshop: string): Promise<SessionId> => {
      const id = randomUUID() as SessionId;
      await run(
        `INSERT INTO workshop_session (id, workshop_id, day, starts, ends, title, kind)
         SELECT $1, id, starts_on, '09:00', '10:00', 'Welcome', 'talk' FROM workshop WHERE id = $2`,
        id,
        workshop,
      );
      return id;
    };
    const [ours, theirs] = [await add(cast.workshop), await add(elsewhere.workshop)];
    const put = (session: SessionId | undefined) =>
      stage.get(BeginSession).execute(cast.facilitator, { ...here(), session });
    await put(ours);
    expect((await wall()).workshop.session).toBe(ours);
    await expect(put(theirs)).rejects.toMatchObject(NOT_FOUND);
    await put(undefined);
    expect((await wall()).workshop.session).toBeUndefined();
  });

  it('notes who was seen and who was not there; whoever joins meanwhile and was not spoken of stays', async () => {
    const [first, second, third] = people();
    if (first === undefined || second === undefined || third === undefined) throw new Error('nobody');
    const { days } = await stage.get(ViewAttendance).execute(cast.facilitator, here());
    expect(days).toHaveLength(3);
    const [day = ''] = days;
    const note = (were: readonly string[], are: readonly string[], on = day) =>
      stage.get(NoteAttendance).execute(cast.facilitator, { ...here(), day: on, were, are });
    const there = async () =>
      (await stage.get(ViewAttendance).execute(cast.facilitator, here())).attended
        .filter((one) => one.day === day)
        .map(({ participant, source }) => `${participant} ${source}`)
        .sort();
    await note([], [first.participant, second.participant]);
    await run(
      `INSERT INTO workshop_attendance (workshop_id, participant_id, day, source, noted_at) VALUES ($1, $2, $3, 'joined', now())`,
      cast.workshop,
      third.participant,
      day,
    );
    // A page made before the third came.
    await note([first.participant, second.participant], [first.participant]);
    expect(await there()).toEqual([`${first.participant} seen`, `${third.participant} joined`].sort());
    await expect(note([], [elsewhere.agencies[0].people[0].participant])).rejects.toMatchObject(NOT_FOUND);
    await expect(note([], [first.participant], '2020-01-01')).rejects.toMatchObject(NOT_FOUND);
    expect(await audited('workshop.attendance-noted')).toEqual([
      { day, seen: 2, absent: 0 },
      { day, seen: 0, absent: 1 },
    ]);
  });

  describe('the quiz', () => {
    const handIn = async (one: Seated, phase: QuizPhase, answers: Readonly<Record<string, string>>) =>
      stage.get(HandInQuiz).execute(await seatOf(one), { phase, answers });
    const own = async (one: Seated) => stage.get(ViewOwnQuiz).execute(await seatOf(one));
    const result = () => stage.get(ViewQuizResult).execute(cast.facilitator, here());

    it('is handed in once before and once after, by people of the workshop alone', async () => {
      const [first] = people();
      if (first === undefined) throw new Error('nobody');
      expect((await own(first)).open).toEqual(['before', 'after']);
      await handIn(first, 'before', { proof: 'majority' });
      await handIn(first, 'before', { proof: 'record' });
      expect((await own(first)).sheets).toMatchObject([{ phase: 'before', answers: { proof: 'majority' } }]);
      expect((await own(first)).open).toEqual(['after']);
      await handIn(first, 'after', { proof: 'record' });
      expect((await own(first)).open).toEqual([]);
      expect(await audited('workshop.quiz-handed-in')).toEqual([
        { participant: first.participant, phase: 'before' },
        { participant: first.participant, phase: 'after' },
      ]);
    });

    it('takes no empty sheet, no answer that nobody offers, and is not there where no quiz was planned', async () => {
      const [, second] = people();
      if (second === undefined) throw new Error('nobody');
      await expect(handIn(second, 'before', {})).rejects.toMatchObject({ faults: [{ code: 'input.missing' }] });
      await expect(handIn(second, 'before', { proof: 'toString' })).rejects.toMatchObject({
        faults: [{ code: 'input.not-in-list' }],
      });
      await expect(own(elsewhere.agencies[0].people[0])).rejects.toThrow(NotFound);
      await expect(handIn(elsewhere.agencies[0].people[0], 'before', { proof: 'record' })).rejects.toThrow(NotFound);
    });

    it('is told in numbers from five sheets on, and before that only how many there are', async () => {
      const [, ...others] = people();
      for (const one of others.slice(0, 3)) await handIn(one, 'before', { proof: 'record' });
      expect((await result()).tallies.find(({ phase }) => phase === 'before')).toEqual({
        phase: 'before',
        handedIn: 4,
        chosen: [],
      });
      const fifth = others[3];
      if (fifth === undefined) throw new Error('nobody');
      await handIn(fifth, 'before', { proof: 'record' });
      const seen = [(await result()).tallies, (await own(fifth)).tallies];
      for (const tallies of seen)
        expect(tallies.find(({ phase }) => phase === 'before')).toEqual({
          phase: 'before',
          handedIn: 5,
          chosen: [
            { question: 'proof', option: 'majority', count: 1 },
            { question: 'proof', option: 'record', count: 4 },
          ],
        });
      expect((await own(fifth)).sheets).toHaveLength(1);
      // What the sixth chose would be the difference.
      const sixth = others[4];
      if (sixth === undefined) throw new Error('nobody');
      await handIn(sixth, 'before', { proof: 'majority' });
      expect([(await result()).tallies, (await own(fifth)).tallies]).toEqual(seen);
    });
  });
});
