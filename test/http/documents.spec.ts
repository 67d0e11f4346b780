import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const BARE = /undefined|\[object|page\.[a-z]+\.|document\.[a-z]+\.[a-z]/;

/** No worker runs here: what the pages say while nobody makes the document. */
describe('documents in the browser', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let token: string;
  let assessment: AssessmentId;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    token = await csrfTokenOf(asha);
    assessment = await world.submitted('core');
  });
  afterAll(async () => {
    await web.close();
  });

  const post = (path: string, fields: Readonly<Record<string, string>> = {}) =>
    asha
      .post(path)
      .type('form')
      .accept('html')
      .send({ _csrf: token, ...fields });
  const order = async (edition = 'sharing'): Promise<string> => {
    const { headers } = await post(`/assessments/${assessment}/documents`, { edition }).expect(303);
    return String(headers['location']);
  };
  const change = (page: string, sql: string): Promise<unknown> =>
    web.database.operator.query(`UPDATE document SET ${sql} WHERE id = $1`, [page.split('/').at(-1)]);

  it('asks which edition, in words, before it makes one', async () => {
    const refused = await post(`/assessments/${assessment}/documents`).expect(422);
    expect(refused.text).toMatch(/<title>Error: /);
    expect(refused.text).toContain('Choose one of the answers to “Edition”.');
  });

  it('makes it in the languages that were chosen, whatever the pages speak, and keeps a refused choice', async () => {
    const address = `/assessments/${assessment}/documents`;
    const form = { edition: 'sharing', language: 'ar', second: 'fr', arrangement: 'in-turn' };
    const { headers } = await post(address, form).expect(303);
    const { text } = await asha.get(String(headers['location'])).expect(200);
    expect(text).toContain('<html lang="en"');
    expect(text).toContain('<dd class="breakable">Arabic and French, one after the other</dd>');
    const refused = await post(address, { ...form, second: 'xx' }).expect(422);
    expect(refused.text).toMatch(/<a href="#language">[^<]+Language of the document/);
    expect(refused.text).toMatch(/<option value="ar" selected>/);
    const own = await asha.get(await order()).expect(200);
    expect(own.text).toContain('<dd class="breakable">English</dd>');
  });

  it('says that the document waits, looks again by itself, and offers no file', async () => {
    const page = await order();
    const { text } = await asha.get(page).expect(200);
    expect(text).toMatch(/Waiting/);
    expect(text).toContain('data-refresh');
    expect(text).not.toMatch(BARE);
    const early = await asha.get(`${page}/file`).expect(409);
    expect(early.text).toContain('The document is not ready');
    await post(`${page}/retry`).expect(409);
  });

  it('says so when it is not there ten seconds after its job began, and lets it be asked for again', async () => {
    const page = await order();
    await change(page, `state = 'running', started_at = now() - interval '9 seconds'`);
    expect((await asha.get(page)).text).not.toContain('longer than usual');
    await change(page, `started_at = now() - interval '11 seconds'`);
    const late = await asha.get(page).expect(200);
    expect(late.text).toContain('It takes longer than usual.');
    // It may still come, and then shows itself.
    expect(late.text).toContain('data-refresh');
    await post(`${page}/retry`).expect(303);
    expect((await asha.get(page)).text).toMatch(/Waiting/);
  });

  it('says that a document failed, why, and lets it be asked for again', async () => {
    const page = await order('internal');
    await change(page, `state = 'failed', failure = 'printing', finished_at = now()`);
    const failed = await asha.get(page).expect(200);
    expect(failed.text).toContain('The program that prints did not answer.');
    expect(failed.text).not.toContain('Anybody can check');
    expect(failed.text).toContain('<dt>Given up</dt>');
    await change(page, `state = 'queued', failure = NULL, finished_at = NULL`);
    expect((await asha.get(page)).text).not.toContain('Anybody can check');
    await change(page, `state = 'failed', failure = 'printing', finished_at = now()`);
    await post(`${page}/retry`).expect(303);
  });

  it('lists what was asked for, newest first, with its state', async () => {
    const page = await order();
    const { text } = await asha.get(`/assessments/${assessment}/documents`).expect(200);
    const links = [...text.matchAll(/href="(\/documents\/[^"]+)"/g)].map(([, address]) => address);
    expect(links[0]).toBe(page);
    expect(text).not.toMatch(BARE);
  });

  it('prints the questionnaire blank and filled in, of a draft too, only when asked by a form', async () => {
    const draft = await world.assessment();
    const address = `/assessments/${draft}/questionnaire.pdf`;
    const looked = await asha.get(`${address}?filled=1`).expect(303);
    expect(looked.headers['location']).toBe(`/assessments/${draft}/documents#questionnaire`);
    for (const edition of ['blank', 'filled']) {
      const { headers } = await post(address, { edition, language: 'en', second: 'ru' }).expect(303);
      const { text } = await asha.get(String(headers['location']));
      expect(text).toContain('Questionnaire');
      expect(text).toContain('English and Russian, side by side');
    }
    const list = await asha.get(`/assessments/${draft}/documents`).expect(200);
    expect(list.text).not.toContain('Make the document');
  });

  it('hands nothing to dara of another agency', async () => {
    const page = await order();
    const dara = await signedIn(web, 'dara');
    for (const address of [page, `${page}/file`, `/assessments/${assessment}/documents`]) {
      await dara.get(address).expect(404);
    }
    const hers = await csrfTokenOf(dara);
    await dara.post(`${page}/retry`).type('form').accept('html').send({ _csrf: hers }).expect(404);
    await dara
      .post(`/assessments/${assessment}/documents`)
      .type('form')
      .accept('html')
      .send({ _csrf: hers, edition: 'internal' })
      .expect(404);
  });

  it('does nothing without the token of the session', async () => {
    const before = await web.database.operator.query('SELECT count(*)::int AS documents FROM document');
    await asha.post(`/assessments/${assessment}/documents`).type('form').send({ edition: 'sharing' }).expect(403);
    expect(await web.database.operator.query('SELECT count(*)::int AS documents FROM document')).toEqual(before);
  });
});
