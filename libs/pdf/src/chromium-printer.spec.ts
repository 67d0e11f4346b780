import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { PrintDeadline } from './browser-slot.js';
import { ChromiumPrinter } from './chromium-printer.js';
import { findBrowser } from './find-browser.js';

const PAGE = '<!doctype html><html lang="en"><title>Small</title><h1>Small</h1><p>One page.</p></html>';
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.slice(0, 5)).toString() === '%PDF-';

describe('the printer', () => {
  let folder = '';
  let printer: ChromiumPrinter;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'isonomia-pdf-'));
    printer = new ChromiumPrinter({ folder, warn: () => undefined });
  });
  afterAll(async () => {
    await printer.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('makes a tagged PDF with an outline', async () => {
    const pdf = Buffer.from(await printer.print({ html: PAGE })).toString('latin1');
    expect(pdf).toContain('/MarkInfo');
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/Outlines');
    expect(pdf).toContain('/Lang (en)');
  }, 60_000);

  it('prints many documents at once, two browsers at most', async () => {
    const printed = await Promise.all(Array.from({ length: 7 }, () => printer.print({ html: PAGE })));
    expect(printed.every(isPdf)).toBe(true);
    const notes = await readdir(join(folder, 'processes'));
    expect(notes).toHaveLength(2);
  }, 60_000);

  it('prints the next document after its browser was killed', async () => {
    const [note = ''] = await readdir(join(folder, 'processes'));
    process.kill(Number.parseInt(note, 10), 'SIGKILL');
    expect(isPdf(await printer.print({ html: PAGE }))).toBe(true);
    expect(isPdf(await printer.print({ html: PAGE }))).toBe(true);
  }, 60_000);

  it('refuses header and footer templates, which Chromium draws outside the lock', async () => {
    await expect(printer.print({ html: PAGE, footer: '<i>page</i>' })).rejects.toThrow('pdf.margins');
  });

  it('starts its browser anew after the agreed number of jobs', async () => {
    const own = join(folder, 'recycled');
    const short = new ChromiumPrinter({ folder: own, recycleAfter: 1, atOnce: 1, warn: () => undefined });
    try {
      await short.print({ html: PAGE });
      const first = await readdir(join(own, 'processes'));
      await short.print({ html: PAGE });
      const second = await readdir(join(own, 'processes'));
      expect(second).toHaveLength(1);
      expect(second).not.toEqual(first);
    } finally {
      await short.close();
    }
  }, 60_000);

  it('ends a print that takes too long, its browser with it, and prints the next', async () => {
    const own = join(folder, 'late');
    const hurried = new ChromiumPrinter({ folder: own, deadlineMs: 1500, atOnce: 1, warn: () => undefined });
    const heavy = `<!doctype html><title>Heavy</title>${'<table><tr><td>x</table>'.repeat(400_000)}`;
    try {
      // Its browser runs already: what is measured is the print.
      await hurried.print({ html: PAGE });
      const begun = Date.now();
      await expect(hurried.print({ html: heavy })).rejects.toThrow(PrintDeadline);
      expect(Date.now() - begun).toBeLessThan(6000);
      expect(await readdir(join(own, 'processes'))).toEqual([]);
      expect((await readdir(own)).filter((name) => name.startsWith('profile-'))).toEqual([]);
      expect(isPdf(await hurried.print({ html: PAGE }))).toBe(true);
    } finally {
      await hurried.close();
    }
  }, 60_000);
});

describe('the browser', () => {
  it('is the configured one before any other', async () => {
    const found = await findBrowser({ configured: '/opt/own/chrome', folder: '/nowhere' });
    expect(found).toEqual({ path: '/opt/own/chrome', source: 'configured', environment: {} });
  });

  it('is the one among the packages where none is installed, and prints', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isonomia-bundled-'));
    const found = await findBrowser({ folder, installed: [] });
    expect(found.source).toBe('bundled');
    const again = await findBrowser({ folder, installed: [] });
    expect(again).toEqual(found);
    expect((await readdir(folder)).filter((name) => name.startsWith('unpacking-'))).toEqual([]);
    const bare = new ChromiumPrinter({ folder, installed: [], warn: () => undefined });
    try {
      expect(isPdf(await bare.print({ html: PAGE }))).toBe(true);
    } finally {
      await bare.close();
      await rm(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
