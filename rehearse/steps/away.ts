/// <reference lib="dom" />
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { findBrowser } from '@isonomia/pdf';
import puppeteer, { type Browser, type Page } from 'puppeteer';
import { Network } from '../../test/support/network.js';
import type { Phone, Room } from './phones.js';
import type { Stage } from './region.js';

const PHONE = { width: 360, height: 740 };
const PATIENCE_MS = 30_000;
/** Whose phones lose the network for a while. */
const AWAY = ['alba', 'bren', 'cala'] as const;
const FIRST_TWO = 2;

/** Real phones, with script: away for a while, they keep what is typed, and send it once and in order. */
export async function goAway(stage: Stage, room: Room): Promise<void> {
  const { rehearsal } = stage;
  rehearsal.part('Day one: phones that lose the network');
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-phones-'));
  const browser = await launch(folder);
  try {
    for (const key of AWAY) {
      const phone = room.of(key).at(-1);
      if (phone !== undefined) await loseNetwork(stage, room, { browser, phone });
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function launch(folder: string): Promise<Browser> {
  const found = await findBrowser({ folder, configured: undefined });
  return puppeteer.launch({
    executablePath: found.path,
    headless: found.source === 'bundled' ? 'shell' : true,
    userDataDir: path.join(folder, 'profile'),
    // It opens pages of ours alone; its sandbox does not start for root.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en'],
    // No setting of the shell.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: homedir(), LANG: 'C.UTF-8', ...found.environment },
  });
}

async function loseNetwork(
  { installation, rehearsal }: Stage,
  { badges }: Room,
  { browser, phone }: { readonly browser: Browser; readonly phone: Phone },
): Promise<void> {
  const network = await Network.to(installation.url);
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.setViewport(PHONE);
    await page.goto(`${network.origin}/join?code=${badges.get(phone.person.name) ?? ''}`);
    await Promise.all([page.waitForNavigation(), page.click('form[action^="/join"] button')]);
    const old = await phone.visit('/workshop');
    rehearsal.check(
      `${phone.who}: a new phone takes the seat from the old one`,
      old.status === 404,
      String(old.status),
    );
    const addresses = await questionsOf(page, network.origin);
    for (const address of addresses) await kept(page, network.origin, address);
    network.cut();
    const typed: string[] = [];
    for (const [at, address] of addresses.entries()) {
      await opened(page, `${network.origin}${address}`);
      typed.push(await changeAnswer(page));
      await waits(page, String(at + 1));
    }
    network.restore();
    // Whichever page is opened next sends what waits.
    await opened(page, `${network.origin}/workshop`);
    await page.waitForFunction(() => document.querySelector<HTMLElement>('[data-waiting-changes]')?.hidden === true, {
      polling: 50,
    });
    const there: string[] = [];
    for (const address of addresses) there.push(await answerOn(page, `${network.origin}${address}`));
    const told = `typed ${typed.join(', ')}; there ${there.join(', ')}`;
    rehearsal.check(
      '… what it kept while it was away has arrived',
      typed.length === FIRST_TWO && typed.every((one, at) => one === there[at]),
      told,
    );
  } finally {
    await context.close();
    await network.close();
  }
}

async function questionsOf(page: Page, origin: string): Promise<readonly string[]> {
  await opened(page, `${origin}/workshop/questions`);
  const links = await page.$$eval('main a[href^="/workshop/questions/"]', (all) =>
    all.map((one) => one.getAttribute('href')),
  );
  const found: string[] = [];
  for (const link of links) {
    // Of an answered question the list leads to what the group says.
    const own = link?.replace(/\/group$/, '');
    if (own === undefined || found.length === FIRST_TWO) continue;
    // Of figures there is no answer of one's own, and no such page.
    await page.goto(`${origin}${own}`);
    if ((await page.$('form[data-change="answer"] input[type="radio"]')) !== null) found.push(own);
  }
  return found;
}

/** Opened until the worker of the phone has it, which takes pages from the second one on. */
async function kept(page: Page, origin: string, address: string): Promise<void> {
  await opened(page, `${origin}${address}`);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, { polling: 50 });
  await opened(page, `${origin}${address}`);
  await page.waitForFunction(async (wanted) => (await caches.match(wanted)) !== undefined, { polling: 50 }, address);
}

/** The page may just be going on by itself to what comes next. */
async function goTo(page: Page, address: string, triesLeft = 3): Promise<void> {
  try {
    await page.goto(address);
  } catch (error) {
    if (triesLeft === 0 || !(error instanceof Error && error.message.includes('ERR_ABORTED'))) throw error;
    await goTo(page, address, triesLeft - 1);
  }
}

async function opened(page: Page, address: string): Promise<void> {
  await goTo(page, address);
  try {
    await page.waitForSelector('html[data-queue]');
  } catch (cause) {
    const text = await page.$eval('body', (body) => body.innerText.slice(0, 300));
    throw new Error(`${address} does not come to life. It says: ${text}`, { cause });
  }
}

/** Another option than the one that stands; which one. */
async function changeAnswer(page: Page): Promise<string> {
  const chosen = await page.$$eval('form[data-change="answer"] input[type="radio"]', (all) => {
    const boxes = all;
    const other = boxes.find((one) => !one.checked);
    other?.click();
    return other?.value ?? '';
  });
  await page.$eval('form[data-change="answer"]', (form) => {
    form.requestSubmit();
  });
  return chosen;
}

const waits = (page: Page, count: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => {
      const panel = document.querySelector<HTMLElement>('[data-waiting-changes]');
      return panel?.hidden === false && panel.textContent.includes(wanted);
    },
    { polling: 50 },
    count,
  );

async function answerOn(page: Page, address: string): Promise<string> {
  await opened(page, address);
  const checked = await page.$('form[data-change="answer"] input[type="radio"]:checked');
  return checked === null ? '' : checked.evaluate((one) => one.value);
}
