import type { AssessmentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { KeyInput } from 'puppeteer';
import { autosaved } from '../support/answering.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { emailOf, PASSWORD } from '../support/world.js';

const LONGEST_WAY = 200;

/** Where the cursor is, as a person would say it. */
interface Focus {
  readonly name: string;
  readonly field: string;
  readonly type: string;
  readonly form: string;
  /** Outline or shadow that shows it. */
  readonly isSeen: boolean;
}

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

describe('somebody without a mouse', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let draft: AssessmentId;

  const key = (name: KeyInput): Promise<void> => asha.page.keyboard.press(name);
  const focus = (): Promise<Focus> =>
    asha.page.evaluate(() => {
      const one = document.activeElement as HTMLInputElement;
      // A choice shows it around the whole of its card.
      const isSeen = [one, one.closest('label')].some((shown) => {
        if (shown === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(shown);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      return {
        name: (one.getAttribute('aria-label') ?? one.textContent).replace(/\s+/g, ' ').trim(),
        field: one.getAttribute('name') ?? '',
        type: one.getAttribute('type') ?? one.localName,
        form: one.closest('form')?.id ?? '',
        isSeen,
      };
    });
  /** Presses Tab until there; nothing on the way may be unseen. */
  const tabTo = async (isThere: (at: Focus) => boolean): Promise<Focus> => {
    for (let tries = 0; tries < LONGEST_WAY; tries += 1) {
      await key('Tab');
      const at = await focus();
      expect([at.name, at.field, at.isSeen]).toEqual([at.name, at.field, true]);
      if (isThere(at)) return at;
    }
    throw new Error('There is no way there by Tab.');
  };
  const enter = (): Promise<unknown> => Promise.all([asha.page.waitForNavigation(), key('Enter')]);

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    draft = await site.world.assessment();
    asha = await chromium.person(site.origin);
    await asha.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it('signs in', async () => {
    await asha.open('/sign-in');
    await tabTo(({ field }) => field === 'email');
    await asha.page.keyboard.type(emailOf('asha'));
    await tabTo(({ field }) => field === 'password');
    await asha.page.keyboard.type(PASSWORD);
    await enter();
    expect(asha.path()).toBe(`/agencies/${site.world.agency}`);
  });

  it('skips to what the page is about with the first key', async () => {
    await asha.open(`/assessments/${draft}/dimensions/D1`);
    await key('Tab');
    expect((await focus()).name).toMatch(/^Skip to/);
    await key('Enter');
    expect(await asha.page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('chooses a level with the arrows, and it is saved', async () => {
    const first = await tabTo(({ field }) => field === 'level');
    expect(first.form).toBe('f-GOV1');
    await key('Space');
    await key('ArrowDown');
    await key('ArrowDown');
    await autosaved(asha, ['GOV1']);
    expect((await site.answersOf(draft))['GOV1']).toEqual({ value: { level: 2 } });
    await tabTo(({ type, form }) => form === 'f-GOV1' && type === 'button');
    await enter();
    expect(await asha.text()).toContain('Saved');
  });

  it('moves in a table as in a spreadsheet, and never gets caught in it', async () => {
    await asha.open(`/assessments/${draft}/dimensions/D3`);
    await tabTo(({ field, form }) => form === 'f-WFC2' && field === 'rows[0][women]');
    await asha.page.keyboard.type('12');
    await key('Enter');
    expect((await focus()).field).toBe('rows[1][women]');
    await key('ArrowUp');
    expect((await focus()).field).toBe('rows[0][women]');
    await key('Tab');
    expect((await focus()).field).toBe('rows[0][men]');
    await tabTo(({ form }) => form === 'f-WFC3');
  });

  it('opens what is folded, and adds a row', async () => {
    await asha.open(`/assessments/${draft}/questions/WFC1`);
    await tabTo(({ name, type }) => type === 'summary' && name.startsWith('Why we ask'));
    await key('Enter');
    expect(await asha.page.$eval('#q-WFC1 details', (one) => one.open)).toBe(true);
    const rows = (): Promise<number> => asha.page.$$eval('#f-WFC1 tbody tr', (all) => all.length);
    const before = await rows();
    await tabTo(({ name }) => name === 'Add rows');
    await key('Enter');
    expect(await rows()).toBe(before + 1);
    expect((await focus()).field).toMatch(/\[label\]$/);
  });

  it('is led to the field by an error', async () => {
    await asha.open(`/assessments/${draft}/questions/BUD2`);
    await tabTo(({ field }) => field === 'number');
    await asha.page.keyboard.type('many');
    await tabTo(({ name, type }) => type === 'button' && name === 'Save');
    await enter();
    expect(await asha.title()).toMatch(/^Error: /);
    await tabTo(({ name }) => name.includes('Write a number'));
    await key('Enter');
    expect((await focus()).field).toBe('number');
  });
});
