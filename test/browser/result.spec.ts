import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';

const HEIGHT = 900;

/** What axe finds, how narrow they may be and what they ask for: see every-page.spec.ts. */
describe('the pages on which a result is read and decided on', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let submitted: AssessmentId;
  const at = (rest: string): string => `/assessments/${submitted}${rest}`;

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    submitted = await site.world.submitted('full');
    asha = await chromium.person(site.origin);
    await asha.signIn('asha');
  }, 90_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  const look = async (width: number, scheme: 'light' | 'dark'): Promise<void> => {
    await asha.page.setViewport({ width, height: HEIGHT });
    await asha.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  };

  it('draw each chart once for a desk and once for a phone, and show one of them', async () => {
    const shown = (): Promise<readonly (readonly [boolean, boolean])[]> =>
      asha.page.$$eval('.figure__panel', (panels) =>
        panels.map((panel) =>
          [...panel.querySelectorAll('.figure__desk, .figure__phone')].map((one) => one.checkVisibility()),
        ),
      ) as never;
    await look(1280, 'light');
    await asha.open(at('/result'));
    const desk = await shown();
    await look(360, 'light');
    const phone = await shown();
    expect(desk.length).toBeGreaterThan(5);
    expect(desk).toEqual(desk.map(() => [true, false]));
    expect(phone).toEqual(desk.map(() => [false, true]));
    // Letters of the phone's drawings are not shrunk below what the drawing planned.
    const scale = await asha.page.$eval('.figure__phone svg', (svg) => {
      const { width } = svg.getBoundingClientRect();
      return width / Number(svg.getAttribute('viewBox')?.split(' ')[2]);
    });
    expect(scale).toBeGreaterThan(0.85);
  });

  it('can be decided on by keyboard alone, without losing the place', async () => {
    await look(1280, 'light');
    await asha.open(at('/result/recommendations'));
    const rule = await asha.page.$eval('.recommendation:nth-of-type(3)', (one) => one.id);
    await asha.page.focus(`#${rule} summary.btn`);
    await asha.page.keyboard.press('Enter');
    await asha.page.keyboard.press('Tab');
    await asha.page.keyboard.press('ArrowRight');
    const chosen = await asha.page.$eval(`#${rule} :checked`, (one) => (one as HTMLInputElement).value);
    expect(chosen).toBe('adapted');
    await asha.page.keyboard.press('Tab');
    await asha.page.keyboard.type('Begin with the sea port.');
    // Reason, owner and a date of three parts lie between.
    const isAtButton = (): Promise<boolean> =>
      asha.page.evaluate(() => document.activeElement?.textContent.trim() === 'Save the decision');
    for (let stops = 0; stops < 9 && !(await isAtButton()); stops += 1) await asha.page.keyboard.press('Tab');
    await Promise.all([asha.page.waitForNavigation(), asha.page.keyboard.press('Enter')]);
    expect(await asha.text(`#${rule}`)).toContain('Begin with the sea port.');
    const top = await asha.page.$eval(`#${rule}`, (one) => one.getBoundingClientRect().top);
    expect(Math.abs(top)).toBeLessThan(HEIGHT);
    // What was adapted is a task of the plan by now: whoever takes it back says what becomes of that.
    await (await asha.named('Take back', `#${rule}`)).click();
    await asha.press('Take back, drop the task', `#${rule}`);
    expect(await asha.text(`#${rule}`)).toContain('Taken back.');
    expect(await asha.text(`#${rule}`)).not.toContain('Begin with the sea port.');
  });

  it('are whole on paper: what is folded on screen is printed, buttons are not', async () => {
    await look(1280, 'light');
    await asha.open(at('/result'));
    await asha.page.emulateMediaType('print');
    // What is unfolded for paper is unfolded when the next frame is drawn.
    await asha.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const seen = await asha.page.evaluate(() => {
      const shows = (selector: string): boolean =>
        [...document.querySelectorAll(selector)].some((one) => one.checkVisibility({ contentVisibilityAuto: true }));
      return {
        tables: shows('.figure__table table'),
        dimensions: shows('.answers table'),
        buttons: shows('.recommendation__decide'),
        phones: shows('.figure__phone'),
      };
    });
    await asha.page.emulateMediaType('screen');
    expect(seen).toEqual({ tables: true, dimensions: true, buttons: false, phones: false });
  });

  it('lead from a number to its computation and on to the answer', async () => {
    await look(1280, 'light');
    await asha.open(at('/result'));
    await asha.press('How was this computed?');
    expect(asha.path()).toBe(at('/result/explain/overall'));
    await asha.press('Recruitment');
    await asha.press('Recruitment stage by stage');
    expect(await asha.text('h1')).toBe('Recruitment stage by stage');
    await asha.press('In the last completed recruitment round');
    expect(asha.page.url()).toMatch(/\/dimensions\/D4#q-REC1$/);
    expect(await asha.page.$('#q-REC1')).not.toBeNull();
  });

  it('make a document while somebody waits, and hand it over', async () => {
    await asha.open(at('/documents'));
    await asha.write({ edition: 'sharing' }, 'form[action$="/documents"]');
    await asha.press('Make the document');
    await asha.page.waitForSelector('a[download]', { timeout: 60_000 });
    const address = await asha.page.$eval('a[download]', (link) => link.getAttribute('href') ?? '');
    const file = await asha.download(address);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const [read] = await site.web.database.operator.query(
      `SELECT count(*)::int AS reads FROM audit WHERE action = 'document.read'`,
    );
    expect(read).toEqual({ reads: 1 });
  }, 90_000);
});
