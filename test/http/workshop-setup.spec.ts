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
});
