import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type World } from '../support/world.js';
import type { Visitor } from '../support/visitors.js';

const COOKIE = 'isonomia-session';

describe('signing in', () => {
  let web: TestWeb;
  let world: World;

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  });
  afterAll(async () => {
    await web.close();
  });

  const tokenIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const attempt = async (visitor: Visitor, fields: Readonly<Record<string, string>>) => {
    const { text } = await visitor.get('/sign-in').expect(200);
    return visitor
      .post('/sign-in')
      .type('form')
      .send({ _csrf: tokenIn(text), ...fields });
  };
  const right = { email: emailOf('asha'), password: PASSWORD };
  const sessionIn = (cookies: unknown): string =>
    (Array.isArray(cookies) ? (cookies as readonly string[]) : []).find((one) => one.startsWith(`${COOKIE}=`)) ?? '';

  it('leads to the agency, by way of the page that was wanted', async () => {
    const visitor = web.agent();
    const wanted = await visitor.get(`/agencies/${world.agency}/set-up`).expect(303);
    expect(wanted.headers['location']).toBe(`/sign-in?next=%2Fagencies%2F${world.agency}%2Fset-up`);
    const done = await attempt(visitor, { ...right, next: `/agencies/${world.agency}/set-up` });
    expect([done.status, done.headers['location']]).toEqual([303, `/agencies/${world.agency}/set-up`]);
    const home = await visitor.get('/').expect(302);
    expect(home.headers['location']).toBe(`/agencies/${world.agency}`);
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/sign-out'])(
    'never leads to %s',
    async (next) => {
      const done = await attempt(web.agent(), { ...right, next });
      expect([done.status, done.headers['location']]).toEqual([303, '/']);
    },
  );

  it('gives a cookie that no script reads and no other site sends', async () => {
    const done = await attempt(web.agent(), right);
    expect(sessionIn(done.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/i);
  });

  it('says the same of a wrong password and of an account that does not exist', async () => {
    const replies = [
      await attempt(web.agent(), { email: emailOf('bruno'), password: 'wrong' }),
      await attempt(web.agent(), { email: 'nobody@example.org', password: 'wrong' }),
    ];
    const summary = replies.map(({ status, text }) => [status, /error-summary[\s\S]*?<\/ul>/.exec(text)?.[0]]);
    expect(summary[0]).toEqual(summary[1]);
    expect(summary[0]?.[0]).toBe(422);
  });

  it('names each field that was left empty, and keeps what was typed', async () => {
    const reply = await attempt(web.agent(), { email: 'asha@example.org', password: '' });
    expect(reply.text).toContain('<title>Error: Sign in');
    expect(reply.text).toContain('<a href="#password">');
    expect(reply.text).toContain('value="asha@example.org"');
  });

  it('answers the eleventh wrong try with when to come back', async () => {
    const visitor = web.agent();
    let last = await attempt(visitor, { email: emailOf('fay'), password: 'wrong' });
    for (let n = 0; n < 10; n += 1) last = await attempt(visitor, { email: emailOf('fay'), password: 'wrong' });
    expect(last.status).toBe(429);
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(60);
    expect(last.text).toContain('too many attempts');
  });

  it('is refused over plain http from another machine, with words that say what to do', async () => {
    const visitor = web.agent();
    const page = await visitor.get('/sign-in').set('host', '192.168.1.20:3000').expect(200);
    expect(page.text).not.toContain('type="password"');
    expect(page.text).toContain('TLS_CERT');
    const token = tokenIn((await visitor.get('/sign-in')).text);
    const sent = await visitor
      .post('/sign-in')
      .set('host', '192.168.1.20:3000')
      .type('form')
      .send({ _csrf: token, ...right });
    expect(sent.headers['location']).toBeUndefined();
    expect(sessionIn(sent.headers['set-cookie'])).toBe('');
  });

  it('ends what was open before: the cookie of yesterday opens nothing', async () => {
    const visitor = web.agent();
    const first = sessionIn((await attempt(visitor, right)).headers['set-cookie']);
    const second = sessionIn((await attempt(visitor, right)).headers['set-cookie']);
    expect(second).not.toBe(first);
    const old = await web
      .agent()
      .get('/')
      .set('cookie', first.split(';')[0] ?? '');
    expect(old.headers['location']).toMatch(/^\/sign-in/);
  });

  it('ends at once by signing out, and tells the browser to forget what it saw', async () => {
    const visitor = web.agent();
    const cookie = sessionIn((await attempt(visitor, right)).headers['set-cookie']).split(';')[0] ?? '';
    const { text } = await visitor.get(`/agencies/${world.agency}`).expect(200);
    const out = await visitor
      .post('/sign-out')
      .type('form')
      .send({ _csrf: tokenIn(text) });
    expect([out.status, out.headers['location']]).toEqual([303, '/sign-in?signed-out=1']);
    expect(out.headers['clear-site-data']).toContain('cache');
    const replay = await web.agent().get(`/agencies/${world.agency}`).set('cookie', cookie);
    expect(replay.status).toBe(303);
  });

  it('ends within a second for somebody who was disabled', async () => {
    const visitor = web.agent();
    await attempt(visitor, { email: emailOf('dara'), password: PASSWORD });
    await visitor.get(`/agencies/${world.theirs}`).expect(200);
    await asOwner(web.database.address, (client) =>
      client.query(`UPDATE identity."user" SET "disabledAt" = now() WHERE email = $1`, [emailOf('dara')]),
    );
    await new Promise((resolve) => setTimeout(resolve, 1050));
    const replies = await Promise.all(Array.from({ length: 20 }, () => visitor.get(`/agencies/${world.theirs}`)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 303));
  });

  it('never keeps a page of somebody signed in in the browser', async () => {
    const visitor = web.agent();
    await attempt(visitor, right);
    const page = await visitor.get(`/agencies/${world.agency}`);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
  });
});
