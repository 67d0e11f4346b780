import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Csrf } from '../../apps/web/src/http/session/csrf.js';
import { FormGuard } from '../../apps/web/src/http/session/form.guard.js';
import { ROUTES } from '../../apps/web/src/paths.js';
import { isMutating, routesOf } from '../support/routes.js';
import { csrfTokenOf, signedIn, stateOf, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate } from '../support/world.js';

const NOBODYS = '6f1c0f4e-0000-4000-8000-000000000000';
const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=b';
const PART = '--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--b--\r\n';

interface Sent {
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

describe('a form that was not sent from a page of this session', () => {
  let web: TestWeb;
  let adam: Visitor;
  let own: string;
  let daras: string;
  let pages: readonly string[];
  let operations: readonly string[];
  let before: Readonly<Record<string, string>>;

  beforeAll(async () => {
    web = await startTestWeb();
    const world = await populate(web);
    await world.assessment();
    adam = await signedIn(web, 'adam');
    own = await csrfTokenOf(adam);
    daras = await csrfTokenOf(await signedIn(web, 'dara'));
    const mutating = routesOf(web).filter(isMutating);
    pages = mutating.filter((route) => !route.includes(' /api/'));
    operations = mutating.filter((route) => route.includes(' /api/'));
  });
  afterAll(() => web.close());
  beforeEach(async () => {
    before = await stateOf(web);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  const send = async (route: string, { type, headers = {}, body = '' }: Sent): Promise<string> => {
    const [method = '', pattern = ''] = route.split(' ');
    const address = pattern.replace(/:\w+/g, NOBODYS);
    const reply = await adam[method.toLowerCase() as 'post' | 'put' | 'delete'](address)
      .set({ accept: 'application/json', 'content-type': type, ...headers })
      .send(body);
    return `${reply.status} ${String((reply.body as { code?: unknown }).code)}`;
  };
  const notRefused = async (routes: readonly string[], sent: Sent): Promise<readonly string[]> => {
    const found: string[] = [];
    for (const route of routes) {
      const answer = await send(route, sent);
      if (answer !== '403 csrf.refused') found.push(`${route}: ${answer}`);
    }
    return found;
  };

  const withOwn = (): string => `_csrf=${own}`;
  const SENT: readonly (readonly [string, () => Sent])[] = [
    [
      'by a page of another site, with the right token',
      () => ({ type: FORM, body: withOwn(), headers: { origin: 'https://evil.example' } }),
    ],
    ['by a page without an origin', () => ({ type: FORM, body: withOwn(), headers: { origin: 'null' } })],
    [
      'by another site, as the browser says',
      () => ({ type: FORM, body: withOwn(), headers: { 'sec-fetch-site': 'cross-site' } }),
    ],
    [
      'by a neighbour on the same domain',
      () => ({ type: FORM, body: withOwn(), headers: { 'sec-fetch-site': 'same-site' } }),
    ],
    ['without a token', () => ({ type: FORM, body: 'a=1' })],
    ['with the token of another session', () => ({ type: FORM, body: `_csrf=${daras}` })],
    ['with two tokens, one of them right', () => ({ type: FORM, body: `_csrf=${own}&_csrf=${daras}` })],
    ['with the token of another session in its header', () => ({ type: FORM, headers: { 'x-csrf-token': daras } })],
    ['as plain text', () => ({ type: 'text/plain', body: withOwn() })],
    ['as plain text that says so loudly', () => ({ type: 'Text/Plain; charset=utf-8', body: withOwn() })],
    ['as JSON without a token', () => ({ type: 'application/json', body: '{}' })],
  ];

  it.each(SENT)('is refused by every page that takes one, when it is sent %s', async (_how, sent) => {
    expect(pages.length).toBeGreaterThan(50);
    expect(await notRefused(pages, sent())).toEqual([]);
    expect(await stateOf(web)).toEqual(before);
  });

  it('is refused by every operation of the API, when a browser could have sent it', async () => {
    expect(operations.length).toBeGreaterThan(20);
    // Signing in and out is done with what the body says, or with nothing to lose.
    for (const [how, sent] of SENT.filter(([name]) => !name.startsWith('as JSON'))) {
      expect([how, await notRefused(operations, sent())]).toEqual([how, []]);
    }
    const json = { type: 'application/json', body: '{}', headers: { origin: 'https://evil.example' } };
    expect(await notRefused(operations, json)).toEqual([]);
    expect(await stateOf(web)).toEqual(before);
  });

  it('is refused with a file and without a token, whether or not its page reads files', async () => {
    // Without a seat there is nobody in the room whose form it could be; with one: test/http/workshop-room.spec.ts
    const outside = [...pages, ...operations].filter((route) => route !== `POST ${ROUTES.roomSheet}`);
    const multipart = { type: MULTIPART, body: PART };
    expect(await notRefused(outside, multipart)).toEqual([]);
    expect(await notRefused(outside, { type: 'Multipart/Form-Data; boundary=b', body: PART })).toEqual([]);
    expect(await stateOf(web)).toEqual(before);
  });

  it('gets past where nobody checks tokens, and only then: from this site at least', async () => {
    jest.spyOn(web.app.get(Csrf), 'check').mockImplementation(() => undefined);
    const harmless = pages.filter((route) => route.includes(':') && !/\/sign-|\/account/.test(route));
    for (const sent of [
      { type: FORM, body: 'a=1' },
      { type: MULTIPART, body: PART },
    ]) {
      expect(await notRefused(harmless, sent)).toHaveLength(harmless.length);
    }
    const elsewhere = { type: FORM, body: 'a=1', headers: { origin: 'https://evil.example' } };
    expect(await notRefused(harmless, elsewhere)).toEqual([]);
  });

  it('with a file gets past where nobody minds the forms that nobody reads', async () => {
    jest.spyOn(FormGuard.prototype, 'canActivate').mockReturnValue(true);
    const past = await notRefused(
      pages.filter((route) => !route.includes('/sign-')),
      { type: MULTIPART, body: PART },
    );
    expect(past).toContain('POST /assessments/:assessment/questions/:question/restore: 404 not-found');
  });

  it('is not what a page of this session sends: its own token opens every one of them', async () => {
    const harmless = pages.filter((route) => route.includes(':') && !/\/sign-|\/account/.test(route));
    const sent = { type: FORM, body: withOwn(), headers: { 'sec-fetch-site': 'same-origin' } };
    expect(await notRefused(harmless, sent)).toHaveLength(harmless.length);
  });
});
