import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestWeb, type TestWeb } from '../support/web.js';

const ADDRESS = '/.well-known/security.txt';
const DAY_MS = 86_400_000;

describe('whoever finds a hole', () => {
  let web: TestWeb;
  afterEach(() => web.close());

  it('learns without signing in whom to tell, in the form that RFC 9116 asks for', async () => {
    web = await startTestWeb({ SECURITY_CONTACT: 'mailto:security@isonomia.example' });
    const { text, headers } = await web.agent().get(ADDRESS).expect(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const fields = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(': ', 2) as [string, string]);
    const of = (name: string): readonly string[] =>
      fields.filter(([field]) => field === name).map(([, value]) => value);
    expect(of('Contact')).toEqual(['mailto:security@isonomia.example']);
    expect(of('Expires')).toHaveLength(1);
    const left = (Date.parse(of('Expires')[0] ?? '') - Date.now()) / DAY_MS;
    expect(left).toBeGreaterThan(30);
    expect(left).toBeLessThan(366);
    expect(of('Canonical')[0]).toMatch(/^https?:\/\/[^/]+\/\.well-known\/security\.txt$/);
  }, 90_000);

  it('finds nothing where nobody is named', async () => {
    web = await startTestWeb();
    await web.agent().get(ADDRESS).expect(404);
  }, 90_000);
});

describe('the statement on accessibility', () => {
  let web: TestWeb;
  afterEach(() => web.close());

  it('is one click from every page, and says status, what is known, whom to tell and who enforces', async () => {
    web = await startTestWeb();
    const visitor = web.agent();
    for (const page of ['/sign-in', '/about/method', '/about/privacy', '/no-such-page'])
      expect([page, (await visitor.get(page).accept('html')).text.includes('href="/about/accessibility"')]).toEqual([
        page,
        true,
      ]);
    const { text } = await visitor.get('/about/accessibility').accept('html').expect(200);
    for (const said of ['EN 301 549', 'partly', 'Tell us', 'enforces', 'prepared on'])
      expect([said, text.includes(said)]).toEqual([said, true]);
  }, 90_000);
});
