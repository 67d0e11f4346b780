import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ROUTES } from '../../apps/web/src/paths.js';
import { axeFindings } from '../support/axe.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { emailOf, PASSWORD } from '../support/world.js';

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

const NEW = 'nine violets over the quarry';

describe.each([
  ['with scripts', true],
  ['without scripts', false],
] as const)('an account, %s', (_, script) => {
  let site: Site;
  let chromium: Chromium;
  let fay: Reader;

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    fay = await chromium.person(site.origin, { script });
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  const heading = () => fay.page.$eval('h1', (one) => one.textContent.trim());
  /** Narrow enough for the smallest phone; axe where a script may run. */
  const holds = async (): Promise<void> => {
    await fay.page.setViewport({ width: 320, height: 640 });
    const sideways = await fay.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await fay.page.setViewport({ width: 1280, height: 900 });
    expect([await heading(), sideways]).toEqual([await heading(), 0]);
    if (script) expect(await axeFindings(fay)).toEqual([]);
  };
  const linkInOutbox = async (): Promise<string> => {
    for (let tries = 0; tries < 100; tries += 1) {
      await fay.open(ROUTES.outbox);
      const link = await fay.page.$$eval('.letter a', (all) => all[0]?.getAttribute('href') ?? '');
      if (link.includes('token=')) return link;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error('The worker left no mail in the outbox.');
  };

  it('gets a new password by the link of a mail that the demo’s outbox shows', async () => {
    await fay.open(ROUTES.signIn);
    await fay.press('Forgot your password?');
    await holds();
    await fay.write({ email: emailOf('fay') });
    await fay.press('Send the link');
    expect(await heading()).toBe('Look at your mail');
    await holds();
    const { pathname, search } = new URL(await linkInOutbox());
    await holds();
    await fay.open(pathname + search);
    await fay.write({ password: 'Password123456' });
    await fay.press('Set the password');
    await holds();
    expect(await fay.page.$eval('.field__error', (one) => one.textContent)).toContain('attackers try first');
    await fay.write({ password: NEW });
    await fay.press('Set the password');
    expect(await heading()).toBe('Sign in');
    await fay.write({ email: emailOf('fay'), password: NEW });
    await fay.press('Sign in');
    expect(new URL(fay.page.url()).pathname).toBe(`/agencies/${site.world.agency}`);
  });

  it('is reached by the name on every page, and leads to its parts', async () => {
    await fay.press('Your account:', 'header');
    expect(await heading()).toBe('Your account');
    await holds();
    for (const [link, title] of [
      ['Password', 'Change your password'],
      ['Where you are signed in', 'Where you are signed in'],
      ['Access tokens', 'Access tokens'],
    ] as const) {
      await fay.open(ROUTES.account);
      await fay.press(link);
      expect(await heading()).toBe(title);
      await holds();
    }
  });

  it('shows a password while somebody wants to see it, and only where a script can hide it again', async () => {
    await fay.open(ROUTES.password);
    const typeOf = () => fay.page.$eval('#password', (one) => (one as HTMLInputElement).type);
    const buttons = await fay.page.$$eval(
      '.password__show',
      (all) => all.filter((one) => one.checkVisibility()).length,
    );
    expect(buttons).toBe(script ? 2 : 0);
    if (!script) return;
    await fay.page.focus('#password');
    const mayPaste = await fay.page.evaluate(() =>
      document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true })),
    );
    expect(mayPaste).toBe(true);
    const [, show] = await fay.page.$$('.password__show');
    await show?.click();
    expect(await typeOf()).toBe('text');
    expect(await show?.evaluate((one) => one.textContent)).toBe('Hide password');
    await show?.click();
    expect(await typeOf()).toBe('password');
  });

  it('changes its password and stays signed in', async () => {
    await fay.open(ROUTES.password);
    await fay.write({ current: NEW, password: PASSWORD });
    await fay.press('Change the password');
    expect(await heading()).toBe('Your account');
    expect(await fay.page.$eval('.notice', (one) => one.textContent)).toContain('Your password is changed');
    await holds();
  });

  it('makes a token, sees it once, and revokes it', async () => {
    await fay.open(ROUTES.tokens);
    await fay.write({ name: 'Monthly report' }, 'form.panel');
    await fay.press('Make the token');
    expect(await heading()).toBe('Your new token');
    expect(await fay.page.$eval('code', (one) => one.textContent)).toMatch(/^iso_[\w-]{43}$/);
    await holds();
    await fay.open(ROUTES.tokens);
    expect(await fay.page.content()).not.toMatch(/iso_[\w-]{43}/);
    await holds();
    await fay.press('Revoke Monthly report');
    expect(await fay.page.$eval('.notice', (one) => one.textContent)).toContain('revoked');
  });

  it('ends the session of another browser', async () => {
    const other = await chromium.person(site.origin, { script });
    await other.signIn('fay');
    await fay.open(ROUTES.sessions);
    expect(await fay.page.$$eval('h2', (all) => all.length)).toBe(2);
    await holds();
    await fay.press('Sign out everywhere else');
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await other.open(ROUTES.account);
    expect(new URL(other.page.url()).pathname).toBe(ROUTES.signIn);
    expect(await fay.page.$$eval('h2', (all) => all.length)).toBe(1);
  });
});
