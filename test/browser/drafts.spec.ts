/// <reference lib="dom" />
import type { AssessmentId } from '@isonomia/application';
import { isLongRun } from '../support/command.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { nothingPending } from '../support/answering.js';
import { axeFindings } from '../support/axe.js';
import { Chromium, Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { exampleAnswers } from '../support/world.js';

const CELLS = { 'rows[0][women]': '7', 'rows[0][men]': '1O', 'rows[2][women]': '0' };
const SOURCE = 'Staff register, extr';

const LOOKS = [
  [1280, 'light'],
  [360, 'dark'],
] as const;

describe('a half-filled table', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let fay: Reader;
  let assessment: AssessmentId;

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    [asha, fay] = [await chromium.person(site.origin), await chromium.person(site.origin)];
    await asha.signIn('asha');
    await fay.signIn('fay');
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });
  beforeEach(async () => {
    assessment = await site.world.assessment();
  });

  const at = (path: string): string => `/assessments/${assessment}${path}`;
  const field = (name: string): string => `#f-WFC5 [name="${name}"]`;
  const value = (reader: Reader, name: string): Promise<string> =>
    reader.page.$eval(field(name), (one) => (one as HTMLInputElement).value);
  const said = (reader: Reader, words: string, question = 'WFC5'): Promise<unknown> =>
    reader.page.waitForFunction(
      (form, wanted) => document.querySelector(`${form} [data-saved]`)?.textContent.includes(wanted),
      { polling: 50 },
      `#f-${question}`,
      words,
    );
  /** Key by key, as a person does, each change sent as it comes. */
  const typeHalf = async (reader: Reader): Promise<void> => {
    for (const [name, text] of Object.entries(CELLS)) await reader.page.type(field(name), text);
    await reader.page.type(field('source'), SOURCE);
    await said(reader, 'Draft kept at');
    await nothingPending(reader);
  };
  const inAnotherPage = async (reader: Reader): Promise<Reader> =>
    new Reader(await reader.page.browserContext().newPage(), site.origin, true);
  const assignTo = async (person: 'fay' | 'asha'): Promise<void> => {
    await asha.open(at('/dimensions/D3/assign'));
    await asha.write({ user: site.world.actors[person].userId });
    await asha.press('Save');
  };

  it('is there with every cell when the page was killed and is opened again, and the console stays clean', async () => {
    const killed = await inAnotherPage(asha);
    await killed.open(at('/dimensions/D3'));
    await typeHalf(killed);
    expect(await killed.text('#f-WFC5 [data-saved]')).toMatch(
      /^Draft kept at \d\d:\d\d – rows .+ still empty; 1 cell still empty; 1 entry to correct$/,
    );
    expect(await killed.text('#f-WFC5')).toContain('Write a whole number; you wrote "1O"');
    expect(killed.complained()).toEqual([]);
    await killed.page.close({ runBeforeUnload: false });
    await asha.open(at('/dimensions/D3'));
    for (const [name, text] of Object.entries(CELLS)) expect([name, await value(asha, name)]).toEqual([name, text]);
    expect(await value(asha, 'source')).toBe(SOURCE);
    expect(await asha.text('#f-WFC5')).toContain('Kept as a draft, not counted yet: rows');
    const invalid = await asha.page.$$eval('#f-WFC5 [aria-invalid]', (all) =>
      all.map((one) => one.getAttribute('name')),
    );
    expect(invalid).toEqual(['rows[0][men]', 'rows[2][men]']);
    expect(await site.answersOf(assessment)).toEqual({});
    expect(asha.complained()).toEqual([]);
  });

  it('is left without being asked, since nothing would be lost', async () => {
    await asha.open(at('/dimensions/D3'));
    await typeHalf(asha);
    await asha.open(at(''));
    expect(asha.complained()).toEqual([]);
  });

  it('becomes an answer when it is completed, and the draft is gone', async () => {
    await asha.open(at('/dimensions/D3'));
    await typeHalf(asha);
    await asha.open(at('/questions/WFC5'));
    expect(await asha.page.$('[data-discard]:not([hidden])')).not.toBeNull();
    const rows = await asha.page.$$eval('#f-WFC5 tbody tr', (all) => all.length);
    const numbers = Array.from({ length: rows }, (_, row) => [
      [`rows[${row}][women]`, '1'],
      [`rows[${row}][men]`, '2'],
    ]).flat();
    await asha.write(Object.fromEntries(numbers) as Record<string, string>, '#f-WFC5');
    await said(asha, 'Saved ');
    expect(await asha.page.$('[data-draft]')).toBeNull();
    expect(await asha.page.$('[data-discard]:not([hidden])')).toBeNull();
    await asha.open(at('/questions/WFC5'));
    expect(await asha.text()).not.toContain('Kept as a draft');
    expect(Object.keys(await site.answersOf(assessment))).toEqual(['WFC5']);
    expect(asha.complained()).toEqual([]);
  });

  it('is discarded after asking', async () => {
    await asha.open(at('/questions/WFC5'));
    await typeHalf(asha);
    await asha.press('Discard the draft');
    expect(await asha.text()).toContain('women 7, men 1O');
    await asha.press('Discard the draft');
    expect(await asha.text()).toContain('The draft was discarded.');
    expect(await value(asha, 'rows[0][women]')).toBe('');
    expect(asha.complained()).toEqual([]);
  });

  it('typed by two at once is shown twice, and the one that is not chosen stays readable', async () => {
    await assignTo('fay');
    await Promise.all([asha.open(at('/questions/WFC5')), fay.open(at('/questions/WFC5'))]);
    await fay.page.type(field('source'), 'Extract of June');
    await said(fay, 'Draft kept at');
    await asha.page.type(field('source'), 'Extract of May');
    await asha.page.waitForSelector('#f-WFC5 [role="alert"]');
    const told = await asha.text('#f-WFC5 [role="alert"]');
    for (const words of ['Fay Lindqvist kept a draft', 'Extract of May', 'Extract of June'])
      expect(told).toContain(words);
    await (await asha.named('Go on with mine', '#f-WFC5')).click();
    await said(asha, 'Draft kept at');
    await asha.open(at('/questions/WFC5'));
    expect(await value(asha, 'source')).toBe('Extract of May');
    expect(await asha.text('#f-WFC5 details:has(.typed-lines)')).toContain('Extract of June');
    expect([asha.complained(409), fay.complained()]).toEqual([[], []]);
  });

  it('tells whoever types when the assessment was submitted meanwhile, instead of comparing nothing', async () => {
    await site.world.answer(assessment, exampleAnswers('full'));
    const writer = await inAnotherPage(asha);
    await writer.open(at('/questions/BUD2'));
    await asha.page.bringToFront();
    await asha.open(at('/submit'));
    await asha.write({ name: 'Otto Notreal', office: 'Director General', date: '2026-03-16' });
    await asha.press('Submit');
    await writer.page.bringToFront();
    await writer.page.type('#f-BUD2 [name="source"]', 'x');
    await said(writer, 'the assessment was submitted', 'BUD2');
    expect(writer.complained(409)).toEqual([]);
    await writer.page.close({ runBeforeUnload: false });
    await asha.page.bringToFront();
  });

  it.each(isLongRun() ? LOOKS : LOOKS.slice(-1))(
    'has nothing that axe finds and fits its page at %i pixels in the %s',
    async (width, scheme) => {
      await site.world.answer(assessment, { BUD2: { value: { number: 4 } } });
      await asha.page.setViewport({ width: 1280, height: 900 });
      await asha.open(at('/dimensions/D3'));
      await typeHalf(asha);
      await asha.open(at('/questions/BUD2'));
      await asha.write({ number: '4O' }, '#f-BUD2');
      await said(asha, 'Draft kept at', 'BUD2');
      await site.world.answer(assessment, { BUD2: { value: { number: 5 } } });
      await asha.page.setViewport({ width, height: 900 });
      await asha.page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ]);
      const pages = ['/questions/WFC5', '/dimensions/D3', '/questions/BUD2', '/questions/WFC5/draft/discard', '/check'];
      for (const path of pages) {
        await asha.open(at(path));
        const over = await asha.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect([path, await axeFindings(asha), over]).toEqual([path, [], 0]);
      }
    },
    60_000,
  );
});
