import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type RegionId, GiveLink, Installation, InvitePerson, type LanAddress } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { isLongRun } from '../support/command.js';
import { Chromium, type Reader } from '../support/reader.js';
import { asOwner } from '../support/database.js';
import { carriedPlaces } from '../support/carried-places.js';
import { inReview } from '../support/review-places.js';
import { showsItsName } from '../support/named-results.js';
import { roundPlaces } from '../support/round-places.js';
import { planPlaces } from '../support/plan-places.js';
import { workshopPlaces } from '../support/workshop-places.js';
import { inScheme, openAll, wide } from '../support/looking.js';
import { openSite, type Site } from '../support/site.js';
import { joinRound, storeRelease } from '../support/stored-release.js';
import { storePractice } from '../support/practice.js';
import { emailOf, exampleAnswers, PASSWORD } from '../support/world.js';
import { NO_PAGES, VISITS, type Places, type Route } from './visits.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What may differ from the desk in the light to the phone in the dark: colours, sizes, what scrolls. The rest is markup. */
const BY_LOOKS = [
  'color-contrast',
  'link-in-text-block',
  'target-size',
  'scrollable-region-focusable',
  'meta-viewport',
];
const ROOM: LanAddress = {
  addresses: ['https://192.168.7.20:3000', 'https://rehearsal-of-the-workshop.local:3000'],
  fingerprint: Array.from({ length: 32 }, (_, n) => (n * 8 + 7).toString(16).padStart(2, '0').toUpperCase()).join(':'),
};

/** Looks different from address to address; of other pages the first is enough for a short run. */
const OFTEN: readonly Route[] = ['assessment', 'dimension', 'question'];

/** From right to left, and with the longest words; every page in every language takes the time of a long run. */
const OTHERS: readonly string[] = isLongRun() ? ['ar', 'ru', 'fr'] : ['ar', 'ru'];
const SPOKEN: readonly Route[] = ['signIn', 'question', 'round', 'release'];

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

describe('every page', () => {
  let site: Site;
  let chromium: Chromium;
  let readers: Readonly<Record<'asha' | 'adam' | 'bruno' | 'cora' | 'half' | 'stranger' | 'phone', Reader>>;
  let places: Places;

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    const asha = await chromium.person(site.origin);
    await asha.signIn('asha');
    const draft = await site.world.assessment();
    await site.world.answer(draft, exampleAnswers('full'));
    const submitted = await site.world.submitted('full');
    await asha.open(href(ROUTES.question, { assessment: draft, question: 'GOV1' }));
    await (await asha.named('Add evidence')).click();
    await asha.write({ how: 'citation', title: 'Order 114', number: '114/2023' }, '#add-evidence');
    await asha.press('Add the evidence');
    const remove = await asha.page.$eval('#evidence a[href$="/remove"]', (one) => one.getAttribute('href') ?? '');
    await asha.open(href(ROUTES.documents, { assessment: submitted }));
    await asha.write({ edition: 'sharing' });
    await asha.press('Make the document');
    const document = asha.path().split('/')[2] ?? '';
    const { cora } = site.world.actors;
    const stored = await storeRelease(site.web.database, cora.memberships[0]?.regionId as RegionId);
    await joinRound(site.web.database, stored.round, site.world.agency);
    const shown = { round: stored.round, agency: site.world.agency, assessment: submitted };
    await showsItsName(site.web.database, shown);
    places = {
      agency: site.world.agency,
      draft,
      submitted,
      reviewed: await inReview(site),
      evidence: remove.split('/').at(-2) ?? '',
      practice: await storePractice(site.web.database, cora.memberships[0]?.regionId as RegionId),
      document,
      task: await planPlaces(site, submitted),
      shared: { secret: await linkOf(site), document },
      release: stored.release,
      round: stored.round,
      staff: await staffOf(site),
      carried: await carriedPlaces(site),
      rounds: await roundPlaces(site),
      room: await workshopPlaces(site, cora.memberships[0]?.regionId as RegionId),
    };
    await asha.page.waitForSelector('main a[download]', { timeout: 30_000 });
    const adam = await chromium.person(site.origin);
    await adam.signIn('adam');
    // With the password alone: what is still owed is all that this person sees.
    const half = await chromium.person(site.origin);
    await half.open('/sign-in');
    await half.write({ email: emailOf('cora'), password: PASSWORD });
    await half.press('Sign in');
    const bruno = await chromium.person(site.origin);
    await bruno.signIn('bruno');
    const keeper = await chromium.person(site.origin);
    await keeper.signIn('cora');
    const phone = await chromium.person(site.origin);
    const { secret } = places.room;
    const { hostname: domain } = new URL(site.origin);
    await phone.page.browserContext().setCookie({ name: 'isonomia-seat', value: secret, domain, path: ROUTES.room });
    readers = { asha, adam, bruno, cora: keeper, half, phone, stranger: await chromium.person(site.origin) };
    // As if it had been started for a room.
    Object.assign(site.web.app.get(Installation, { strict: false }), { lan: ROOM });
    readers.asha.complained();
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it('is visited below', () => {
    const visited = new Set<string>([...VISITS.map(([route]) => route), ...NO_PAGES]);
    expect(Object.keys(ROUTES).filter((route) => !visited.has(route))).toEqual([]);
  });

  const named = VISITS.map(
    (visit, n) =>
      [visit[0], String(VISITS.slice(0, n + 1).filter(([route]) => route === visit[0]).length), visit] as const,
  ).filter(([route, nth]) => isLongRun() || nth === '1' || OFTEN.includes(route));

  it.each(named)(
    '%s %s holds for everybody: axe on a desk in the light and on a phone in the dark, narrow, quiet',
    async (_route, _nth, visit) => {
      const [, address, as = 'asha'] = visit;
      const reader = readers[as];
      const { page } = reader;
      await page.setViewport({ width: 1280, height: 900 });
      await inScheme(reader, 'light');
      await reader.open(address(places));
      await openAll(reader);
      const light = await violations(reader);
      await inScheme(reader, 'dark');
      await page.setViewport({ width: 320, height: 640 });
      const dark = await violations(reader, isLongRun() ? WCAG : BY_LOOKS);
      const narrow = await wide(reader);
      expect({ light, dark, narrow, complaints: reader.complained(404, 422) }).toEqual({
        light: [],
        dark: [],
        narrow: [],
        complaints: [],
      });
    },
  );

  // Nobody here has set a language: what the browser asks for is what they get.
  const spoken = named
    .filter(([route, nth]) => isLongRun() || (nth === '1' && SPOKEN.includes(route)))
    .flatMap((visit) => OTHERS.map((language) => [language, ...visit] as const));

  it.each(spoken)('in %s, %s %s holds as well, in its own direction', async (language, ...[, , visit]) => {
    const [, address, as = 'asha'] = visit;
    const reader = readers[as];
    await reader.page.setExtraHTTPHeaders({ 'accept-language': language });
    if (as === 'phone') await sits(site, places.room, language);
    try {
      await reader.page.setViewport({ width: 1280, height: 900 });
      await inScheme(reader, 'light');
      await reader.open(address(places));
      await openAll(reader);
      const root = await reader.page.$eval('html', ({ lang, dir }) => `${lang} ${dir}`);
      const found = await violations(reader);
      await reader.page.setViewport({ width: 320, height: 640 });
      const narrow = await wide(reader);
      expect({ root, found, narrow, complaints: reader.complained(404, 422) }).toEqual({
        root: `${language} ${language === 'ar' ? 'rtl' : 'ltr'}`,
        found: [],
        narrow: [],
        complaints: [],
      });
    } finally {
      if (as === 'phone') await sits(site, places.room, 'en');
      await reader.page.setExtraHTTPHeaders({});
    }
  });
});

/** Pages of the room speak the language that their seat was taken in, whatever the browser asks for. */
async function sits({ web }: Site, { secret }: Places['room'], language: string): Promise<void> {
  const digest = createHash('sha256').update(secret).digest('hex');
  await asOwner(web.database.address, (client) =>
    client.query('UPDATE workshop_participant SET language = $2 WHERE seat_sha256 = $1', [digest, language]),
  );
}

/** Somebody to look at, and an invitation that nobody has accepted. */
async function staffOf({ web, world: { agency, actors } }: Site): Promise<Places['staff']> {
  const command = { email: 'somebody.new@example.org', role: 'contributor', agency };
  const { invitation } = await web.app.get(InvitePerson, { strict: false }).execute(actors.asha, command);
  const { operator } = web.database;
  const [held]: readonly { id: string; region: string }[] = await operator.query(
    `SELECT m.id, c.region_id AS region FROM membership m JOIN agency g ON g.id = m.agency_id
     JOIN country c ON c.id = g.country_id WHERE m.user_id = $1 AND m.agency_id = $2`,
    [actors.fay.userId, agency],
  );
  // The worker has sent the mail and forgotten its link by now: another one is put in its place.
  const secret = 'a-link-for-looking-at-the-page';
  const digest = createHash('sha256').update(secret).digest('hex');
  await operator.query('UPDATE invitation SET token_sha256 = $2 WHERE id = $1', [invitation, digest]);
  return {
    region: held?.region ?? '',
    person: actors.fay.userId,
    membership: held?.id ?? '',
    invitation,
    link: `${ROUTES.invitation}?token=${secret}`,
  };
}

/** Of a link to everything that the agency shares. */
async function linkOf({ web, world: { agency, actors } }: Site): Promise<string> {
  const reach = { reports: true, editable: true, days: 30 };
  const command = { place: { agency }, recipient: 'Adviser Nour', language: 'en', languages: ['en'], ...reach };
  const address = await web.app.get(GiveLink, { strict: false }).execute(actors.asha, command);
  return new URL(address).searchParams.get('token') ?? '';
}

/** By tags or by rules of axe. */
async function violations(reader: Reader, only: readonly string[] = WCAG): Promise<readonly string[]> {
  if (!(await reader.page.evaluate(() => 'axe' in globalThis))) await reader.page.evaluate(AXE);
  const found = await reader.page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    // Of what is right nothing need be said: spelling out where it stands takes half of the time.
    const { violations: all } = await axe.run({ runOnly: [...runOnly], resultTypes: ['violations'], preload: false });
    // Axe holds whatever lies in a disabled group for out of reach. The browser is asked, which disables fields alone.
    const isOutOfReach = (selector: unknown): boolean => {
      const frame = document.querySelector<HTMLElement>(String(selector));
      frame?.focus();
      return frame === null || document.activeElement !== frame;
    };
    return all
      .map((one) =>
        one.id === 'scrollable-region-focusable'
          ? { ...one, nodes: one.nodes.filter(({ target }) => isOutOfReach(target[0])) }
          : one,
      )
      .filter(({ nodes }) => nodes.length > 0);
  }, only);
  return found.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 240)}`),
  );
}
