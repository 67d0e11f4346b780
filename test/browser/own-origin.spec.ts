import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FULL } from '../support/full.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { exampleAnswers, type PersonName } from '../support/world.js';

/** Enough that every kind of page is met; the whole of them with `npm run test:full`. */
const MOST_PAGES = FULL ? 400 : 12;
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}|\b[A-Z0-9]{4}(-[A-Z0-9]{4}){2}\b/g;
/** Files and ways out: not looked at. */
const NO_PAGE = /\/(file|logo|export|questionnaire)$|\/template|sign-out|\.(csv|xlsx|pdf|json|zip)\b|^\/assets\//;

interface Seen {
  readonly pages: Set<string>;
  readonly asked: Set<string>;
  readonly violations: Set<string>;
}

// A browser on a busy machine takes its time.
jest.setTimeout(120_000);

/** Notes every request of a browser's page, and everything that its policy stopped. */
async function watch({ page }: Reader): Promise<Seen> {
  const seen: Seen = { pages: new Set(), asked: new Set(), violations: new Set() };
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:', 'about:'].includes(protocol)) seen.asked.add(origin === 'null' ? protocol : origin);
  });
  await page.exposeFunction('violated', (what: string) => void seen.violations.add(what));
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, documentURI }) => {
      (globalThis as unknown as { violated(what: string): void }).violated(
        `${documentURI}: ${effectiveDirective} ${blockedURI}`,
      );
    });
  });
  return seen;
}

/** Follows links from where a person begins: one page of every pattern first, then the others. */
async function crawl(reader: Reader, seen: Seen, starts: readonly string[]): Promise<void> {
  const known = new Set(starts);
  const ahead = [...starts];
  const patterns = new Set<string>();
  while (ahead.length > 0 && seen.pages.size < MOST_PAGES) {
    const fresh = ahead.findIndex((address) => !patterns.has(patternOf(address)));
    const [address = '/'] = ahead.splice(Math.max(fresh, 0), 1);
    patterns.add(patternOf(address));
    await reader.open(address);
    seen.pages.add(address);
    const links = await reader.page.$$eval('a[href]:not([download])', (all) =>
      all.filter((one) => one.origin === location.origin).map((one) => one.pathname + one.search),
    );
    for (const link of links) {
      if (known.has(link) || NO_PAGE.test(link)) continue;
      known.add(link);
      ahead.push(link);
    }
  }
}

const patternOf = (address: string): string =>
  address
    .replace(ID, ':id')
    .replace(/\?.*$/, '?')
    .replace(/\/(D\d+|[A-Z]{3}\d+)\b/g, '/:part');

describe('whoever reads any page', () => {
  let site: Site;
  let chromium: Chromium;
  let starts: readonly string[];

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    const draft = await site.world.assessment();
    await site.world.answer(draft, exampleAnswers('full'));
    const submitted = await site.world.submitted('full');
    starts = ['/', `/assessments/${draft}`, `/assessments/${submitted}/result`];
  });
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it.each<PersonName | 'a stranger'>(['asha', 'fay', 'cora', 'adam', 'a stranger'])(
    'asks no other address for anything, and breaks no rule of the pages: %s',
    async (person) => {
      const reader = await chromium.person(site.origin);
      if (person !== 'a stranger') await reader.signIn(person);
      const seen = await watch(reader);
      await crawl(reader, seen, person === 'a stranger' ? ['/sign-in'] : starts);
      expect([[...seen.asked], [...seen.violations]]).toEqual([[site.origin], []]);
      expect(seen.pages.size).toBeGreaterThan(person === 'a stranger' ? 5 : 10);
    },
  );

  it('would be noticed to ask elsewhere, and to break a rule', async () => {
    const elsewhere = createServer((_request, reply) => reply.end());
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    try {
      const reader = await chromium.person(site.origin);
      const seen = await watch(reader);
      await reader.open('/sign-in');
      await reader.page.evaluate((there) => {
        document.body.append(Object.assign(new Image(), { src: `${there}/pixel.png` }));
      }, address);
      await reader.page.waitForFunction(() => [...document.images].every(({ complete }) => complete), {
        polling: 50,
      });
      expect([...seen.violations].join()).toContain(address);
      await reader.page.goto(`${address}/`);
      expect([...seen.asked]).toContain(address);
    } finally {
      elsewhere.closeAllConnections();
      elsewhere.close();
    }
  });
});
