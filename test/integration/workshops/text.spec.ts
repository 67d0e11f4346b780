import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AddClause,
  ChangeClause,
  ChangeOffer,
  type ClauseId,
  CommentOnClause,
  commentId,
  HoldPosition,
  HoldSeat,
  isStale,
  KeepCommitment,
  LockText,
  MakeOffer,
  MarkClause,
  MoveClause,
  pointId,
  ReadCommitments,
  ReadOffers,
  ReadRoomClause,
  ReadRoomText,
  RemoveCommitment,
  RestoreClause,
  SEAT_HOLDER,
  SettleComment,
  SuggestPairs,
  UnitOfWork,
  UnlockText,
  ViewClause,
  ViewText,
  WithdrawClause,
} from '@isonomia/application';
import { Stage } from '../../support/stage.js';
import { seatScope, workshopCast, type Seated, type WorkshopCast } from '../../support/workshop.js';

const IN_WORDS = {
  addressee: 'heads',
  texts: { en: 'Set a target for recruitment.', ru: 'Установить цель по набору.' },
};

describe('the agreed text of a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  let planned: WorkshopCast;
  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    planned = await workshopCast(stage.database, { nth: 1, state: 'planned' });
  });
  afterAll(() => stage.close());

  const seatOf = ({ secret }: Seated) => stage.get(HoldSeat).execute({ secret });
  const customs = () => seatOf(cast.agencies[0].people[0]);
  const guards = () => seatOf(cast.agencies[1].people[0]);
  const guest = () => seatOf(cast.guests.people[0]);
  const added = async (words: object = {}): Promise<ClauseId> => {
    const command = { workshop: cast.workshop, ...IN_WORDS, ...words };
    return (await stage.get(AddClause).execute(cast.facilitator, command)).clause;
  };
  const ledClause = (clause: ClauseId) =>
    stage.get(ViewClause).execute(cast.facilitator, { workshop: cast.workshop, clause });
  const audited = (action: string) =>
    stage.rows<{ readonly detail: Record<string, unknown> }>(
      'SELECT detail FROM audit WHERE action = $1 AND subject_id = $2 ORDER BY id',
      [action, cast.workshop],
    );

  it('leaves one row of the audit for each change, and none for what changed nothing', async () => {
    const [{ workshop, facilitator }, seat] = [cast, await customs()];
    const clause = await added();
    const next = await added();
    const [of, words] = [
      { workshop, clause },
      { ...IN_WORDS, texts: { en: 'In other words.' } },
    ];
    const due = new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 10);
    const promise = { position: 3, what: 'Promise', owner: 'Somebody', due };
    const make = () => stage.get(MakeOffer).execute(seat, { kind: 'ask', dimension: 'D2', body: 'Trainers' });
    const { offer } = await make();
    await stage.get(CommentOnClause).execute(seat, { clause, body: 'First' });
    const comment = (await ledClause(clause)).comments[0]?.id;
    if (comment === undefined) throw new Error('The comment was not kept.');
    const settle = () => stage.get(SettleComment).execute(facilitator, { workshop, comment, settled: true });
    const said = { clause, body: 'Second', key: randomUUID() };
    const acts: readonly (readonly [action: string, act: () => Promise<unknown>])[] = [
      ['clause-added', () => added()],
      ['clause-changed', () => stage.get(ChangeClause).execute(facilitator, { ...of, ...words, expected: 1 })],
      ['clause-marked', () => stage.get(MarkClause).execute(facilitator, { ...of, mark: 'noted', expected: 2 })],
      ['clause-moved', () => stage.get(MoveClause).execute(facilitator, { workshop, clause: next, direction: 'up' })],
      ['comment-settled', settle],
      ['', settle],
      ['clause-commented', () => stage.get(CommentOnClause).execute(seat, said)],
      ['', () => stage.get(CommentOnClause).execute(seat, said)],
      ['position-held', () => stage.get(HoldPosition).execute(seat, { clause, stance: 'agrees', expected: 3 })],
      ['clause-withdrawn', () => stage.get(WithdrawClause).execute(facilitator, { ...of, expected: 3 })],
      ['clause-restored', () => stage.get(RestoreClause).execute(facilitator, of)],
      ['', () => stage.get(RestoreClause).execute(facilitator, of)],
      ['commitment-kept', () => stage.get(KeepCommitment).execute(seat, { ...promise, expected: 0 })],
      ['commitment-removed', () => stage.get(RemoveCommitment).execute(seat, { position: 3, expected: 1 })],
      ['offer-made', make],
      ['offer-changed', () => stage.get(ChangeOffer).execute(seat, { offer, state: 'withdrawn', expected: 1 })],
      ['', () => stage.get(ViewText).execute(facilitator, cast)],
      ['', () => stage.get(SuggestPairs).execute(facilitator, cast)],
    ];
    const actions = async () =>
      (
        await stage.rows<{ readonly action: string }>('SELECT action FROM audit WHERE subject_id = $1 ORDER BY id', [
          workshop,
        ])
      ).map(({ action }) => action);
    for (const [action, act] of acts) {
      const before = (await actions()).length;
      await act();
      expect((await actions()).slice(before)).toEqual(action === '' ? [] : [`workshop.${action}`]);
    }
    for (const id of (await stage.get(ViewText).execute(facilitator, cast)).clauses.map((one) => one.id))
      await stage.rows('UPDATE workshop_clause SET withdrawn_at = now() WHERE id = $1', [id]);
    await stage.rows('DELETE FROM workshop_offer');
  });

  it('is written by those who lead the workshop and read in the room', async () => {
    const clause = await added();
    const text = await stage.get(ReadRoomText).execute(await customs());
    expect(text.clauses.find(({ id }) => id === clause)).toMatchObject({ ...IN_WORDS, mark: 'open', revision: 1 });
    expect(text.groups).toContainEqual(
      expect.objectContaining({ name: 'Norlavia Border Guard', kind: 'agency', country: 'Country W0' }),
    );
    expect((await stage.get(ViewText).execute(cast.coordinator, { workshop: cast.workshop })).clauses).toHaveLength(1);
  });

  it('is nobody’s who leads another workshop or an agency of this one, and not there for the administrator', async () => {
    for (const actor of [cast.stranger, cast.agencies[0].lead, stage.root]) {
      const asked = { workshop: cast.workshop };
      await expect(stage.get(ViewText).execute(actor, asked)).rejects.toMatchObject({ code: 'not-found' });
      const of = { ...asked, clause: await added(), expected: 1 };
      const comment = commentId(randomUUID());
      const attempts: readonly Promise<unknown>[] = [
        stage.get(AddClause).execute(actor, { ...asked, ...IN_WORDS }),
        stage.get(ChangeClause).execute(actor, { ...of, ...IN_WORDS }),
        stage.get(MarkClause).execute(actor, { ...of, mark: 'adopted' }),
        stage.get(MoveClause).execute(actor, { ...of, direction: 'up' }),
        stage.get(WithdrawClause).execute(actor, of),
        stage.get(RestoreClause).execute(actor, of),
        stage.get(LockText).execute(actor, { ...asked, open: [] }),
        stage.get(UnlockText).execute(actor, asked),
        stage.get(SettleComment).execute(actor, { ...asked, comment, settled: true }),
        stage.get(ViewClause).execute(actor, of),
        stage.get(SuggestPairs).execute(actor, asked),
        stage.get(ReadCommitments).ofWorkshop(actor, asked),
        stage.get(ReadOffers).ofWorkshop(actor, asked),
      ];
      for (const { status, ...reply } of await Promise.allSettled(attempts))
        expect([status, reply]).toEqual(['rejected', { reason: expect.objectContaining({ code: 'not-found' }) }]);
    }
  });

  it('needs words in one language of the workshop, for somebody who is addressed', async () => {
    const nothing = { addressee: 'everybody', texts: { en: '  ', fr: 'Fixer une cible.' }, dimension: 'D9' };
    await expect(added(nothing)).rejects.toMatchObject({
      faults: [
        { code: 'input.not-in-list', path: 'addressee' },
        { code: 'input.missing', path: 'texts.en' },
        { code: 'input.not-in-list', path: 'dimension' },
      ],
    });
  });

  it('shows what stands when two of them change one clause, and keeps every wording', async () => {
    const clause = await added();
    const change = { workshop: cast.workshop, clause, ...IN_WORDS, expected: 1 };
    await stage.get(ChangeClause).execute(cast.facilitator, { ...change, texts: { en: 'The first wording.' } });
    const late = stage.get(ChangeClause).execute(cast.coordinator, { ...change, texts: { en: 'The second wording.' } });
    await expect(late).rejects.toMatchObject({
      code: 'revision.conflict',
      current: { revision: 2, texts: { en: 'The first wording.' } },
    });
    const again = { ...change, texts: { en: 'The second wording.' }, expected: 2 };
    await stage.get(ChangeClause).execute(cast.coordinator, again);
    const { history } = await ledClause(clause);
    expect(history.map(({ event, texts, by }) => [event, texts['en'], by])).toEqual([
      ['added', 'Set a target for recruitment.', cast.facilitator.userId],
      ['changed', 'The first wording.', cast.facilitator.userId],
      ['changed', 'The second wording.', cast.coordinator.userId],
    ]);
  });

  it('opens a mark again when the words change, and leaves it when nothing does', async () => {
    const clause = await added();
    const of = { workshop: cast.workshop, clause };
    await stage.get(MarkClause).execute(cast.facilitator, { ...of, mark: 'adopted', expected: 1 });
    await stage.get(ChangeClause).execute(cast.facilitator, { ...of, ...IN_WORDS, expected: 2 });
    expect((await ledClause(clause)).clause).toMatchObject({ mark: 'adopted', revision: 2 });
    const other = { texts: { en: 'Set two targets.' }, addressee: 'heads' };
    expect(await stage.get(ChangeClause).execute(cast.facilitator, { ...of, ...other, expected: 2 })).toEqual({
      revision: 3,
      open: true,
    });
    expect((await ledClause(clause)).clause).toMatchObject({ mark: 'open', revision: 3, textRevision: 3 });
    const unseen = stage.get(MarkClause).execute(cast.coordinator, { ...of, mark: 'adopted', expected: 2 });
    await expect(unseen).rejects.toMatchObject({ code: 'revision.conflict' });
  });

  it('keeps its order by hand, each addressee by itself', async () => {
    const [one, two, three] = [
      await added({ addressee: 'hr' }),
      await added({ addressee: 'hr' }),
      await added({ addressee: 'hr' }),
    ];
    const move = (clause: ClauseId, direction: string) =>
      stage.get(MoveClause).execute(cast.facilitator, { workshop: cast.workshop, clause, direction });
    await move(three, 'up');
    await move(one, 'up');
    await move(one, 'down');
    const { clauses } = await stage.get(ReadRoomText).execute(await customs());
    expect(clauses.filter(({ addressee }) => addressee === 'hr').map(({ id }) => id)).toEqual([three, one, two]);
  });

  it('lets a withdrawn clause come back with all that was said of it', async () => {
    const clause = await added();
    const of = { workshop: cast.workshop, clause };
    await stage.get(CommentOnClause).execute(await guest(), { clause, body: 'We can help.' });
    await stage.get(WithdrawClause).execute(cast.facilitator, { ...of, expected: 1 });
    const asked = stage.get(ReadRoomClause).execute(await customs(), { clause });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    const { withdrawn } = await stage.get(ViewText).execute(cast.facilitator, { workshop: cast.workshop });
    expect(withdrawn.map(({ id }) => id)).toContain(clause);
    await stage.get(RestoreClause).execute(cast.coordinator, of);
    const back = await stage.get(ReadRoomClause).execute(await customs(), { clause });
    expect(back.comments.map(({ body }) => body)).toEqual(['We can help.']);
    expect(back.history.map(({ event }) => event)).toEqual(['added', 'withdrawn', 'restored']);
  });

  it('takes a point that a group put forward for its draft, and none that it kept', async () => {
    const { participant, group } = cast.agencies[0].people[0];
    const [forward, kept] = [randomUUID(), randomUUID()];
    await stage.rows(
      `INSERT INTO workshop_point (id, workshop_id, group_id, kind, body, participant_id, created_at, changed_at, put_forward_at)
       VALUES ($1, $3, $4, 'proposal', 'A target for each unit.', $5, now(), now(), now()),
              ($2, $3, $4, 'proposal', 'Not for others.', $5, now(), now(), NULL)`,
      [forward, kept, cast.workshop, group, participant],
    );
    const { points } = await stage.get(ViewText).execute(cast.facilitator, { workshop: cast.workshop });
    expect(points.map(({ body }) => body)).toEqual(['A target for each unit.']);
    const clause = await added({ point: pointId(forward) });
    expect((await ledClause(clause)).clause.point).toBe(forward);
    await expect(added({ point: pointId(kept) })).rejects.toMatchObject({ code: 'not-found' });
  });

  describe('what agencies hold of a clause', () => {
    it('is one position a group, the newest, and told to be old once the words change', async () => {
      const clause = await added();
      await stage.get(HoldPosition).execute(await customs(), { clause, stance: 'agrees', expected: 1 });
      const reserved = { clause, stance: 'reserves', reason: 'Our law sets no targets.', expected: 1 };
      await stage.get(HoldPosition).execute(await seatOf(cast.agencies[0].people[1]), reserved);
      stage.played.clock.forward(1_000);
      await stage.get(HoldPosition).execute(await guards(), { clause, stance: 'agrees', expected: 1 });
      const seen = await stage.get(ReadRoomClause).execute(await guest(), { clause });
      expect(seen.positions.map(({ group, stance, reason }) => [group, stance, reason])).toEqual([
        [cast.agencies[0].group, 'reserves', 'Our law sets no targets.'],
        [cast.agencies[1].group, 'agrees', undefined],
      ]);
      const marked = { workshop: cast.workshop, clause, mark: 'noted', expected: 1 };
      await stage.get(MarkClause).execute(cast.facilitator, marked);
      const stale = async () => {
        const { clause: now, positions } = await ledClause(clause);
        return positions.filter((one) => isStale(one, now)).length;
      };
      await stage.get(HoldPosition).execute(await guards(), { clause, stance: 'abstains', expected: 2 });
      expect((await ledClause(clause)).positions.map(({ ofRevision }) => ofRevision)).toEqual([1, 1]);
      expect(await stale()).toBe(0);
      const change = { ...marked, ...IN_WORDS, texts: { en: 'Set goals.' }, expected: 2 };
      await stage.get(ChangeClause).execute(cast.facilitator, change);
      expect(await stale()).toBe(2);
      const unseen = stage.get(HoldPosition).execute(await customs(), { clause, stance: 'agrees', expected: 2 });
      await expect(unseen).rejects.toMatchObject({
        code: 'revision.conflict',
        current: { texts: { en: 'Set goals.' } },
      });
    });

    it('needs a reason for a reservation, and is not for guests', async () => {
      const clause = await added();
      const bare = stage
        .get(HoldPosition)
        .execute(await customs(), { clause, stance: 'reserves', reason: ' ', expected: 1 });
      await expect(bare).rejects.toMatchObject({ faults: [{ code: 'input.missing', path: 'reason' }] });
      const guests = stage.get(HoldPosition).execute(await guest(), { clause, stance: 'agrees', expected: 1 });
      await expect(guests).rejects.toMatchObject({ code: 'workshop.not-in-agency-group' });
    });

    it('is said in comments too, which those who lead settle, and the audit never repeats', async () => {
      const clause = await added();
      await stage.get(CommentOnClause).execute(await guards(), { clause, body: 'Say by when, canary.' });
      const [comment] = (await ledClause(clause)).comments;
      if (comment === undefined) throw new Error('The comment was not kept.');
      const of = { workshop: cast.workshop, comment: comment.id };
      await stage.get(SettleComment).execute(cast.facilitator, { ...of, settled: true });
      expect((await ledClause(clause)).comments[0]?.settledAt).toBeInstanceOf(Date);
      await stage.get(SettleComment).execute(cast.facilitator, { ...of, settled: false });
      expect((await ledClause(clause)).comments[0]?.settledAt).toBeUndefined();
      const told = await audited('workshop.clause-commented');
      expect(told.at(-1)?.detail).toEqual({
        participant: cast.agencies[1].people[0].participant,
        clause,
        comment: of.comment,
      });
    });
  });

  describe('what agencies promise each other', () => {
    const PROMISE = { position: 1, what: 'Write a mentoring scheme', owner: 'Head of personnel', expected: 0 };
    const inAWhile = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);

    it('is up to three commitments of an agency, due within a year of the last day', async () => {
      const seat = await customs();
      const keep = (command: object) =>
        stage.get(KeepCommitment).execute(seat, { ...PROMISE, due: inAWhile, help: 'A trainer', ...command });
      await expect(keep({ due: '2199-01-01' })).rejects.toMatchObject({ faults: [{ code: 'input.not-in-year' }] });
      await expect(keep({ position: 4 })).rejects.toMatchObject({ code: 'not-found' });
      expect(await keep({})).toEqual({ revision: 1 });
      await expect(keep({})).rejects.toMatchObject({ code: 'revision.conflict', current: { what: PROMISE.what } });
      expect(await keep({ expected: 1, what: 'Write two schemes' })).toEqual({ revision: 2 });
      const read = await stage.get(ReadCommitments).ofRoom(await guest());
      expect(read.commitments).toMatchObject([{ what: 'Write two schemes', due: inAWhile, help: 'A trainer' }]);
      expect(read.groups.every(({ kind }) => kind === 'agency')).toBe(true);
      const removed = await stage.get(RemoveCommitment).execute(seat, { position: 1, expected: 2 });
      expect(removed.what).toBe('Write two schemes');
      expect((await stage.get(ReadCommitments).ofWorkshop(cast.facilitator, cast)).commitments).toEqual([]);
      const guests = stage.get(KeepCommitment).execute(await guest(), { ...PROMISE, due: inAWhile });
      await expect(guests).rejects.toMatchObject({ code: 'workshop.not-in-agency-group' });
    });

    it('is an offer or a question of any group, which it withdraws and opens again', async () => {
      const [seat, other] = [await guest(), await customs()];
      const made = { kind: 'offer', dimension: 'D1', body: 'A week with our trainers.' };
      const { offer } = await stage.get(MakeOffer).execute(seat, made);
      const change = { offer, state: 'withdrawn', expected: 1 };
      await expect(stage.get(ChangeOffer).execute(other, change)).rejects.toMatchObject({ code: 'not-found' });
      expect(await stage.get(ChangeOffer).execute(seat, change)).toEqual({ revision: 2 });
      await expect(stage.get(ChangeOffer).execute(seat, change)).rejects.toMatchObject({ code: 'revision.conflict' });
      await stage.get(ChangeOffer).execute(seat, { offer, state: 'open', expected: 2 });
      expect((await stage.get(ReadOffers).ofRoom(other)).offers).toMatchObject([{ body: made.body, state: 'open' }]);
      const bare = stage.get(MakeOffer).execute(seat, { kind: 'ask', dimension: '', body: '' });
      await expect(bare).rejects.toMatchObject({ faults: [{ path: 'dimension' }, { path: 'body' }] });
    });
  });

  describe('once it is locked', () => {
    const open = async () => {
      const { clauses } = await stage.get(ViewText).execute(cast.facilitator, { workshop: cast.workshop });
      return clauses.filter(({ mark }) => mark === 'open').map(({ id }) => id);
    };

    it('stays as it was agreed, until it is unlocked, and for good with a frozen outcome', async () => {
      const clause = await added();
      const of = { workshop: cast.workshop, clause };
      const lock = (ids: readonly ClauseId[]) =>
        stage.get(LockText).execute(cast.facilitator, { workshop: cast.workshop, open: ids });
      await expect(lock([])).rejects.toMatchObject({ code: 'revision.conflict' });
      await lock(await open());
      const refused = { code: 'clauses.locked' };
      await expect(added()).rejects.toMatchObject(refused);
      const mark = { ...of, mark: 'adopted', expected: 1 };
      await expect(stage.get(MarkClause).execute(cast.facilitator, mark)).rejects.toMatchObject(refused);
      const seat = await customs();
      const held = { clause, stance: 'agrees', expected: 1 };
      await expect(stage.get(HoldPosition).execute(seat, held)).rejects.toMatchObject(refused);
      const said = stage.get(CommentOnClause).execute(seat, { clause, body: 'Late.' });
      await expect(said).rejects.toMatchObject(refused);
      await stage.get(UnlockText).execute(cast.coordinator, cast);
      await stage.get(HoldPosition).execute(seat, held);
      await lock(await open());
      await stage.rows(
        `INSERT INTO workshop_outcome (id, workshop_id, revision, body, sha256, agencies, frozen_by, frozen_at)
         VALUES (gen_random_uuid(), $1, 1, '{}', repeat('0', 64), '{}', 'somebody', now())`,
        [cast.workshop],
      );
      await expect(stage.get(UnlockText).execute(cast.facilitator, cast)).rejects.toMatchObject(refused);
      await stage.rows('UPDATE workshop SET clauses_locked_at = NULL WHERE id = $1', [cast.workshop]);
      await stage.rows('DELETE FROM workshop_outcome');
    });

    it('is not locked before the workshop has begun, when it can be drafted already', async () => {
      const { workshop, facilitator } = planned;
      await stage.get(AddClause).execute(facilitator, { workshop, ...IN_WORDS });
      const early = stage.get(LockText).execute(facilitator, { workshop, open: [] });
      await expect(early).rejects.toMatchObject({ code: 'workshop.wrong-state' });
    });
  });

  describe('as rows', () => {
    const asked = async (scope: Parameters<UnitOfWork['run']>[0], sql: string, values: readonly unknown[] = []) =>
      stage.port(UnitOfWork).run(scope, (tx) => tx.query<Record<string, unknown>>(sql, values));
    const REFUSED = /row-level security/;
    const POSITION = `INSERT INTO workshop_position (workshop_id, clause_id, group_id, stance, of_revision, participant_id, said_at)
      VALUES ($1, $2, $3, 'agrees', 1, $4, now())`;
    const COMMITMENT = `INSERT INTO workshop_commitment
        (id, workshop_id, group_id, position, what, owner, due, participant_id, changed_at)
      VALUES (gen_random_uuid(), $1, $2, 3, 'Promise', 'Somebody', '2027-01-01', $3, now())`;

    it('is read by its room and by those who lead it, and by nobody else', async () => {
      await added();
      const count = 'SELECT count(*)::int AS rows FROM workshop_clause WHERE workshop_id = $1';
      const rows = async (scope: Parameters<UnitOfWork['run']>[0]) =>
        (await asked(scope, count, [cast.workshop]))[0]?.['rows'];
      expect(await rows({ actor: cast.facilitator.userId })).toBeGreaterThan(0);
      expect(await rows(seatScope(cast.guests.people[0]))).toBeGreaterThan(0);
      expect(await rows({ actor: cast.agencies[0].lead.userId })).toBeGreaterThan(0);
      for (const scope of [
        { actor: cast.stranger.userId },
        { actor: stage.root.userId },
        { actor: SEAT_HOLDER },
        seatScope(planned.agencies[0].people[0]),
      ])
        expect(await rows(scope)).toBe(0);
    });

    it('takes no position, comment or promise in the name of another group, of guests or from another room', async () => {
      const clause = await added();
      const [own, other] = [cast.agencies[0].people[0], cast.agencies[1].group];
      const { workshop } = cast;
      const hold = (seat: Seated, group: string) =>
        asked(seatScope(seat), POSITION, [workshop, clause, group, seat.participant]);
      await expect(hold(own, other)).rejects.toThrow(REFUSED);
      await expect(hold(own, own.mixed ?? '')).rejects.toThrow(REFUSED);
      await expect(hold(cast.guests.people[0], cast.guests.group)).rejects.toThrow(REFUSED);
      await expect(hold(planned.agencies[0].people[0], own.group)).rejects.toThrow(REFUSED);
      const promise = (seat: Seated, group: string) =>
        asked(seatScope(seat), COMMITMENT, [workshop, group, seat.participant]);
      await expect(promise(own, other)).rejects.toThrow(REFUSED);
      await expect(promise(cast.guests.people[0], cast.guests.group)).rejects.toThrow(REFUSED);
      await hold(own, own.group);
      const touched = await asked(
        seatScope(cast.agencies[1].people[0]),
        `WITH done AS (UPDATE workshop_position SET stance = 'abstains' WHERE clause_id = $1 RETURNING clause_id)
         SELECT * FROM done`,
        [clause],
      );
      expect(touched).toEqual([]);
    });

    it('lets no seat change a word, and nobody once it is locked', async () => {
      const clause = await added();
      const change = `WITH done AS (UPDATE workshop_clause SET mark = 'adopted' WHERE id = $1 RETURNING id) SELECT * FROM done`;
      const seat = seatScope(cast.agencies[0].people[0]);
      expect(await asked(seat, change, [clause])).toEqual([]);
      await stage.rows('UPDATE workshop SET clauses_locked_at = now() WHERE id = $1', [cast.workshop]);
      expect(await asked({ actor: cast.facilitator.userId }, change, [clause])).toEqual([]);
      const { participant, group } = cast.agencies[0].people[0];
      await expect(asked(seat, POSITION, [cast.workshop, clause, group, participant])).rejects.toThrow(REFUSED);
      await stage.rows('UPDATE workshop SET clauses_locked_at = NULL WHERE id = $1', [cast.workshop]);
      expect(await asked({ actor: cast.facilitator.userId }, change, [clause])).toHaveLength(1);
    });
  });
});
