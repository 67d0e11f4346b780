import type { RegionId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readPdf, type PdfContent } from '../support/read-pdf.js';
import { openSite, type Site } from '../support/site.js';
import { joinRound, storeRelease } from '../support/stored-release.js';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { fileWhenReady } from '../support/waiting.js';

/** From the button to the paper: web, queue, worker and browser as they run. */
describe('the report of a region on paper', () => {
  let site: Site;
  let pdf: PdfContent;
  let asha: Visitor;
  let address: string;
  let sha256: string;
  let bytes: Buffer;
  beforeAll(async () => {
    site = await openSite();
    const { web, world } = site;
    const stored = await storeRelease(web.database, world.actors.cora.memberships[0]?.regionId as RegionId);
    await joinRound(web.database, stored.round, world.agency);
    sha256 = stored.sha256;
    address = `/releases/${stored.release}/report`;
    const cora = await signedIn(web, 'cora');
    await cora
      .post(address)
      .type('form')
      .accept('html')
      .send({ _csrf: await csrfTokenOf(cora) })
      .expect(303);
    asha = await signedIn(web, 'asha');
    bytes = await fileWhenReady(asha, `${address}.pdf`);
    pdf = await readPdf(bytes);
  }, 120_000);
  afterAll(() => site.close());

  it('is a tagged document in its language, with every section in its outline', () => {
    expect(pdf.marked).toBe(true);
    expect(pdf.language).toBe('en');
    expect(pdf.title).toContain('Four Rivers');
    for (const section of [
      'At a glance',
      'Who took part',
      'What the agencies have in common',
      'Comparison by country, type and size',
      'Rights minimums',
      'Women and men by level',
      'How sure the figures are',
      'To the heads of the agencies',
      'Glossary',
    ])
      expect(pdf.outline.some((title) => title.includes(section))).toBe(true);
    const roles = (role: string): number => pdf.pages.reduce((sum, one) => sum + (one.roles[role] ?? 0), 0);
    for (const role of ['H1', 'H2', 'H3', 'Table', 'TR', 'TH', 'TD', 'Figure', 'L', 'LI'])
      expect([role, roles(role) > 0]).toEqual([role, true]);
  });

  it('embeds its fonts', () => {
    const fonts = pdf.pages.flatMap((page) => page.fonts);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((font) => !font.embedded || !/NotoSans/.test(font.name))).toEqual([]);
  });

  it('gives the minister one page, the second, whole', () => {
    const [, second, third] = pdf.pages;
    for (const heading of ['Shared strengths', 'Shared gaps', 'First steps', 'How sure we are'])
      expect(second?.lines.some((line) => line.includes(heading))).toBe(true);
    expect(third?.lines[0]).toContain('About this report');
  });

  it('ends no page with a heading', () => {
    const headings = new Set(pdf.outline.map((title) => title.replace(/\s+/g, ' ').trim()));
    const last = pdf.pages.map((page) => (page.lines.at(-1) ?? '').replace(/\s+/g, ' ').trim());
    expect(last.filter((line) => headings.has(line))).toEqual([]);
  });

  it('names no agency and nobody, and says on every page that it is fictional', () => {
    expect(pdf.text).not.toMatch(/Tarsenia Customs|Norlavia|Tevdor|Okwethi|Vesely/);
    for (const page of pdf.pages.slice(1)) expect(page.margins.join(' ')).toContain('Fictional');
  });

  it('is known to whoever checks it by the number on its cover', async () => {
    const [cover] = pdf.pages;
    const text = cover?.lines.join(' ') ?? '';
    expect(text.replace(/\s/g, '')).toContain(sha256);
    expect(cover?.alternatives.some((alt) => alt.includes('QR'))).toBe(true);
    const id = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
    const { text: found } = await site.web.agent().get(`/verify/${id}`).expect(200);
    expect(found).toContain('18 May 2026');
    expect(found).toContain('Genuine');
  });

  it('is the same file for everybody', async () => {
    const cora = await signedIn(site.web, 'cora');
    expect((await fileWhenReady(cora, `${address}.pdf`)).equals(bytes)).toBe(true);
  });
});
