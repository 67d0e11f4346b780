import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { regionId } from '@isonomia/application';
import { asOwner } from '../support/database.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from '../support/workshop.js';
import { populate } from '../support/world.js';

const BARE = /undefined|\[object|page\.[a-z-]+\.|workshop-document\.|certificate\.[a-z]/;
const LANGUAGES = ['en', 'fr', 'ru', 'ar'];
const BUDGET = 60_000;

describe('the papers of a workshop by their pages', () => {
  let web: TestWeb;
  let cast: WorkshopCast;
  let cora: Visitor;
  let dara: Visitor;
  let token: string;
  let here: string;
  beforeAll(async () => {
    web = await startTestWeb();
    const world = await populate(web);
    const [place] = world.actors.cora.memberships;
    cast = await workshopCast(web.database, { instrument: CORE, region: regionId(String(place?.regionId)) });
    cora = await signedIn(web, 'cora');
    dara = await signedIn(web, 'dara');
    token = await csrfTokenOf(cora);
    here = `/workshops/${cast.workshop}`;
  });
  afterAll(() => web.close());

  const post = (address: string, fields: Readonly<Record<string, unknown>> = {}) =>
    cora
      .post(address)
      .type('form')
      .send({ ...fields, _csrf: token });
  const phoneOf = ({ secret }: Pick<Seated, 'secret'>): Visitor => {
    const phone = web.agent();
    void phone.set('cookie', `isonomia-seat=${secret}`);
    return phone;
  };
  const ask = async (phone: Visitor, fields: Readonly<Record<string, string>>) => {
    const { text } = await phone.get('/workshop/me').expect(200);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
    return phone
      .post('/workshop/documents')
      .type('form')
      .accept('html')
      .send({ ...fields, key: randomUUID(), _csrf: csrf });
  };
  const rows = <Row extends object>(sql: string): Promise<readonly Row[]> =>
    asOwner(web.database.address, async (client) => (await client.query<Row>(sql)).rows);

  it('ask for the text to be locked before anything is frozen', async () => {
    expect((await cora.get(`${here}/documents`).expect(200)).text).toContain(`${here}/text`);
    await post(`${here}/documents/freeze`).expect(409);
    await post(`${here}/text/lock`).expect(303);
    const frozen = await post(`${here}/documents/freeze`).expect(303);
    expect(frozen.headers['location']).toBe(`${here}/documents?said=frozen`);
    await post(`${here}/documents/freeze`, { figures: 'all' }).expect(400);
  });

  it('are nobody’s who does not lead the workshop', async () => {
    await dara.get(`${here}/documents`).expect(404);
    const csrf = await csrfTokenOf(dara);
    for (const what of ['documents', 'documents/freeze', 'documents/certificates'])
      await dara.post(`${here}/${what}`).type('form').send({ _csrf: csrf }).expect(404);
    await web.agent().get('/workshop/documents').expect(404);
  });

  it('are ordered in two languages, and by everybody in the room in one tap', async () => {
    await post(`${here}/documents`, { language: 'en', second: 'xx' }).expect(422);
    const form = { language: 'en', second: 'ru', arrangement: 'side-by-side', format: 'pdf' };
    await post(`${here}/documents`, form).expect(303);
    await rows(SEEN);
    await post(`${here}/documents/certificates`, { language: 'en', second: '' }).expect(303);
    const phone = phoneOf(cast.agencies[0].people[0]);
    expect((await phone.get('/workshop/documents').expect(200)).text).toContain('English and Russian, side by side');
    expect((await ask(phone, { kind: 'outcome' })).status).toBe(303);
    expect((await ask(phone, { kind: 'certificate' })).status).toBe(303);
    const [counted] = await rows<{ papers: number }>('SELECT count(*)::int AS papers FROM workshop_document');
    // The bilingual outcome, one for the phone's language, and a certificate for each of the twenty-two.
    expect(counted?.papers).toBe(24);
  });

  it('say on every page what the results are, in words of each language', async () => {
    const phone = phoneOf(cast.agencies[0].people[0]);
    const status: Readonly<Record<string, string>> = {
      en: 'Workshop self-assessment',
      fr: 'Auto-évaluation en atelier',
      ru: 'Самооценка на семинаре',
      ar: 'تقييم ذاتي في ورشة',
    };
    for (const language of LANGUAGES) {
      const { text } = await cora.get(`${here}/documents`).set('accept-language', language).expect(200);
      expect(text).toContain(status[language]);
      expect(BARE.exec(text.replace(/<[^>]*>/g, ' '))).toBeNull();
    }
    expect(BARE.exec((await phone.get('/workshop/documents')).text.replace(/<[^>]*>/g, ' '))).toBeNull();
  });

  it('are too light for a phone to wait for', async () => {
    const { text } = await phoneOf(cast.agencies[0].people[0]).get('/workshop/documents').expect(200);
    expect(Buffer.byteLength(text)).toBeLessThan(BUDGET);
  });

  it('are carried home once they are made, each by whom they are for', async () => {
    const [one, two] = cast.agencies[0].people;
    const [paper] = (await rows(`SELECT id FROM workshop_document WHERE participant_id = '${one.participant}'`)) as {
      id: string;
    }[];
    const address = `/workshop/documents/${paper?.id ?? ''}/file`;
    await phoneOf(one).get(address).expect(409);
    await rows(
      `UPDATE workshop_document SET state = 'ready', bytes = '%PDF', size = 4, sha256 = encode(sha256('%PDF'), 'hex')`,
    );
    const file = await phoneOf(one).get(address).expect(200);
    expect(file.headers['content-disposition']).toContain(`isonomia-certificate-${paper?.id ?? ''}.pdf`);
    await phoneOf(two).get(address).expect(404);
    await cora.get(`${here}/documents/${paper?.id ?? ''}/file`).expect(200);
    await dara.get(`${here}/documents/${paper?.id ?? ''}/file`).expect(404);
  });
});

/** Everybody of the roster, on the first day. */
const SEEN = `INSERT INTO workshop_attendance (workshop_id, participant_id, day, source, noted_at)
  SELECT w.id, p.id, w.starts_on, 'seen', now() FROM workshop w JOIN workshop_participant p ON p.workshop_id = w.id
  ON CONFLICT DO NOTHING`;
