import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from '../support/workshop.js';
import { populate } from '../support/world.js';

const BARE = /undefined|\[object|page\.[a-z-]+\.|workshop\.[a-z]+\.[a-z]/;

describe('groups of a workshop on their phones', () => {
  let web: TestWeb;
  let cast: WorkshopCast;
  let ana: Visitor;
  let ben: Visitor;

  beforeAll(async () => {
    web = await startTestWeb();
    const world = await populate(web);
    const region = world.actors.cora.memberships[0]?.regionId;
    if (region === undefined) throw new Error('cora has no region.');
    cast = await workshopCast(web.database, { region, instrument: CORE });
    const [one, two] = cast.agencies[0].people;
    [ana, ben] = [phoneOf(one), phoneOf(two)];
  });
  afterAll(() => web.close());

  const arrange = (sql: string, ...values: readonly unknown[]) =>
    asOwner(
      web.database.address,
      async (client) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
    );
  const phoneOf = ({ secret }: Pick<Seated, 'secret'>): Visitor => {
    const phone = web.agent();
    void phone.set('cookie', `isonomia-seat=${secret}`);
    return phone;
  };
  /** Every page is looked at for texts that are missing, and for the name of what is shown. */
  const page = async (phone: Visitor, address: string, status = 200): Promise<string> => {
    const { text } = await phone.get(address).accept('html').expect(status);
    expect([address, BARE.exec(text)?.[0]]).toEqual([address, undefined]);
    return text;
  };
  const fieldOf = (text: string, name: string): string =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
  const send = async (phone: Visitor, address: string, fields: object, from = address) => {
    const text = await page(phone, from);
    const hidden = { _csrf: fieldOf(text, '_csrf'), key: fieldOf(text, 'key') };
    return phone
      .post(address)
      .type('form')
      .accept('html')
      .send({ ...hidden, ...fields });
  };
  const queued = async (phone: Visitor, kind: string, fields: object, key: string = randomUUID()) => {
    const token = fieldOf(await page(phone, '/workshop/me'), '_csrf');
    return phone.post('/workshop/changes').set('x-csrf-token', token).send({ key, kind, fields });
  };
  const gov1 = '/workshop/questions/GOV1';

  it('lists the questions of the variant for the group of an agency, and for nobody else', async () => {
    const text = await page(ana, '/workshop/questions');
    for (const question of ['GOV1', 'HAR2']) expect(text).toContain(`/workshop/questions/${question}"`);
    expect(text).toContain('/workshop/questions/WFC1/group"');
    expect(text).not.toContain('GOV5');
    expect(text).toContain('Workshop self-assessment');
    expect(text).toContain('0 of 19 questions');
    const guest = phoneOf(cast.guests.people[0]);
    for (const address of ['/workshop/questions', gov1, '/workshop/result', '/workshop/proposals'])
      await guest.get(address).accept('html').expect(403);
    for (const address of ['/workshop/questions/GOV5', '/workshop/questions/WFC1', '/workshop/questions/NONE/group'])
      await page(ana, address, 404);
  });

  it('asks everybody alone before it shows what the others say', async () => {
    const saved = await send(ana, gov1, { revision: 0, level: '1', note: 'A draft lies with the legal office.' });
    expect([saved.status, saved.headers['location']]).toEqual([303, `${gov1}/group?saved=1`]);
    const before = await page(ben, `${gov1}/group`);
    expect(before).toContain('Answer this question for yourself first');
    expect(before).toContain('1 of 4 have answered');
    for (const hidden of ['A draft lies', 'Level 1', 'data-change="consensus"']) expect(before).not.toContain(hidden);
    await send(ben, gov1, { revision: 0, level: '3', note: '' });
    const after = await page(ben, `${gov1}/group`);
    for (const shown of [
      'A draft lies with the legal office.',
      cast.agencies[0].people[0].name,
      'data-change="consensus"',
    ])
      expect(after).toContain(shown);
    expect(await page(ana, gov1)).toMatch(/value="1" checked/);
  });

  it('takes the same answer from the queue of a phone and from a plain form, and judges both alike', async () => {
    const key = randomUUID();
    const fields = { question: 'GOV2', revision: '0', level: '2', note: '' };
    const first = await queued(ana, 'answer', fields, key);
    expect([first.status, first.body]).toMatchObject([200, { status: 'done', fields: { revision: '1' } }]);
    expect((await queued(ana, 'answer', fields, key)).body).toEqual(first.body);
    const refused = await queued(ana, 'answer', { ...fields, revision: '1', level: '9' });
    expect([refused.status, refused.body.status, refused.body.faults[0].field]).toEqual([422, 'refused', 'level']);
    const plain = await send(ana, '/workshop/questions/GOV2', { revision: '1', level: '9', note: '' });
    expect([plain.status, plain.text.includes('error-summary')]).toEqual([422, true]);
    expect((await queued(ana, 'answer', { ...fields, question: 'GOV5' })).status).toBe(404);
    const nothing = await queued(ana, 'consensus', { question: 'GOV2', revision: '0' });
    expect([nothing.status, nothing.body.message]).toEqual([422, 'Nothing was entered, so nothing was saved.']);
  });

  it('records the consensus, shows the slower of two both texts, and keeps the one that is chosen', async () => {
    expect((await send(ana, `${gov1}/group`, { revision: 0, level: '2', note: 'In force since May' })).status).toBe(
      303,
    );
    const slower = await send(ben, `${gov1}/group`, { revision: 0, level: '3', note: 'Known in all units' });
    expect(slower.status).toBe(409);
    for (const both of ['In force since May', 'Known in all units', cast.agencies[0].people[0].name])
      expect(slower.text).toContain(both);
    const again = Object.fromEntries(
      [...slower.text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const kept = await ben.post(`${gov1}/group`).type('form').accept('html').send(again);
    expect(kept.status).toBe(303);
    const text = await page(ana, `${gov1}/group`);
    expect(text).toContain('Known in all units');
    expect(text).toContain(`Not said yet:`);
    const conflict = await queued(ana, 'consensus', { question: 'GOV1', revision: '1', level: '1', note: '' });
    expect([conflict.status, conflict.body]).toMatchObject([409, { status: 'conflict', fields: { revision: '2' } }]);
    expect(conflict.body.theirs).toContain('Known in all units');
  });

  it('keeps who agreed, and the view of whoever does not', async () => {
    const agreement = `${gov1}/agreement`;
    expect((await send(ana, agreement, { revision: 2, view: '' }, `${gov1}/group`)).status).toBe(422);
    expect((await send(ana, agreement, { revision: 2, agrees: 'no', view: '' }, `${gov1}/group`)).status).toBe(422);
    const said = await send(ana, agreement, { revision: 2, agrees: 'no', view: 'Not in the ports.' }, `${gov1}/group`);
    expect(said.status).toBe(303);
    const text = await page(ben, `${gov1}/group`);
    expect(text).toContain('Not in the ports.');
    expect(text).toContain('other views');
    expect((await queued(ana, 'agreement', { question: 'GOV1', revision: '2', agrees: 'yes' })).body.status).toBe(
      'done',
    );
    expect(await page(ben, `${gov1}/group`)).not.toContain('Not in the ports.');
  });

  it('takes a figure for the whole group, and lets it correct what the data sheet brought', async () => {
    const figures = { 'women[of]': '120', 'women[count]': '6', 'men[of]': '480', 'men[count]': '19', source: 'HR' };
    const leavers = '/workshop/questions/WLB1/group';
    expect((await send(ana, leavers, { revision: 0, ...figures, 'men[of]': 'many' })).status).toBe(422);
    expect((await send(ana, leavers, { revision: 0, ...figures })).status).toBe(303);
    await arrange(`UPDATE workshop_consensus SET origin = 'sheet', changed_by = 'somebody' WHERE question_id = 'WLB1'`);
    const text = await page(ben, leavers);
    expect(text).toContain('From the data sheet of the agency');
    expect(text).toContain('If it is wrong, correct it here');
    expect((await send(ben, leavers, { revision: 1, ...figures, 'men[count]': '20' })).status).toBe(303);
    expect(await page(ben, leavers)).not.toContain('From the data sheet of the agency');
    const rows = {
      'rows[0][id]': 'a',
      'rows[0][label]': 'Inspector',
      'rows[0][band]': 'officers',
      'rows[0][women]': '3',
      'rows[0][men]': '9',
    };
    expect((await send(ana, '/workshop/questions/WFC1/group', { revision: 0, ...rows })).status).toBe(303);
    expect(await page(ben, '/workshop/questions/WFC1/group')).toContain('Inspector');
  });

  it('adds points, words them anew, puts them before everybody and takes them back', async () => {
    const point = { id: '', group: 'agency', pointKind: 'proposal', addressee: 'hr', dimension: 'D1', revision: 0 };
    const added = await send(ana, '/workshop/points', { ...point, body: 'Count applicants by sex' });
    expect([added.status, added.headers['location']]).toEqual([303, '/workshop/points?saved=1']);
    expect((await send(ana, '/workshop/points', { ...point, body: ' ' })).status).toBe(422);
    const text = await page(ben, '/workshop/points');
    expect(text).toContain('Count applicants by sex');
    const [, id = ''] = /\/workshop\/points\/([\w-]{36})"/.exec(text) ?? [];
    const one = `/workshop/points/${id}`;
    expect((await send(ben, one, { ...point, revision: 1, body: 'Count all applicants by sex' })).status).toBe(303);
    const slower = await send(ana, one, { ...point, revision: 1, body: 'Count applicants' });
    expect([slower.status, slower.text.includes('Count all applicants by sex')]).toEqual([409, true]);
    const move = (to: string) => send(ben, `${one}/move`, { group: 'agency', to }, '/workshop/points');
    expect((await move('plenary')).status).toBe(303);
    expect(await page(ana, '/workshop/points')).toContain('tag--positive">before everybody');
    expect((await move('group')).status).toBe(303);
    expect(await page(ana, '/workshop/points')).not.toContain('tag--positive">before everybody');
    const stranger = phoneOf(cast.agencies[1].people[0]);
    await page(stranger, one, 404);
    expect((await queued(stranger, 'point-moved', { id, group: 'agency', to: 'plenary' })).body.status).not.toBe(
      'done',
    );
    expect((await move('away')).status).toBe(303);
    expect(await page(ana, '/workshop/points')).not.toContain('Count all applicants');
  });

  it('shows a mixed group its points and what to talk about, and nothing of any agency', async () => {
    const text = await page(ana, '/workshop/mixed');
    expect(text).toContain('What can your agencies do together');
    for (const figure of ['Level', 'Known in all units', 'Inspector']) expect(text).not.toContain(figure);
    const fields = {
      group: 'mixed',
      pointKind: 'strength',
      body: 'We know each other now',
      addressee: '',
      dimension: '',
      revision: '0',
    };
    expect((await queued(ana, 'point', fields)).body.status).toBe('done');
    const [, second] = cast.agencies;
    const neighbour = second.people.find(({ mixed }) => mixed === cast.agencies[0].people[0].mixed);
    expect(await page(phoneOf(neighbour ?? second.people[0]), '/workshop/mixed')).toContain('We know each other now');
    expect(await page(phoneOf(neighbour ?? second.people[0]), '/workshop/points')).not.toContain(
      'We know each other now',
    );
  });

  it('proposes from the library where the group’s answers are weak, beside what others have done', async () => {
    await queued(ana, 'answer', { question: 'WLB5', revision: '0', level: '0', note: '' });
    await queued(ana, 'consensus', { question: 'WLB5', revision: '0', level: '0', note: '' });
    await queued(ana, 'consensus', { question: 'GOV3', revision: '0', level: '4', note: '' });
    const text = await page(ana, '/workshop/proposals');
    expect(text).toContain('id="rec-R29"');
    // Claimed in full and proved by nothing: in a room the group is taken at its word.
    expect(text).not.toContain('id="rec-R03"');
    expect(text).toContain('class="practice"');
    const form = /id="rec-R29".*?<\/section>/s.exec(text)?.[0] ?? '';
    const hidden = Object.fromEntries(
      [...form.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    );
    const taken = await ana.post('/workshop/points').type('form').accept('html').send(hidden);
    expect([taken.status, taken.headers['location']]).toEqual([303, '/workshop/proposals?saved=1']);
    expect(await page(ana, '/workshop/proposals')).toContain('among your points');
  });

  it('shows the group its result, and those who lead only what the group shows in the room', async () => {
    const result = await page(ana, '/workshop/result');
    for (const shown of ['Workshop self-assessment', 'Result of the group', 'Rights minimums', 'class="practice"'])
      expect(result).toContain(shown);
    const cora = await signedIn(web, 'cora');
    const address = `/workshops/${cast.workshop}/groups/${cast.agencies[0].group}/result`;
    const look = () => page(cora, address);
    expect(await look()).toContain('does not show its result');
    const all = await page(cora, `/workshops/${cast.workshop}/results`);
    expect([all.split('not in the document').length - 1, all.includes(address)]).toEqual([5, true]);
    expect(await page(cora, `/workshops/${cast.workshop}`)).toContain(`/workshops/${cast.workshop}/results"`);
    expect(
      (await send(ana, '/workshop/choice', { about: 'outcome', choice: 'named' }, '/workshop/result')).status,
    ).toBe(303);
    expect(await look()).not.toContain('profile-bars');
    expect((await send(ben, '/workshop/choice', { about: 'room', choice: 'shown' }, '/workshop/result')).status).toBe(
      303,
    );
    const shown = await look();
    expect(shown).toContain('profile-bars');
    expect(shown).toContain('Workshop self-assessment');
    for (const person of cast.agencies[0].people) expect(shown).not.toMatch(new RegExp(`${person.name}\\b`));
    expect(
      (await send(ben, '/workshop/choice', { about: 'room', choice: 'everything' }, '/workshop/result')).status,
    ).toBe(422);
    expect((await send(ana, '/workshop/choice', { about: 'room', choice: 'hidden' }, '/workshop/result')).status).toBe(
      303,
    );
    expect(await look()).not.toContain('profile-bars');
    const dara = await signedIn(web, 'dara');
    for (const hidden of [address, `/workshops/${cast.workshop}/results`])
      await dara.get(hidden).accept('html').expect(404);
  });
});
