import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { asOwner } from '../support/database.js';
import { sendForm } from '../support/staff.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const PERSON = { accept: 'text/html' };
const HOSTILE = '<script>alert(1)</script>{{csrf}}"><img src=x onerror=alert(1)>';
/** What a person reads of a page. */
const textOf = (html: string): string => (html.split('<main')[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the library of good practice, by forms without a script', () => {
  let web: TestWeb;
  let world: World;
  let cora: Visitor;
  let asha: Visitor;
  let entry: Record<string, string | readonly string[]>;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    [cora, asha] = [await signedIn(web, 'cora'), await signedIn(web, 'asha')];
    entry = {
      region: world.actors.cora.memberships[0]?.regionId ?? '',
      instrument: 'geoa-le',
      revision: '0',
      language: 'en',
      country: 'Norlavia',
      kind: 'customs',
      organisation: 'Customs of Norlavia',
      what: 'Rosters are published three weeks ahead.',
      since: '2020',
      result: 'Fewer people left.',
      sourcePublisher: 'Ministry of Norlavia',
      sourceTitle: 'Yearly report',
      sourceYear: '2021',
      sourceUrl: 'https://example.org/report',
      checkedOn: '',
      items: ['WLB5'],
      rules: ['R29'],
      publish: 'yes',
    };
  }, 60_000);
  afterAll(() => web.close());

  const rows = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    asOwner(web.database.address, async (client) => (await client.query(sql, [...parameters])).rows as Row[]);
  const latest = async (): Promise<string> => {
    const [row] = await rows<{ id: string }>('SELECT id FROM good_practice ORDER BY created_at DESC LIMIT 1');
    return row?.id ?? '';
  };
  const page = async (visitor: Visitor, address: string = ROUTES.practices): Promise<string> =>
    textOf((await visitor.get(address).set(PERSON).expect(200)).text);

  it('is read by everybody who has a role, and asks strangers to sign in', async () => {
    const text = await page(asha);
    expect(text).toContain('Federal authorities of Germany Germany');
    expect(text).toContain('Result, as reported by');
    expect(text).toContain('Not checked by us');
    expect(text).not.toContain('Add an entry');
    const stranger = await web.agent().get(ROUTES.practices).set(PERSON);
    expect(stranger.headers['location']).toContain(ROUTES.signIn);
  });

  it('is narrowed to a dimension and a country, and to nothing that no list offers', async () => {
    const both = await page(
      asha,
      href(ROUTES.practices, {}, { query: { dimension: 'geoa-le:D1', country: 'Philippines' } }),
    );
    expect(both).toContain('Government agencies of the Philippines');
    expect(both).not.toContain('Bureau of Customs of the Philippines');
    expect(both).not.toContain('Federal authorities of Germany');
    const other = await page(asha, href(ROUTES.practices, {}, { query: { country: '<b>' } }));
    expect(other).toContain('Federal authorities of Germany');
  });

  it('takes an entry of a region, names what is wrong beside its field, and loses nothing that was typed', async () => {
    const wrong = await sendForm(cora, ROUTES.newPractice, {
      ...entry,
      sourceUrl: 'javascript:alert(1)',
      items: [],
      rules: [],
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Customs of Norlavia"');
    expect(textOf(wrong.text)).toContain('2 things need another look');
    expect(textOf(wrong.text)).toContain('takes an address that begins with https://');
    expect(await rows('SELECT FROM good_practice')).toEqual([]);
    const made = await sendForm(cora, ROUTES.newPractice, entry);
    expect(made.status).toBe(303);
    expect(await page(asha)).toMatch(/Customs of Norlavia Norlavia.*Regional entry, added by the coordination of/);
  });

  it('asks before an entry is withdrawn, and shows it to nobody afterwards', async () => {
    const practice = await latest();
    expect(await page(cora, href(ROUTES.withdrawPractice, { practice }))).toContain('goes on showing it');
    expect((await sendForm(asha, href(ROUTES.withdrawPractice, { practice }), {})).status).toBe(403);
    expect((await sendForm(cora, href(ROUTES.withdrawPractice, { practice }), {})).status).toBe(303);
    expect(await page(asha)).not.toContain('Customs of Norlavia');
    expect(await page(cora)).toContain('Withdrawn');
    const actions = await rows<{ action: string }>(
      "SELECT action FROM audit WHERE subject_kind = 'practice' ORDER BY id",
    );
    expect(actions.map(({ action }) => action)).toEqual(['practice.added', 'practice.withdrawn']);
  });

  it('tells whoever was slower that somebody else changed the entry', async () => {
    const practice = await latest();
    const edit = href(ROUTES.editPractice, { practice });
    expect((await sendForm(cora, edit, { ...entry, revision: '2' })).status).toBe(303);
    const late = await sendForm(cora, edit, { ...entry, revision: '2', what: 'Mine.' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('Mine.');
  });

  it('shows markup in an entry as the letters it is, on every page that has it', async () => {
    const texts = ['organisation', 'country', 'what', 'result', 'sourcePublisher', 'sourceTitle'];
    const hostile = Object.fromEntries(texts.map((name) => [name, `${HOSTILE} ${name}`]));
    const url = `https://example.org/"><script>alert(1)</script>`.replaceAll(' ', '');
    expect((await sendForm(cora, ROUTES.newPractice, { ...entry, ...hostile, sourceUrl: url })).status).toBe(303);
    const practice = await latest();
    const submitted = await world.submitted('full');
    const places: readonly (readonly [Visitor, string])[] = [
      [cora, ROUTES.practices],
      [asha, ROUTES.practices],
      [cora, href(ROUTES.editPractice, { practice })],
      [cora, href(ROUTES.withdrawPractice, { practice })],
      [asha, href(ROUTES.result, { assessment: submitted })],
      [asha, href(ROUTES.recommendations, { assessment: submitted })],
    ];
    for (const [visitor, address] of places) {
      const { text } = await visitor.get(address).set(PERSON).expect(200);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('<img src=x');
      expect(text).not.toMatch(/href="https:\/\/example\.org/);
    }
    const { text } = await asha.get(ROUTES.practices).set(PERSON).expect(200);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;{{csrf}}');
  });
});
