import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

describe('setting up a workshop by its pages', () => {
  let web: TestWeb;
  let world: World;
  let cora: Visitor;
  let dara: Visitor;
  let token: string;
  let workshop: string;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    cora = await signedIn(web, 'cora');
    dara = await signedIn(web, 'dara');
    token = await csrfTokenOf(cora);
    workshop = await planned();
  });
  afterAll(() => web.close());

  const PLAN = {
    title: 'Women at the border',
    place: 'Norhaven',
    startsOn: '2026-08-28',
    endsOn: '2026-08-30',
    timeZone: 'Asia/Bishkek',
    organisers: 'Office of the Four Rivers\nFund for Borders',
    donors: '',
    purpose: 'To learn from each other.',
    choice: 'geoa-le 1.0.0 core',
    from: '2025-01-01',
    to: '2025-12-31',
    leading: 'en',
    languages: 'ru',
    quiz: 'on',
  };
  const post = (address: string, fields: Readonly<Record<string, unknown>>) =>
    cora
      .post(address)
      .type('form')
      .send({ ...fields, _csrf: token });

  async function planned(): Promise<string> {
    const region = String(
      (await cora.get('/workshops/new').expect(200)).text.match(/name="region" value="([^"]+)"/)?.[1],
    );
    const { headers } = await post('/workshops/new', { ...PLAN, region, revision: '0' }).expect(303);
    return String(headers['location']).split('?')[0] ?? '';
  }

  it('shows the plan to whoever leads workshops of the region, and a lead of an agency there is none', async () => {
    const page = await cora.get(workshop).expect(200);
    expect(page.text).toContain('Women at the border');
    expect(page.text).toContain('Workshop self-assessment');
    expect((await cora.get('/workshops').expect(200)).text).toContain('Norhaven');
    await dara.get(workshop).expect(404);
    await dara.get('/workshops').expect(403);
    expect(world.agency).not.toBe('');
  });

  it('names what is wrong with a plan beside the field, and keeps what was typed', async () => {
    const page = await post('/workshops/new', {
      ...PLAN,
      region: String((await cora.get('/workshops/new')).text.match(/name="region" value="([^"]+)"/)?.[1]),
      revision: '0',
      endsOn: '2026-08-01',
      timeZone: 'Nowhere',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain('lies before the first');
    expect(page.text).toContain('Europe/Madrid');
    expect(page.text).toContain('value="Norhaven"');
  });

  it('opens, shuts its door, and closes; a closed workshop is changed no more', async () => {
    const move = (name: string) => post(`${workshop}/move`, { move: name });
    await move('close').expect(409);
    await move('open').expect(303);
    expect((await cora.get(workshop)).text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    await move('shut').expect(303);
    await post(`${workshop}/edit`, { ...PLAN, place: 'Kadria', revision: '2', from: '', to: '', choice: '' }).expect(
      303,
    );
    await move('close').expect(303);
    await cora.get(`${workshop}/edit`).expect(409);
    await move('reopen').expect(303);
  });

  it('begins an agenda with a proposal, and refuses a point outside the days', async () => {
    await post(`${workshop}/agenda/suggest`, {}).expect(303);
    const page = await cora.get(`${workshop}/agenda`).expect(200);
    expect(page.text).toContain('Agency groups answer');
    const point = { day: '2026-09-15', starts: '10:00', ends: '09:00', title: 'Late', kind: 'talk' };
    const refused = await post(`${workshop}/agenda`, point).expect(422);
    expect(refused.text).toContain('on which the workshop is held');
    await post(`${workshop}/agenda`, { ...point, day: '2026-08-29', ends: '11:00', title: 'Ten minutes more' }).expect(
      303,
    );
    expect((await cora.get(`${workshop}/agenda`)).text).toContain('Ten minutes more');
  });

  const upload = (text: string) =>
    cora.post(`${workshop}/roster/upload`).field('_csrf', token).attach('file', Buffer.from(text), 'people.csv');

  it('takes a list of people only when every line of it is right, and each of them once', async () => {
    const head = 'Country,Agency,Other organisation,Name,Function,Sex,E-mail,Language';
    const faulty = await upload(
      [head, 'Tarsenia,Nowhere Police,,Ada Alm,,F,,en', ',Tarsenia Customs Service,,Bo Berg,,maybe,no address,ru'].join(
        '\n',
      ),
    );
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Line 2:');
    expect(faulty.text).toContain('Nowhere Police');
    expect(faulty.text).toContain('/administration/agencies/new');
    expect(faulty.text.match(/Line 3:/g)).toHaveLength(2);
    expect(faulty.text).not.toContain('name="rows"');

    const people = [
      'Tarsenia,tarsenia  customs service,,Ada Alm,Inspector,F,ada@example.net,en',
      ',Tarsenia Customs Service,,Bo Berg,Analyst,m,,Russian',
      ',Norlavia Border Guard,,Cy Cho,,,,',
      ',,Office of the Four Rivers,Di Dorn,Adviser,woman,,',
    ];
    const shown = await upload([head, ...people].join('\n')).expect(200);
    expect(shown.text).toContain('4 people would be added');
    expect((await cora.get(`${workshop}/roster`)).text).not.toContain('Ada Alm');
    const rows = String(shown.text.match(/name="rows" value="([^"]+)"/)?.[1]).replaceAll('&quot;', '"');
    await post(`${workshop}/roster/import`, { rows }).expect(303);
    await post(`${workshop}/roster/import`, { rows }).expect(303);
    const roster = await cora.get(`${workshop}/roster`).expect(200);
    expect(roster.text).toContain('4 people');
    const groups = await cora.get(`${workshop}/groups`).expect(200);
    for (const name of ['Tarsenia Customs Service', 'Norlavia Border Guard', 'Guests'])
      expect(groups.text).toContain(name);
    await dara.get(`${workshop}/roster`).expect(404);
  });

  it('spreads people over mixed groups, and prints a badge for each', async () => {
    await post(`${workshop}/groups/spread`, { count: '0' }).expect(422);
    await post(`${workshop}/groups/spread`, { count: '2' }).expect(303);
    const groups = (await cora.get(`${workshop}/groups`).expect(200)).text;
    expect(groups).toContain('Mixed group 2');
    const badges = (await cora.get(`${workshop}/badges`).expect(200)).text;
    expect(badges.match(/<li class="badge">/g)).toHaveLength(4);
    await dara.get(`${workshop}/badges`).expect(404);
  });

  it('changes and removes a person, and shows who was faster', async () => {
    const roster = (await cora.get(`${workshop}/roster`)).text;
    const address = String(roster.match(/href="([^"]+)">Bo Berg/)?.[1]);
    const form = (await cora.get(address).expect(200)).text;
    const agency = String(form.match(/<option value="([^"]+)">Norlavia Border Guard/)?.[1]);
    const person = {
      name: 'Bo Bergson',
      agency,
      organisation: '',
      country: '',
      function: '',
      sex: 'man',
      language: 'ru',
      email: '',
    };
    const revision = String(form.match(/name="revision" value="(\d+)"/)?.[1]);
    await post(address, { ...person, revision }).expect(303);
    await post(address, { ...person, revision }).expect(409);
    await post(`${address}/free`, {}).expect(303);
    await post(`${address}/remove`, {}).expect(303);
    expect((await cora.get(`${workshop}/roster`)).text).not.toContain('Bo Bergson');
  });
});
