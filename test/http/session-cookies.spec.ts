import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API } from '../../apps/web/src/api-paths.js';
import { ROUTES } from '../../apps/web/src/paths.js';
import { tokenIn } from '../support/account-pages.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate } from '../support/world.js';

const cookiesOf = (headers: Readonly<Record<string, unknown>>): readonly string[] =>
  [headers['set-cookie'] ?? []].flat() as string[];
const named = (cookies: readonly string[], name: RegExp): string => cookies.find((one) => name.test(one)) ?? '';

describe('the cookie of a session', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startTestWeb();
    await populate(web);
  });
  afterAll(() => web.close());

  const right = { email: emailOf('asha'), password: PASSWORD };
  const opens = async (cookie: string): Promise<boolean> =>
    (await web.agent().get(ROUTES.account).set('cookie', cookie)).status === 200;
  const signIn = (cookie: string) => web.agent().post(API.session).set('cookie', cookie).send(right).expect(204);

  it('is another after signing in, whatever somebody planted before', async () => {
    const first = named(cookiesOf((await signIn('')).headers), /isonomia-session=/).split(';', 1)[0] ?? '';
    const name = first.split('=', 1)[0] ?? '';
    for (const planted of [`${name}=planted`, `${name}=planted.${'A'.repeat(43)}=`, first]) {
      const given = named(cookiesOf((await signIn(planted)).headers), /isonomia-session=/).split(';', 1)[0] ?? '';
      expect(given).not.toBe('');
      expect(given).not.toBe(planted);
      expect(await opens(given)).toBe(true);
      expect(await opens(planted)).toBe(false);
    }
  });

  it('makes the forms that a stranger had open worthless', async () => {
    const visitor = web.agent();
    const before = tokenIn((await visitor.get(ROUTES.signIn)).text);
    await visitor
      .post(ROUTES.signIn)
      .type('form')
      .send({ _csrf: before, ...right })
      .expect(303);
    const send = (_csrf: string) => visitor.post(ROUTES.account).type('form').send({ _csrf, name: 'Asha Tevdor' });
    expect((await send(before)).status).toBe(403);
    expect((await send(tokenIn((await visitor.get(ROUTES.account)).text))).status).not.toBe(403);
  });
});

describe('every cookie that comes over https', () => {
  let web: TestWeb;
  beforeAll(async () => {
    web = await startTestWeb({ PUBLIC_URL: 'https://isonomia.example', TRUST_PROXY: '1' });
    await populate(web);
  });
  afterAll(() => web.close());

  it('is of this host alone, for https alone, and for no script', async () => {
    const https = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'isonomia.example', host: 'isonomia.example' };
    const page = await web.agent().get(ROUTES.signIn).set(https).expect(200);
    const signedIn = await web
      .agent()
      .post(API.session)
      .set(https)
      .send({ email: emailOf('asha'), password: PASSWORD });
    expect(signedIn.status).toBe(204);
    const cookies = [...cookiesOf(page.headers), ...cookiesOf(signedIn.headers)].filter(
      (one) => !/Max-Age=0/i.test(one),
    );
    expect(cookies.length).toBeGreaterThanOrEqual(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-/);
      expect(cookie).toMatch(/; ?Secure/i);
      expect(cookie).toMatch(/; ?HttpOnly/i);
      expect(cookie).toMatch(/; ?SameSite=Lax/i);
      expect(cookie).toMatch(/; ?Path=\/(;|$)/i);
      expect(cookie).not.toMatch(/; ?Domain=/i);
    }
  });
});
