import {
  PublishInstruments,
  ReleaseComposer,
  type Actor,
  type CompositionRequest,
  type ReleaseId,
  type RoundId,
  type UserId,
} from '@isonomia/application';
import { observationsOf, type Release } from '@isonomia/comparison';
import { ContentLibrary } from '@isonomia/content';
import { canonicalJson, type Instrument } from '@isonomia/instrument';
import { createPorts, type Ports } from '@isonomia/persistence';
import { loadSolver } from '@isonomia/solver';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { SolvingComposer } from '../../../apps/worker/src/composing/solving-composer.js';
import { comparedRound, type ComparedRound } from '../../support/compared-round.js';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';
import { person } from '../../support/people.js';
import { releasing } from '../../support/releasing.js';
import { ListedJobs, MovableClock } from '../../support/stage.js';

const MINUTE = 60_000;
const SHARE = `INSERT INTO sharing (round_id, agency_id, choice, chosen_by, chosen_at) VALUES ($1, $2, $3, 'asha', now())`;

/** Gives up as often as it is told to. */
class TiredComposer extends ReleaseComposer {
  constructor(private readonly failure: Error) {
    super();
  }
  compose(): Promise<Release> {
    return Promise.reject(this.failure);
  }
}

/** Lets something happen in the middle of the work. */
class InterruptedComposer extends ReleaseComposer {
  constructor(
    private readonly inner: ReleaseComposer,
    private readonly meanwhile: () => Promise<unknown>,
  ) {
    super();
  }
  async compose(request: CompositionRequest): Promise<Release> {
    await this.meanwhile();
    return this.inner.compose(request);
  }
}

describe('a release', () => {
  let database: TestDatabase;
  let web: Ports;
  let operator: Ports;
  let instrument: Instrument;
  let composer: ReleaseComposer;
  const jobs = new ListedJobs();
  const clock = new MovableClock();

  beforeAll(async () => {
    database = await createTestDatabase();
    web = { ...createPorts(database.dataSource), clock };
    operator = { ...createPorts(database.operator), clock };
    const source = new ContentLibrary({ content: path.join('libs', 'content') });
    await new PublishInstruments(operator.unitOfWork, source, operator.instruments, operator.audit).execute();
    const published = await operator.instruments.find('geoa-le', '1.0.0');
    if (published === undefined) throw new Error('The instrument is not published.');
    instrument = published.instrument;
    composer = new SolvingComposer(await loadSolver());
  });
  afterAll(() => database.close());

  const cases = () => releasing({ database, web, operator, jobs });
  const roundOf = (countries: readonly number[], more: object = {}): Promise<ComparedRound> =>
    comparedRound(database, operator, { instrument, countries, ...more });
  const keeperOf = ({ region }: ComparedRound): Actor => person('chen', 'coordinator', { regionId: region });
  const rows = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    asOwner(database.address, async (client) => (await client.query(sql, [...parameters])).rows as readonly Row[]);
  const share = (round: RoundId, agency: string | undefined, choice: string): Promise<unknown> =>
    rows(SHARE, [round, agency, choice]);
  const made = async (round: ComparedRound): Promise<ReleaseId> => {
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    await cases().build(composer).execute({ release });
    return release;
  };
  const stateOf = async (release: ReleaseId): Promise<string> => {
    const [row] = await rows<{ said: string }>(
      `SELECT concat_ws(' ', state, failure) AS said FROM release WHERE id = $1`,
      [release],
    );
    return row?.said ?? '';
  };
  /** What the web's role gets to see when this person asks. */
  const seenBy = (actor: Actor, sql: string, parameters: readonly unknown[]): Promise<readonly object[]> =>
    web.unitOfWork.run({ actor: actor.userId }, (tx) => tx.query<object>(sql, parameters));

  it('is ordered by the coordinator of a closed round and built by the worker, with a hash over all of it', async () => {
    const round = await roundOf([7, 6]);
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    expect(jobs.jobs.at(-1)).toEqual({ kind: 'make-release', release });
    const list = await cases().list.execute(keeperOf(round), { round: round.id });
    expect(list.releases).toMatchObject([{ id: release, number: 1, state: 'building' }]);
    expect(list.may).toEqual({ make: false, retry: false });
    await cases().build(composer).execute({ release });
    const read = await cases().read.execute(keeperOf(round), { release });
    expect(createHash('sha256').update(canonicalJson(read.release)).digest('hex')).toBe(read.facts.sha256);
    expect(read.release.statement.participation).toEqual({ invited: 13, validated: 13, sharing: 13, holdings: 13 });
    expect(observationsOf(read.release).filter(({ observed }) => observed.kind === 'value').length).toBeGreaterThan(
      100,
    );
    const told = await rows<{ action: string }>(`SELECT action FROM audit WHERE subject_id = $1 ORDER BY id`, [
      release,
    ]);
    expect(told.map(({ action }) => action)).toEqual(['release.requested', 'release.made']);
  });

  it('takes in the agencies whose newest choice lets it, and no other', async () => {
    const round = await roundOf([6, 5]);
    const [first, second] = round.agencies;
    await share(round.id, first?.id, 'own');
    await share(round.id, second?.id, 'own');
    await share(round.id, second?.id, 'participants');
    const release = await made(round);
    const members = await rows<{ id: string }>('SELECT assessment_id AS id FROM release_member WHERE release_id = $1', [
      release,
    ]);
    const wanted = round.agencies.slice(1).map(({ contribution }) => contribution.assessment);
    expect(members.map(({ id }) => id).sort()).toEqual([...wanted].sort());
    const { release: read } = await cases().read.execute(keeperOf(round), { release });
    expect(read.statement.participation).toMatchObject({ invited: 11, validated: 11, sharing: 10 });
  });

  it('is refused while the round is open, for fewer than five, and while another one is under way', async () => {
    const open = await roundOf([6], { state: 'open' });
    await expect(cases().make.execute(keeperOf(open), { round: open.id })).rejects.toThrow('round.wrong-state');
    const few = await roundOf([4]);
    await expect(cases().make.execute(keeperOf(few), { round: few.id })).rejects.toThrow('release.too-few');
    const silent = await roundOf([9], { choice: 'own' });
    await expect(cases().make.execute(keeperOf(silent), { round: silent.id })).rejects.toThrow('release.too-few');
    const round = await roundOf([6]);
    const both = await Promise.allSettled([1, 2].map(() => cases().make.execute(keeperOf(round), { round: round.id })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(cases().make.execute(keeperOf(round), { round: round.id })).rejects.toThrow('release.under-way');
  });

  it('is refused when too little changed since the last one, and made when enough did', async () => {
    const round = await roundOf([16]);
    for (const { id } of round.agencies.slice(0, 6)) await share(round.id, id, 'own');
    await made(round);
    const keeper = keeperOf(round);
    for (const { id } of round.agencies.slice(0, 4)) await share(round.id, id, 'anonymous');
    await expect(cases().make.execute(keeper, { round: round.id })).rejects.toThrow('wait until there are as many');
    await share(round.id, round.agencies[4]?.id, 'anonymous');
    const second = await made(round);
    expect(await stateOf(second)).toBe('ready');
    const { releases } = await cases().list.execute(keeper, { round: round.id });
    expect(releases.map(({ number }) => number)).toEqual([2, 1]);
  });

  it('is measured once more when it is built: consent that is taken back in between counts', async () => {
    const round = await roundOf([6]);
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    for (const { id } of round.agencies.slice(0, 2)) await share(round.id, id, 'own');
    await cases().build(composer).execute({ release });
    expect(await stateOf(release)).toBe('failed too-few');
    expect(await rows('SELECT FROM release_table WHERE release_id = $1', [release])).toEqual([]);
  });

  it('is made once, however many workers have the job', async () => {
    const round = await roundOf([6]);
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    const faster = () => cases().build(composer).execute({ release });
    await cases().build(new InterruptedComposer(composer, faster)).execute({ release });
    await cases()
      .build(new TiredComposer(new Error('asked for nothing')))
      .execute({ release });
    expect(await stateOf(release)).toBe('ready');
    const told = await rows(`SELECT FROM audit WHERE action = 'release.made' AND subject_id = $1`, [release]);
    expect(told).toHaveLength(1);
  });

  it('says that it failed, and is tried again by its coordinator alone', async () => {
    const round = await roundOf([6]);
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    const tired = cases().build(new TiredComposer(new Error('too tired')));
    await expect(tired.execute({ release })).rejects.toThrow('too tired');
    expect(await stateOf(release)).toBe('failed composing');
    const reviewer = person('bruno', 'reviewer', { regionId: round.region });
    await expect(cases().retry.execute(reviewer, { release })).rejects.toThrow(/forbidden|not-found/);
    await cases().retry.execute(keeperOf(round), { release });
    expect(jobs.jobs.at(-1)).toEqual({ kind: 'make-release', release });
    await cases().build(composer).execute({ release });
    expect(await stateOf(release)).toBe('ready');
    await expect(cases().retry.execute(keeperOf(round), { release })).rejects.toThrow('release.not-failed');
  });

  it('is tried again when nobody has worked on it for long, and not before', async () => {
    const round = await roundOf([6]);
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    await operator.unitOfWork.run({ actor: 'system' as UserId }, (tx) =>
      operator.releases.begin(tx, release, clock.now()),
    );
    clock.forward(14 * MINUTE);
    await expect(cases().retry.execute(keeperOf(round), { release })).rejects.toThrow('release.not-failed');
    clock.forward(2 * MINUTE);
    await cases().retry.execute(keeperOf(round), { release });
  });

  it('is changed by nobody once it is published: not by the web, not by the worker', async () => {
    const round = await roundOf([6]);
    const release = await made(round);
    const keeper = keeperOf(round);
    for (const sql of [
      `UPDATE release SET number = 9 WHERE id = $1`,
      `DELETE FROM release WHERE id = $1`,
      `UPDATE release_table SET body = '{}' WHERE release_id = $1`,
      `DELETE FROM release_table WHERE release_id = $1`,
      `SELECT FROM release_member WHERE release_id = $1`,
    ])
      await expect(seenBy(keeper, sql, [release])).rejects.toThrow('permission denied');
    const asWorker = (sql: string): Promise<unknown> => database.operator.query(sql, [release]);
    await expect(asWorker(`UPDATE release SET number = 9 WHERE id = $1`)).rejects.toThrow(
      'neither changed nor deleted',
    );
    await expect(
      asWorker(`INSERT INTO release_table SELECT $1, 'country', 'made-up', 99, '{}'::jsonb`),
    ).rejects.toThrow('neither changed nor deleted');
    await expect(
      asOwner(database.address, (client) =>
        client.query('DELETE FROM release_member WHERE release_id = $1', [release]),
      ),
    ).rejects.toThrow('neither changed nor deleted');
  });

  it('shows the region’s people and the leads of its agencies the same, and everybody else nothing', async () => {
    const round = await roundOf([7, 6]);
    const elsewhere = await roundOf([6]);
    const release = await made(round);
    const agencyId = round.agencies[0]?.id ?? elsewhere.agencies[0]!.id;
    const readers = [
      keeperOf(round),
      person('adam', 'administrator'),
      person('bruno', 'reviewer', { regionId: round.region }),
      person('asha', 'lead', { agencyId }),
    ];
    const [first] = await Promise.all(readers.map((actor) => cases().read.execute(actor, { release })));
    for (const actor of readers) expect(await cases().read.execute(actor, { release })).toEqual(first);
    const strangers = [
      person('gita', 'coordinator', { regionId: elsewhere.region }),
      person('dara', 'lead', { agencyId: elsewhere.agencies[0]!.id }),
      person('emil', 'contributor', { agencyId }),
      person('rita', 'recipient', { regionId: round.region }),
    ];
    for (const actor of strangers) {
      await expect(cases().read.execute(actor, { release })).rejects.toThrow('not-found');
      await expect(cases().view.execute(actor, { release, grouping: 'all' })).rejects.toThrow('not-found');
      await expect(cases().make.execute(actor, { round: round.id })).rejects.toThrow(/not-found|forbidden/);
      await expect(cases().prospect.execute(actor, { round: round.id })).rejects.toThrow(/not-found|forbidden/);
      // And a second time in the database, where no use case stands before it.
      expect(await seenBy(actor, 'SELECT FROM release WHERE id = $1', [release])).toEqual([]);
      expect(await seenBy(actor, 'SELECT FROM release_table WHERE release_id = $1', [release])).toEqual([]);
      expect(await seenBy(actor, 'SELECT FROM releasable_contributions($1)', [round.id])).toEqual([]);
      expect(await seenBy(actor, 'SELECT FROM expected_contributors($1)', [round.id])).toEqual([]);
      expect(await seenBy(actor, 'SELECT FROM released_members($1)', [round.id])).toEqual([]);
    }
  });

  it('is nothing to an agency of the round before it is ready', async () => {
    const round = await roundOf([6]);
    const asha = person('asha', 'lead', { agencyId: round.agencies[0]!.id });
    const { release } = await cases().make.execute(keeperOf(round), { round: round.id });
    await expect(cases().view.execute(asha, { release, grouping: 'all' })).rejects.toThrow('not-found');
    expect((await cases().list.execute(asha, { round: round.id })).releases).toEqual([]);
    const seen = await cases().view.execute(keeperOf(round), { release, grouping: 'all' });
    expect(seen).toMatchObject({ head: { state: 'building' }, groups: [] });
  });

  it('shows a lead their own numbers beside it, and no coordinator anybody’s', async () => {
    const round = await roundOf([7, 6]);
    const release = await made(round);
    const [mine] = round.agencies;
    const asha = person('asha', 'lead', { agencyId: mine!.id });
    const { own } = await cases().view.execute(asha, { release, grouping: 'country' });
    expect(own.map(({ id }) => id)).toEqual([mine!.id]);
    expect(own[0]?.contribution?.(instrument)).toEqual(mine!.contribution);
    const { own: none } = await cases().view.execute(keeperOf(round), { release, grouping: 'country' });
    expect(none).toEqual([]);
    const sql = 'SELECT FROM contribution WHERE round_id = $1';
    expect(await seenBy(keeperOf(round), sql, [round.id])).toEqual([]);
    expect(await seenBy(asha, sql, [round.id])).toHaveLength(1);
  });

  it('takes a correction in place of what it corrects', async () => {
    const round = await roundOf([6]);
    const [mine] = round.agencies;
    const corrected = '00000000-0000-4000-8000-00000000c0de';
    await rows(
      `INSERT INTO assessment (id, agency_id, instrument_id, instrument_version, variant, agency_type, state, title,
         created_by, submitted_at, submitted_by)
       SELECT $1, agency_id, instrument_id, instrument_version, variant, agency_type, 'validated', title, 'asha', now(), 'asha'
       FROM assessment WHERE id = $2`,
      [corrected, mine!.contribution.assessment],
    );
    const contribution = { ...mine!.contribution, assessment: corrected };
    const place = { round: round.id, region: round.region, validatedAt: clock.now() };
    await operator.unitOfWork.run({ actor: 'bruno' as UserId, agency: mine!.id }, (tx) =>
      operator.contributions.record(tx, { contribution, ...place }, instrument),
    );
    const counts = await operator.unitOfWork.run({ actor: 'system' as UserId }, (tx) =>
      operator.contributions.releasable(tx, round.id, instrument),
    );
    expect(counts).toHaveLength(6);
    expect(counts.filter(({ agency }) => agency === mine!.id)).toEqual([contribution]);
  });

  it('says what may be published of a round before anything is', async () => {
    const round = await roundOf([6, 3], { state: 'open' });
    const { groups } = await cases().prospect.execute(keeperOf(round), { round: round.id });
    const of = (grouping: string) => groups.filter((group) => group.grouping === grouping);
    expect(of('all')).toMatchObject([{ holdings: 9, needed: 5 }]);
    expect(of('all')[0]?.withheld).toBeUndefined();
    expect(
      of('country')
        .map(({ holdings }) => holdings)
        .sort(),
    ).toEqual([3, 6]);
    expect(of('country').every(({ withheld }) => withheld !== undefined)).toBe(true);
  });
});
