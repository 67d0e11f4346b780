import { CANARIES } from '../filled-sheet.js';
import type { Page, Visitor } from '../visitor.js';
import { AGENCIES, POINTS } from '../world.js';
import { together, type Phone, type Room } from './phones.js';
import type { Stage } from './region.js';

const speakerOf = (room: Room, key: string): Phone => {
  const [speaker] = room.of(key);
  if (speaker === undefined) throw new Error(`Nobody of ${key} is there.`);
  return speaker;
};
export { speakerOf };

async function chosen(phone: Phone, about: string, choice: string): Promise<Page> {
  const page = await phone.open('/workshop/result');
  const form = page.forms.find(
    (one) => one.action.endsWith('/choice') && one.fields.some(([name, value]) => name === 'about' && value === about),
  );
  if (form === undefined) throw new Error(`${phone.who} cannot choose about ${about}.`);
  const name = form.names.find((one) => form.options(one).includes(choice)) ?? '';
  return phone.fill(form, { [name]: choice });
}

async function choose(phone: Phone, about: string, choice: string): Promise<void> {
  const { status } = await chosen(phone, about, choice);
  if (status !== 200) throw new Error(`${phone.who} chose ${choice} about ${about}, and was told ${String(status)}.`);
}

/** Numbers of people at home, and what single people ticked, are nobody's but their agency's. */
async function leaked(visitor: Visitor, paths: readonly string[], own: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const { text } = await visitor.visit(path);
    for (const [at, canary] of CANARIES.entries())
      if (
        at !== own &&
        new RegExp(`\\b${String(canary).slice(0, 1)}[,. \\u00a0\\u202f]?${String(canary).slice(1)}\\b`).test(text)
      )
        found.push(`${canary} on ${path}`);
  }
  return found;
}

/** What groups let be seen: nothing at first; then all of them their result, without a name. */
export async function decide(stage: Stage, room: Room): Promise<void> {
  const { rehearsal } = stage;
  rehearsal.part('Day two: what the groups let be seen');
  const { facilitator, at } = room;
  const wall = await facilitator.open(`${at}/screen`);
  const groups = wall.rows.filter((cells) => AGENCIES.some(({ name }) => cells[0]?.startsWith(name)));
  rehearsal.check('the wall shows how far every group is, and no profile', groups.length === AGENCIES.length);
  const own = await speakerOf(room, 'alba').open('/workshop/result');
  rehearsal.check(
    'a group sees its own result, and what kind of result it is',
    own.text.includes('Workshop self-assessment'),
  );
  for (const { key } of AGENCIES) await choose(speakerOf(room, key), 'outcome', 'counted');
  const pages = ['', '/screen', '/groups', '/roster', '/sheets', '/text', '/documents', '/commitments'].map(
    (one) => `${at}${one}`,
  );
  const seen = await leaked(facilitator, pages, -1);
  rehearsal.check('no page of the facilitator has a figure of an agency', seen.length === 0, seen.join('; '));
  const [, neighbour] = AGENCIES;
  const phone = speakerOf(room, neighbour?.key ?? '');
  const rooms = ['', '/questions', '/result', '/points', '/mixed', '/text', '/proposals'].map(
    (one) => `/workshop${one}`,
  );
  const heard = await leaked(phone, rooms, 1);
  rehearsal.check('no page of a participant has a figure of another agency', heard.length === 0, heard.join('; '));
}

/**
 * Two groups put their name to their result; their profile cannot come onto the wall any more. With five agencies there
 * are joint figures or profiles on the wall, never both: two that everybody sees leave three, who are too few for figures.
 */
export async function nameResults({ rehearsal }: Stage, room: Room): Promise<void> {
  const told: Page[] = [];
  for (const key of ['alba', 'cala']) {
    await choose(speakerOf(room, key), 'outcome', 'named');
    told.push(await chosen(speakerOf(room, key), 'room', 'shown'));
  }
  rehearsal.check(
    'a group that is counted in a printed outcome cannot put its profile on the wall any more, and is told why',
    told.every(({ text }) => /joint figures that count|общими показателями, в которых/.test(text)),
    told.map(({ status, text }) => `${String(status)} ${text.slice(0, 300)}`).join('; '),
  );
  const wall = await room.facilitator.open(`${room.at}/screen`);
  const columns = wall.rows.find((cells) => cells.length === 3 && cells.some((cell) => cell.includes('Albarca')));
  rehearsal.check('… so that there is none', columns === undefined);
}

/** A group takes its consent back. */
export const withdrawConsent = (room: Room, key: string): Promise<void> =>
  choose(speakerOf(room, key), 'outcome', 'withheld');

/** Strengths, limitations and proposals: in agency groups, from the library, and in mixed groups. */
export async function propose({ rehearsal }: Stage, room: Room): Promise<void> {
  rehearsal.part('Day two: strengths, limitations, proposals');
  await together(AGENCIES, async ({ key }, at) => {
    const phone = speakerOf(room, key);
    for (const kind of ['strength', 'limitation', 'proposal'] as const)
      await point(phone, '/workshop/points', { kind, body: POINTS[kind][at] ?? '' });
    const library = await phone.open('/workshop/proposals');
    const [first] = library.forms.filter(({ action }) => action.includes('/points'));
    if (first !== undefined) await phone.send(first);
  });
  const mixed = new Map<string, Phone>();
  for (const phone of room.phones) {
    const page = await phone.visit('/workshop/mixed');
    const name = /class="lead">([^<]+)</.exec(page.html)?.[1];
    if (page.status === 200 && name !== undefined && !mixed.has(name)) mixed.set(name, phone);
  }
  rehearsal.check('there are four mixed groups', mixed.size === 4, [...mixed.keys()].join(', '));
  const proposed = [...mixed.values()].map((phone, at) => ({ phone, body: POINTS.mixed[at] ?? '' }));
  for (const { phone, body } of proposed) await point(phone, '/workshop/mixed', { kind: 'proposal', body });
  const wall = await room.facilitator.open(`${room.at}/screen`);
  const missing = proposed.map(({ body }) => body).filter((body) => !wall.text.includes(body));
  rehearsal.check('what was put forward is on the wall', missing.length === 0, missing.join(', '));
}

interface Point {
  readonly kind: 'strength' | 'limitation' | 'proposal';
  readonly body: string;
}

async function point(phone: Phone, path: string, { kind, body }: Point): Promise<void> {
  const page = await phone.open(path);
  const form = page.form(/^\/workshop\/points$/);
  const kinds = form.names.find((one) => form.options(one).includes(kind)) ?? '';
  const addressee = form.options('addressee').find((one) => one !== '') ?? '';
  await phone.send(form, { ...(kinds !== '' && { [kinds]: kind }), body, ...(kind === 'proposal' && { addressee }) });
  const listed = await phone.open(path);
  const move = listed.forms.find(
    (one) => one.action.endsWith('/move') && one.fields.some(([name, value]) => name === 'to' && value === 'plenary'),
  );
  if (move !== undefined) await phone.send(move);
}
