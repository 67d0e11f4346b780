import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ReleaseId, type RoundId, SYSTEM } from '@isonomia/application';
import { composeRelease, type Contribution, contributionOf } from '@isonomia/comparison';
import { type Instrument, parseAnswerFile } from '@isonomia/instrument';
import { seedOf } from '@isonomia/outcome';
import { scoreAssessment } from '@isonomia/scoring';
import { loadSolver } from '@isonomia/solver';
import { aggregateInSql } from './rig/aggregate.js';
import { build, buildByWorker, type Place } from './rig/building.js';
import { GeneratedRegion } from './rig/generated-region.js';
import { type Answers, BenchInstallation, exampleAnswers, type OpenAssessment } from './rig/installation.js';
import { load, type Load } from './rig/load.js';
import { levels } from './rig/saving.js';
import type { ServerProcess } from './rig/server-process.js';
import { median, print, quantile, row } from './measure.js';

const AGENCIES = 10_000;
/** So few in a group that the audit has most to do: growth is not what makes a release slow. */
const FEWER = [3_000, 1_000];
const AUTOSAVING = 500;
const PAGES = 200;
const WARM_UP = 5;
const TURNS = 3;
const RECORDS = 200;
const SECONDS_OF_SAVING = 20;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const millis = (ms: number): string => `${ms.toFixed(1)} ms`;

/**
 * Ten thousand agencies in ten rounds (a hundred with `--million`): releases built, the page of one read, contributions
 * kept up to date. Generated numbers, the product's own stores, use cases and web process.
 */
export async function benchComparison(root: string): Promise<void> {
  const size = { agencies: AGENCIES, rounds: process.argv.includes('--million') ? 100 : 10 };
  const installation = await BenchInstallation.create(root);
  let web: ServerProcess | undefined;
  let region: GeneratedRegion | undefined;
  try {
    const answers = exampleAnswers(root);
    const open = await installation.assessments(AUTOSAVING, answers);
    const given = await exampleOf(installation, root);
    print(
      `\nComparison (${size.agencies} agencies × ${size.rounds} rounds = ${size.agencies * size.rounds} contributions)`,
    );
    region = await GeneratedRegion.create(installation, given, size);
    const field: Field = { installation, region, ...given, solver: await loadSolver() };
    const release = await buildAll(field);
    await aggregate(field);
    await keepUpToDate(field);
    web = await installation.startWeb();
    await read({ ...field, web, open, answers, release });
    for (const members of FEWER) await buildOne(field, members);
  } finally {
    await web?.stop();
    await region?.close();
    await installation.close();
  }
}

interface Field extends Place {
  readonly example: Contribution;
  readonly instrument: Instrument;
}

async function exampleOf(
  installation: BenchInstallation,
  root: string,
): Promise<{ readonly example: Contribution; readonly instrument: Instrument }> {
  const published = await installation.ports.instruments.find('geoa-le', '1.0.0');
  if (published === undefined) throw new Error('geoa-le 1.0.0 is not published.');
  const { instrument, compared = {} } = published;
  const seed = seedOf(instrument, (text) => installation.ports.hasher.sha256(text));
  const raw: unknown = JSON.parse(readFileSync(path.join(root, 'examples', 'geoa-le-full.json'), 'utf8'));
  const parsed = parseAnswerFile(instrument, raw);
  if (!parsed.ok) throw new Error('The example is refused.');
  const profile = scoreAssessment(instrument, parsed.file, { accepted: [], rejected: [] }, seed);
  const agency = { agency: 'a', holding: 'a', country: 'c', agencyType: 'customs' };
  const example = contributionOf({ assessment: 'x', agency, instrument, answers: parsed.file, profile, compared });
  return { example, instrument };
}

async function buildAll(field: Field): Promise<ReleaseId> {
  const built = await build(field, firstOf(field));
  const parts = `composing ${seconds(built.composing)}, processor ${built.processor.toFixed(1)} s`;
  const what = `a release of ${AGENCIES} agencies, audit included`;
  row(what, seconds(built.ms), '', `aim ≤ 60 s; ${parts}, ${built.megabytes.toFixed(0)} MB`);
  return built.release;
}

async function buildOne(field: Field, members: number): Promise<void> {
  const built = await build(field, await field.region.addRound(members));
  row(`a release of ${members} agencies`, seconds(built.ms), '', `processor ${built.processor.toFixed(1)} s`);
}

function firstOf({ region }: Place): RoundId {
  const [first] = region.rounds;
  if (first === undefined) throw new Error('There is no round.');
  return first;
}

/** Without people there is nothing to audit: what is left is reading, grouping and working the distributions out. */
async function aggregate(given: Field): Promise<void> {
  const { installation, region, instrument, solver } = given;
  const { contributions, snapshots } = installation.ports;
  const round = firstOf(given);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const begun = performance.now();
    const read = await snapshots.read({ actor: SYSTEM }, (tx) => contributions.releasable(tx, round, instrument));
    const people = read.map(({ hires: _, leavers: __, ...one }) => ({ ...one, bands: [] }));
    const counts = { invited: people.length, validated: people.length, earlier: [] };
    const [one] = people;
    if (one === undefined) return;
    const { variant } = one.instrument;
    composeRelease({ ...counts, instrument, variant, reference: one.reference, contributions: people, solver });
    ours.push(performance.now() - begun);
    const since = performance.now();
    await aggregateInSql(region, round);
    theirs.push(performance.now() - since);
  }
  const ratio = median(ours.map((ms, turn) => ms / (theirs[turn] ?? Number.NaN)));
  row('its distributions, without people and audit', seconds(median(ours)), `${ratio.toFixed(2)} ×`, 'aim ≤ 2 ×');
  row('… the same quantiles by a hand-written SQL aggregate', seconds(median(theirs)));
}

class TakenBack extends Error {}

/** Within a validation, which freezes an outcome besides: what the row costs there, and a bare insert of the same. */
async function keepUpToDate(given: Field): Promise<void> {
  const { installation, region, example, instrument } = given;
  const { unitOfWork, contributions } = installation.ports;
  const round = firstOf(given);
  const places = await region.rows<{ assessment: string; agency: string; country: string }>(
    `SELECT assessment_id AS assessment, agency_id AS agency, country_id AS country FROM contribution
     WHERE round_id = $1 LIMIT ${RECORDS}`,
    [round],
  );
  const [ours, bare]: [number[], number[]] = [[], []];
  const timed = async (times: number[], work: () => Promise<unknown>): Promise<void> => {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
    throw new TakenBack();
  };
  for (const place of places) {
    const added = {
      contribution: { ...example, ...place, holding: place.agency },
      round,
      region: region.regionId,
      validatedAt: new Date(),
    };
    for (const work of [
      (): Promise<unknown> =>
        unitOfWork.run({ actor: SYSTEM }, async (tx) => {
          await tx.query('DELETE FROM contribution WHERE assessment_id = $1', [place.assessment]);
          return timed(ours, () => contributions.record(tx, added, instrument));
        }),
      (): Promise<unknown> =>
        unitOfWork.run({ actor: SYSTEM }, async (tx) => {
          const [kept] = await tx.query<{ row: string }>(
            'DELETE FROM contribution c WHERE assessment_id = $1 RETURNING c::text AS row',
            [place.assessment],
          );
          return timed(bare, () => tx.query('INSERT INTO contribution SELECT ($1::contribution).*', [kept?.row]));
        }),
    ])
      await work().catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error;
      });
  }
  const ratio = `${(median(ours) / median(bare)).toFixed(2)} ×`;
  row(
    'a contribution kept, with each validation (p50)',
    millis(median(ours)),
    ratio,
    `p95 ${millis(quantile(ours, 0.95))}`,
  );
  row('… the bare insert of its row', millis(median(bare)));
  const each = (region.writtenInMs ?? Number.NaN) / AGENCIES;
  row('… a thousand at once, for each', millis(each));
}

interface Reading extends Field {
  readonly web: ServerProcess;
  readonly open: readonly OpenAssessment[];
  readonly answers: Answers;
  readonly release: ReleaseId;
}

async function read(given: Reading): Promise<void> {
  const { web, open, answers, region } = given;
  await readPage(given);
  const before = web.processorSeconds();
  const alone = await readPage(given);
  const spent = ((web.processorSeconds() - before) * 1_000) / (PAGES + WARM_UP);
  const rows = await readRows(given);
  tell('the page of a release, one reader', alone, rows, region.rounds.length > 10 ? 'aim ≤ 100 ms' : 'aim ≤ 50 ms');
  row('… the stored rows of it, read and parsed', millis(quantile(rows, 0.95)), '', 'p95');
  row('… processor time of the web process for a page', millis(spent));
  const drive = await levels(open, answers)(web);
  const saving = load(web, drive, SECONDS_OF_SAVING);
  const busy = await readPage(given);
  const busyRows = await readRows(given);
  told(await saving);
  tell(`… while ${AUTOSAVING} agencies autosave`, busy, busyRows, 'aim as above');
  const worker = given.installation.startWorker();
  try {
    const again = load(web, await levels(open, answers)(web), SECONDS_OF_SAVING);
    const [, second] = region.rounds;
    if (second !== undefined)
      row(`a release of ${AGENCIES} by the worker meanwhile`, seconds(await buildByWorker(given, second)));
    told(await again);
  } finally {
    await worker.stop();
  }
}

const told = ({ perSecond, p50, p99 }: Load): void =>
  row('… autosaves meanwhile', `${perSecond.toFixed(0)} /s`, '', `p50 ${p50} ms, p99 ${p99} ms`);

function tell(what: string, page: readonly number[], rows: readonly number[], aim: string): void {
  const [p95, bare] = [quantile(page, 0.95), quantile(rows, 0.95)];
  row(what, millis(p95), `${(p95 / bare).toFixed(1)} ×`, `${aim} p95, ≤ 2 × of its rows; p50 ${millis(median(page))}`);
}

/** As a lead of one of its agencies, by grouping in turn. */
async function readPage({ web, open, release }: Reading): Promise<readonly number[]> {
  const times: number[] = [];
  const cookie = open[0]?.cookie ?? '';
  for (let n = -WARM_UP; n < PAGES; n += 1) {
    const begun = performance.now();
    const reply = await fetch(`${web.url}/releases/${release}?grouping=${groupingOf(n)}`, { headers: { cookie } });
    const text = await reply.text();
    if (!reply.ok || !text.includes('<svg')) throw new Error(`The page of the release: ${reply.status}`);
    if (n >= 0) times.push(performance.now() - begun);
  }
  return times;
}

async function readRows({ region, release }: Reading): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = -WARM_UP; n < PAGES; n += 1) {
    const begun = performance.now();
    await region.rows(
      `SELECT r.statement, (SELECT json_agg(t.body ORDER BY t.position) FROM release_table t
         WHERE t.release_id = r.id AND t.grouping IN ('all', $2)) AS groups FROM release r WHERE r.id = $1`,
      [release, groupingOf(n)],
    );
    if (n >= 0) times.push(performance.now() - begun);
  }
  return times;
}

const GROUPINGS = ['all', 'country', 'agency-type', 'size-band'] as const;
const groupingOf = (n: number): string => GROUPINGS[Math.abs(n) % GROUPINGS.length] ?? 'all';
