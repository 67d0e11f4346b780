import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { regionId } from '@isonomia/application';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from '../support/workshop.js';
import { populate } from '../support/world.js';

const BARE = /undefined|\[object|page\.[a-z-]+\.|workshop\.[a-z]+\.[a-z]/;
const LANGUAGES = ['en', 'fr', 'ru', 'ar'];
const MARKUP = '<b>Set & keep</b> a target.';

describe('the agreed text by its pages', () => {
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

  const phoneOf = ({ secret }: Pick<Seated, 'secret'>): Visitor => {
    const phone = web.agent();
    void phone.set('cookie', `isonomia-seat=${secret}`);
    return phone;
  };
  const post = (address: string, fields: Readonly<Record<string, unknown>>) =>
    cora
      .post(address)
      .type('form')
      .send({ ...fields, _csrf: token });
  /** As a phone without a script sends the form that stands on a page. */
  const send = async (phone: Visitor, address: string, fields: Readonly<Record<string, unknown>>) => {
    const { text } = await phone.get('/workshop/me').expect(200);
    const csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1];
    return phone
      .post(address)
      .type('form')
      .accept('html')
      .send({ ...fields, key: randomUUID(), _csrf: csrf });
  };
  const added = async (words: Readonly<Record<string, string>> = {}): Promise<string> => {
    const fields = { addressee: 'heads', 'text-en': 'Set a target.', 'text-ru': 'Установить цель.', ...words };
    const { headers } = await post(`${here}/text/new`, fields).expect(303);
    return /clause-([\w-]{36})$/.exec(String(headers['location']))?.[1] ?? '';
  };
  const customs = () => phoneOf(cast.agencies[0].people[0]);
  const guest = () => phoneOf(cast.guests.people[0]);

  it('is drafted by whoever leads the workshop, and read on a phone in its language, as it was typed', async () => {
    const clause = await added({ 'text-en': MARKUP });
    const list = await cora.get(`${here}/text`).expect(200);
    expect(list.text).toContain('&lt;b&gt;Set &amp; keep&lt;/b&gt; a target.');
    expect(list.text).not.toContain('<b>Set');
    const { text } = await customs().get('/workshop/text').set('accept-language', 'ru').expect(200);
    expect(text).toContain(`/workshop/text/${clause}`);
    expect(text).toContain('&lt;b&gt;Set &amp; keep');
    await dara.get(`${here}/text`).expect(404);
    await dara.get(`${here}/text/clauses/${clause}`).expect(404);
  });

  it('refuses a clause without words beside its field', async () => {
    const page = await post(`${here}/text/new`, { addressee: 'heads', 'text-en': ' ' }).expect(422);
    expect(page.text).toContain('href="#text-en"');
    await post(`${here}/text/new`, { addressee: 'heads', 'text-en': 'Words', mark: 'adopted' }).expect(400);
  });

  it('shows both wordings when two people change one clause, and keeps both', async () => {
    const clause = `${here}/text/clauses/${await added()}`;
    const change = (words: string, revision: number) =>
      post(clause, { addressee: 'heads', 'text-en': words, 'text-ru': '', revision });
    await change('The first wording.', 1).expect(303);
    const late = await change('The second wording.', 1).expect(409);
    expect(late.text).toContain('The second wording.</textarea>');
    expect(late.text).toMatch(/Saved meanwhile:[^]*The first wording\./);
    expect(late.text).toContain('name="revision" value="2"');
    await change('The second wording.', 2).expect(303);
    const history = (await cora.get(clause).expect(200)).text.split('id="history"')[1] ?? '';
    for (const words of ['Set a target.', 'The first wording.', 'The second wording.'])
      expect(history).toContain(words);
  });

  it('is marked, ordered, taken out and brought back by one button each', async () => {
    const [one, two] = [await added({ addressee: 'hr' }), await added({ addressee: 'hr', 'text-en': 'Second.' })];
    const act = (clause: string, what: string, fields: object = {}) =>
      post(`${here}/text/clauses/${clause}/${what}`, { ...fields }).expect(303);
    await act(one, 'mark', { mark: 'adopted', revision: 1 });
    const late = await act(one, 'mark', { mark: 'noted', revision: 1 });
    expect(late.headers['location']).toContain('said=again');
    await act(two, 'move', { direction: 'up' });
    const { text } = await customs().get('/workshop/text');
    expect(text.indexOf(two)).toBeLessThan(text.indexOf(one));
    expect(text).toContain('Adopted');
    await act(two, 'withdraw', { revision: 1 });
    expect((await customs().get('/workshop/text')).text).not.toContain('Second.');
    await act(two, 'restore');
    expect((await customs().get('/workshop/text')).text).toContain('Second.');
  });

  it('hears what agencies and guests say of a clause, once however often a phone sends it', async () => {
    const clause = await added();
    const [phone, at] = [customs(), `/workshop/text/${clause}`];
    expect((await send(phone, `${at}/comment`, { clause, body: '' })).status).toBe(422);
    const kept = await send(phone, `${at}/comment`, { clause, body: 'Say by when.' });
    expect([kept.status, String(kept.headers['location'])]).toEqual([303, `${at}?saved=1#comments`]);
    const csrf = /name="_csrf" value="([^"]+)"/.exec((await phone.get('/workshop/me')).text)?.[1] ?? '';
    const change = { key: randomUUID(), kind: 'comment', fields: { clause, body: 'Said while away.' } };
    const queued = () => phone.post('/workshop/changes').set('x-csrf-token', csrf).send(change);
    expect([(await queued()).body.status, (await queued()).body.status]).toEqual(['done', 'done']);
    const { text } = await guest().get(at).expect(200);
    expect(text.match(/Said while away\./g)).toHaveLength(1);
    expect(text).toContain('Say by when.');
    expect(text).not.toContain('name="stance"');
    const page = (await cora.get(`${here}/text/clauses/${clause}`)).text;
    const settle = /action="([^"]+\/settle)"/.exec(page)?.[1] ?? '';
    await post(settle, { settled: 'yes' }).expect(303);
    expect((await guest().get(at)).text).toContain('done with');
  });

  it('takes the position of an agency to the words that it saw, and shows both where they changed', async () => {
    const clause = await added();
    const [phone, at] = [customs(), `/workshop/text/${clause}`];
    const position = { clause, stance: 'reserves', reason: '', revision: 1 };
    expect((await send(phone, `${at}/position`, position)).text).toContain('href="#reason"');
    expect((await send(phone, `${at}/position`, { ...position, reason: 'Our law.' })).status).toBe(303);
    expect((await cora.get(`${here}/text`)).text).toMatch(/1 reservation[^]*Our law\./);
    await post(`${here}/text/clauses/${clause}`, {
      addressee: 'heads',
      'text-en': 'Set two targets.',
      revision: 1,
    }).expect(303);
    expect((await phone.get('/workshop/text')).text).toContain('Say it again');
    const late = await send(phone, `${at}/position`, { ...position, stance: 'agrees' });
    expect(late.status).toBe(409);
    expect(late.text).toMatch(/We agree[^]*Set two targets\./);
    expect((await send(guest(), `${at}/position`, { ...position, stance: 'agrees', revision: 2 })).status).toBe(422);
  });

  it('holds what an agency undertakes, by country, and gives back what it removed', async () => {
    const [phone, at] = [customs(), '/workshop/commitments/2'];
    const due = new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10);
    const action = {
      position: 2,
      what: 'Write a scheme',
      owner: 'Head of personnel',
      due,
      help: 'A trainer',
      revision: 0,
    };
    const late = await send(phone, at, { ...action, due: '2199-01-01' });
    expect([late.status, late.text.includes('within a year')]).toEqual([422, true]);
    expect((await send(phone, at, action)).status).toBe(303);
    const twice = await send(phone, at, { ...action, what: 'Another' });
    expect([twice.status, twice.text.includes('Write a scheme')]).toEqual([409, true]);
    const list = await cora.get(`${here}/commitments`).expect(200);
    expect(list.text).toMatch(/Country V0[^]*Write a scheme[^]*Head of personnel/);
    const removed = await send(phone, `${at}/remove`, { revision: 1 });
    expect(removed.status).toBe(200);
    expect(removed.text).toContain('Bring it back');
    expect((await cora.get(`${here}/commitments`)).text).not.toContain('Write a scheme');
    expect((await send(phone, at, action)).status).toBe(303);
    expect((await send(guest(), at, action)).status).toBe(422);
  });

  it('brings who offers help beside who asks for it', async () => {
    const offer = await send(guest(), '/workshop/offers', {
      kind: 'offer',
      dimension: 'D2',
      body: 'A week of training',
    });
    expect(offer.status).toBe(303);
    expect((await send(customs(), '/workshop/offers', { kind: 'ask', dimension: 'D2', body: 'Trainers' })).status).toBe(
      303,
    );
    expect((await send(customs(), '/workshop/offers', { kind: 'ask', dimension: '', body: 'x' })).status).toBe(422);
    const matrix = (await cora.get(`${here}/offers`).expect(200)).text;
    expect(matrix).toContain(`Guests could help ${cast.agencies[0].name}`);
    const page = (await guest().get('/workshop/offers').expect(200)).text;
    const at = /action="(\/workshop\/offers\/[\w-]{36})"/.exec(page)?.[1] ?? '';
    expect((await send(guest(), at, { state: 'withdrawn', revision: 1 })).status).toBe(303);
    expect((await cora.get(`${here}/offers`)).text).not.toContain('Guests could help');
    expect((await send(guest(), at, { state: 'met', revision: 1 })).status).toBe(409);
    expect((await send(customs(), at, { state: 'open', revision: 2 })).status).toBe(404);
  });

  it('names what is still open before it is locked, and then takes no word more', async () => {
    const clause = await added({ 'text-en': 'Still open.' });
    const page = await cora.get(`${here}/text/lock`).expect(200);
    expect(page.text).toContain('Still open.');
    const open = [...page.text.matchAll(/name="open" value="([^"]+)"/g)].map(([, id]) => id);
    expect(open).toContain(clause);
    const late = await post(`${here}/text/lock`, { open: open.slice(1) }).expect(409);
    expect(late.text).toContain('have changed since');
    await post(`${here}/text/lock`, { open }).expect(303);
    await post(`${here}/text/new`, { addressee: 'heads', 'text-en': 'Late.' }).expect(409);
    const phone = await customs().get(`/workshop/text/${clause}`).expect(200);
    expect(phone.text).toContain('The text is locked');
    expect(phone.text).not.toContain('<textarea');
    await post(`${here}/text/unlock`, {}).expect(303);
    expect((await customs().get(`/workshop/text/${clause}`)).text).toContain('<textarea');
  });

  it('speaks every language of the product, from right to left too', async () => {
    const clause = await added();
    const led = ['/text', '/text/new', '/text/lock', `/text/clauses/${clause}`, '/commitments', '/offers'];
    for (const language of LANGUAGES) {
      const direction = language === 'ar' ? 'dir="rtl"' : 'dir="ltr"';
      await web.database.operator.query('UPDATE workshop_participant SET language = $1 WHERE id = $2', [
        language,
        cast.agencies[0].people[0].participant,
      ]);
      for (const address of [
        '/workshop/text',
        `/workshop/text/${clause}`,
        '/workshop/commitments',
        '/workshop/offers',
      ]) {
        const { text, status } = await customs().get(address);
        expect([address, language, status, BARE.exec(text)?.[0], text.includes(direction)]).toEqual([
          address,
          language,
          200,
          undefined,
          true,
        ]);
      }
      for (const address of led) {
        const { text, status } = await cora.get(here + address).set('cookie', `isonomia-language=${language}`);
        expect([address, language, status, BARE.exec(text)?.[0]]).toEqual([address, language, 200, undefined]);
      }
    }
  });
});
