import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import puppeteer, { type Browser, type HTTPRequest, type Page } from 'puppeteer';

import type { FoundBrowser } from './find-browser.js';
import { groupGone, killGroup, ProcessRecords } from './process-record.js';

export interface SlotOptions {
  readonly find: () => Promise<FoundBrowser>;
  /** Profiles, notes of processes, wrapper: private to this user. */
  readonly folder: string;
  readonly deadlineMs: number;
  /** Jobs after which the browser is started anew, so that no leak lasts. */
  readonly recycleAfter: number;
  readonly warn: (message: string) => void;
}

/** The print took longer than it may; its browser is gone. */
export class PrintDeadline extends Error {
  constructor(deadlineMs: number) {
    super(`pdf.deadline: the document was not printed within ${deadlineMs} ms; its browser was ended.`);
    this.name = 'PrintDeadline';
  }
}

interface Running {
  readonly browser: Browser;
  readonly page: Page;
  readonly pid: number;
  readonly profile: string;
  jobs: number;
}

/** A busy machine may take long to start a browser; how long a document may print says nothing about that. */
const START_MS = 30_000;

/** What is still dying may write into its profile while that is being removed. */
const removeProfile = (profile: string): Promise<void> =>
  rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });

/** No name resolves and no proxy is asked: even what interception does not see finds nobody. */
const ARGUMENTS = [
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-extensions',
  '--no-first-run',
  '--mute-audio',
  // Documents name the program that made them; the browser's version is nobody's business.
  '--user-agent=Isonomia',
];
const PRINT = { preferCSSPageSize: true, printBackground: true, tagged: true, outline: true } as const;
const BLANK = '<!doctype html><title>-</title>';

/** One browser with one page, used again from job to job; a job at a time. */
export class BrowserSlot {
  readonly #options: SlotOptions;
  readonly #records: ProcessRecords;
  #running: Running | undefined;

  constructor(options: SlotOptions) {
    this.#options = options;
    this.#records = new ProcessRecords(join(options.folder, 'processes'));
  }

  print(html: string): Promise<Uint8Array> {
    return this.#run((page) => printOn(page, html));
  }

  /** Pictures of parts of a page, one after the other. */
  paint(html: string, areas: readonly Area[]): Promise<readonly Uint8Array[]> {
    return this.#run((page) => paintOn(page, html, areas));
  }

  /** Does the job, or ends the browser and throws. Never runs longer than the deadline. */
  async #run<T>(work: (page: Page) => Promise<T>): Promise<T> {
    const running = await this.#ready();
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        // The browser's own timeouts do not hold it: only the kernel does.
        killGroup(running.pid);
        reject(new PrintDeadline(this.#options.deadlineMs));
      }, this.#options.deadlineMs);
    });
    const job = work(running.page);
    // When the deadline wins, the job fails later with nobody waiting for it.
    job.catch(() => undefined);
    try {
      const made = await Promise.race([job, deadline]);
      running.jobs += 1;
      return made;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    killGroup(running.pid);
    await groupGone(running.pid);
    await this.#records.remove(running.pid);
    await removeProfile(running.profile);
  }

  async #ready(): Promise<Running> {
    const running = this.#running;
    if (running?.browser.connected === true && running.jobs < this.#options.recycleAfter) return running;
    await this.close();
    this.#running = await this.#start();
    return this.#running;
  }

  async #start(): Promise<Running> {
    const found = await this.#options.find();
    const { folder, warn } = this.#options;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const isRoot = process.getuid?.() === 0;
    // Root may not use Chromium's sandbox; as somebody else in a user namespace it may.
    const ways = isRoot ? [await wrapperOf(found.path, folder)] : [found.path];
    for (const path of ways) {
      try {
        return await this.#launch(found, path, []);
      } catch {
        warn(
          'pdf.sandbox: the browser does not start in its sandbox here; it runs without. Printing is locked down all the same.',
        );
      }
    }
    return this.#launch(found, found.path, ['--no-sandbox']);
  }

  async #launch(found: FoundBrowser, path: string, more: readonly string[]): Promise<Running> {
    const { folder, deadlineMs } = this.#options;
    const profile = await mkdtemp(join(folder, 'profile-'));
    const browser = await puppeteer
      .launch({
        executablePath: path,
        headless: 'shell',
        userDataDir: profile,
        pipe: true,
        args: [...ARGUMENTS, ...more],
        // Nothing of our environment: no secret reaches the browser.
        env: {
          PATH: '/usr/local/bin:/usr/bin:/bin',
          HOME: profile,
          TMPDIR: profile,
          LANG: 'C.UTF-8',
          ...found.environment,
        },
        protocolTimeout: Math.max(deadlineMs, START_MS),
        timeout: START_MS,
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      })
      .catch(async (error: unknown) => {
        await removeProfile(profile);
        throw error;
      });
    const pid = browser.process()?.pid;
    if (pid === undefined) throw new Error('pdf.browser: the browser has no process to end it by.');
    await this.#records.write(pid, profile);
    try {
      return { browser, page: await lockedPage(browser), pid, profile, jobs: 0 };
    } catch (error) {
      killGroup(pid);
      await groupGone(pid);
      await this.#records.remove(pid);
      await removeProfile(profile);
      throw error;
    }
  }
}

/** A page that runs no script and gets nothing but what is inline. */
async function lockedPage(browser: Browser): Promise<Page> {
  const [first] = await browser.pages();
  const page = first ?? (await browser.newPage());
  await page.setJavaScriptEnabled(false);
  await page.setRequestInterception(true);
  page.on('request', (request) => void decide(request));
  await page.emulateMediaType('print');
  return page;
}

async function decide(request: HTTPRequest): Promise<void> {
  try {
    if (request.url().startsWith('data:')) await request.continue();
    else await request.abort('blockedbyclient');
  } catch {
    // The page is gone, and its request with it.
  }
}

async function printOn(page: Page, html: string): Promise<Uint8Array> {
  await page.setContent(html, { waitUntil: 'load' });
  const pdf = await page.pdf(PRINT);
  // What one agency printed must not be there when the next one's document comes.
  await page.setContent(BLANK);
  return pdf;
}

/** Of a page, in CSS pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Dots a CSS pixel: enough for a laser printer where 640 pixels are as wide as the text. */
const FINENESS = 2.5;

async function paintOn(page: Page, html: string, areas: readonly Area[]): Promise<readonly Uint8Array[]> {
  await page.setContent(html, { waitUntil: 'load' });
  const pictures: Uint8Array[] = [];
  for (const area of areas) {
    const clip = { ...area, scale: FINENESS };
    pictures.push(await page.screenshot({ type: 'png', clip, captureBeyondViewport: true }));
  }
  await page.setContent(BLANK);
  return pictures;
}

/** A script that becomes the browser as an ordinary user of a namespace of its own; the process number stays. */
async function wrapperOf(path: string, folder: string): Promise<string> {
  const wrapper = join(folder, 'browser-as-user.sh');
  const quoted = `'${path.replaceAll("'", `'\\''`)}'`;
  await writeFile(wrapper, `#!/bin/sh\nexec unshare --user --map-user=1000 --map-group=1000 ${quoted} "$@"\n`);
  await chmod(wrapper, 0o700);
  return wrapper;
}
