/// <reference lib="dom" />
import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { autosaved, nothingPending } from '../support/answering.js';
import { axeFindings } from '../support/axe.js';
import { Chromium, type Reader } from '../support/reader.js';
import { arrangingOn, invitedRound } from '../support/rounds-of-agency.js';
import { openSite, type Site } from '../support/site.js';

const HEIGHT = 900;

describe('the pages on which people answer', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let assessment: AssessmentId;
  let pages: readonly string[];
  const asked: string[] = [];

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    assessment = await site.world.assessment();
    await site.world.answer(assessment, { GOV1: { value: { level: 2 } } });
    asha = await chromium.person(site.origin);
    await asha.signIn('asha');
    asha.page.on('dialog', (dialog) => asked.push(dialog.type()));
    const agency = `/agencies/${site.world.agency}`;
    const at = (path: string): string => `/assessments/${assessment}${path}`;
    pages = [
      '/agencies',
      agency,
      `${agency}/set-up`,
      `${agency}/set-up/ranks`,
      `${agency}/set-up/units`,
      `${agency}/assessments/new`,
      at(''),
      at('/dimensions/D1/assign'),
      ...Array.from({ length: 14 }, (_, n) => at(`/dimensions/D${n + 1}`)),
      at('/questions/GOV1'),
      at('/questions/WFC1'),
      at('/questions/GOV1/clear'),
    ];
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  const look = async (width: number, scheme: 'light' | 'dark'): Promise<void> => {
    await asha.page.setViewport({ width, height: HEIGHT });
    // Colours that are on their way from light to dark are nobody's colours.
    await asha.page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
  };

  it.each([
    [1280, 'light'],
    [360, 'dark'],
  ] as const)(
    'have nothing that axe finds at %i pixels in the %s',
    async (width, scheme) => {
      await look(width, scheme);
      for (const address of pages) {
        await asha.open(address);
        expect([address, await axeFindings(asha)]).toEqual([address, []]);
      }
    },
    120_000,
  );

  it('fit 320 pixels without sideways scrolling', async () => {
    await look(320, 'light');
    for (const address of pages) {
      await asha.open(address);
      const over = await asha.page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([address, over]).toEqual([address, 0]);
    }
  }, 60_000);

  it('fold the list of parts away on a phone and open it on a desk', async () => {
    const isOpen = (): Promise<boolean> => asha.page.$eval('.rail', (rail) => (rail as HTMLDetailsElement).open);
    await look(360, 'light');
    await asha.open(`/assessments/${assessment}/dimensions/D1`);
    expect(await isOpen()).toBe(false);
    await look(1280, 'light');
    await asha.page.waitForFunction(() => document.querySelector<HTMLDetailsElement>('.rail')?.open === true, {
      polling: 50,
    });
  });

  it('are answered by keyboard alone', async () => {
    await asha.open(`/assessments/${assessment}/dimensions/D1`);
    await asha.page.keyboard.press('Tab');
    await asha.page.keyboard.press('Enter');
    const reached = await tabTo(asha, '#f-GOV2 [name="level"]');
    expect(reached).toBe(true);
    await asha.page.keyboard.press('Space');
    await asha.page.keyboard.press('ArrowDown');
    await asha.page.waitForFunction(
      () => (document.querySelector('#f-GOV2 [data-saved]')?.textContent ?? '').startsWith('Saved'),
      { polling: 50 },
    );
    const level = await asha.page.$eval('#f-GOV2 :checked', (one) => (one as HTMLInputElement).value);
    expect(level).toBe('1');
  });

  it('let a table be filled row by row: Enter goes down, and sends nothing', async () => {
    await asha.open(`/assessments/${assessment}/dimensions/D3`);
    await asha.page.focus('#WFC5-rows-0-women');
    await asha.page.keyboard.type('1');
    await asha.page.keyboard.press('Enter');
    await asha.page.keyboard.type('2');
    expect(asha.path()).toBe(`/assessments/${assessment}/dimensions/D3`);
    const values = await asha.page.$$eval('#f-WFC5 [name$="[women]"]', (all) =>
      all.slice(0, 3).map((one) => (one as HTMLInputElement).value),
    );
    expect(values).toEqual(['1', '2', '']);
    expect(await asha.text('#f-WFC5 [data-total="women"]')).toBe('3');
    await nothingPending(asha);
  });

  it('set the numbers of a row aside while it is "not available", and give them back', async () => {
    await asha.open(`/assessments/${assessment}/dimensions/D3`);
    const women = (): Promise<string> =>
      asha.page.$eval('#WFC5-rows-3-women', (one) => (one as HTMLInputElement).value);
    await asha.page.type('#WFC5-rows-3-women', '7');
    await asha.page.click('#WFC5-rows-3-na');
    expect(await women()).toBe('');
    await asha.page.click('#WFC5-rows-3-na');
    expect(await women()).toBe('7');
    await asha.page.click('#WFC5-rows-4-na');
    await asha.page.type('#WFC5-rows-4-men', '3');
    expect(await asha.page.$eval('#WFC5-rows-4-na', (one) => (one as HTMLInputElement).checked)).toBe(false);
    await nothingPending(asha);
  });

  it('ask before somebody leaves with numbers that could not be sent', async () => {
    await asha.open(`/assessments/${assessment}/dimensions/D3`);
    const said = (words: string): Promise<unknown> =>
      asha.page.waitForFunction(
        (begun) => document.querySelector('#f-WFC6 [data-saved]')?.textContent.startsWith(begun),
        { polling: 100 },
        words,
      );
    await asha.page.setOfflineMode(true);
    await asha.page.type('#WFC6-rows-0-women', '7');
    await said('Not saved yet');
    asked.length = 0;
    await asha.open('/agencies').catch(() => undefined);
    await asha.page.setOfflineMode(false);
    expect(asked).toContain('beforeunload');
  });

  it('show the reader where an error is: the summary has the focus and leads to the field', async () => {
    await asha.open(`/agencies/${site.world.agency}/assessments/new`);
    await asha.press('Start the assessment');
    expect(await asha.page.evaluate(() => document.activeElement?.className)).toContain('error-summary');
    await asha.page.click('.error-summary a');
    expect(await asha.page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('choice');
  });

  it('take the mark from an answer of last time when it is changed, without leaving the page', async () => {
    const arranging = arrangingOn(site.web.database);
    const before = await site.world.assessment();
    const again = await site.world.assessment();
    await site.world.answer(again, { GOV1: { value: { level: 2 } }, GOV2: { value: { level: 1 } } });
    const of = { name: 'Round 2025', year: 2025, instrument: 'geoa-le' } as const;
    const round = await invitedRound(arranging, site.world.agency, of);
    await arranging.rows('UPDATE assessment SET round_id = $2 WHERE id = $1', [again, round]);
    await arranging.rows(
      `INSERT INTO carried_answer (agency_id, assessment_id, question_id, from_assessment_id, body, prefilled)
       SELECT agency_id, assessment_id, question_id, $2, body, true FROM answer WHERE assessment_id = $1`,
      [again, before],
    );
    await asha.open(`/assessments/${again}/dimensions/D1`);
    const waiting = () => asha.page.$$eval('[data-waiting]', (all) => all.map((one) => one.closest('form')?.id));
    expect(await waiting()).toEqual(['f-GOV1', 'f-GOV2']);
    await asha.page.click('#f-GOV1 input[value="3"]');
    await autosaved(asha, ['GOV1']);
    expect(await waiting()).toEqual(['f-GOV2']);
    const button = '#f-GOV1 .question__buttons button';
    expect(await asha.page.$eval(button, (one) => one.textContent)).toBe('Save');
  });

  it('keep every number when another language is chosen, typed a moment ago or half done, and the page stays the same', async () => {
    const fresh = await site.world.assessment();
    const page = `/assessments/${fresh}/dimensions/D3`;
    const choose = async (tag: string): Promise<void> => {
      await Promise.all([asha.page.waitForNavigation(), asha.page.click(`.languages [value="${tag}"]`)]);
    };
    const stands = (): Promise<readonly string[]> =>
      asha.page.$$eval('#WFC5-rows-0-women, #WFC5-rows-0-men, #WFC6-rows-0-women, html', (all) =>
        all.map((one) => (one instanceof HTMLInputElement ? one.value : document.documentElement.lang)),
      );
    await asha.open(page);
    await asha.page.type('#WFC5-rows-0-women', '1,204');
    await asha.page.type('#WFC5-rows-0-men', '3,310');
    // Left at once: what is on its way is waited for, and nobody is asked whether to leave.
    await asha.page.type('#WFC6-rows-0-women', '7');
    asked.length = 0;
    await choose('ar');
    expect(asha.path()).toBe(page);
    expect(await stands()).toEqual(['ar', '1,204', '3,310', '7']);
    expect(await asha.text('#f-WFC5 [data-total="women"]')).toBe('1,204');
    await choose('fr');
    expect(await stands()).toEqual(['fr', '1,204', '3,310', '7']);
    await choose('en');
    expect(await stands()).toEqual(['en', '1,204', '3,310', '7']);
    expect(asked).toEqual([]);
  });

  it('keep what stands in other forms when another language is chosen, but never a password', async () => {
    await asha.open('/account');
    const write = (value: string) =>
      asha.page.$eval(
        '#name',
        (field, text) => {
          (field as HTMLInputElement).value = text;
        },
        value,
      );
    await write('Asha Half-typed');
    await Promise.all([asha.page.waitForNavigation(), asha.page.click('.languages [value="ru"]')]);
    expect(await asha.page.$eval('#name', (field) => (field as HTMLInputElement).value)).toBe('Asha Half-typed');
    expect(await asha.page.evaluate(() => sessionStorage.length)).toBe(0);
    await asha.open('/account/password');
    await asha.page.type('[name="current"]', 'a secret of mine');
    await Promise.all([asha.page.waitForNavigation(), asha.page.click('.languages [value="en"]')]);
    expect(await asha.page.$eval('[name="current"]', (field) => (field as HTMLInputElement).value)).toBe('');
  });

  it('made the browser complain of nothing but the line that was cut, and a form that was refused', () => {
    const meant = ['ERR_INTERNET_DISCONNECTED', 'beforeunload', '/assessments/new: '];
    expect(asha.complained().filter((one) => !meant.some((word) => one.includes(word)))).toEqual([]);
  });
});

async function tabTo({ page }: Reader, selector: string): Promise<boolean> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return true;
  }
  return false;
}
