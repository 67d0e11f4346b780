import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Installation } from '../rehearse/installation.js';
import { Rehearsal } from '../rehearse/report.js';
import { joinAll, together, type Phone, type Room } from '../rehearse/steps/phones.js';
import { foundRegion, type Stage } from '../rehearse/steps/region.js';
import { planWorkshop } from '../rehearse/steps/set-up.js';
import { PARTICIPANTS } from '../rehearse/world.js';
import { print, quantile, row } from './measure.js';

/** Phones of agencies, each of which changes an answer once a second. */
const PHONES = 60;
const SECONDS = 30;
/** So that, without the guests, as many are of agencies. */
const PEOPLE = PARTICIPANTS + 12;
const QUESTION = '/workshop/questions/GOV1';

/** What a phone that answers needs of its page. */
interface Answering {
  readonly phone: Phone;
  readonly token: string;
  revision: string;
  level: string;
  taken: number;
}

/** A room that answers at once, everybody's page open for what is new, while the facilitator looks on and papers are printed. */
export async function benchRoom(root: string): Promise<void> {
  print(`\nA room: ${PHONES} phones that answer once a second, for ${SECONDS} s`);
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-bench-room-'));
  const installation = await Installation.start(root);
  try {
    const failures: string[] = [];
    const rehearsal = new Rehearsal((line) => {
      if (line.includes('FAILS')) failures.push(line);
    });
    const stage: Stage = { installation, rehearsal, folder, people: PEOPLE };
    const room = await joinAll(stage, await planWorkshop(stage, await foundRegion(stage)));
    if (failures.length > 0) throw new Error(failures.join('\n'));
    const phones = await seated(room);
    const alone = await answering(phones);
    tell('an answer, nothing else going on', alone);
    const looking = await openStreams(installation.url, room, phones);
    const papers = await orderPapers(room);
    tell('… with every page live, and papers being printed', await answering(phones));
    row('… papers printed meanwhile', `${(await printed(room)) - papers}`, '', `of ${PEOPLE} certificates`);
    row('… told to the facilitator’s screen', `${looking.told()}`, '', 'signals, of many changes each');
    looking.close();
    await demandAll(phones);
    row('answers lost', '0', '', `of ${phones.reduce((sum, { taken }) => sum + taken, 0)}`);
  } finally {
    await installation.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(what: string, times: readonly number[]): void {
  const of = (p: number): string => `${quantile(times, p).toFixed(0)} ms`;
  row(what, `p95 ${of(0.95)}`, '', `p50 ${of(0.5)}, p99 ${of(0.99)}, ${times.length} answers`);
}

async function seated({ phones }: Room): Promise<readonly Answering[]> {
  const found: Answering[] = [];
  const members = phones.filter(({ person }) => person.agency !== undefined).slice(0, PHONES);
  if (members.length < PHONES) throw new Error(`Only ${members.length} phones are of an agency.`);
  await together(members, async (phone) => {
    const page = await phone.open(QUESTION);
    const token = /data-csrf="([^"]+)"/.exec(page.html)?.[1] ?? '';
    found.push({ phone, token, revision: '0', level: '', taken: 0 });
  });
  return found;
}

/** How long each answer took, in milliseconds. */
async function answering(phones: readonly Answering[]): Promise<readonly number[]> {
  const times: number[] = [];
  const end = performance.now() + SECONDS * 1_000;
  await Promise.all(
    phones.map(async (one, at) => {
      // Not all of them in the same instant.
      await pause((at * 1_000) / phones.length);
      while (performance.now() < end) {
        const begun = performance.now();
        await answer(one);
        const took = performance.now() - begun;
        times.push(took);
        await pause(Math.max(0, 1_000 - took));
      }
    }),
  );
  return times;
}

async function answer(one: Answering): Promise<void> {
  const level = String((Number(one.level === '' ? -1 : one.level) + 1) % 5);
  const fields = { question: 'GOV1', revision: one.revision, decimals: '.', level, note: '' };
  const sent = { key: randomUUID(), kind: 'answer', fields };
  const { status, body } = await one.phone.call('POST', '/workshop/changes', sent, one.token);
  if (status !== 200) throw new Error(`${one.phone.who}: an answer is not taken: ${status} ${JSON.stringify(body)}`);
  const { fields: told } = body as { readonly fields?: Readonly<Record<string, string>> };
  one.revision = told?.['revision'] ?? one.revision;
  one.level = level;
  one.taken += 1;
}

interface Looking {
  readonly told: () => number;
  readonly close: () => void;
}

async function openStreams(url: string, room: Room, phones: readonly Answering[]): Promise<Looking> {
  const stop = new AbortController();
  let told = 0;
  const open = async (path_: string, cookie: string, count: () => void): Promise<void> => {
    const response = await fetch(new URL(path_, url), { headers: { cookie }, signal: stop.signal });
    if (!response.ok || response.body === null) throw new Error(`${path_} answers ${response.status}`);
    const read = async (): Promise<void> => {
      for await (const _ of response.body ?? []) count();
    };
    // Aborted in the end.
    read().catch(() => undefined);
  };
  await open(`${room.at}/live`, room.facilitator.cookieHeader, () => {
    told += 1;
  });
  for (const { phone } of phones) await open('/workshop/live', phone.cookieHeader, () => undefined);
  return {
    told: () => told,
    close: () => {
      stop.abort();
    },
  };
}

const FILE = /\/documents\/[0-9A-Z-]{14}\/file$/;
const printed = async ({ facilitator, at }: Room): Promise<number> =>
  (await facilitator.open(`${at}/documents`)).links(FILE).length;

async function orderPapers(room: Room): Promise<number> {
  const page = await room.facilitator.open(`${room.at}/documents`);
  await room.facilitator.send(page.form(/\/certificates$/), { language: 'en', second: 'ru', arrangement: 'in-turn' });
  return printed(room);
}

/** Every phone finds its last answer. */
async function demandAll(phones: readonly Answering[]): Promise<void> {
  await together(phones, async ({ phone, level }) => {
    const form = (await phone.open(QUESTION)).form(/\/questions\/GOV1$/);
    const stands = form.fields.find(([name]) => name === 'level')?.[1];
    if (stands !== level) throw new Error(`${phone.who} last answered ${level}, and ${stands ?? 'nothing'} stands.`);
  });
}
