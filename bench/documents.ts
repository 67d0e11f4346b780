import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answers, BenchInstallation, exampleAnswers, type OpenAssessment } from './rig/installation.js';
import type { Sequence } from './rig/load.js';
import { descendantsOf, megabytesOf, processesNaming } from './rig/process-tree.js';
import { levels } from './rig/saving.js';
import type { ServerProcess } from './rig/server-process.js';
import type { WorkerProcess } from './rig/worker-process.js';
import { print, quantile, row } from './measure.js';

const LANGUAGES = ['en', 'fr', 'ru', 'ar'];
/** People who answer meanwhile, each of them saving once a second. */
const SAVING = 50;
const ALONE_SECONDS = 10;
const POLL_MS = 250;
/** A browser that was told to end is given so long. */
const GONE_MS = 5_000;
const APPROVAL = { name: 'A. Head', function: 'Director General', date: '2026-03-01' };

interface Size {
  readonly agencies: number;
  /** How often all documents are ordered again. */
  readonly waves: number;
}

/** `--few` to see that it runs, `--thousand` to print for so long that what is left behind would show. */
function sizeAsked(): Size {
  if (process.argv.includes('--few')) return { agencies: 3, waves: 1 };
  return { agencies: 53, waves: process.argv.includes('--thousand') ? 5 : 1 };
}

/** Sharing editions in four languages ordered at once, made by the built worker while people go on answering. */
export async function benchDocuments(root: string): Promise<void> {
  const { agencies, waves } = sizeAsked();
  const installation = await BenchInstallation.create(root);
  let web: ServerProcess | undefined;
  let worker: WorkerProcess | undefined;
  try {
    const answers = exampleAnswers(root);
    const handedIn = await installation.assessments(agencies, answers);
    const drafts = await installation.assessments(SAVING, answers);
    web = await installation.startWeb();
    for (const one of handedIn) await handIn(web, one);
    const all = agencies * LANGUAGES.length;
    print(`\nDocuments (${agencies} sharing editions in ${LANGUAGES.length} languages at once, ${waves} × ${all})`);
    const place: Place = { installation, web, handedIn, drafts, answers };
    const alone = await saving(place, pause(ALONE_SECONDS * 1_000));
    tellSaving('an autosave, no document being made', alone);
    worker = installation.startWorker();
    for (let wave = 1; wave <= waves; wave += 1) await makeAll(place, worker, wave);
    row('browsers running at the end', String(browsersOf(installation).length), '', 'of two that print at a time');
    await worker.stop();
    await demandNothingLeft(installation, waves * all);
  } finally {
    await worker?.stop();
    await web?.stop();
    await installation.close();
  }
}

interface Place {
  readonly installation: BenchInstallation;
  readonly web: ServerProcess;
  readonly handedIn: readonly OpenAssessment[];
  readonly drafts: readonly OpenAssessment[];
  readonly answers: Answers;
}

const sent = (method: string, cookie: string, body: object): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', cookie },
  body: JSON.stringify(body),
});

async function handIn({ url }: ServerProcess, { id, cookie }: OpenAssessment): Promise<void> {
  const reply = await fetch(`${url}/api/assessments/${id}/submission`, sent('PUT', cookie, APPROVAL));
  if (!reply.ok) throw new Error(`The assessment is not taken: ${reply.status} ${await reply.text()}`);
}

async function order({ url }: ServerProcess, { id, cookie }: OpenAssessment, language: string): Promise<void> {
  const wanted = { edition: 'sharing', languages: [language] };
  const reply = await fetch(`${url}/api/assessments/${id}/documents`, sent('POST', cookie, wanted));
  if (!reply.ok) throw new Error(`The document is not ordered: ${reply.status} ${await reply.text()}`);
}

async function makeAll(place: Place, worker: WorkerProcess, wave: number): Promise<void> {
  const { web, handedIn } = place;
  const peak = { worker: 0, browsers: 0 };
  const begun = performance.now();
  const making = (async () => {
    for (const one of handedIn) await Promise.all(LANGUAGES.map((language) => order(web, one, language)));
    await untilMade(place, worker, peak);
  })();
  const times = await saving(place, making);
  const minutes = (performance.now() - begun) / 60_000;
  const count = handedIn.length * LANGUAGES.length;
  const rate = `${(count / minutes).toFixed(0)} a minute`;
  row(`wave ${wave}: ${count} documents`, rate, '', `${(minutes * 60).toFixed(0)} s from the first order to the last`);
  tellSaving('… an autosave meanwhile', times);
  const whole = `${(peak.worker + peak.browsers).toFixed(0)} MB`;
  row('… most memory, worker and browsers', whole, '', `${peak.worker.toFixed(0)} + ${peak.browsers.toFixed(0)} MB`);
}

/** Throws when one of them failed: what is not made takes no time. */
async function untilMade({ installation }: Place, worker: WorkerProcess, peak: Peak): Promise<void> {
  const sql = `SELECT count(*) FILTER (WHERE state = 'failed')::int AS failed,
    count(*) FILTER (WHERE state IN ('queued', 'running'))::int AS waiting FROM document`;
  for (;;) {
    const [counts] = await installation.rows<{ failed: number; waiting: number }>(sql);
    if (counts === undefined || counts.failed > 0) throw new Error(`${counts?.failed ?? 0} documents failed.`);
    if (counts.waiting === 0) return;
    if (worker.hasEnded) throw new Error(`The worker has ended. Its last words:\n${lastLines(installation.log)}`);
    peak.worker = Math.max(peak.worker, megabytesOf([worker.pid]));
    peak.browsers = Math.max(peak.browsers, megabytesOf(descendantsOf(worker.pid)));
    await pause(POLL_MS);
  }
}

const lastLines = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-10).join('\n');

interface Peak {
  worker: number;
  browsers: number;
}

/** What each of the people waits for their save, until `done`; milliseconds. */
async function saving({ web, drafts, answers }: Place, done: Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  let over = false;
  const sequences = await levels(drafts, answers)(web);
  const people = sequences.map(async (next, position) => {
    // Not all of them in the same instant.
    await pause((position * 1_000) / sequences.length);
    while (!over) {
      const ms = await save(web, next);
      times.push(ms);
      await pause(Math.max(0, 1_000 - ms));
    }
  });
  try {
    await done;
  } finally {
    over = true;
  }
  await Promise.all(people);
  return times;
}

async function save({ url }: ServerProcess, next: Sequence): Promise<number> {
  const { method, path: address, headers, body } = next();
  const begun = performance.now();
  const reply = await fetch(`${url}${address}`, { method, headers, body });
  await reply.arrayBuffer();
  if (!reply.ok) throw new Error(`An answer was refused: ${reply.status}`);
  return performance.now() - begun;
}

function tellSaving(what: string, times: readonly number[]): void {
  const at = (p: number): string => quantile(times, p).toFixed(0);
  row(
    what,
    `p95 ${at(0.95)} ms`,
    '',
    `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ${times.length} saves of ${SAVING} people`,
  );
}

/** Each browser has a profile of its own in this folder, and names it on its command line. */
const printingIn = ({ settings }: BenchInstallation): string => path.join(settings['DATA_DIR'] ?? '', 'printing');

function browsersOf(installation: BenchInstallation): readonly string[] {
  return profilesIn(printingIn(installation));
}

const profilesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(({ name }) => (name.startsWith('profile-') ? [name] : []));

async function demandNothingLeft(installation: BenchInstallation, printed: number): Promise<void> {
  const folder = printingIn(installation);
  const end = Date.now() + GONE_MS;
  while (processesNaming(folder).length > 0 && Date.now() < end) await pause(POLL_MS);
  const left = { processes: processesNaming(folder).length, profiles: profilesIn(folder).length };
  row(`left behind by ${printed} documents`, `${left.processes} processes`, '', `${left.profiles} profiles`);
  if (left.processes + left.profiles > 0) throw new Error('A browser was left behind.');
}
