import {
  ChooseSharing,
  roundId,
  userId,
  ViewNamed,
  ViewNamedAgency,
  type Actor,
  type AgencyId,
  type Country,
  type NamedAgency,
  type RoundId,
  type SharingChoice,
} from '@isonomia/application';
import type { Contribution } from '@isonomia/comparison';
import { createPorts } from '@isonomia/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { contributed } from '../../support/contributions.js';
import { person } from '../../support/people.js';
import { openRound, takesPart } from '../../support/round.js';
import { sampleInstrument } from '../../support/sample-instrument.js';
import { Stage } from '../../support/stage.js';

const instrument = sampleInstrument();
const RESULT = {
  overall: { claimed: 71.2, evidenced: 59.7, interval: [50.4, 63.6], level: 'developing' },
  dimensions: {
    D1: { claimed: 80, evidenced: 41.49, interval: [40, 60], level: 'developing' },
    D2: {},
  },
  items: { GOV1: 75, REC2: 0, WFC1: 31.25, REC1: 88 },
  gates: { SVC7: 'open' },
  coverage: { answered: 98.4, evidenced: 50, data: 66.6 },
  bands: [
    { band: 'trainees', women: 40, men: 40 },
    { band: 'officers', women: 3, men: 62 },
    { band: 'heads', women: 0, men: 8 },
    { band: 'clerks', women: 23, men: 4 },
  ],
  hires: { women: 2, men: 17 },
} satisfies Partial<Contribution>;

describe('results under agencies’ names', () => {
  let stage: Stage;
  let north: Country;
  let police: AgencyId;
  let customs: AgencyId;
  let prison: AgencyId;
  let round: RoundId;
  let chen: Actor;
  let gita: Actor;
  let asha: Actor;
  let dara: Actor;
  let leads: Readonly<Record<string, Actor>>;

  beforeAll(async () => {
    stage = await Stage.open();
    north = await stage.country('North', 'NV');
    const south = await stage.country('South', 'BM');
    police = await stage.agency('Police of Norlavia', north);
    customs = await stage.agency('Customs of Norlavia', north);
    prison = await stage.agency('Prisons of Belmara', south);
    chen = person('chen', 'coordinator', { regionId: north.regionId });
    gita = person('gita', 'coordinator', { regionId: south.regionId });
    asha = person('asha', 'lead', { agencyId: police });
    dara = person('dara', 'lead', { agencyId: customs });
    const eve = person('eve', 'lead', { agencyId: prison });
    leads = { [police]: asha, [customs]: dara, [prison]: eve };
    for (const one of [chen, gita, asha, dara, eve, stage.root]) await stage.enrol(one);
    round = await openRound(stage, north.regionId);
    await takesPart(stage, round, police, customs);
    for (const agency of [police, customs]) await bring(agency);
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.rows('TRUNCATE sharing'));

  async function bring(agency: AgencyId): Promise<void> {
    const assessment = await stage.assessment(leads[agency] ?? asha, agency);
    const { unitOfWork, contributions } = createPorts(stage.database.operator);
    const contribution = contributed(assessment, {
      ...RESULT,
      agency,
      holding: agency,
      country: north.id,
      agencyType: 'police',
    });
    await unitOfWork.run({ actor: userId('system') }, (tx) =>
      contributions.recordAll(
        tx,
        [{ contribution, round, region: north.regionId, validatedAt: new Date('2026-06-01') }],
        instrument,
      ),
    );
  }
  const choose = (agency: AgencyId, choice: SharingChoice): Promise<unknown> =>
    stage.get(ChooseSharing).execute(leads[agency] ?? asha, { round, agency, choice });
  const namesFor = async (actor: Actor): Promise<readonly string[]> =>
    (await stage.get(ViewNamed).execute(actor, { round })).agencies.map(({ name }) => name);
  const codeOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      (problem: unknown) => (problem as { code?: unknown }).code ?? problem,
    );
  const read = async (actor: Actor, agency: AgencyId): Promise<NamedAgency> =>
    (await stage.get(ViewNamedAgency).execute(actor, { round, agency })).agency;

  it('are nobody’s without a choice, and say so with an empty list', async () => {
    expect(await namesFor(chen)).toEqual([]);
    expect(await namesFor(dara)).toEqual([]);
    expect(await codeOf(read(chen, police))).toBe('not-found');
  });

  it.each([
    ['own', [], []],
    ['anonymous', [], []],
    ['coordinator', ['Police of Norlavia'], []],
    ['participants', ['Police of Norlavia'], ['Police of Norlavia']],
  ] as const)(
    'with the choice "%s" chen sees %j and dara, who takes part, %j',
    async (choice, coordinator, participant) => {
      await choose(police, choice);
      expect(await namesFor(chen)).toEqual(coordinator);
      expect(await namesFor(dara)).toEqual(participant);
    },
  );

  it('are gone for everybody at the moment at which the agency takes its choice back', async () => {
    await choose(police, 'participants');
    expect(await codeOf(read(dara, police))).toBe('done');
    await choose(police, 'own');
    expect(await namesFor(chen)).toEqual([]);
    expect(await codeOf(read(chen, police))).toBe('not-found');
    expect(await codeOf(read(dara, police))).toBe('not-found');
  });

  it('shrink to the coordinators when the agency takes back half of it', async () => {
    await choose(police, 'participants');
    await choose(police, 'coordinator');
    expect(await namesFor(chen)).toEqual(['Police of Norlavia']);
    expect(await namesFor(dara)).toEqual([]);
    expect(await codeOf(read(dara, police))).toBe('not-found');
  });

  it('are in the order of names, whatever the scores are', async () => {
    await choose(police, 'participants');
    await choose(customs, 'participants');
    expect(await namesFor(chen)).toEqual(['Customs of Norlavia', 'Police of Norlavia']);
  });

  it('are no coordinator’s of another region, no administrator’s, no reviewer’s and no lead’s who does not take part', async () => {
    await choose(police, 'participants');
    const bruno = person('bruno', 'reviewer', { regionId: north.regionId });
    const others = [gita, stage.root, bruno, leads[prison] ?? asha];
    for (const actor of others) expect([actor.name, await codeOf(namesFor(actor))]).toEqual([actor.name, 'not-found']);
    for (const actor of others) expect(await codeOf(read(actor, police))).toBe('not-found');
    expect(
      await codeOf(stage.get(ViewNamed).execute(chen, { round: roundId('00000000-0000-4000-8000-000000000000') })),
    ).toBe('not-found');
  });

  it('are none of a contributor’s of an agency that takes part', async () => {
    await choose(police, 'participants');
    const colleague = person('cleo', 'contributor', { agencyId: customs });
    await stage.enrol(colleague);
    expect(await codeOf(namesFor(colleague))).toBe('not-found');
  });

  it('are asked of the choices by the database itself, whoever asks it and however', async () => {
    await choose(police, 'coordinator');
    const { unitOfWork } = createPorts(stage.database.dataSource);
    const asked = (actor: Actor, sql: string) =>
      unitOfWork.run(
        { actor: actor.userId },
        async (tx) => (await tx.query<{ agency_id: string }>(sql, [round])).length,
      );
    const all = 'SELECT agency_id FROM named_contributions($1)';
    expect([await asked(chen, all), await asked(dara, all), await asked(gita, all), await asked(asha, all)]).toEqual([
      1, 0, 0, 0,
    ]);
    // The table behind it shows an agency's numbers to its own leads alone.
    const table = 'SELECT agency_id FROM contribution WHERE round_id = $1';
    expect([await asked(chen, table), await asked(dara, table), await asked(asha, table)]).toEqual([0, 1, 1]);
  });

  it('show people by the rules of every number that leaves an agency, and nothing of pay or complaints', async () => {
    await choose(police, 'participants');
    const { result } = await read(dara, police);
    const cells = result.people?.rows.map(({ id, women, men }) => [id, women, men]);
    const count = (number: number) => ({ kind: 'count', count: number, atLeast: false });
    expect(cells).toEqual([
      ['officers', { kind: 'under', bound: 5 }, count(60)],
      ['heads', count(0), count(10)],
      ['clerks', count(25), { kind: 'under', bound: 5 }],
    ]);
    expect(result.people?.total.women).toEqual({ kind: 'count', count: 25, atLeast: true });
    expect(result.hires?.rows[0]?.women).toEqual({ kind: 'under', bound: 5 });
    expect(result.leavers).toBeUndefined();
    expect(Object.keys(result).toSorted()).toEqual([
      'agencyType',
      'coverage',
      'dimensions',
      'gates',
      'hires',
      'items',
      'overall',
      'people',
      'reference',
    ]);
  });

  it('leave out items that come from counts of people, and say scores in whole points that reach no level too early', async () => {
    await choose(police, 'participants');
    const { result } = await read(dara, police);
    expect(result.items).toEqual({ GOV1: 75, REC2: 0 });
    // 59.7 is "developing": 60 would say that it is advanced.
    expect(result.overall).toEqual({ claimed: 71, evidenced: 59, interval: [50, 64], level: 'developing' });
    expect(result.dimensions['D1']).toEqual({ claimed: 80, evidenced: 41, interval: [40, 60], level: 'developing' });
    expect(result.coverage).toEqual({ answered: 98, evidenced: 50, data: 67 });
  });

  it('leave a trace with the agency whose results somebody else read, and none when its own people did', async () => {
    await choose(police, 'participants');
    const before = await traces();
    await read(dara, police);
    await read(asha, police);
    expect((await traces()).slice(before.length)).toEqual([{ actor_id: dara.userId, agency_id: police }]);
  });
  it('leave a trace of the round when the whole list was read, with how many were in it', async () => {
    await choose(police, 'coordinator');
    await namesFor(chen);
    const sql = `SELECT actor_id, subject_id, detail FROM audit WHERE action = 'named.viewed' ORDER BY id DESC LIMIT 1`;
    expect(await stage.rows(sql)).toEqual([{ actor_id: chen.userId, subject_id: round, detail: { count: 1 } }]);
  });

  const traces = (): Promise<readonly { actor_id: string; agency_id: string }[]> =>
    stage.rows(`SELECT actor_id, agency_id FROM audit WHERE action = 'named.read' ORDER BY id`);

  it('are not of an agency that declined the round afterwards', async () => {
    await choose(customs, 'participants');
    await stage.rows('UPDATE participation SET declined_at = now() WHERE agency_id = $1', [customs]);
    expect(await namesFor(chen)).toEqual([]);
    expect(await codeOf(namesFor(dara))).toBe('not-found');
  });
});
