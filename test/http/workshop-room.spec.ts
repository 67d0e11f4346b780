import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { changedTables, contentsOf } from '../support/tables.js';
import { routesOf } from '../support/routes.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from '../support/workshop.js';
import { populate } from '../support/world.js';

const BARE = /undefined|\[object|page\.[a-z-]+\.|workshop\.[a-z]+\.[a-z]/;

describe('the room of a workshop', () => {
  let web: TestWeb;
  let cast: WorkshopCast;

  beforeAll(async () => {
    web = await startTestWeb();
    await populate(web);
    cast = await workshopCast(web.database, { instrument: CORE });
  });
  afterAll(() => web.close());

  const rows = <Row extends Record<string, unknown>>(sql: string, ...values: readonly unknown[]) =>
    asOwner(web.database.address, async (client) => (await client.query<Row>(sql, [...values])).rows);
  const arrange = async (sql: string, ...values: readonly unknown[]): Promise<void> => {
    await rows(sql, ...values);
  };
  const csrfIn = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  /** A phone that has a seat already. */
  const phoneOf = ({ secret }: Pick<Seated, 'secret'>): Visitor => {
    const phone = web.agent();
    void phone.set('cookie', `isonomia-seat=${secret}`);
    return phone;
  };
  const tokenOf = async (phone: Visitor): Promise<string> => csrfIn((await phone.get('/workshop/me').expect(200)).text);
  const join = async (phone: Visitor, fields: Readonly<Record<string, string>>) => {
    const { text } = await phone.get('/join').query({ code: cast.joinCode }).accept('html').expect(200);
    return phone
      .post('/join')
      .type('form')
      .accept('html')
      .send({ _csrf: csrfIn(text), language: 'en', code: cast.joinCode, ...fields });
  };
  const free = (seated: Seated) =>
    arrange('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', seated.participant);

  it('is joined by the code on the wall: initials to choose from, then a cookie, and no account', async () => {
    const [one] = cast.agencies[0].people;
    await free(one);
    const phone = web.agent();
    const { text } = await phone.get('/join').query({ code: ' r0om 0000' }).accept('html').expect(200);
    expect(text).toContain(cast.agencies[0].name);
    expect(text).not.toContain(one.name);
    expect(text).not.toMatch(BARE);
    const taken = await join(phone, { participant: one.participant, language: 'ru' });
    expect([taken.status, taken.headers['location']]).toEqual([303, '/workshop']);
    const cookie = String(taken.headers['set-cookie']);
    expect(cookie).toMatch(/isonomia-seat=[\w-]{43}; Max-Age=\d+; Path=\/workshop; HttpOnly; SameSite=Lax/);
    const home = await phone.get('/workshop').accept('html').expect(200);
    expect(home.text).toContain('lang="ru"');
    expect(home.text).toContain(one.name);
    expect(home.text).not.toMatch(BARE);
    const [kept] = await rows<{ seat: string; language: string }>(
      'SELECT seat_sha256 AS seat, language FROM workshop_participant WHERE id = $1',
      one.participant,
    );
    expect([kept?.seat.length, kept?.language, cookie.includes(kept?.seat ?? '?')]).toEqual([64, 'ru', false]);
  });

  it('gives a seat that somebody has to nobody by the code of the room, and to the owner of the badge at once', async () => {
    const [, two] = cast.agencies[0].people;
    const old = phoneOf(two);
    await old.get('/workshop').accept('html').expect(200);
    const refused = await join(web.agent(), { participant: two.participant });
    expect([refused.status, refused.text.includes('Another phone sat down there first')]).toEqual([422, true]);
    const taken = await join(web.agent(), { participant: two.participant, code: two.badge });
    expect(taken.status).toBe(303);
    const { status, text, headers } = await old.get('/workshop').accept('html');
    expect([status, text.includes('This phone has no seat'), headers['x-isonomia-seat']]).toEqual([404, true, 'none']);
    expect(text).toContain('action="/join"');
  });

  it('opens to no wrong code, none while joining is shut, and no seat of another workshop', async () => {
    const other = await workshopCast(web.database, { instrument: CORE, nth: 1 });
    const stranger = other.agencies[0].people[0];
    await arrange('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', stranger.participant);
    const foreign = await join(web.agent(), { participant: stranger.participant });
    expect([foreign.status, foreign.text.includes('Choose your seat.')]).toEqual([422, true]);
    for (const code of ['', 'AAAA-AAAA', 'x'.repeat(5000), "'; --", cast.joinCode.slice(1)]) {
      const { status, text } = await web.agent().get('/join').query({ code }).accept('html');
      expect([code, status, text.includes('name="code"')]).toEqual([code, 404, true]);
    }
    await arrange('UPDATE workshop SET joining = false WHERE id = $1', cast.workshop);
    await web.agent().get('/join').query({ code: cast.joinCode }).accept('html').expect(404);
    await arrange('UPDATE workshop SET joining = true WHERE id = $1', cast.workshop);
  });

  it('makes a change once, however often a phone sends it, and answers as it did the first time', async () => {
    const three = cast.agencies[0].people[2]!;
    const phone = phoneOf(three);
    const token = await tokenOf(phone);
    const audited = async (): Promise<number> =>
      Number(
        (await rows<{ n: string }>(`SELECT count(*) AS n FROM audit WHERE action = 'workshop.seat-changed'`))[0]?.n,
      );
    const before = await audited();
    const change = { key: randomUUID(), kind: 'me', fields: { language: 'en', contact: 'three@tarsenia.test' } };
    const send = (body: object, csrf = token) => phone.post('/workshop/changes').set('x-csrf-token', csrf).send(body);
    const answers = await Promise.all([send(change), send(change), send(change)]);
    answers.push(await send({ ...change, fields: { language: 'ru', contact: 'other' } }));
    expect(answers.map(({ status, body }) => `${status} ${String(body.status)}`)).toEqual(
      answers.map(() => '200 done'),
    );
    expect((await audited()) - before).toBe(1);
    const [kept] = await rows('SELECT contact, language FROM workshop_participant WHERE id = $1', three.participant);
    expect(kept).toEqual({ contact: 'three@tarsenia.test', language: 'en' });
  });

  it('tells a phone what is wrong with a change, keeps nothing of it, and takes it under the same key once it is right', async () => {
    const three = cast.agencies[0].people[2]!;
    const phone = phoneOf(three);
    const token = await tokenOf(phone);
    const send = (body: object) => phone.post('/workshop/changes').set('x-csrf-token', token).send(body);
    const key = randomUUID();
    const before = await contentsOf(web.database);
    const wrong = await send({ key, kind: 'me', fields: { language: 'en', contact: '', focalPoint: 'on' } });
    expect([wrong.status, wrong.body.status, wrong.body.faults[0].field]).toEqual([422, 'refused', 'contact']);
    for (const body of [
      {},
      { key, kind: 'me' },
      { key, kind: 'nothing', fields: {} },
      { key, kind: 'me', fields: { language: 3 } },
      { key, kind: 'me', fields: {}, seat: 'x' },
      [],
    ])
      expect([body, (await send(body)).status]).toEqual([body, 400]);
    expect((await send({ key: 'no key', kind: 'me', fields: { language: 'en', contact: '' } })).status).toBe(422);
    expect(changedTables(before, await contentsOf(web.database))).toEqual([]);
    const right = await send({ key, kind: 'me', fields: { language: 'en', contact: 'me', focalPoint: 'on' } });
    expect(right.body).toEqual({ status: 'done', message: 'Saved' });
  });

  it('takes changes from the pages of this phone alone: not without their token, and not with that of another seat', async () => {
    const [three, four] = [cast.agencies[0].people[2]!, cast.agencies[0].people[3]!];
    const phone = phoneOf(three);
    const body = { key: randomUUID(), kind: 'me', fields: { language: 'en', contact: '' } };
    const send = (csrf: string) => phone.post('/workshop/changes').set('x-csrf-token', csrf).send(body);
    expect((await send(await tokenOf(phoneOf(four)))).status).toBe(403);
    expect((await phone.post('/workshop/changes').send(body)).status).toBe(403);
    // A token lasts as long as the seat, whatever else the browser has forgotten meanwhile.
    const token = await tokenOf(phone);
    const later = phoneOf(three).post('/workshop/changes').set('x-csrf-token', token);
    expect((await later.send(body)).status).toBe(200);
  });

  it('takes no form of the room without the token of its seat, whether or not it brings a file', async () => {
    const phone = phoneOf(cast.agencies[1].people[1]);
    const routes = routesOf(web).filter((route) => route.startsWith('POST /workshop/'));
    expect(routes.length).toBeGreaterThan(10);
    const stranger = await tokenOf(phoneOf(cast.agencies[1].people[0]));
    const part = '--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\nx\r\n--b--\r\n';
    for (const route of routes)
      for (const [type, body] of [
        ['multipart/form-data; boundary=b', part],
        ['application/x-www-form-urlencoded', 'a=1'],
        ['application/x-www-form-urlencoded', `_csrf=${stranger}`],
        ['application/json', '{}'],
      ] as const) {
        const address = route.slice('POST '.length).replace(/:\w+/g, randomUUID());
        const { status } = await phone.post(address).set('content-type', type).send(body);
        expect([route, type, status]).toEqual([route, type, 403]);
      }
  });

  it('lets a phone without a script change the same by a form, twice by a nervous thumb and once in truth', async () => {
    const four = cast.agencies[0].people[3]!;
    const phone = phoneOf(four);
    const { text } = await phone.get('/workshop/me').accept('html').expect(200);
    const key = /name="key" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const form = { _csrf: csrfIn(text), key, language: 'en', contact: '+371 2000 0000', focalPoint: 'on' };
    const send = (fields: object) => phone.post('/workshop/me').type('form').accept('html').send(fields);
    const receipts = async (): Promise<number> =>
      Number(
        (
          await rows<{ n: string }>(
            'SELECT count(*) AS n FROM workshop_receipt WHERE participant_id = $1',
            four.participant,
          )
        )[0]?.n,
      );
    const answers = await Promise.all([send(form), send(form)]);
    expect(answers.map(({ status, headers }) => [status, headers['location']])).toEqual(
      answers.map(() => [303, '/workshop/me?saved=1']),
    );
    expect(await receipts()).toBe(1);
    // From a page that the browser kept: another text is another change.
    await send({ ...form, contact: '+371 2000 0001' }).expect(303);
    expect(await receipts()).toBe(2);
    const refused = await send({ ...form, contact: '' });
    expect([refused.status, refused.text.includes('aria-invalid="true"')]).toEqual([422, true]);
  });

  it('is left by the phone, not by the person', async () => {
    const four = cast.agencies[0].people[3]!;
    const phone = phoneOf(four);
    const leave = await phone.get('/workshop/leave').accept('html').expect(200);
    const left = await phone
      .post('/workshop/leave')
      .type('form')
      .accept('html')
      .send({ _csrf: csrfIn(leave.text), key: 'x' })
      .expect(200);
    expect(String(left.headers['set-cookie'])).toMatch(/isonomia-seat=;.*Path=\/workshop/);
    expect(left.text).not.toMatch(BARE);
    const [kept] = await rows(
      'SELECT seat_sha256 IS NULL AS gone FROM workshop_participant WHERE id = $1',
      four.participant,
    );
    expect(kept).toEqual({ gone: false });
  });

  it('keeps what waits on a phone for the group that it was typed in: moved to another agency it is another seat', async () => {
    const three = cast.agencies[2]!.people[2]!;
    const seat = async (): Promise<string> => {
      const { text } = await phoneOf(three).get('/workshop').accept('html').expect(200);
      return /data-seat="([^"]+)"/.exec(text)?.[1] ?? '';
    };
    const before = await seat();
    await arrange('UPDATE workshop_participant SET mixed_group_id = NULL WHERE id = $1', three.participant);
    expect(await seat()).toBe(before);
    const { id, group } = cast.agencies[1];
    const move = 'UPDATE workshop_participant SET agency_id = $2, agency_group_id = $3 WHERE id = $1';
    await arrange(move, three.participant, id, group);
    expect((await phoneOf(three).get('/workshop').accept('html').expect(404)).headers).toMatchObject({
      'x-isonomia-seat': 'none',
    });
    await arrange('UPDATE workshop_participant SET seat_sha256 = $2 WHERE id = $1', three.participant, three.key);
    expect(await seat()).not.toBe(before);
  });

  it('gives the worker of its pages under its own scope, and lets it ask nobody but this server', async () => {
    const phone = phoneOf(cast.agencies[1].people[0]);
    const { headers, text } = await phone.get('/workshop/worker.js').expect(200);
    expect(headers['service-worker-allowed']).toBe('/workshop');
    expect(headers['content-security-policy']).toBe("default-src 'none'; connect-src 'self'");
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(text).toContain('isonomia-room');
    await web.agent().get('/workshop/worker.js').accept('html').expect(404);
  });
});
