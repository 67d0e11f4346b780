import { assignMore, skipWorkflow } from './assign.js';
import { type Cast, gather } from './cast.js';
import type { Client } from './client.js';
import { crawl } from './crawl.js';
import { feedHostile } from './feed.js';
import type { Fixture } from './fixture.js';
import { fuzz } from './fuzz.js';
import { Leaks } from './leaks.js';
import { readDescription } from './openapi.js';
import { demandRecipes, replayAsOthers, replayAsOwner } from './replay.js';
import { forge, guessFiles, replayPages } from './pages.js';
import { Report } from './report.js';
import { differences, snapshotOf } from './snapshot.js';
import { replayAsStranger } from './strangers.js';

export interface AttackOptions {
  readonly baseUrl: string;
  readonly fixture: Fixture;
  /** Cases of the fuzzer for each operation and role. */
  readonly cases: number;
  /** Hostile strings for each field. */
  readonly strings: number;
  readonly seed: number;
  /** Pages of each kind. */
  readonly pages: number;
  /** Files by guessed ids. */
  readonly guesses: number;
  /** Three of those who attack, for a run that must be short. */
  readonly few?: boolean;
  /** Only what needs no fixture that is as it was loaded. */
  readonly onlyAsOthers?: boolean;
  readonly say: (line: string) => void;
}

export async function runAttack(options: AttackOptions): Promise<Report> {
  const { baseUrl, fixture, say } = options;
  const report = new Report();
  say(`Attacking ${baseUrl}; fixture of seed ${fixture.seed}.`);
  const cast = await gather(fixture, baseUrl, options.few ?? false);
  const description = await readDescription(cast.stranger);
  demandRecipes(description, report);
  const replay = { cast, fixture, leaks: new Leaks(fixture), report };
  const before = await snapshotOf(cast);
  say('Replaying every operation with the ids of others …');
  await replayAsOthers(replay);
  say('Opening every page of others …');
  const { agency, draft, submitted } = cast.victim.ids;
  const starts = ['/', `/agencies/${agency}`, `/assessments/${draft}`, `/assessments/${submitted}/result`];
  const crawled = await crawl(cast.owners.lead, starts, options.pages);
  await replayAsStranger(replay, description, crawled);
  await replayPages(replay, crawled);
  await guessFiles(replay, options.guesses);
  say('Forging requests, adding members, skipping steps …');
  await forge(replay, crawled);
  await assignMore(replay);
  await skipWorkflow(replay);
  const unchanged = report.check('unchanged', 'what the owner reads is the same before and after');
  const changed = new Set(differences(before, await snapshotOf(cast)));
  for (const path of before.keys()) unchanged.saw(changed.has(path) ? `GET ${path} answers otherwise now` : undefined);
  if (options.onlyAsOthers === true) return report;
  say('Doing the same as the rightful owners …');
  await replayAsOwner(replay);
  say(`Fuzzing: ${options.cases} cases an operation and role, seed ${options.seed} …`);
  await fuzz(replay, { description, cases: options.cases, seed: options.seed });
  say(`Typing ${options.strings} hostile strings into every field …`);
  const own = await crawl(attackingLead(cast), ['/', `/assessments/${cast.own.ids.draft}`], options.pages);
  await feedHostile(replay, own, options.strings);
  return report;
}

const attackingLead = ({ attackers }: Cast): Client => {
  const [first] = attackers;
  if (first === undefined) throw new Error('Nobody attacks.');
  return first.client;
};
