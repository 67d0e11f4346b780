import { AGENCIES } from '../world.js';
import { together, type Phone, type Room } from './phones.js';
import type { Stage } from './region.js';
import type { Form } from '../form.js';

const QUESTION = /^\/workshop\/questions\/[^/]+$/;
const CHOSEN = ['level', 'answer'] as const;

/** What somebody of an agency would tick: near what the others tick, not the same. */
function chosenOf(form: Form, phone: Phone, at: number): Readonly<Record<string, string>> | undefined {
  for (const name of CHOSEN) {
    const options = form.options(name);
    if (options.length === 0) continue;
    const agency = AGENCIES.findIndex(({ key }) => key === phone.person.agency);
    // Low enough for something to be lacking everywhere.
    const middle = (agency + at) % Math.min(options.length, 3);
    const aside = phone.position % 4 === 3 ? 1 : 0;
    return { [name]: options[Math.min(middle + aside, options.length - 1)] ?? '' };
  }
  return undefined;
}

/** Each member answers for themselves; then the group says what it holds, and who does not. */
export async function answerAll(stage: Stage, room: Room): Promise<void> {
  const { rehearsal } = stage;
  rehearsal.part('Day one: agency groups answer');
  const members = room.phones.filter(({ person }) => person.agency !== undefined);
  const asked = new Map<string, readonly string[]>();
  let answers = 0;
  await together(members, async (phone) => {
    const list = await phone.open('/workshop/questions');
    const questions = list.links(QUESTION);
    asked.set(phone.person.agency ?? '', questions);
    for (const [at, address] of questions.entries()) {
      const page = await phone.open(address);
      if (!page.has(QUESTION)) continue;
      const form = page.form(QUESTION);
      const values = chosenOf(form, phone, at);
      if (values === undefined) continue;
      await phone.send(form, values);
      answers += 1;
    }
  });
  rehearsal.check(
    'every member of an agency answered for themselves',
    answers >= members.length * 8,
    `${answers} answers`,
  );
  const mixed = room.phones.find(({ person }) => person.agency === undefined);
  const refused = await mixed?.visit('/workshop/questions');
  rehearsal.check('guests answer nothing and see no question', refused?.status === 403, String(refused?.status));
  for (const { key } of AGENCIES) await agree(stage, room.of(key), asked.get(key) ?? []);
}

async function agree({ rehearsal }: Stage, phones: readonly Phone[], questions: readonly string[]): Promise<void> {
  const [speaker, second, doubter] = phones;
  if (speaker === undefined || second === undefined || doubter === undefined) throw new Error('A group is too small.');
  let held = 0;
  for (const [at, address] of questions.entries()) {
    const page = await speaker.open(`${address}/group`);
    if (!page.has(/\/group$/)) continue;
    const form = page.form(/\/group$/);
    const values = chosenOf(form, speaker, at);
    if (values === undefined) continue;
    await speaker.send(form, { ...values, note: 'We talked it over.' });
    held += 1;
    if (at > 3) continue;
    await say(second, address, { agrees: 'yes' });
    await say(doubter, address, { agrees: 'no', view: 'In my unit it is not so.' });
  }
  await writeAtOnce(speaker, second, questions.at(-1) ?? '');
  rehearsal.check(`${speaker.person.organisation}: the group holds its answers together`, held >= 8, `${held}`);
  const [first = ''] = questions;
  const shown = await second.open(`${first}/group`);
  rehearsal.check(
    '… with who agreed, the view of the minority; two who write at once are shown both texts',
    shown.text.includes('In my unit it is not so.'),
  );
}

async function say(phone: Phone, address: string, values: Readonly<Record<string, string>>): Promise<void> {
  const page = await phone.open(`${address}/group`);
  await phone.send(page.form(/\/agreement$/), values);
}

/** Two write down what the group holds, from the same page: the slower one is shown what stands. */
async function writeAtOnce(one: Phone, other: Phone, address: string): Promise<void> {
  const [mine, theirs] = [await one.open(`${address}/group`), await other.open(`${address}/group`)];
  await one.send(mine.form(/\/group$/), { note: 'We talked it over once more.' });
  const slower = await other.fill(theirs.form(/\/group$/), { note: 'We talked, and held something else.' });
  const shown =
    slower.text.includes('We talked it over once more.') && slower.text.includes('We talked, and held something else.');
  if (!shown)
    throw new Error(`The slower of two phones is not shown both texts: ${slower.status} ${slower.text.slice(0, 400)}`);
}
