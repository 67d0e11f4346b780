import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installationOf, readConfig } from '@isonomia/config';
import { ChromiumPrinter, findBrowser } from '@isonomia/pdf';
import { HtmlDocuments, View } from '@isonomia/view';
import puppeteer, { type Browser } from 'puppeteer';
import { readAnswers } from '../apps/cli/src/answers.js';
import { draftDocument } from '../apps/cli/src/document/draft-document.js';
import { print, quantile, row } from './measure.js';

const ROUNDS = 15;
const WEASYPRINT_ROUNDS = 3;
const COVER = { agencyName: 'Customs Service of Tarsenia', country: 'Tarsenia', marking: 'Official' } as const;

/** The outcome document of the full example, made as the worker makes it, against Chromium alone with the same HTML. */
export async function benchDocument(root: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-bench-'));
  const config = readConfig({ ISONOMIA_ROOT: root, DATA_DIR: folder });
  const read = await readAnswers(config, 'geoa-le', path.join(root, 'examples', 'geoa-le-full.json'));
  const form = { languages: ['en'], arrangement: 'single', format: 'pdf' } as const;
  const options = { ...COVER, fictional: true, edition: 'internal', form } as const;
  const draft = draftDocument(read, options, installationOf(config));
  const documents = new HtmlDocuments(new View({ root }));
  const render = async (): Promise<string> =>
    (await documents.outcome(draft.outcome, { ...draft.print, issuedAt: new Date() })).html;
  const printer = new ChromiumPrinter({ folder: path.join(folder, 'printing'), atOnce: 1, warn: () => undefined });
  const bare = await BareChromium.launch(folder);
  try {
    const html = await render();
    const [ours, bareOnes, whole, rendering] = await inTurns([
      () => printer.print({ html }),
      () => bare.print(html),
      async () => printer.print({ html: await render() }),
      render,
    ]);
    const pages = pagesOf(await printer.print({ html }));
    print(`\nDocument (${pages} pages, ${(html.length / 1000).toFixed(0)} kB of HTML, median of ${ROUNDS})`);
    row('bare Chromium, one page reused', millis(bareOnes));
    row('print through libs/pdf, locked down', millis(ours), ratio(ours, bareOnes), `aim ≤ 1.5 ×, ${tail(ours)}`);
    row('outcome to HTML', millis(rendering), ratio(rendering, bareOnes));
    row('outcome to PDF, all of it', millis(whole), ratio(whole, bareOnes), tail(whole));
    await weasyPrint(folder, html, whole);
  } finally {
    await bare.close();
    await printer.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Times = readonly number[];

const millis = (times: Times | undefined): string => `${quantile(times ?? [], 0.5).toFixed(0)} ms`;
const tail = (times: Times | undefined): string => `p95 ${quantile(times ?? [], 0.95).toFixed(0)} ms`;
const ratio = (times: Times | undefined, peer: Times | undefined): string =>
  `${(quantile(times ?? [], 0.5) / quantile(peer ?? [], 0.5)).toFixed(2)} ×`;

/** One after the other, so that a busy moment of the machine is nobody's alone. */
async function inTurns(works: readonly (() => Promise<unknown>)[]): Promise<readonly Times[]> {
  const times = works.map((): number[] => []);
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [position, work] of works.entries()) {
      const begun = performance.now();
      await work();
      // The first two rounds start browsers and warm caches.
      if (round >= 0) times[position]?.push(performance.now() - begun);
    }
  }
  return times;
}

/** As anybody would print with Puppeteer: a browser, a page kept, nothing locked. */
class BareChromium {
  private constructor(private readonly browser: Browser) {}

  static async launch(folder: string): Promise<BareChromium> {
    const found = await findBrowser({ folder: path.join(folder, 'browser') });
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const env = { PATH: '/usr/bin:/bin', HOME: folder, ...found.environment };
    const browser = await puppeteer.launch({ executablePath: found.path, headless: 'shell', pipe: true, args, env });
    await browser.newPage();
    return new BareChromium(browser);
  }

  async print(html: string): Promise<Uint8Array> {
    const page = (await this.browser.pages()).at(-1);
    if (page === undefined) throw new Error('The browser lost its page.');
    await page.setContent(html, { waitUntil: 'load' });
    return page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;

async function weasyPrint(folder: string, html: string, ours: Times | undefined): Promise<void> {
  const file = path.join(folder, 'document.html');
  writeFileSync(file, html);
  const times: number[] = [];
  for (let round = 0; round < WEASYPRINT_ROUNDS; round += 1) {
    const begun = performance.now();
    if (!(await succeeds('weasyprint', [file, path.join(folder, 'weasyprint.pdf')]))) {
      row('WeasyPrint', 'not installed');
      return;
    }
    times.push(performance.now() - begun);
  }
  const against = `${(quantile(times, 0.5) / quantile(ours ?? [], 0.5)).toFixed(1)} ×`;
  row('WeasyPrint, a process each', millis(times), against, 'of all of ours');
}

const succeeds = (command: string, args: readonly string[]): Promise<boolean> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
