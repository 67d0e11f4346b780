import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../apps/web/src/paths.js';
import { auditedOf, postedMails, sendForm, sessionCookieIn } from '../support/account-pages.js';
import { asOwner } from '../support/database.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type PersonName, type World } from '../support/world.js';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

describe('your account', () => {
  let web: TestWeb;
  let world: World;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    await asOwner(web.database.address, (client) =>
      client.query('DELETE FROM identity.sign_in_try; DELETE FROM identity.session'),
    );
  });

  const signIn = async (person: PersonName, { password = PASSWORD, agent = FIREFOX } = {}) => {
    const visitor = web.agent();
    visitor.set('user-agent', agent);
    const done = await sendForm(visitor, ROUTES.signIn, { email: emailOf(person), password });
    expect(done.status).toBe(303);
    return { visitor, cookie: sessionCookieIn(done.headers['set-cookie']) };
  };
  const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1050));
  const home = () => `/agencies/${world.agency}`;
  const opens = async (cookie: string): Promise<number> => (await web.agent().get(home()).set('cookie', cookie)).status;

  it('is one page, linked from the name on every page, that leads to everything one sets for oneself', async () => {
    const { visitor } = await signIn('asha');
    const page = await visitor.get(home()).expect(200);
    expect(page.text).toMatch(
      /<a href="\/account"><span class="visually-hidden">Your account: <\/span>Asha Tevdor<\/a>/,
    );
    const { text } = await visitor.get(ROUTES.account).expect(200);
    for (const href of [ROUTES.password, ROUTES.secondFactor, ROUTES.sessions, ROUTES.tokens]) {
      expect(text).toContain(`href="${href}"`);
    }
  });

  it('takes another name, on one line, and says so in the audit log', async () => {
    const { visitor } = await signIn('asha');
    await sendForm(visitor, ROUTES.account, { name: 'Asha\r\nTevdor-Lind', language: 'en' });
    const { text } = await visitor.get(ROUTES.account);
    expect(text).toContain('value="Asha Tevdor-Lind"');
    const refused = await sendForm(visitor, ROUTES.account, { name: ' ', language: 'xx' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<a href="#name">');
    await sendForm(visitor, ROUTES.account, { name: 'Asha Tevdor', language: 'en' });
    expect(await auditedOf(web, world.actors.asha.userId)).toContain('account.changed');
  });

  describe('the password', () => {
    const NEW = 'nine violets over the quarry';
    const change = (visitor: Visitor, current: string, password: string) =>
      sendForm(visitor, ROUTES.password, { current, password });

    it('is changed by whoever shows the current one; this session goes on under another id, every other ends', async () => {
      const here = await signIn('bruno');
      const there = await signIn('bruno', { agent: PHONE });
      const wrong = await change(here.visitor, 'not the one that holds', NEW);
      expect([wrong.status, wrong.text.includes('not your current password')]).toEqual([422, true]);
      expect((await change(here.visitor, PASSWORD, PASSWORD)).text).toContain('Choose another');
      expect((await change(here.visitor, PASSWORD, 'Password123456')).text).toContain('attackers try first');
      const done = await change(here.visitor, PASSWORD, NEW);
      expect([done.status, done.headers['location']]).toEqual([303, '/account?done=password']);
      const renewed = sessionCookieIn(done.headers['set-cookie']);
      expect(renewed).not.toBe('');
      expect(renewed).not.toBe(here.cookie);
      await here.visitor.get(home()).expect(200);
      await aSecond();
      expect([await opens(here.cookie), await opens(there.cookie), await opens(renewed)]).toEqual([303, 303, 200]);
      const open = await asOwner(web.database.address, (client) =>
        client.query(`SELECT "userAgent" AS agent FROM identity.session WHERE "userId" = $1`, [
          world.actors.bruno.userId,
        ]),
      );
      expect(open.rows).toEqual([{ agent: FIREFOX }]);
      expect((await postedMails(web, emailOf('bruno'))).map(({ template }) => template)).toEqual(['password-changed']);
      expect(await auditedOf(web, world.actors.bruno.userId)).toContain('password.changed');
      await change(here.visitor, NEW, PASSWORD);
    });

    it('does not let a session last longer than twelve hours by being changed', async () => {
      const { visitor } = await signIn('bruno');
      const since = () =>
        asOwner(web.database.address, (client) =>
          client.query<{ at: Date }>(`SELECT "createdAt" AS at FROM identity.session WHERE "userId" = $1`, [
            world.actors.bruno.userId,
          ]),
        );
      const before = (await since()).rows[0]?.at;
      await change(visitor, PASSWORD, NEW);
      expect((await since()).rows.map(({ at }) => at)).toEqual([before]);
      await change(visitor, NEW, PASSWORD);
    });

    it('is not tried out more than ten times a quarter of an hour by a stolen session', async () => {
      const { visitor } = await signIn('fay');
      const statuses = [];
      for (let n = 0; n < 11; n += 1) statuses.push((await change(visitor, `guess number ${n} of many`, NEW)).status);
      expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429]);
      expect((await change(visitor, PASSWORD, NEW)).status).toBe(429);
    });

    it('may be as long as 256 characters, and signs in by page and by API', async () => {
      const long = 'the tide of norlavia comes in twice a day, '.repeat(6).slice(0, 256);
      const { visitor } = await signIn('fay');
      expect((await change(visitor, PASSWORD, long)).status).toBe(303);
      await signIn('fay', { password: long });
      await web
        .agent()
        .post('/api/session')
        .send({ email: emailOf('fay'), password: long })
        .expect(204);
      await change(visitor, long, PASSWORD);
    });

    it('is never in the page again, and not in the log', async () => {
      const { visitor } = await signIn('fay');
      const reply = await change(visitor, 'CANARY-CURRENT-password', 'CANARY-NEW');
      expect(reply.text).not.toContain('CANARY');
      expect(reply.text.match(/autocomplete="(?:current|new)-password"/g)).toHaveLength(2);
    });
  });

  describe('the list of sessions', () => {
    it('says in plain words where one is signed in, this browser first', async () => {
      await signIn('asha', { agent: PHONE });
      const { visitor } = await signIn('asha');
      const { text } = await visitor.get(ROUTES.sessions).expect(200);
      const names = [...text.matchAll(/<h2 id="session-\d">([^<]*)/g)].map(([, name]) => name?.trim());
      expect(names).toEqual(['Firefox on Windows', 'Safari on iPhone']);
      expect(text.match(/This browser/g)).toHaveLength(1);
      expect(text).toContain('127.0.0.1');
    });

    it('ends one: it opens nothing to 50 requests at once after a second, and the others go on', async () => {
      const there = await signIn('asha', { agent: PHONE });
      const here = await signIn('asha');
      expect(await opens(there.cookie)).toBe(200);
      const { text } = await here.visitor.get(ROUTES.sessions);
      const action = /action="(\/account\/sessions\/[0-9a-f-]{36}\/end)"/.exec(text)?.[1] ?? '';
      expect((await sendForm(here.visitor, ROUTES.sessions, {}, action)).status).toBe(303);
      await aSecond();
      const replies = await Promise.all(Array.from({ length: 50 }, () => opens(there.cookie)));
      expect(replies.filter((status) => status !== 303)).toEqual([]);
      expect(await opens(here.cookie)).toBe(200);
      expect((await sendForm(here.visitor, ROUTES.sessions, {}, action)).status).toBe(404);
      expect(await auditedOf(web, world.actors.asha.userId)).toContain('session.ended');
    });

    it('ends all others at once', async () => {
      const others = [await signIn('asha', { agent: PHONE }), await signIn('asha', { agent: 'curl/8.5' })];
      const here = await signIn('asha');
      expect((await sendForm(here.visitor, ROUTES.sessions, {}, ROUTES.endOtherSessions)).status).toBe(303);
      await aSecond();
      for (const { cookie } of others) {
        const replies = await Promise.all(Array.from({ length: 50 }, () => opens(cookie)));
        expect(replies.filter((status) => status !== 303)).toEqual([]);
      }
      expect(await opens(here.cookie)).toBe(200);
    });

    it('shows and ends nobody else’s: dara cannot end asha’s', async () => {
      const asha = await signIn('asha');
      const dara = await signIn('dara');
      const { rows } = await asOwner(web.database.address, (client) =>
        client.query<{ id: string }>('SELECT id FROM identity.session WHERE "userId" = $1', [world.actors.asha.userId]),
      );
      const hers = `/account/sessions/${rows[0]?.id ?? ''}/end`;
      expect((await dara.visitor.get(ROUTES.sessions)).text).not.toContain(rows[0]?.id);
      const foreign = await sendForm(dara.visitor, ROUTES.sessions, {}, hers);
      const random = await sendForm(
        dara.visitor,
        ROUTES.sessions,
        {},
        '/account/sessions/00000000-0000-7000-8000-000000000000/end',
      );
      const junk = await sendForm(dara.visitor, ROUTES.sessions, {}, '/account/sessions/x/end');
      expect([foreign.status, random.status, junk.status]).toEqual([404, 404, 404]);
      await aSecond();
      expect(await opens(asha.cookie)).toBe(200);
    });

    it('ends nothing without the token of the session', async () => {
      const there = await signIn('asha', { agent: PHONE });
      const here = await signIn('asha');
      await here.visitor.post(ROUTES.endOtherSessions).type('form').send({}).expect(403);
      await aSecond();
      expect(await opens(there.cookie)).toBe(200);
    });
  });

  it('leaves nothing in the browser after signing out', async () => {
    const { visitor, cookie } = await signIn('asha');
    const page = await visitor.get(home()).expect(200);
    expect(page.headers['cache-control']).toBe('no-store');
    const out = await sendForm(visitor, home(), {}, ROUTES.signOut);
    expect(out.headers['clear-site-data']).toBe('"cache", "storage"');
    expect(out.headers['cache-control']).toBe('no-store');
    expect(await opens(cookie)).toBe(303);
    const api = web.agent();
    await api
      .post('/api/session')
      .send({ email: emailOf('asha'), password: PASSWORD })
      .expect(204);
    const gone = await api.delete('/api/session').set('content-type', 'application/json').expect(204);
    expect(gone.headers['clear-site-data']).toBe('"cache", "storage"');
  });
});
