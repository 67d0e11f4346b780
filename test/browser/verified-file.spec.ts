import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { VerifyDocument, type VerificationResult } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { HTTPRequest } from 'puppeteer';
import { factsOf } from '../../apps/web/src/pages/verify/uploaded-file.js';
import { ABOUT } from '../../apps/web/src/paths.js';
import { isLongRun } from '../support/command.js';
import { type PdfPart, partsOf } from '../support/pdf-parts.js';
import { readPdf } from '../support/read-pdf.js';
import { Chromium } from '../support/reader.js';
import { pdfsig, readSignature } from '../support/signature.js';
import { openSite, type Site } from '../support/site.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { fileWhenReady } from '../support/waiting.js';

jest.setTimeout(isLongRun() ? 1_800_000 : 120_000);

/** From the button to the file in somebody else’s hands: web, queue, worker, browser and signature as they run. */
describe('a document that somebody received as a file', () => {
  let site: Site;
  let folder: string;
  let id: string;
  let file: Buffer;
  let parts: readonly PdfPart[];
  beforeAll(async () => {
    site = await openSite();
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-verified-'));
    const assessment = await site.world.submitted('core');
    const asha: Visitor = await signedIn(site.web, 'asha');
    const form = { _csrf: await csrfTokenOf(asha), edition: 'sharing' };
    const ordered = await asha.post(`/assessments/${assessment}/documents`).type('form').send(form).expect(303);
    id = String(ordered.headers['location']).split('/').at(-1) ?? '';
    file = await fileWhenReady(asha, `/documents/${id}/file`);
    parts = await partsOf(file);
  }, 120_000);
  afterAll(async () => {
    await site.close();
    rmSync(folder, { recursive: true });
  });

  /** As the page asks, of whatever browser. */
  const verdictOf = async (bytes: Buffer): Promise<VerificationResult> => {
    const { fingerprint, found } = await factsOf(pieces(bytes));
    return site.web.app.get(VerifyDocument, { strict: false }).execute({ typed: fingerprint, found });
  };
  const known = (verdict: string) => ({
    verdict,
    document: id,
    issuedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    instrumentId: 'geoa-le',
    instrumentVersion: '1.0.0',
  });
  const flipped = (at: number, bit = 0): Buffer => {
    const changed = Buffer.from(file);
    changed[at] = (changed[at] ?? 0) ^ (1 << bit);
    return changed;
  };
  /** What was changed without being found out. */
  const unnoticed = async (places: Iterable<readonly [string, number, number?]>): Promise<readonly string[]> => {
    const missed: string[] = [];
    for (const [what, at, bit = at % 8] of places) {
      const { verdict } = await verdictOf(flipped(at, bit));
      if (verdict !== 'altered') missed.push(`${what}: byte ${at}, bit ${bit}: ${verdict}`);
    }
    return missed;
  };

  it('is genuine, and signed over the whole of it', async () => {
    expect(await verdictOf(file)).toEqual(known('genuine'));
    expect(readSignature(file)).toMatchObject({ coversAll: true, digestFits: true, signatureFits: true });
    const said = pdfsig(file);
    if (said !== undefined) expect(said).toContain('Total document signed');
  });

  it('reads as before: its structure is whole, and the signature stands in nobody’s way', async () => {
    const { marked, language, pages } = await readPdf(file);
    expect([marked, language]).toEqual([true, 'en']);
    expect(pages.length).toBeGreaterThan(5);
    expect(pages.every(({ roles }) => Object.keys(roles).length > 0)).toBe(true);
  });

  it('is altered by another bit in an object of any kind, on any page', async () => {
    const ofEach = new Map(parts.map((part) => [`${part.kind} of page ${part.page}`, part]));
    const kinds = new Set(parts.map(({ kind }) => kind));
    for (const kind of [
      'Catalog',
      'Page',
      'Contents',
      'FontFile2',
      'FontDescriptor',
      'StructElem',
      'Annot Widget',
      'Sig',
    ])
      expect(kinds).toContain(kind);
    const last = Math.max(...parts.map(({ page }) => page));
    for (let page = 1; page <= last; page += 1)
      for (const kind of ['Page', 'Contents', 'FontFile2', 'StructElem'])
        expect([kind, page, ofEach.has(`${kind} of page ${page}`)]).toEqual([kind, page, true]);
    const places = [...ofEach].map(([what, { from, to }]) => [what, from + Math.floor((to - from) * 0.6)] as const);
    expect(await unnoticed(places)).toEqual([]);
  });

  it('is altered by another bit in its own number, wherever it stands', async () => {
    const places: (readonly [string, number, number])[] = [];
    for (let at = file.indexOf(id); at >= 0; at = file.indexOf(id, at + 1))
      for (let byte = at; byte < at + id.length; byte += 1) places.push(['number', byte, (byte * 5) % 8]);
    expect(places.length).toBeGreaterThanOrEqual(6 * id.length);
    expect(await unnoticed(places)).toEqual([]);
  });

  it(`is altered by another bit ${isLongRun() ? 'at every 61st byte' : 'here and there'}`, async () => {
    const step = isLongRun() ? 61 : Math.floor(file.length / 41);
    const places = Array.from({ length: Math.ceil(file.length / step) }, (_, n) => ['any', n * step] as const);
    expect(await unnoticed(places)).toEqual([]);
  });

  it('is altered by what is added to it, as programs add to a signed file', async () => {
    const update = Buffer.concat([
      file,
      Buffer.from(`9999 0 obj\n<</Type /Annot /Subtype /FreeText /Contents (Approved)>>\nendobj\n`),
      Buffer.from(`xref\n9999 1\n${String(file.length).padStart(10, '0')} 00000 n \n`),
      Buffer.from(`trailer\n<</Size 10000 /Prev ${/startxref\n(\d+)/.exec(file.toString('latin1'))?.[1] ?? ''}>>\n`),
      Buffer.from(`startxref\n${file.length}\n%%EOF\n`),
    ]);
    for (const longer of [update, Buffer.concat([file, Buffer.from('\n')]), Buffer.concat([Buffer.from('\n'), file])])
      expect(await verdictOf(longer)).toEqual(known('altered'));
    const said = pdfsig(update);
    if (said !== undefined) expect(said).not.toContain('Total document signed');
  });

  it('is altered when a part of it is cut off or out', async () => {
    for (const share of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      const at = Math.floor(file.length * share);
      expect(await verdictOf(file.subarray(0, at))).toEqual(known('altered'));
      expect(await verdictOf(file.subarray(at))).toEqual(known('altered'));
    }
    expect(await verdictOf(file.subarray(0, file.length - 1))).toEqual(known('altered'));
  });

  it('is unknown when nothing names it, and never opened to find out', async () => {
    expect(await verdictOf(Buffer.from('%PDF-1.7 of somebody else'))).toEqual({ verdict: 'unknown' });
    expect(await verdictOf(Buffer.alloc(0))).toEqual({ verdict: 'unknown' });
    const bomb = Buffer.from(`%PDF-1.7 ${'AAAA-BBBB-CCCC '.repeat(50_000)}`);
    expect(await verdictOf(bomb)).toEqual({ verdict: 'unknown' });
  });

  describe('in a browser', () => {
    let chromium: Chromium;
    let upload: string;
    beforeAll(async () => {
      chromium = await Chromium.start();
      upload = path.join(folder, 'received.pdf');
    });
    afterAll(() => chromium.close());

    const choose = async (options: { readonly script?: boolean; readonly insecure?: boolean }, bytes: Buffer) => {
      writeFileSync(upload, bytes);
      const reader = await chromium.person(site.origin, options);
      if (options.insecure === true)
        await reader.page.evaluateOnNewDocument(() => {
          Object.defineProperty(globalThis, 'isSecureContext', { value: false });
        });
      const sent: HTTPRequest[] = [];
      reader.page.on('request', (request) => sent.push(request));
      await reader.open(ABOUT.verify);
      const told = await reader.page.$$eval('[data-verify-when]', (all) =>
        all.filter((one) => one.checkVisibility()).map((one) => one.textContent),
      );
      const input = await reader.page.$('input[type="file"]');
      await input?.uploadFile(upload);
      await reader.press('Check the file');
      return { reader, told, bodies: sent.filter((one) => one.method() !== 'GET').map((one) => one.url()), sent };
    };

    it('with script never leaves the device: its fingerprint and its number do', async () => {
      const { reader, told, bodies, sent } = await choose({}, file);
      expect(told).toEqual([expect.stringContaining('The file stays on your device')]);
      expect(await reader.text('[role="status"]')).toContain('Genuine');
      expect(bodies).toEqual([]);
      const { fingerprint } = await factsOf(pieces(file));
      const asked = sent.map((one) => one.url()).filter((url) => url.includes(fingerprint));
      expect(asked).toEqual([`${site.origin}/verify/${fingerprint}?found=${id}`]);
      expect(Math.max(...sent.map((one) => one.url().length))).toBeLessThan(300);
      expect(reader.complained()).toEqual([]);
    });

    it('with script is altered after one bit, too', async () => {
      const { reader } = await choose({}, flipped(file.length >> 1));
      expect(await reader.text('[role="status"]')).toContain('Altered');
    });

    it.each([
      ['without script', { script: false }, 'Your browser sends the file to this server'],
      ['over a line that is not encrypted', { insecure: true }, 'This connection is not encrypted'],
    ])('%s is sent, and that is said before', async (_how, options, words) => {
      const { reader, told, bodies } = await choose(options, file);
      expect(told).toEqual([expect.stringContaining(words)]);
      expect(bodies).toEqual([`${site.origin}/verify`]);
      expect(await reader.text('[role="status"]')).toContain('Genuine');
    });
  });
});

/** As they come over a line: numbers lie across the joints. */
async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_521) yield await Promise.resolve(bytes.subarray(at, at + 65_521));
}
