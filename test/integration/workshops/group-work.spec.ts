import { randomUUID } from 'node:crypto';
import {
  ChooseForGroup,
  HoldSeat,
  HoldingsReader,
  MovePoint,
  SayAgreement,
  SayAnswer,
  SayConsensus,
  SayPoint,
  UnitOfWork,
  ViewAgencyGroup,
  ViewGroup,
  heldTogether,
  spreadOf,
  type Scope,
  type Seat,
} from '@isonomia/application';
import { questionId } from '@isonomia/instrument';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { questionOf, sampleInstrument } from '../../support/sample-instrument.js';
import { Stage } from '../../support/stage.js';
import { seatScope, workshopCast, type Seated, type WorkshopCast } from '../../support/workshop.js';

const level = (of: number) => ({ value: { level: of } });
const GOV1 = questionOf(sampleInstrument(), 'GOV1');

describe('the group of an agency in a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  let ana: Seat;
  let ben: Seat;
  let cleo: Seat;
  let elsewhere: Seat;

  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    const [first, second] = cast.agencies;
    const [one, two, three] = first.people;
    [ana, ben] = [await seated(one), await seated(two)];
    cleo = await seated(three ?? two);
    elsewhere = await seated(second.people[0]);
  });
  afterAll(() => stage.close());

  const seated = ({ secret }: Seated): Promise<Seat> => stage.get(HoldSeat).execute({ secret });
  const answer = (seat: Seat, question: string, given: unknown, more: object = {}) =>
    stage.get(SayAnswer).execute(seat, { question, answer: given, ...more });
  const hold = (seat: Seat, question: string, given: unknown, more: object = {}) =>
    stage.get(SayConsensus).execute(seat, { question, answer: given, ...more });
  const work = async (seat: Seat) => (await stage.get(ViewGroup).execute(seat)).work;
  const ofParticipants = async (action: string) =>
    (
      await stage.rows<{ detail: { participant: string } }>(
        'SELECT detail FROM audit WHERE action = $1 AND subject_id = $2 ORDER BY id',
        [action, cast.workshop],
      )
    ).map(({ detail }) => detail);

  it('keeps each member’s own answer, and shows the others’ to nobody who has not answered', async () => {
    expect(await answer(ana, 'GOV1', level(1), { note: 'Drafted last year', expected: 0 })).toMatchObject({
      revision: 1,
    });
    await answer(ben, 'GOV1', level(3), { expected: 0 });
    const before = spreadOf(await work(cleo), GOV1, cleo.participant);
    expect(before).toMatchObject({ shown: false, lines: [], silent: [], answered: 2, members: 4 });
    await answer(cleo, 'GOV1', level(3), { expected: 0 });
    const { lines, silent, own } = spreadOf(await work(cleo), GOV1, cleo.participant);
    expect(own?.answer).toEqual(level(3));
    expect(lines.map((line) => [line.answer, line.members.map(({ name }) => name)])).toEqual([
      [level(3), [ben.name, cleo.name]],
      [level(1), [ana.name]],
    ]);
    expect(silent).toHaveLength(1);
  });

  it('writes of an answer who gave it and to which question, and never what it says', async () => {
    expect((await ofParticipants('workshop.answered'))[0]).toEqual({
      participant: ana.participant,
      question: 'GOV1',
      revision: 1,
    });
  });

  it('leaves one row of the audit for each change, with whose it is and nothing of what they said', async () => {
    const [, , third] = cast.agencies;
    const [, , , last] = third?.people ?? [];
    if (last === undefined) throw new Error('Five agencies send four people each.');
    const dina = await seated(last);
    const rows = () =>
      stage.rows<{ action: string; kept: string }>(
        `SELECT action, actor_id || ' ' || coalesce(agency_id::text, 'no agency') || ' ' || detail::text AS kept FROM audit ORDER BY id`,
      );
    const question = 'SVC7';
    const id = randomUUID();
    const before = (await rows()).length;
    await answer(dina, question, level(1), { note: 'between us' });
    await hold(dina, question, level(1), { note: 'between us' });
    await stage.get(SayAgreement).execute(dina, { question, agrees: false, view: 'between us', expected: 1 });
    const point = { id, group: 'agency', pointKind: 'strength', addressee: '', dimension: '', expected: 0 };
    await stage.get(SayPoint).execute(dina, { ...point, body: 'between us' });
    await stage.get(MovePoint).execute(dina, { id, group: 'agency', to: 'away' });
    await stage.get(ChooseForGroup).execute(dina, { about: 'room', choice: 'shown' });
    await stage.get(ChooseForGroup).execute(dina, { about: 'room', choice: 'hidden' });
    const told = (await rows()).slice(before);
    expect(told.map(({ action }) => action)).toEqual([
      'workshop.answered',
      'workshop.agreed',
      'workshop.agreement-said',
      'workshop.point-written',
      'workshop.point-moved',
      'workshop.choice-made',
      'workshop.choice-made',
    ]);
    for (const { kept } of told) {
      expect(kept).toMatch(new RegExp(`^workshop-seat no agency .*${dina.participant}`));
      expect(kept).not.toMatch(/between us|level/);
    }
  });

  it('records a change once, however often the phone sends it', async () => {
    const key = randomUUID();
    const sent = { expected: 1, key };
    const once = await answer(ana, 'GOV1', level(2), sent);
    expect(await answer(ana, 'GOV1', level(2), sent)).toEqual(once);
    // What came after it is not undone by a phone that sends it once more.
    await answer(ana, 'GOV1', level(1), { expected: 2 });
    expect(await answer(ana, 'GOV1', level(2), sent)).toEqual(once);
    const both = await Promise.all([1, 2, 3].map(() => answer(ben, 'REC2', { value: { answer: 'no' } }, { key })));
    expect(both.map(({ revision }) => revision)).toEqual([1, 1, 1]);
    expect(
      (await work(ana)).answers.find(({ by, question }) => by === ana.participant && question === 'GOV1'),
    ).toMatchObject({ revision: 3, answer: level(1) });
  });

  it('takes the same answer twice for no conflict, and another one from an old page for one', async () => {
    expect(await answer(ana, 'GOV1', level(1), { expected: 0 })).toMatchObject({ revision: 3 });
    await expect(answer(ana, 'GOV1', level(4), { expected: 1 })).rejects.toMatchObject({
      code: 'revision.conflict',
      current: { revision: 3, answer: level(1) },
    });
  });

  it('takes an own answer back', async () => {
    await answer(cleo, 'CTX1', { value: { answer: 'yes' } });
    expect((await stage.get(ViewGroup).execute(cleo)).questions.map(({ id }) => id)).toContain('SOC3');
    await answer(cleo, 'CTX1', undefined, { expected: 1 });
    expect((await work(cleo)).answers.some(({ question }) => question === 'CTX1')).toBe(false);
  });

  it('refuses what is not legal for the question, what is not asked, evidence, and a figure of one’s own', async () => {
    await expect(answer(ana, 'GOV1', level(7))).rejects.toMatchObject({ code: 'input.refused' });
    await expect(answer(ana, 'CTX2', { value: { number: 3 } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(answer(ana, 'SOC3', { value: { checked: ['age'] } })).rejects.toMatchObject({ code: 'not-found' });
    await expect(answer(ana, 'GOV1', { ...level(2), evidence: ['order-7'] })).rejects.toMatchObject({
      faults: [{ code: 'answer.unknown-evidence' }],
    });
    await expect(
      answer(ana, 'WLB1', { value: { women: { of: 12, count: 1 }, men: { of: 40, count: 0 } } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(answer(ana, 'GOV1', level(2), { key: 'once' })).rejects.toMatchObject({ code: 'input.refused' });
  });

  it('records what the group holds with who agreed to which text, and the view of the minority', async () => {
    await hold(ana, 'GOV1', level(2), { note: 'In force, not yet known everywhere', expected: 0 });
    const agree = stage.get(SayAgreement);
    await agree.execute(cleo, { question: 'GOV1', agrees: true, expected: 1 });
    await agree.execute(ben, { question: 'GOV1', agrees: false, view: 'It is known in every unit.', expected: 1 });
    const held = heldTogether(await work(ben), GOV1, ben.participant);
    expect(held).toMatchObject({ state: 'split', mine: 'differs', consensus: { answer: level(2), origin: 'group' } });
    expect(held.agreed.map(({ name }) => name)).toEqual([ana.name, cleo.name]);
    expect(held.others).toMatchObject([{ member: { name: ben.name }, view: 'It is known in every unit.' }]);
    expect(held.silent).toHaveLength(1);
  });

  it('lets two phones write the consensus from one text only once, and shows the slower one what stands', async () => {
    const both = await Promise.allSettled([
      hold(ana, 'REC2', { value: { answer: 'yes' } }, { expected: 0 }),
      hold(ben, 'REC2', { value: { answer: 'partly' } }, { expected: 0 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as object] : []));
    expect(refused).toMatchObject({ code: 'revision.conflict', current: { revision: 1 } });
  });

  it('asks again for agreement when the text changes, and keeps every text there was', async () => {
    await hold(ben, 'GOV1', level(3), { expected: 1 });
    const held = heldTogether(await work(ana), GOV1, ana.participant);
    expect(held).toMatchObject({ state: 'written', consensus: { revision: 2 }, others: [] });
    expect(held.agreed.map(({ name }) => name)).toEqual([ben.name]);
    await expect(
      stage.get(SayAgreement).execute(ana, { question: 'GOV1', agrees: true, expected: 1 }),
    ).rejects.toMatchObject({ code: 'revision.conflict', current: { revision: 2, answer: level(3) } });
    expect(
      await stage.rows(
        'SELECT revision, changed_by FROM workshop_consensus_history WHERE question_id = $1 ORDER BY 1',
        ['GOV1'],
      ),
    ).toEqual([
      { revision: 1, changed_by: ana.participant },
      { revision: 2, changed_by: ben.participant },
    ]);
  });

  it('shows a figure of the data sheet, and makes it the group’s own when they correct it', async () => {
    const rate = (count: number) => ({ value: { women: { of: 12, count }, men: { of: 40, count: 0 } } });
    const filled = await stage
      .port(UnitOfWork)
      .run({ actor: cast.facilitator.userId }, (tx) =>
        tx.query<{ n: number }>('SELECT fill_from_sheet($1, $2, $3, now()) AS n', [
          ana.group?.id,
          JSON.stringify({ WLB1: rate(1) }),
          cast.facilitator.userId,
        ]),
      );
    expect(filled).toEqual([{ n: 1 }]);
    const WLB1 = questionOf(sampleInstrument(), 'WLB1');
    expect(heldTogether(await work(ana), WLB1, ana.participant)).toMatchObject({
      state: 'sheet',
      consensus: { origin: 'sheet', answer: rate(1) },
    });
    await hold(ana, 'WLB1', rate(2), { expected: 1 });
    expect(heldTogether(await work(ana), WLB1, ana.participant)).toMatchObject({
      state: 'written',
      consensus: { origin: 'group', answer: rate(2) },
    });
  });

  it('scores what the group holds, claimed alone, and gives proposals from the library', async () => {
    const { result } = await stage.get(ViewGroup).result(ana);
    expect(result).toMatchObject({ held: 3, fromSheet: 0 });
    expect(result.score.items['GOV1']).toMatchObject({ claimed: 75 });
    expect(result.score.coverage.evidenced).toBe(0);
  });

  it('keeps points to the group until they are put forward, and takes them back', async () => {
    const point = { group: 'agency', pointKind: 'proposal', addressee: 'hr', dimension: 'D1', expected: 0 };
    const id = randomUUID();
    await stage.get(SayPoint).execute(ana, { ...point, id, body: 'Ask every unit once a year.' });
    // A phone that lost the reply sends it again with the id it gave.
    await stage.get(SayPoint).execute(ana, { ...point, id, body: 'Ask every unit once a year.' });
    expect((await work(ben)).points).toMatchObject([{ id, addressee: 'hr', revision: 1 }]);
    expect((await work(elsewhere)).points).toEqual([]);
    const seenElsewhere = () => seen(seatScope(elsewhere), 'workshop_point');
    expect(await seenElsewhere()).toBe(0);
    const move = (seat: Seat, to: string) => stage.get(MovePoint).execute(seat, { id, group: 'agency', to });
    await expect(move(elsewhere, 'plenary')).rejects.toMatchObject({ code: 'not-found' });
    await move(ben, 'plenary');
    expect(await seenElsewhere()).toBe(1);
    await move(ben, 'group');
    expect(await seenElsewhere()).toBe(0);
    await move(ben, 'away');
    expect((await work(ana)).points).toEqual([]);
  });

  it('gives mixed groups and guests points, and no question of any agency', async () => {
    const guest = await seated(cast.guests.people[0]);
    await expect(answer(guest, 'GOV1', level(1))).rejects.toMatchObject({ code: 'workshop.not-in-agency-group' });
    await expect(stage.get(ViewGroup).result(guest)).rejects.toMatchObject({ code: 'workshop.not-in-agency-group' });
    await expect(stage.get(ChooseForGroup).execute(guest, { about: 'room', choice: 'shown' })).rejects.toMatchObject({
      code: 'workshop.not-in-agency-group',
    });
    const point = { pointKind: 'strength', addressee: '', dimension: '', expected: 0 };
    await stage.get(SayPoint).execute(guest, { ...point, group: 'agency', body: 'Two donors talk to each other.' });
    await stage.get(SayPoint).execute(ana, { ...point, group: 'mixed', body: 'We all have focal points.' });
    const neighbour = cast.agencies
      .flatMap(({ people }) => people)
      .find(({ mixed, agency }) => mixed === ana.mixedGroup && agency !== ana.agency);
    if (neighbour === undefined) throw new Error('A mixed group holds people of several agencies.');
    const theirs = await work(await seated(neighbour));
    expect(theirs.points.map(({ body }) => body)).toEqual(['We all have focal points.']);
    expect(theirs.consensus).toEqual([]);
    expect(theirs.members.some(({ id }) => id === ana.participant)).toBe(true);
  });

  const view = (actor: Parameters<ViewAgencyGroup['execute']>[0], group = cast.agencies[0].group) =>
    stage.get(ViewAgencyGroup).execute(actor, { workshop: cast.workshop, group });
  const choose = (seat: Seat, about: string, choice: string) =>
    stage.get(ChooseForGroup).execute(seat, { about, choice });

  it('shows those who lead the workshop a result only while the group shows it in the room', async () => {
    const { facilitator, coordinator } = cast;
    expect((await view(facilitator)).result).toBeUndefined();
    // What may stand in the outcome document is not for the wall: the row is open, the page is not.
    await choose(ana, 'outcome', 'named');
    expect(await seen({ actor: facilitator.userId }, 'workshop_consensus')).toBeGreaterThan(0);
    expect((await view(facilitator)).result).toBeUndefined();
    await choose(ben, 'room', 'shown');
    expect((await view(facilitator)).result).toMatchObject({ held: 3 });
    expect((await view(coordinator)).result).toMatchObject({ held: 3 });
    await choose(cleo, 'room', 'hidden');
    await choose(cleo, 'outcome', 'withheld');
    expect((await view(facilitator)).result).toBeUndefined();
    expect(await seen({ actor: facilitator.userId }, 'workshop_consensus')).toBe(0);
    expect((await stage.rows('SELECT FROM workshop_choice')).length).toBe(6);
  });

  it('shows an agency’s own lead its result always, and no other agency’s', async () => {
    const [first, second] = cast.agencies;
    expect(await view(first.lead)).toMatchObject({ isOwn: true, result: { held: 3 } });
    await expect(view(second.lead)).rejects.toMatchObject({ code: 'not-found' });
    await expect(view(cast.stranger)).rejects.toMatchObject({ code: 'not-found' });
    await expect(view(stage.root)).rejects.toMatchObject({ code: 'not-found' });
  });

  const seen = (scope: Scope, table: string, group = cast.agencies[0].group): Promise<number> =>
    stage
      .port(UnitOfWork)
      .run(scope, (tx) =>
        tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE group_id = $1`, [group]),
      )
      .then(([row]) => row?.n ?? -1);

  it('has rows of what is said in a group for that group and the agency’s lead alone', async () => {
    const other = await workshopCast(stage.database, { nth: 1 });
    const tables = ['workshop_answer', 'workshop_consensus', 'workshop_consensus_history', 'workshop_agreement'];
    const nobody: readonly Scope[] = [
      seatScope(elsewhere),
      seatScope(cast.guests.people[0]),
      seatScope(other.agencies[0].people[0]),
      { actor: cast.facilitator.userId },
      { actor: cast.coordinator.userId },
      { actor: cast.stranger.userId },
      { actor: cast.agencies[1].lead.userId },
      { actor: stage.root.userId },
    ];
    for (const table of tables) {
      expect([table, await seen(seatScope(ana), table)]).not.toEqual([table, 0]);
      expect([table, await seen({ actor: cast.agencies[0].lead.userId }, table)]).not.toEqual([table, 0]);
      for (const [at, scope] of nobody.entries()) expect([table, at, await seen(scope, table)]).toEqual([table, at, 0]);
    }
  });

  it('is taken along by the agency’s lead as what the group said as one, without single answers or ways in', async () => {
    const { id, lead, people } = cast.agencies[0];
    const parts = await stage
      .port(UnitOfWork)
      .run({ actor: lead.userId }, (tx) => stage.port(HoldingsReader).ofAgency(tx, id));
    const counts = new Map(parts.map(({ name, rows }) => [name, rows.length]));
    expect(counts.get('workshop_participant')).toBe(people.length);
    expect(counts.get('workshop_consensus')).toBe(3);
    expect(counts.get('workshop_choice')).toBe(4);
    expect([...counts.keys()].filter((name) => /_(answer|agreement)$/.test(name))).toEqual([]);
    const text = JSON.stringify(parts);
    for (const { badge, key } of people) expect([text.includes(badge), text.includes(key)]).toEqual([false, false]);
  });

  it('tells of an agency’s settings its group, its lead and those who lead the workshop, and no other group', async () => {
    const [first, second] = cast.agencies;
    const told = async (scope: Scope): Promise<number> =>
      (await stage.port(UnitOfWork).run(scope, (tx) => tx.query('SELECT name FROM agency_of_group($1)', [first.group])))
        .length;
    for (const scope of [seatScope(ana), { actor: first.lead.userId }, { actor: cast.facilitator.userId }])
      expect(await told(scope)).toBe(1);
    for (const scope of [
      seatScope(elsewhere),
      seatScope(cast.guests.people[0]),
      { actor: second.lead.userId },
      { actor: cast.stranger.userId },
    ])
      expect(await told(scope)).toBe(0);
  });

  it('lets nobody write in another group’s name, nor in a colleague’s', async () => {
    const insert = (scope: Scope, group: string, participant: string) =>
      stage.port(UnitOfWork).run(scope, (tx) =>
        tx.query(
          `INSERT INTO workshop_answer (workshop_id, group_id, participant_id, question_id, answer, changed_at)
           VALUES ($1, $2, $3, 'SVC7', '{"value": {"level": 4}}', now())`,
          [cast.workshop, group, participant],
        ),
      );
    const [first, second] = cast.agencies;
    for (const [scope, group, participant] of [
      [seatScope(elsewhere), first.group, elsewhere.participant],
      [seatScope(ana), first.group, ben.participant],
      [seatScope(ana), second.group, ana.participant],
      [{ actor: first.lead.userId }, first.group, ana.participant],
      [{ actor: cast.facilitator.userId }, first.group, ana.participant],
    ] as const)
      await expect(insert(scope, group, participant)).rejects.toThrow('row-level security');
    await insert(seatScope(ana), first.group, ana.participant);
  });

  it('takes along nothing of one agency to another when the roster moves a person', async () => {
    const [, , , dina] = cast.agencies[0].people;
    if (dina === undefined) throw new Error('An agency sends four people.');
    const before = await seated(dina);
    await answer(before, 'GOV1', level(4));
    const [, second] = cast.agencies;
    await stage.rows('UPDATE workshop_participant SET agency_id = $2, agency_group_id = $3 WHERE id = $1', [
      dina.participant,
      second.id,
      second.group,
    ]);
    // What waits on the phone, or stands on a page of it, is about the other agency: it is not to arrive here.
    await expect(hold(before, 'GOV1', level(4), { expected: 0 })).rejects.toMatchObject({ code: 'seat.unusable' });
    await stage.rows('UPDATE workshop_participant SET seat_sha256 = $2 WHERE id = $1', [dina.participant, dina.key]);
    const after = await seated(dina);
    expect(await answer(after, 'GOV1', level(0), { expected: 0 })).toMatchObject({ revision: 1 });
    expect((await work(after)).answers.map(({ by }) => by)).toEqual([dina.participant]);
    expect((await work(ana)).answers.some(({ by }) => by === dina.participant)).toBe(false);
  });

  it('says nothing more once the workshop is closed, but lets a choice be taken back', async () => {
    await choose(ana, 'room', 'shown');
    await stage.rows("UPDATE workshop SET state = 'closed', closed_at = now(), joining = false WHERE id = $1", [
      cast.workshop,
    ]);
    await expect(answer(ana, 'GOV1', level(4))).rejects.toMatchObject({ code: 'workshop.wrong-state' });
    await expect(hold(ana, 'GOV1', level(4))).rejects.toMatchObject({ code: 'workshop.wrong-state' });
    await choose(ana, 'room', 'hidden');
    expect((await work(ana)).choices.room).toBe('hidden');
    await stage.rows('UPDATE workshop_participant SET removed_at = now() WHERE id = $1', [ben.participant]);
    await expect(answer(ben, questionId('GOV1'), level(4))).rejects.toMatchObject({ code: 'seat.unusable' });
  });
});
