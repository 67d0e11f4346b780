import {
  ChangeRound,
  ChooseSharing,
  CloseRound,
  DeclineRound,
  ExtendRound,
  InviteAgencies,
  KeepRounds,
  ListCandidates,
  ListDueReminders,
  ListRounds,
  ListRoundsOfAgency,
  OpenRound,
  PlanRound,
  RemindAgencies,
  ViewBoard,
  ViewPlanOffer,
  ViewRound,
  ViewRoundInvitation,
  RecordAnswers,
  SubmitAssessment,
  type Actor,
  type AgencyId,
  type Country,
  type RoundId,
} from '@isonomia/application';
import { afterEach, beforeAll, afterAll, describe, expect, it } from '@jest/globals';
import { keepRoundsHourly } from '../../../apps/worker/src/keeping-rounds.js';
import { person } from '../../support/people.js';
import { code, faultsOf } from '../../support/refusals.js';
import { begun, dayFromNow, openRound, planFor, plannedRound, takesPart, withAccount } from '../../support/round.js';
import { answered } from '../../support/review.js';
import { APPROVAL, Stage } from '../../support/stage.js';

const DAY_MS = 86_400_000;

describe('a round', () => {
  let stage: Stage;
  let north: Country;
  let south: Country;
  let police: AgencyId;
  let customs: AgencyId;
  let prison: AgencyId;
  let chen: Actor;
  let gita: Actor;
  let asha: Actor;
  let dara: Actor;

  beforeAll(async () => {
    stage = await Stage.open();
    north = await stage.country('North', 'NV');
    south = await stage.country('South', 'BM');
    police = await stage.agency('Police of Norlavia', north);
    customs = await stage.agency('Customs of Norlavia', north);
    prison = await stage.agency('Prisons of Belmara', south);
    chen = person('chen', 'coordinator', { regionId: north.regionId });
    gita = person('gita', 'coordinator', { regionId: south.regionId });
    asha = await withAccount(stage, 'asha', 'lead', { agencyId: police });
    dara = await withAccount(stage, 'dara', 'lead', { agencyId: prison });
    for (const one of [chen, gita, stage.root]) await stage.enrol(one);
  });
  afterAll(() => stage.close());
  afterEach(async () => {
    await stage.rows('UPDATE assessment SET round_id = NULL');
    await stage.rows('TRUNCATE sharing, participation, round CASCADE');
    await stage.rows('DELETE FROM mail');
  });

  const plan = (different = {}): Promise<RoundId> =>
    plannedRound(stage, north.regionId, { keeper: chen, plan: different });
  const open = (different = {}): Promise<RoundId> =>
    openRound(stage, north.regionId, { keeper: chen, plan: different });
  const stateOf = async (round: RoundId) => (await stage.get(ViewRound).execute(chen, { round })).state;
  const mails = () =>
    stage.rows<{ template: string; recipient: string; params: Record<string, string> }>(
      'SELECT template, recipient, params FROM mail ORDER BY created_at, recipient',
    );
  describe('planned', () => {
    it('is offered in the regions of whoever plans it, and with the versions that are offered', async () => {
      const offer = await stage.get(ViewPlanOffer).execute(chen);
      expect(offer.regions.map(({ name }) => name)).toEqual(['North']);
      expect(offer.offered.map(({ instrument }) => instrument.id)).toEqual(['sample']);
      expect(await code(stage.get(ViewPlanOffer).execute(asha))).toBe('forbidden');
    });

    it('keeps what was said of it', async () => {
      const first = await plan({ name: 'First' });
      const round = await plan({
        name: 'Second',
        agencyTypes: ['police'],
        countries: [north.id],
        previous: first,
        stockDate: '2025-12-31',
      });
      expect(await stage.get(ViewRound).execute(chen, { round })).toMatchObject({
        name: 'Second',
        agencyTypes: ['police'],
        // All countries of the region are the same as no choice.
        countries: [],
        previous: first,
        stockDate: '2025-12-31',
        state: 'planned',
        regionName: 'North',
      });
      expect((await stage.get(ListRounds).execute(chen)).rounds.map(({ name }) => name).sort()).toEqual([
        'First',
        'Second',
      ]);
    });

    it('names every fault of a plan at its place', async () => {
      const wrong = planFor(stage, {
        name: ' ',
        variant: 'none',
        agencyTypes: ['navy'],
        countries: [south.id],
        opensOn: dayFromNow(stage, 5),
        closesOn: dayFromNow(stage, 4),
        reference: { from: '2025-12-31', to: '2025-01-01' },
        previous: 'no id',
      });
      expect(await faultsOf(stage.get(PlanRound).execute(chen, { region: north.regionId, plan: wrong }))).toEqual([
        'previous input.not-in-list',
        'name input.missing',
        'variant input.not-in-list',
        'agencyTypes input.not-in-list',
        'countries input.not-in-list',
        'closesOn input.period-reversed',
        'reference input.period-reversed',
      ]);
      const late = planFor(stage, { opensOn: '2020-01-01', closesOn: '2020-02-01', instrument: 'unknown' });
      expect(await faultsOf(stage.get(PlanRound).execute(chen, { region: north.regionId, plan: late }))).toEqual([
        'instrument input.not-in-list',
        'closesOn input.day-over',
      ]);
    });

    it('is nobody’s to plan, change or see in a region that is not theirs', async () => {
      const round = await plan();
      const change = { round, plan: planFor(stage), expected: 1 };
      for (const stranger of [gita, dara]) {
        expect(
          await code(stage.get(PlanRound).execute(stranger, { region: north.regionId, plan: planFor(stage) })),
        ).toBe('not-found');
        for (const work of [
          stage.get(ChangeRound).execute(stranger, change),
          stage.get(OpenRound).execute(stranger, { round }),
          stage.get(ViewBoard).execute(stranger, { round }),
          stage.get(InviteAgencies).execute(stranger, { round, agencies: [police], countries: [] }),
        ])
          expect(await code(work)).toBe('not-found');
      }
      expect(await code(stage.get(PlanRound).execute(asha, { region: north.regionId, plan: planFor(stage) }))).toBe(
        'not-found',
      );
    });

    it('changes while nobody else was faster, and not once it has opened', async () => {
      const round = await plan();
      const changed = planFor(stage, { name: 'Renamed' });
      expect(await stage.get(ChangeRound).execute(chen, { round, plan: changed, expected: 1 })).toEqual({
        revision: 2,
      });
      expect(await code(stage.get(ChangeRound).execute(chen, { round, plan: changed, expected: 1 }))).toBe(
        'revision.conflict',
      );
      await stage.get(OpenRound).execute(chen, { round });
      expect(await code(stage.get(ChangeRound).execute(chen, { round, plan: changed, expected: 3 }))).toBe(
        'round.wrong-state',
      );
    });

    it('is not its own previous round', async () => {
      const round = await plan();
      const own = { round, plan: planFor(stage, { previous: round }), expected: 1 };
      expect(await faultsOf(stage.get(ChangeRound).execute(chen, own))).toEqual(['previous input.not-in-list']);
    });
  });

  describe('opens and closes', () => {
    it('by hand: once each, in that order, and the opening day is then today’s', async () => {
      const round = await plan({ opensOn: dayFromNow(stage, 20) });
      expect(await code(stage.get(CloseRound).execute(chen, { round }))).toBe('round.wrong-state');
      await stage.get(OpenRound).execute(chen, { round });
      expect(await stage.get(ViewRound).execute(chen, { round })).toMatchObject({
        state: 'open',
        opensOn: dayFromNow(stage, 0),
      });
      expect(await code(stage.get(OpenRound).execute(chen, { round }))).toBe('round.wrong-state');
      await stage.get(CloseRound).execute(chen, { round });
      expect(await stateOf(round)).toBe('closed');
      expect(await code(stage.get(CloseRound).execute(chen, { round }))).toBe('round.wrong-state');
    });

    it('by the calendar: on its opening day, and after its closing day is over everywhere', async () => {
      const round = await plan({ opensOn: dayFromNow(stage, 2), closesOn: dayFromNow(stage, 4) });
      const keep = async (days: number) => {
        stage.played.clock.forward(days * DAY_MS);
        const kept = await stage.get(KeepRounds).execute();
        return [kept.opened, kept.closed, await stateOf(round)];
      };
      expect(await keep(0)).toEqual([0, 0, 'planned']);
      expect(await keep(2)).toEqual([1, 0, 'open']);
      expect(await keep(2)).toEqual([0, 0, 'open']);
      // The closing day ends twelve hours later on the other side of the earth.
      expect(await keep(2)).toEqual([0, 1, 'closed']);
      expect(await keep(10)).toEqual([0, 0, 'closed']);
    });

    it('by itself in the worker, soon after it started', async () => {
      const round = await plan();
      const keeping = keepRoundsHourly(stage.get(KeepRounds), { first: 0 });
      try {
        for (let tries = 0; (await stateOf(round)) !== 'open' && tries < 200; tries += 1)
          await new Promise((resolve) => setTimeout(resolve, 25));
      } finally {
        await keeping.close();
      }
      expect(await stateOf(round)).toBe('open');
    });

    it('tells all who take part when it closes, and nobody who declined', async () => {
      const round = await open();
      const gone = await withAccount(stage, 'gone', 'lead', { agencyId: customs });
      await takesPart(stage, round, police, customs);
      await stage.get(DeclineRound).execute(gone, { agency: customs, round, declined: true });
      await stage.rows('DELETE FROM mail');
      await stage.get(CloseRound).execute(chen, { round });
      await stage.rows('DELETE FROM membership WHERE user_id = $1', [gone.userId]);
      expect((await mails()).map(({ template, recipient }) => [template, recipient])).toEqual([
        ['round-closed', 'asha@example.org'],
      ]);
    });

    it('takes nothing that is handed in afterwards, but what was in before and was given back', async () => {
      const round = await open();
      await takesPart(stage, round, police);
      const late = await begun(stage, round, { agency: police, lead: asha });
      await answered(stage, asha, late);
      const early = await stage.assessment(asha, police);
      await answered(stage, asha, early);
      await stage.get(SubmitAssessment).execute(asha, { assessment: early, approval: APPROVAL });
      stage.played.clock.forward(1_000);
      await stage.get(CloseRound).execute(chen, { round });
      stage.played.clock.forward(1_000);
      const roundOf = async (assessment: string) =>
        (
          await stage.rows<{ id: string | null }>('SELECT round_id AS id FROM assessment WHERE id = $1', [assessment])
        )[0]?.id;
      expect(await roundOf(late)).toBe(round);
      await stage.get(SubmitAssessment).execute(asha, { assessment: late, approval: APPROVAL });
      expect(await roundOf(late)).toBeNull();
      // Given back by a reviewer, and handed in once more.
      await stage.rows(
        "UPDATE assessment SET state = 'draft', submitted_at = NULL, submitted_by = NULL, round_id = $2 WHERE id = $1",
        [early, round],
      );
      await stage.get(SubmitAssessment).execute(asha, { assessment: early, approval: APPROVAL });
      expect(await roundOf(early)).toBe(round);
    });

    it('is extended to a later day, also when it had closed, and those who have not handed in hear of it', async () => {
      const round = await open({ closesOn: dayFromNow(stage, 3) });
      await takesPart(stage, round, police);
      const extend = (days: number) =>
        stage.get(ExtendRound).execute(chen, { round, closesOn: dayFromNow(stage, days) });
      expect(await faultsOf(extend(3))).toEqual(['closesOn input.not-later']);
      await stage.get(CloseRound).execute(chen, { round });
      await stage.rows('DELETE FROM mail');
      await extend(9);
      expect(await stage.get(ViewRound).execute(chen, { round })).toMatchObject({
        state: 'open',
        closesOn: dayFromNow(stage, 9),
      });
      const [mail] = await mails();
      expect(mail).toMatchObject({
        template: 'round-extended',
        params: { closes: dayFromNow(stage, 9), agency: 'Police of Norlavia' },
      });
    });

    it('stays closed when something was published of it', async () => {
      const round = await open();
      await stage.get(CloseRound).execute(chen, { round });
      await stage.rows(
        `INSERT INTO release (id, round_id, region_id, number, created_by, created_at)
         SELECT gen_random_uuid(), id, region_id, 1, 'chen', now() FROM round WHERE id = $1`,
        [round],
      );
      expect(await code(stage.get(ExtendRound).execute(chen, { round, closesOn: dayFromNow(stage, 99) }))).toBe(
        'round.released',
      );
    });
  });

  describe('invites', () => {
    it('the agencies that fit its countries and types, each once, and writes to every lead', async () => {
      const fay = await withAccount(stage, `fay${Date.now()}`, 'lead', { agencyId: police });
      const round = await plan();
      const { candidates } = await stage.get(ListCandidates).execute(chen, { round });
      expect(candidates.map(({ name, hasLead }) => [name, hasLead])).toEqual([
        ['Customs of Norlavia', false],
        ['Police of Norlavia', true],
      ]);
      const invite = () => stage.get(InviteAgencies).execute(chen, { round, agencies: [police], countries: [] });
      expect(await invite()).toEqual({ agencies: 1, mails: 2 });
      expect(await invite()).toEqual({ agencies: 0, mails: 0 });
      const sent = await mails();
      expect(sent.map(({ template }) => template)).toEqual(['round-invitation', 'round-invitation']);
      expect(sent[0]?.params).toMatchObject({
        link: `https://isonomia.test/agencies/${police}/rounds/${round}`,
        region: 'North',
      });
      expect(await stage.get(InviteAgencies).execute(chen, { round, agencies: [], countries: [north.id] })).toEqual({
        agencies: 1,
        mails: 0,
      });
      expect((await stage.get(ListCandidates).execute(chen, { round })).candidates).toEqual([]);
      await stage.rows('DELETE FROM membership WHERE user_id = $1', [fay.userId]);
    });

    it('no agency of another region, of another type, or that was retired', async () => {
      const round = await plan({ agencyTypes: ['customs'] });
      expect((await stage.get(ListCandidates).execute(chen, { round })).candidates).toEqual([]);
      const all = await plan({ name: 'All' });
      await stage.rows('UPDATE agency SET retired_at = now() WHERE id = $1', [customs]);
      const { candidates } = await stage.get(ListCandidates).execute(chen, { round: all });
      expect(candidates.map(({ name }) => name)).toEqual(['Police of Norlavia']);
      await stage.rows('UPDATE agency SET retired_at = NULL');
      expect(
        await stage.get(InviteAgencies).execute(chen, { round, agencies: [police, prison], countries: [south.id] }),
      ).toEqual({ agencies: 0, mails: 0 });
      expect(await faultsOf(stage.get(InviteAgencies).execute(chen, { round, agencies: [], countries: [] }))).toEqual([
        'agencies input.none-chosen',
      ]);
    });

    it('and tells each agency’s audit', async () => {
      const round = await plan();
      await takesPart(stage, round, police, customs);
      const rows = await stage.rows<{ agency_id: string | null }>(
        "SELECT agency_id FROM audit WHERE action = 'round.invited' AND subject_id = $1 ORDER BY id",
        [round],
      );
      expect(rows.map(({ agency_id }) => agency_id).sort()).toEqual([police, customs, null].sort());
    });
  });

  describe('reminds', () => {
    it('by hand those who have not handed in, and not twice within a day', async () => {
      const round = await open();
      await takesPart(stage, round, police, customs);
      await stage.rows('DELETE FROM mail');
      const due = await stage.get(ListDueReminders).execute(chen, { round });
      expect(due.due.map(({ name }) => name)).toEqual(['Customs of Norlavia', 'Police of Norlavia']);
      expect(await stage.get(RemindAgencies).execute(chen, { round })).toEqual({ agencies: 1, mails: 1 });
      expect(await stage.get(RemindAgencies).execute(chen, { round })).toEqual({ agencies: 0, mails: 0 });
      stage.played.clock.forward(DAY_MS + 1);
      await begun(stage, round, { agency: police, lead: asha }, 'submitted');
      expect(await stage.get(RemindAgencies).execute(chen, { round })).toEqual({ agencies: 0, mails: 0 });
      expect((await mails()).map(({ template }) => template)).toEqual(['round-reminder']);
    });

    it('fourteen and three days before it closes, once each, whoever sleeps through the day', async () => {
      const round = await open({ closesOn: dayFromNow(stage, 30) });
      await takesPart(stage, round, police);
      const reminded = async (days: number) => {
        stage.played.clock.forward(days * DAY_MS);
        return (await stage.get(KeepRounds).execute()).reminded;
      };
      expect(await reminded(10)).toBe(0);
      expect(await reminded(8)).toBe(1);
      expect(await reminded(0)).toBe(0);
      expect(await reminded(5)).toBe(0);
      expect(await reminded(5)).toBe(1);
      expect(await reminded(1)).toBe(0);
    });

    it('nobody who was invited after the day of reminding, or who declined', async () => {
      const round = await open({ closesOn: dayFromNow(stage, 2) });
      await takesPart(stage, round, police);
      expect((await stage.get(KeepRounds).execute()).reminded).toBe(0);
      await stage.get(DeclineRound).execute(asha, { agency: police, round, declined: true });
      stage.played.clock.forward(DAY_MS);
      expect(await stage.get(RemindAgencies).execute(chen, { round })).toEqual({ agencies: 0, mails: 0 });
    });
  });

  describe('is answered by the agency', () => {
    it('which sees it on its home page, and what it is asked', async () => {
      const round = await open();
      expect((await stage.get(ListRoundsOfAgency).execute(asha, { agency: police })).rounds).toEqual([]);
      expect(await code(stage.get(ViewRoundInvitation).execute(asha, { agency: police, round }))).toBe('not-found');
      await takesPart(stage, round, police);
      expect((await stage.get(ListRoundsOfAgency).execute(asha, { agency: police })).rounds).toMatchObject([
        { id: round, state: 'open', declined: false, sharing: 'own' },
      ]);
      expect(await stage.get(ViewRoundInvitation).execute(asha, { agency: police, round })).toMatchObject({
        round: { name: 'Round 2026', regionName: 'North' },
        sharing: 'own',
        choices: [],
      });
      expect(await code(stage.get(ViewRoundInvitation).execute(dara, { agency: police, round }))).toBe('not-found');
      expect(await code(stage.get(ViewRoundInvitation).execute(dara, { agency: prison, round }))).toBe('not-found');
    });

    it('which declines and takes that back, until it has begun', async () => {
      const round = await open();
      await takesPart(stage, round, police);
      const decline = (declined: boolean) => stage.get(DeclineRound).execute(asha, { agency: police, round, declined });
      await decline(true);
      expect((await stage.get(ViewBoard).execute(chen, { round })).agencies[0]?.progress).toBe('declined');
      await decline(false);
      await begun(stage, round, { agency: police, lead: asha });
      expect(await code(decline(true))).toBe('round.started');
    });

    it('which chooses what it shares, and changes its mind: every choice is kept, the newest counts', async () => {
      const round = await open();
      await takesPart(stage, round, police);
      const choose = (choice: string) => stage.get(ChooseSharing).execute(asha, { agency: police, round, choice });
      for (const choice of ['anonymous', 'participants', 'participants', 'own']) await choose(choice);
      const { sharing, choices } = await stage.get(ViewRoundInvitation).execute(asha, { agency: police, round });
      expect(sharing).toBe('own');
      expect(choices.map(({ choice, name }) => [choice, name])).toEqual([
        ['own', 'Asha'],
        ['participants', 'Asha'],
        ['anonymous', 'Asha'],
      ]);
      expect(await faultsOf(choose('everybody'))).toEqual(['choice input.not-in-list']);
      await stage.get(CloseRound).execute(chen, { round });
      await choose('anonymous');
      expect((await stage.get(ViewBoard).execute(chen, { round })).agencies[0]?.sharing).toBe('anonymous');
    });

    it('and by nobody else: not by the coordinator, not by the lead of another agency', async () => {
      const round = await open();
      await takesPart(stage, round, police);
      const choose = (actor: Actor) =>
        stage.get(ChooseSharing).execute(actor, { agency: police, round, choice: 'participants' });
      expect(await code(choose(chen))).toBe('forbidden');
      expect(await code(choose(stage.root))).toBe('forbidden');
      expect(await code(choose(dara))).toBe('not-found');
    });
  });

  describe('is followed on a board', () => {
    it('with where each agency is and how much is answered by dimension, and nothing of the answers', async () => {
      const round = await open();
      await takesPart(stage, round, police, customs);
      const assessment = await begun(stage, round, { agency: police, lead: asha });
      await stage
        .get(RecordAnswers)
        .execute(asha, { assessment, answers: [{ question: 'GOV1', answer: { value: { level: 3 } } }] });
      const board = await stage.get(ViewBoard).execute(chen, { round });
      expect(board.agencies.map(({ name, progress, hasLead }) => [name, progress, hasLead])).toEqual([
        ['Customs of Norlavia', 'not-started', false],
        ['Police of Norlavia', 'started', true],
      ]);
      const [first, second] = board.agencies;
      expect(first?.dimensions.map(({ answered }) => answered).every((n) => n === 0)).toBe(true);
      expect(second?.dimensions[0]).toMatchObject({ dimension: 'D1', answered: 1 });
      expect(second?.lastActivity).toBeInstanceOf(Date);
      expect(board.totals).toMatchObject([
        { name: 'Country NV', progress: { 'not-started': 1, started: 1, validated: 0 } },
      ]);
      expect(JSON.stringify(board.agencies)).not.toMatch(/level|score|evidenced/);
    });

    it('one page at a time, by country, by step and by part of a name', async () => {
      const round = await open();
      await takesPart(stage, round, police, customs);
      const board = (filter: object) => stage.get(ViewBoard).execute(chen, { round, ...filter });
      const names = async (filter: object) => (await board(filter)).agencies.map(({ name }) => name);
      const { next, agencies } = await board({ size: 1 });
      expect(agencies.map(({ name }) => name)).toEqual(['Customs of Norlavia']);
      expect(await names({ size: 1, after: next })).toEqual(['Police of Norlavia']);
      expect(await names({ matching: 'POLICE' })).toEqual(['Police of Norlavia']);
      expect(await names({ country: south.id })).toEqual([]);
      expect(await names({ progress: 'validated' })).toEqual([]);
    });

    it('also by the region’s reviewer, who changes nothing of it', async () => {
      const bruno = person('bruno', 'reviewer', { regionId: north.regionId });
      const round = await open();
      expect((await stage.get(ViewBoard).execute(bruno, { round })).may).toEqual({
        define: false,
        invite: false,
        close: false,
        release: false,
      });
      expect(await code(stage.get(CloseRound).execute(bruno, { round }))).toBe('forbidden');
    });
  });
});
