import { Visitor, type Page } from '../visitor.js';
import { AGENCIES, roster, type RosterLine } from '../world.js';
import type { Stage } from './region.js';
import type { Planned } from './set-up.js';

/** How many phones do something at the same moment. */
const AT_ONCE = 12;

/** Somebody of the roster with a phone that has no script. */
export class Phone extends Visitor {
  constructor(
    baseUrl: string,
    readonly person: RosterLine,
    /** Within their agency, from 0. */
    readonly position: number,
  ) {
    super(baseUrl, person.name);
  }

  /** With the code of their badge, or of the room. */
  async join(code: string): Promise<Page> {
    const page = await this.open(`/join?code=${code}`);
    const form = page.form(/^\/join/);
    const own = form.fields.some(([name]) => name === 'participant');
    const seat = own ? {} : { participant: form.options('participant').find((one) => !taken(page, one)) ?? '' };
    return this.send(form, { ...seat, language: this.person.language });
  }
}

const taken = (page: Page, participant: string): boolean =>
  new RegExp(`value="${participant}"[^>]*disabled`).test(page.html);

/** Everybody at once, as many as a machine of two cores likes; the first failure is everybody's. */
export async function together<Item>(
  items: readonly Item[],
  work: (item: Item, at: number) => Promise<void>,
): Promise<void> {
  const waiting = items.map((item, at) => ({ item, at }));
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next.item, next.at);
  });
  await Promise.all(workers);
}

export interface Room extends Planned {
  readonly phones: readonly Phone[];
  readonly of: (agency: string) => readonly Phone[];
}

/** Fifty-three phones join, most by their badge, the last guests by the code on the wall. */
export async function joinAll({ installation, rehearsal, people }: Stage, planned: Planned): Promise<Room> {
  rehearsal.part('Day one: joining');
  const counts = new Map<string, number>();
  const phones = roster(people).map((person) => {
    const position = counts.get(person.organisation) ?? 0;
    counts.set(person.organisation, position + 1);
    return new Phone(installation.url, person, position);
  });
  const stranger = new Visitor(installation.url, 'a stranger');
  const guessed = await stranger.visit('/join?code=AAAA-AAAA');
  rehearsal.check('a guessed code opens nothing', guessed.status === 404);
  const inside = await stranger.visit('/workshop');
  rehearsal.check('without a seat there is no room', inside.status === 404);
  let seated = 0;
  await together(phones, async (phone) => {
    const page = await phone.join(planned.badges.get(phone.person.name) ?? '');
    if (page.path === '/workshop' || page.path.startsWith('/workshop?')) seated += 1;
  });
  rehearsal.check(`${phones.length} phones have a seat, by the codes of their badges`, seated === phones.length);
  const of = (agency: string): readonly Phone[] => phones.filter(({ person }) => person.agency === agency);
  rehearsal.check(
    'every agency has its people there',
    AGENCIES.every(({ key, people: least }) => of(key).length >= least),
  );
  return { ...planned, phones, of };
}
