/// <reference lib="dom" />
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { axeFindings } from '../support/axe.js';
import { asOwner } from '../support/database.js';
import { inScheme, wide } from '../support/looking.js';
import { Network } from '../support/network.js';
import { Chromium, type Reader } from '../support/reader.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CORE, workshopCast, type Seated, type WorkshopCast } from '../support/workshop.js';
import { populate } from '../support/world.js';

const PHONE = { width: 360, height: 740 };
/** Of a first visit, over the wire: page, style sheets, scripts. */
const MOST_BYTES = 60_000;
/** The longest of their kinds among them: all questions, a table of figures, every seat's own. */
const WEIGHED = [
  '/workshop',
  '/workshop/me',
  '/workshop/questions',
  '/workshop/questions/GOV1',
  '/workshop/questions/WFC1/group',
  '/workshop/result',
  '/workshop/points',
  '/workshop/text',
  '/workshop/more',
];

interface Phone {
  readonly reader: Reader;
  readonly network: Network;
}

describe('a phone in the room of a workshop', () => {
  let web: TestWeb;
  let cast: WorkshopCast;
  let chromium: Chromium;
  let origin: string;
  const networks: Network[] = [];

  beforeAll(async () => {
    web = await startTestWeb();
    await populate(web);
    cast = await workshopCast(web.database, { instrument: CORE });
    await web.app.listen(0, '127.0.0.1');
    origin = `http://localhost:${(web.app.getHttpServer().address() as AddressInfo).port}`;
    chromium = await Chromium.start();
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    for (const network of networks) await network.close();
    await web.close();
  });

  const rows = <Row extends Record<string, unknown>>(sql: string, ...values: readonly unknown[]) =>
    asOwner(web.database.address, async (client) => (await client.query<Row>(sql, [...values])).rows);
  const phoneOf = async ({ secret }: Seated, options: { readonly script?: boolean } = {}): Promise<Phone> => {
    const network = await Network.to(origin);
    networks.push(network);
    const reader = await chromium.person(network.origin, options);
    await reader.page.setViewport(PHONE);
    await reader.page.browserContext().setCookie({
      name: 'isonomia-seat',
      value: secret,
      domain: 'localhost',
      path: '/workshop',
      httpOnly: true,
    });
    return { reader, network };
  };
  const until = ({ reader }: Phone, selector: string, words: string): Promise<unknown> =>
    reader.page.waitForFunction(
      (where, wanted) => document.querySelector(where)?.textContent.includes(wanted),
      { polling: 50 },
      selector,
      words,
    );
  /** Taken by the script, which has the queue now. */
  const opened = async (phone: Pick<Phone, 'reader'>, address: string): Promise<void> => {
    await phone.reader.open(address);
    await phone.reader.page.waitForSelector('html[data-queue]');
  };
  const kept = ({ reader }: Phone, address: string): Promise<unknown> =>
    reader.page.waitForFunction(async (wanted) => (await caches.match(wanted)) !== undefined, { polling: 50 }, address);
  const contactOf = async (seated: Seated): Promise<unknown> =>
    (await rows('SELECT contact FROM workshop_participant WHERE id = $1', seated.participant))[0]?.['contact'];
  const timesChanged = async (seated: Seated): Promise<number> => {
    const [found] = await rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit WHERE action = 'workshop.seat-changed' AND detail->>'participant' = $1`,
      seated.participant,
    );
    return found?.n ?? 0;
  };
  const write = async ({ reader }: Phone, contact: string): Promise<void> => {
    await reader.write({ contact }, 'form[data-change]');
    await (await reader.named('Save')).click();
  };
  const waits = (phone: Phone, words: string): Promise<unknown> => until(phone, '[data-waiting-changes]', words);
  const nothingWaits = ({ reader }: Phone): Promise<unknown> =>
    reader.page.waitForFunction(() => document.querySelector<HTMLElement>('[data-waiting-changes]')?.hidden, {
      polling: 50,
    });

  it('that is away keeps what is typed, shows it after a reload, and sends it once and in order', async () => {
    const [one] = cast.agencies[0].people;
    const phone = await phoneOf(one);
    const { reader, network } = phone;
    await opened(phone, '/workshop');
    await kept(phone, '/workshop/more');
    await opened(phone, '/workshop/me');
    network.cut();
    await write(phone, 'first');
    await waits(phone, '1 change waits on this phone');
    await write(phone, 'second');
    await waits(phone, '2 changes wait on this phone');
    expect(await contactOf(one)).toBeNull();
    // As it was kept, with what waits put back into it.
    await opened(phone, '/workshop/me');
    expect(await reader.page.$eval('[name="contact"]', (field) => (field as HTMLInputElement).value)).toBe('second');
    await waits(phone, '2 changes wait on this phone');
    await reader.open('/workshop/away-from-everything');
    expect(await reader.title()).toContain('This page is not on your phone yet');
    await opened(phone, '/workshop');
    network.restore();
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await nothingWaits(phone);
    expect(await contactOf(one)).toBe('second');
    expect(await timesChanged(one)).toBe(2);
  });

  it('keeps it as well where no worker keeps the pages, and sends it from whichever page is opened next', async () => {
    const [, two] = cast.agencies[0].people;
    const phone = await phoneOf(two);
    const { reader, network } = phone;
    // As where somebody accepted the certificate by hand.
    await reader.page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator.serviceWorker, 'register', { value: () => Promise.reject(new Error('SSL')) });
    });
    await opened(phone, '/workshop/me');
    network.cut();
    await write(phone, 'by the window');
    await until(phone, '[data-saved]', 'Kept on this phone');
    expect(await reader.text('[data-connection]')).toBe('No connection');
    await reader.page.reload().catch(() => undefined);
    network.restore();
    await opened(phone, '/workshop/more');
    await nothingWaits(phone);
    expect([await contactOf(two), await timesChanged(two)]).toEqual(['by the window', 1]);
  });

  it('shows both texts where a colleague was faster, and lets whoever was away choose', async () => {
    const [one, two] = cast.agencies[2]!.people;
    const [away, there] = [await phoneOf(one), await phoneOf(two)];
    const together = '/workshop/questions/GOV1/group';
    for (const [phone, level] of [
      [away, '1'],
      [there, '3'],
    ] as const) {
      await opened(phone, '/workshop/questions/GOV1');
      await phone.reader.write({ level }, 'form[data-change="answer"]');
      await phone.reader.press('Save');
      await opened(phone, together);
    }
    const hold = async ({ reader }: Phone, level: string): Promise<void> => {
      await reader.page.$$eval('details', (all) => all.forEach((one) => (one.open = true)));
      await reader.write({ level }, 'form[data-change="consensus"]');
      await reader.page.$eval('form[data-change="consensus"]', (form) => form.requestSubmit());
    };
    const held = async (): Promise<unknown> =>
      (
        await rows<{ answer: { value: { level: number } } }>(
          'SELECT answer FROM workshop_consensus WHERE group_id = $1',
          cast.agencies[2]!.group,
        )
      )[0]?.answer.value.level;
    away.network.cut();
    await hold(away, '1');
    await waits(away, '1 change waits on this phone');
    await hold(there, '3');
    // The page goes on to itself while this looks: a handle on what it held would be lost.
    await until(there, '.held', 'Level 3');
    expect(await held()).toBe(3);
    away.network.restore();
    await away.reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await waits(away, 'What stands now');
    const panel = await away.reader.text('[data-waiting-changes]');
    expect(panel).toContain(two.name);
    expect(panel).toMatch(/Yours.*Level 1.*What stands now.*Level 3/);
    expect(await held()).toBe(3);
    // It is asked again on every page until somebody decides.
    await opened(away, '/workshop');
    await waits(away, 'What stands now');
    await (await away.reader.named('Keep mine', '[data-waiting-changes]')).click();
    await nothingWaits(away);
    expect(await held()).toBe(1);
  });

  it('that loses its seat says so, and sends what waits when the same person sits down again', async () => {
    const three = cast.agencies[0].people[2]!;
    const phone = await phoneOf(three);
    const { reader } = phone;
    await opened(phone, '/workshop/me');
    await rows('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', three.participant);
    await write(phone, 'after all');
    await waits(phone, 'This phone has no seat any more');
    await reader.open(`/join?code=${three.badge}`);
    await reader.press('Sit down');
    await nothingWaits(phone);
    expect(await contactOf(three)).toBe('after all');
  });

  it('that is left keeps nothing of the room, and says before what would be lost', async () => {
    const four = cast.agencies[0].people[3]!;
    const phone = await phoneOf(four);
    const { reader, network } = phone;
    await opened(phone, '/workshop/leave');
    await kept(phone, '/workshop/leave');
    expect(await reader.page.$eval('[data-leave-waiting]', (one) => one.checkVisibility())).toBe(false);
    await opened(phone, '/workshop/me');
    network.cut();
    await write(phone, 'never sent');
    await waits(phone, '1 change waits');
    await opened(phone, '/workshop/leave');
    await reader.page.waitForSelector('[data-leave-waiting]', { visible: true });
    network.restore();
    await rows('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', four.participant);
    // Whoever has no seat any more leaves by joining; here the phone is handed on at once.
    await reader.open(`/join?code=${four.badge}`);
    await reader.press('Sit down');
    await nothingWaits(phone);
    await opened(phone, '/workshop/leave');
    await reader.press('Leave');
    await reader.page.waitForSelector('html[data-forgotten]');
    const left = await reader.page.evaluate(async () => ({
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      storage: Object.keys(localStorage),
    }));
    expect(left).toEqual({ caches: [], databases: [], workers: 0, storage: [] });
  });

  it('without a script sits down, says how it is reached, and leaves', async () => {
    const [one] = cast.agencies[1].people;
    await rows('UPDATE workshop_participant SET seat_sha256 = NULL WHERE id = $1', one.participant);
    const reader = await chromium.person(origin, { script: false });
    await reader.page.setViewport(PHONE);
    await reader.open('/join');
    await reader.write({ code: cast.joinCode.toLowerCase() });
    await reader.press('Go to the workshop');
    await (await reader.named(cast.agencies[1].name)).click();
    await reader.page.click(`input[value="${one.participant}"]`);
    await reader.press('Sit down');
    expect(await reader.text()).toContain(cast.agencies[1].name);
    await reader.open('/workshop/me');
    await reader.page.type('[name="contact"]', 'desk 4');
    await reader.press('Save');
    expect(await reader.text()).toContain('Saved');
    expect(await contactOf(one)).toBe('desk 4');
    await reader.press('Leave on this phone');
    await reader.press('Leave');
    expect(await reader.open('/workshop')).toBe(404);
    expect(reader.complained(404)).toEqual([]);
  });

  it(`loads at most ${MOST_BYTES / 1000} kB for a page, everything it brings along included`, async () => {
    const [, two] = cast.agencies[1].people;
    const { reader } = await phoneOf(two);
    // As on a first visit, every time.
    await reader.page.setCacheEnabled(false);
    await reader.page.setBypassServiceWorker(true);
    const session = await reader.page.createCDPSession();
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const weights: Record<string, number> = {};
    for (const address of WEIGHED) {
      bytes = 0;
      await opened({ reader }, address);
      weights[address] = bytes;
    }
    const told = Object.entries(weights).map(([address, weight]) => `${address} ${Math.round(weight / 1000)}`);
    process.stdout.write(`kB over the wire on a first visit: ${told.join(', ')}\n`);
    expect(Math.min(...Object.values(weights))).toBeGreaterThan(10_000);
    expect(Object.entries(weights).filter(([, weight]) => weight > MOST_BYTES)).toEqual([]);
  });

  it('shows its pages from right to left, narrow and in the dark', async () => {
    const three = cast.agencies[1].people[2]!;
    await rows(`UPDATE workshop_participant SET language = 'ar' WHERE id = $1`, three.participant);
    const { reader } = await phoneOf(three);
    // High enough that the foot of the page stands over nothing.
    await reader.page.setViewport({ width: PHONE.width, height: 1_500 });
    await inScheme(reader, 'dark');
    for (const address of ['/workshop', '/workshop/me']) {
      await opened({ reader }, address);
      expect([address, await reader.page.$eval('html', ({ lang, dir }) => `${lang} ${dir}`)]).toEqual([
        address,
        'ar rtl',
      ]);
      expect([address, await axeFindings(reader), await wide(reader)]).toEqual([address, [], []]);
    }
    expect(reader.complained()).toEqual([]);
  });
});
