import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arrangingOn, invitedRound, validated } from '../support/rounds-of-agency.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

/** A value nobody gave, a key without its text, a placeholder nobody filled. */
const UNWORDED = /undefined|\[object|page\.[a-z]+\.|\{[a-z]+\}/;
const BUDGET_BYTES = 60_000;
const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';

describe('an assessment that is begun in a round, in the browser', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let dara: Visitor;
  let token: string;
  let start: string;
  let assessment: string;
  let before: AssessmentId;
  const at = (path: string): string => `/assessments/${assessment}${path}`;
  const post = (address: string, fields: Readonly<Record<string, string>> = {}) =>
    asha
      .post(address)
      .type('form')
      .accept('html')
      .send({ _csrf: token, ...fields });

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
    dara = await signedIn(web, 'dara');
    token = await csrfTokenOf(asha);
    before = await world.submitted('full');
    const arranging = arrangingOn(web.database);
    await validated(arranging, before);
    const of = { instrument: 'geoa-le', variant: 'full', year: 2026 } as const;
    const round = await invitedRound(arranging, world.agency, { ...of, name: 'Four Rivers 2026' });
    start = `/agencies/${world.agency}/rounds/${round}/start`;
    const page = await asha.get(start).expect(200);
    expect(page.text).not.toMatch(UNWORDED);
    expect(page.text).toContain('Assessment 2025');
    const begun = await post(start).expect(303);
    assessment = String(begun.headers['location']).split('/').at(-1) ?? '';
  });
  afterAll(() => web.close());

  it('is not offered again, nor to anybody else', async () => {
    await asha.get(start).accept('html').expect(409);
    const theirs = await dara.get(start).accept('html').expect(404);
    const none = await dara
      .get(start.replace(/rounds\/[^/]+/, `rounds/${NOBODYS}`))
      .accept('html')
      .expect(404);
    const masked = (text: string): string => text.replace(/[0-9a-f-]{36}|nonce="[^"]*"|value="[^"]*"/g, '');
    expect(masked(theirs.text)).toBe(masked(none.text));
  });

  it('counts on the task list what waits to be confirmed', async () => {
    const { text } = await asha.get(at('')).expect(200);
    expect(text).not.toMatch(UNWORDED);
    expect(text).toMatch(/\d+ answers wait to be confirmed/);
    expect(text).toMatch(/tag--attention">\d+ to confirm/);
  });

  it('shows last time beside the questions of every part, in words', async () => {
    for (let n = 1; n <= 14; n += 1) {
      const { text } = await asha.get(at(`/dimensions/D${n}`)).expect(200);
      expect([n, UNWORDED.exec(text)?.[0]]).toEqual([n, undefined]);
      expect([n, /class="last"/.test(text)]).toEqual([n, true]);
    }
    const alone = await asha.get(at('/questions/GOV1')).expect(200);
    expect(alone.text).toMatch(/<p>2025: Level \d – /);
    expect(alone.text).toContain('not confirmed yet');
  });

  it('weighs at most 60 kB on its heaviest page of questions, styles and script included', async () => {
    const cookie = asha.jar
      .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
      .toValueString();
    const server = web.app.getHttpAdapter().getInstance();
    const size = async (url: string): Promise<number> => {
      const reply = await server.inject({ url, headers: { cookie, 'accept-encoding': 'br' } });
      expect([url, reply.statusCode, reply.headers['content-encoding']]).toEqual([url, 200, 'br']);
      return reply.rawPayload.length;
    };
    const page = await asha.get(at('/dimensions/D3')).set('accept-encoding', 'identity');
    const assets = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '');
    const packed = assets.filter((address) => !address.endsWith('.svg'));
    expect(packed.length).toBeGreaterThan(1);
    const pages = Array.from({ length: 14 }, (_, n) => at(`/dimensions/D${n + 1}`));
    const heaviest = Math.max(...(await Promise.all(pages.map(size))));
    const styles = (await Promise.all(packed.map(size))).reduce((sum, one) => sum + one, 0);
    expect(heaviest + styles).toBeLessThan(BUDGET_BYTES);
  });

  it('confirms one answer by the button of its form', async () => {
    const page = await asha.get(at('/dimensions/D1')).expect(200);
    const waiting = (text: string): number => text.match(/data-waiting/g)?.length ?? 0;
    const form = /<form[^>]* id="f-GOV1"[\s\S]*?<\/form>/.exec(page.text)?.[0] ?? '';
    expect(form).toContain('data-confirms');
    const level = /name="level" value="(\d)" checked/.exec(form)?.[1] ?? '';
    await post(at('/questions/GOV1/answer'), { revision: '1', origin: 'dimension', level }).expect(303);
    const after = await asha.get(at('/dimensions/D1')).expect(200);
    expect(waiting(after.text)).toBe(waiting(page.text) - 1);
  });

  it('confirms the rest of a part at once', async () => {
    const done = await post(at('/dimensions/D1/confirm')).expect(303);
    const page = await asha.get(String(done.headers['location'])).expect(200);
    expect(page.text).toContain('The answers of this part are confirmed.');
    expect(page.text).not.toContain('data-waiting');
  });

  it('takes last time’s figures over by one button, and tells who came too late', async () => {
    const page = await asha.get(at('/questions/WFC1')).expect(200);
    expect(page.text).toMatch(/<p>2025: women \d[\d,]*, men /);
    expect(page.text).toContain(`formaction="${at('/questions/WFC1/take-over')}"`);
    const fields = { revision: '0', origin: 'question' };
    const taken = await post(at('/questions/WFC1/take-over'), fields).expect(303);
    expect(taken.headers['location']).toContain('saved=taken');
    const again = await asha.get(String(taken.headers['location'])).expect(200);
    expect(again.text).toContain('Last time’s figures were taken over.');
    expect(again.text).not.toContain('formaction');
    const late = await post(at('/questions/WFC1/take-over'), fields).expect(303);
    expect(late.headers['location']).toContain('saved=kept');
  });

  it('names what is not confirmed before it can be submitted', async () => {
    const check = await asha.get(at('/check')).expect(200);
    expect(check.text).not.toMatch(UNWORDED);
    expect(check.text).toMatch(/\d+ answers are not confirmed/);
    const submit = await asha.get(at('/submit')).expect(200);
    expect(submit.text).toContain('notice--danger');
  });

  it('corrects what was validated, once, and links the two', async () => {
    const corrected = `/assessments/${before}`;
    expect((await asha.get(corrected).expect(200)).text).toContain(`${corrected}/correct`);
    const form = await asha.get(`${corrected}/correct`).expect(200);
    expect(form.text).not.toMatch(UNWORDED);
    const begun = await post(`${corrected}/correct`).expect(303);
    const correction = String(begun.headers['location']);
    expect((await asha.get(corrected).expect(200)).text).toContain(`href="${correction}"`);
    expect((await asha.get(`${corrected}/result`).expect(200)).text).toContain(`href="${correction}"`);
    expect((await asha.get(correction).expect(200)).text).toContain(`href="${corrected}"`);
    await post(`${corrected}/correct`).expect(409);
    const late = await asha.get(`${corrected}/correct`).expect(200);
    expect(late.text).not.toContain('<button class="btn btn-primary"');
  });

  it('is confirmed, taken over and corrected by nobody of another agency', async () => {
    const theirs = await csrfTokenOf(dara);
    for (const path of [
      at('/dimensions/D2/confirm'),
      at('/questions/WFC2/take-over'),
      `/assessments/${before}/correct`,
      start,
    ]) {
      const sent = dara.post(path).type('form').accept('html').send({ _csrf: theirs, revision: '0' });
      expect([path, (await sent).status]).toEqual([path, 404]);
    }
  });
});

describe('for programs', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  const post = (path: string, body: object) => asha.post(`/api${path}`).send(body);

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    asha = await signedIn(web, 'asha');
  });
  afterAll(() => web.close());

  it('an assessment is begun in a round, confirmed, taken over, corrected, and seen over time', async () => {
    const arranging = arrangingOn(web.database);
    const before = await world.submitted('core');
    await validated(arranging, before);
    const of = { instrument: 'geoa-le', variant: 'core', year: 2026, name: 'Four Rivers 2026' } as const;
    const round = await invitedRound(arranging, world.agency, of);
    const place = `/agencies/${world.agency}/rounds/${round}/assessment`;
    const { body: begun } = await post(place, { title: 'Ours' }).expect(201);
    await post(place, {}).expect(409);
    const at = `/assessments/${String(begun.id)}`;
    const waiting = async () => {
      const { body } = await asha.get(`/api${at}/check`).expect(200);
      return (body.unconfirmed as readonly { dimension: string }[]).map(({ dimension }) => dimension);
    };
    const first = await waiting();
    expect(first).toContain('D1');
    const { body: confirmed } = await post(`${at}/confirmations`, { dimension: 'D1' }).expect(200);
    expect(confirmed.saved).toHaveLength(first.filter((dimension) => dimension === 'D1').length);
    expect(await waiting()).toEqual(first.filter((dimension) => dimension !== 'D1'));
    const { body: taken } = await post(`${at}/answers/WFC1/last`, { revision: 0 }).expect(200);
    expect(taken).toMatchObject({ question: 'WFC1', revision: 1 });
    await post(`${at}/answers/WFC1/last`, { revision: 0 }).expect(412);
    const { body: correction } = await post(`/assessments/${before}/correction`, {}).expect(201);
    const { body: corrected } = await asha.get(`/api/assessments/${before}`).expect(200);
    expect(corrected).toMatchObject({ state: 'validated', correction: correction.id });
    const { body: trends } = await asha.get(`/api/agencies/${world.agency}/trends`).expect(200);
    expect(trends).toMatchObject({ assessments: [{ assessment: before }] });
    expect(trends.trend).toBeUndefined();
  });
});
