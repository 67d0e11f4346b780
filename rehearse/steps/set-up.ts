import type { Page, Visitor } from '../visitor.js';
import { AGENCIES, MIXED_GROUPS, REGION, roster } from '../world.js';
import type { Founded, Stage } from './region.js';

export interface Planned extends Founded {
  /** Address of the workshop, without a slash at the end. */
  readonly at: string;
  /** By the name on the roster. */
  readonly badges: ReadonlyMap<string, string>;
  readonly roomCode: string;
}

const DAY_MS = 86_400_000;
const isoDay = (ago: number): string => new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10);

/** Place, days, organisers, agenda, roster and groups; the last of the three days is today. */
export async function planWorkshop(stage: Stage, founded: Founded): Promise<Planned> {
  const { rehearsal } = stage;
  const { facilitator } = founded;
  rehearsal.part('Setting up');
  const at = await create(facilitator);
  rehearsal.check('the facilitator plans a workshop of three days', /^\/workshops\/[0-9a-f-]{36}$/.test(at));
  const agenda = await facilitator.open(`${at}/agenda`);
  if (agenda.has(/agenda\/suggest$/)) await facilitator.send(agenda.form(/agenda\/suggest$/));
  const hub = await facilitator.open(`${at}/agenda`);
  rehearsal.check('the agenda has points on every day', hub.links(/agenda\/[0-9a-f-]{36}/).length >= 6);
  await importRoster(stage, facilitator, at);
  await spread(stage, facilitator, at);
  const badges = await badgesOf(stage, facilitator, at);
  rehearsal.check('every person has a badge with a code of their own', new Set(badges.values()).size === stage.people);
  const opened = await open(facilitator, at);
  const roomCode = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/.exec(opened.text)?.[0] ?? '';
  rehearsal.check('the workshop is open, and its code can be put on the wall', roomCode !== '');
  return { ...founded, at, badges, roomCode };
}

async function create(facilitator: Visitor): Promise<string> {
  const page = await facilitator.open('/workshops/new');
  const form = page.form(/workshops\/new/);
  const made = await facilitator.send(form, {
    title: 'Regional training on gender equality in border services',
    place: 'Conference centre, Rehearsal City',
    startsOn: isoDay(2),
    endsOn: isoDay(0),
    timeZone: 'UTC',
    organisers: 'Regional office of the rehearsal\nInstitute for Border Training',
    donors: 'Fund of the rehearsal',
    purpose: `People of five agencies of the ${REGION} look at how their organisations stand, and agree on what to do.`,
    choice: form.options('choice').find((one) => one.endsWith(' core')) ?? '',
    from: `${new Date().getUTCFullYear() - 1}-01-01`,
    to: `${new Date().getUTCFullYear() - 1}-12-31`,
    leading: 'en',
    languages: ['ru'],
    quiz: 'on',
  });
  return made.path.split('?')[0] ?? '';
}

const HEADER = ['country', 'agency', 'organisation', 'function', 'sex', 'name', 'email', 'language'];
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

async function importRoster({ rehearsal, people }: Stage, facilitator: Visitor, at: string): Promise<void> {
  const lines = roster(people).map((one) =>
    [
      one.country,
      one.agency === undefined ? '' : one.organisation,
      one.agency === undefined ? one.organisation : '',
      one.function,
      one.sex,
      one.name,
      one.email,
      one.language,
    ]
      .map(quoted)
      .join(','),
  );
  const bad = [HEADER.join(','), lines[0], '"Nowhere","No such agency","","","person","Somebody","",""'].join('\n');
  const upload = async (text: string): Promise<Page> => {
    const form = (await facilitator.open(`${at}/roster`)).form(/roster\/upload$/);
    return facilitator.fill(form, { file: new File([text], 'roster.csv', { type: 'text/csv' }) });
  };
  const refused = await upload(bad);
  rehearsal.check(
    'a roster with a fault is refused, and the line is named',
    refused.status === 422 || /3/.test(refused.text),
  );
  const preview = await upload([HEADER.join(','), ...lines].join('\n'));
  await facilitator.send(preview.form(/roster\/import$/));
  const listed = await facilitator.open(`${at}/roster`);
  rehearsal.check(
    `${people} people are on the roster`,
    roster(people).every(({ name }) => listed.text.includes(name)),
  );
}

async function spread({ rehearsal }: Stage, facilitator: Visitor, at: string): Promise<void> {
  const page = await facilitator.open(`${at}/groups`);
  const form = page.form(/groups\/spread$/);
  const count = form.names.find((name) => /count|groups|number/.test(name));
  await facilitator.send(form, count === undefined ? {} : { [count]: String(MIXED_GROUPS) });
  const groups = await facilitator.open(`${at}/groups`);
  rehearsal.check(
    'there is a group for each agency',
    AGENCIES.every(({ name }) => groups.text.includes(name)),
  );
}

async function badgesOf({ people }: Stage, facilitator: Visitor, at: string): Promise<ReadonlyMap<string, string>> {
  const { text } = await facilitator.open(`${at}/badges`);
  const found = new Map<string, string>();
  for (const { name } of roster(people)) {
    const code = new RegExp(`${name}.*?\\b([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\\b`, 's').exec(text)?.[1];
    if (code !== undefined) found.set(name, code);
  }
  return found;
}

async function open(facilitator: Visitor, at: string): Promise<Page> {
  const closed = await facilitator.open(at);
  await facilitator.send(closed.form(/\/move$/), { move: 'open' });
  const shut = await facilitator.open(at);
  const form = shut.form(/\/move$/);
  return form.options('move').includes('admit') ? facilitator.send(form, { move: 'admit' }) : shut;
}
