import { AGENCIES } from '../world.js';
import { speakerOf } from './deciding.js';
import { together, type Phone, type Room } from './phones.js';
import type { Stage } from './region.js';

const ADDRESSEES = ['heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks'] as const;
const CLAUSES: Readonly<Record<(typeof ADDRESSEES)[number], { readonly en: string; readonly ru: string }>> = {
  heads: {
    en: 'Set a target for women in leadership, publish it within the agency and report on it once a year.',
    ru: 'Установить целевой показатель доли женщин на руководящих должностях, объявить его в ведомстве и раз в год отчитываться.',
  },
  hr: {
    en: 'Advertise every specialised post openly, with criteria that were written down beforehand.',
    ru: 'Объявлять о каждой специализированной должности открыто, с заранее записанными критериями.',
  },
  commanders: {
    en: 'Provide equipment in sizes that fit everybody, and separate changing rooms at every post.',
    ru: 'Обеспечить снаряжение подходящих всем размеров и отдельные раздевалки на каждом посту.',
  },
  ministries: {
    en: 'Give a budget line to what agencies have undertaken here.',
    ru: 'Выделить в бюджете строку на принятые здесь обязательства.',
  },
  organisations: {
    en: 'Support an exchange of trainers between the agencies.',
    ru: 'Поддержать обмен инструкторами между ведомствами.',
  },
  networks: {
    en: 'Meet twice a year, and share what has worked.',
    ru: 'Встречаться дважды в год и делиться удачным опытом.',
  },
};
const CLAUSE = /\/text\/clauses\/[0-9a-f-]{36}$/;
const ROOM_CLAUSE = /^\/workshop\/text\/[0-9a-f-]{36}$/;

/** Clauses are written, read along, commented, held or reserved, marked and locked. */
export async function agreeOnText({ rehearsal }: Stage, room: Room): Promise<void> {
  rehearsal.part('Day three: from proposals to an agreed text');
  const { facilitator, at } = room;
  for (const addressee of ADDRESSEES) {
    const { en, ru } = CLAUSES[addressee];
    const page = await facilitator.open(`${at}/text/new`);
    await facilitator.send(page.form(/\/text\/new$/), { addressee, 'text-en': en, 'text-ru': ru });
  }
  const drafts = (await facilitator.open(`${at}/text`)).links(/\/text\/new\?/);
  rehearsal.check('what groups put forward can be drafted from', drafts.length > 0);
  const [draft = ''] = drafts;
  const fromPoint = (await facilitator.open(draft)).form(/\/text\/new/);
  await facilitator.send(fromPoint, {});
  const clauses = (await speakerOf(room, 'alba').open('/workshop/text')).links(ROOM_CLAUSE);
  rehearsal.check(
    'everybody in the room reads the clauses',
    clauses.length === ADDRESSEES.length + 1,
    String(clauses.length),
  );
  await speakOnClauses(room, clauses);
  const led = await facilitator.open(`${at}/text`);
  rehearsal.check(
    'the reservation stands beside its clause, with its reason',
    led.text.includes('Our law does not allow it yet.'),
  );
  await conflict(room, clauses);
  await mark(room);
  const lock = await facilitator.open(`${at}/text/lock`);
  await facilitator.send(lock.form(/\/text\/lock$/));
  const locked = await facilitator.open(`${at}/text`);
  rehearsal.check('the text is locked', locked.has(/\/text\/unlock$/));
  const late = await speakerOf(room, 'bren').open(clauses[0] ?? '');
  rehearsal.check('and nobody takes another position', !late.has(/\/position$/));
}

async function speakOnClauses(room: Room, clauses: readonly string[]): Promise<void> {
  await together(AGENCIES, async ({ key }, agency) => {
    const phone = speakerOf(room, key);
    for (const [at, address] of clauses.entries()) {
      const page = await phone.open(address);
      const form = page.form(/\/position$/);
      const reserves = agency === 3 && at === 3;
      const stance = reserves ? 'reserves' : 'agrees';
      await phone.send(form, { stance, ...(reserves && { reason: 'Our law does not allow it yet.' }) });
    }
  });
  const commenting = room.of('elmo')[1];
  if (commenting === undefined) throw new Error('Elmoria has too few people.');
  const page = await commenting.open(clauses[1] ?? '');
  const form = page.form(/\/comment$/);
  await commenting.send(form, { body: 'Please say by when.' });
}

/** Two leave the same form open: the slower one is shown what stands, and nothing is lost. */
async function conflict({ facilitator, at }: Room, _clauses: readonly string[]): Promise<void> {
  const [address = ''] = (await facilitator.open(`${at}/text`)).links(CLAUSE);
  const [one, other] = [await facilitator.open(address), await facilitator.open(address)];
  const { en, ru } = CLAUSES.heads;
  await facilitator.send(one.form(CLAUSE), { 'text-en': `${en} Begin this year.`, 'text-ru': ru });
  const slower = await facilitator.fill(other.form(CLAUSE), { 'text-en': `${en} Begin next year.`, 'text-ru': ru });
  if (slower.status < 400 || !slower.text.includes('Begin this year.') || !slower.html.includes('Begin next year.'))
    throw new Error(`The slower of two is not shown both texts: ${slower.status}`);
}

async function mark({ facilitator, at }: Room): Promise<void> {
  const count = (await facilitator.open(`${at}/text`)).forms.filter(({ action }) => action.endsWith('/mark')).length;
  for (let index = 0; index < count; index += 1) {
    const form = (await facilitator.open(`${at}/text`)).forms.filter(({ action }) => action.endsWith('/mark'))[index];
    if (form === undefined) throw new Error('A clause is gone.');
    await facilitator.send(form, { mark: index === 3 ? 'reserved' : index === 5 ? 'noted' : 'adopted' });
  }
}

const DAY_MS = 86_400_000;

/** Three actions of each agency within a year, offers and asks. */
export async function promise({ rehearsal }: Stage, room: Room): Promise<void> {
  rehearsal.part('Day three: commitments, offers and asks');
  const due = new Date(Date.now() + 250 * DAY_MS).toISOString().slice(0, 10);
  await together(AGENCIES, async ({ key, name }, agency) => {
    const phone = speakerOf(room, key);
    for (const position of ['1', '2', '3']) {
      const page = await phone.open('/workshop/commitments');
      const form = page.form(new RegExp(`/commitments/${position}$`));
      const help = position === '2' ? { help: 'A trainer for two weeks' } : {};
      await phone.send(form, { what: `Action ${position} of ${name}`, owner: 'Head of human resources', due, ...help });
    }
    await offer(phone, agency % 2 === 0 ? 'offer' : 'ask', `What ${name} says of it.`);
  });
  const led = await room.facilitator.open(`${room.at}/commitments`);
  rehearsal.check(
    'fifteen commitments stand, by country',
    AGENCIES.every(({ name }) => led.text.includes(`Action 3 of ${name}`)),
  );
  const offers = await room.facilitator.open(`${room.at}/offers`);
  rehearsal.check(
    'offers and asks meet in one table',
    AGENCIES.every(({ name }) => offers.text.includes(`What ${name} says of it.`)),
  );
}

async function offer(phone: Phone, kind: string, body: string): Promise<void> {
  const page = await phone.open('/workshop/offers');
  const form = page.form(/^\/workshop\/offers$/);
  const dimension = form.options('dimension').find((one) => one !== '') ?? '';
  await phone.send(form, { kind, dimension, body });
}
