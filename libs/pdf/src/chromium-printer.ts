import { join } from 'node:path';

import { PdfPrinter, type PrintableDocument } from '@isonomia/application';
import { accessiblePdf } from '@isonomia/printed';

import { BrowserSlot, PrintDeadline, type Area } from './browser-slot.js';
import { findBrowser, type FoundBrowser } from './find-browser.js';
import { ProcessRecords } from './process-record.js';

export interface ChromiumPrinterOptions {
  /** Where profiles, process notes and an unpacked browser go; private to the user who runs this. */
  readonly folder: string;
  /** `PUPPETEER_EXECUTABLE_PATH`. */
  readonly browserPath?: string | undefined;
  /** Where installed browsers are looked for; none looks among the packages at once. */
  readonly installed?: readonly string[];
  readonly deadlineMs?: number;
  readonly recycleAfter?: number;
  /** More than two buy nothing on two cores. */
  readonly atOnce?: number;
  readonly warn?: (message: string) => void;
}

const DEADLINE_MS = 30_000;
const RECYCLE_AFTER = 200;
const AT_ONCE = 2;

/**
 * HTML in, PDF bytes out. The page is a stranger's: no script runs, nothing is fetched, no name resolves, and a print that
 * hangs takes its browser with it, not the process. A browser is started when it is first needed and kept.
 */
export class ChromiumPrinter extends PdfPrinter {
  readonly #free: BrowserSlot[];
  readonly #slots: readonly BrowserSlot[];
  readonly #waiting: ((slot: BrowserSlot) => void)[] = [];
  readonly #records: ProcessRecords;
  #found: Promise<FoundBrowser> | undefined;
  #swept: Promise<number> | undefined;

  constructor(options: ChromiumPrinterOptions) {
    super();
    const { folder, browserPath, installed } = options;
    this.#records = new ProcessRecords(join(folder, 'processes'));
    const find = (): Promise<FoundBrowser> => {
      this.#found ??= findBrowser({
        configured: browserPath,
        folder,
        ...(installed === undefined ? {} : { installed }),
      });
      return this.#found;
    };
    const slot = {
      find,
      folder,
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      recycleAfter: options.recycleAfter ?? RECYCLE_AFTER,
      warn: options.warn ?? ((message: string) => process.stderr.write(`${message}\n`)),
    };
    this.#slots = Array.from({ length: options.atOnce ?? AT_ONCE }, () => new BrowserSlot(slot));
    this.#free = [...this.#slots].reverse();
  }

  override async print(document: PrintableDocument): Promise<Uint8Array> {
    if (document.header !== undefined || document.footer !== undefined) {
      // Chromium draws those in a page of its own, where neither interception nor our fonts reach.
      throw new Error('pdf.margins: put running headers and footers into @page margin boxes of the document.');
    }
    const pdf = await this.#work((slot) => slot.print(document.html));
    return accessiblePdf(pdf, document.headings ?? []);
  }

  /** PNG pictures of areas of a page, under the same lock as what is printed. */
  paint(html: string, areas: readonly Area[]): Promise<readonly Uint8Array[]> {
    return this.#work((slot) => slot.paint(html, areas));
  }

  /** Ends browsers that an earlier process of ours left behind; printing does it first. Answers how many. */
  sweep(): Promise<number> {
    this.#swept ??= this.#records.sweep();
    return this.#swept;
  }

  /** Ends the browsers. Prints under way fail. */
  async close(): Promise<void> {
    await Promise.all(this.#slots.map((slot) => slot.close()));
  }

  async #work<T>(job: (slot: BrowserSlot) => Promise<T>): Promise<T> {
    await this.sweep();
    const slot = await this.#take();
    try {
      return await job(slot);
    } catch (error) {
      if (error instanceof PrintDeadline) throw error;
      // A browser may have died since its last job, of a crash or of the kernel: that is no fault of this document.
      return await job(slot);
    } finally {
      this.#give(slot);
    }
  }

  #take(): Promise<BrowserSlot> {
    const slot = this.#free.pop();
    if (slot !== undefined) return Promise.resolve(slot);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #give(slot: BrowserSlot): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free.push(slot);
    else next(slot);
  }
}
