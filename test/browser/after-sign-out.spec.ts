import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { API } from '../../apps/web/src/api-paths.js';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { signedIn } from '../support/visitors.js';

jest.setTimeout(90_000);
const CANARY = 'CANARY-seen-and-gone';

describe('whoever sits down after somebody signed out', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let address: string;
  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    const draft = await site.world.assessment();
    const visitor = await signedIn(site.web, 'asha');
    const answer = { value: { level: 2 }, source: CANARY };
    await visitor
      .put(href(API.answer, { assessment: draft, question: 'GOV1' }))
      .send(answer)
      .expect(201);
    address = href(ROUTES.question, { assessment: draft, question: 'GOV1' });
    asha = await chromium.person(site.origin);
    await asha.signIn('asha');
  });
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  const shows = async (): Promise<boolean> => (await asha.page.content()).includes(CANARY);

  it('finds nothing by the Back button, in the cache, or kept by a script', async () => {
    await asha.open(address);
    expect(await shows()).toBe(true);
    await asha.open(ROUTES.account);
    // While the session lasts, going back shows the page again: what is looked for below is there to be found.
    await asha.page.goBack();
    expect(await shows()).toBe(true);
    await asha.press('Sign out', 'body');
    for (let back = 0; back < 4; back += 1) {
      await asha.page.goBack().catch(() => null);
      expect(await shows()).toBe(false);
    }
    await asha.open(ROUTES.signIn);
    const kept = await asha.page.evaluate(async () => {
      const names = await caches.keys();
      return [...names, ...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    });
    expect(kept).toEqual([]);
    const cached = await asha.page.evaluate(
      (at) =>
        fetch(at, { cache: 'only-if-cached', mode: 'same-origin' }).then(
          (reply) => reply.text(),
          () => '',
        ),
      address,
    );
    expect(cached).not.toContain(CANARY);
  });
});
