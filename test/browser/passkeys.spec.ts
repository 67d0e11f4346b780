import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CDPSession } from 'puppeteer';
import { asOwner } from '../support/database.js';
import { Chromium, type Reader } from '../support/reader.js';
import { openSite, type Site } from '../support/site.js';
import { emailOf, PASSWORD } from '../support/world.js';

// A browser on a busy machine takes its time.
jest.setTimeout(60_000);

const DEVICE = {
  protocol: 'ctap2',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

/** A real browser with a device that answers as a phone does when its owner agrees. */
describe('a passkey', () => {
  let site: Site;
  let chromium: Chromium;
  let asha: Reader;
  let device: CDPSession;
  let authenticatorId: string;

  const rows = (sql: string, values: readonly unknown[] = []) =>
    asOwner(
      site.web.database.address,
      async (client) => (await client.query<Record<string, unknown>>(sql, [...values])).rows,
    );
  const plugIn = async (
    reader: Reader,
    transport: 'internal' | 'usb' = 'internal',
  ): Promise<{ device: CDPSession; authenticatorId: string }> => {
    const session = await reader.page.createCDPSession();
    await session.send('WebAuthn.enable');
    const added = await session.send('WebAuthn.addVirtualAuthenticator', { options: { ...DEVICE, transport } });
    return { device: session, authenticatorId: added.authenticatorId };
  };
  const signOut = () => asha.press('Sign out', 'header');
  const add = async (name: string): Promise<void> => {
    await asha.open('/account/second-factor');
    await asha.write({ name }, 'form[data-passkey="create"]');
    await asha.press('Add a passkey');
  };
  const names = () => asha.page.$$eval('main ul li > span:first-child', (all) => all.map((one) => one.textContent));
  const says = () =>
    asha.page.waitForFunction(
      () =>
        document.querySelector('form[data-passkey="get"] [data-passkey-says]')?.textContent.startsWith('No passkey'),
      { polling: 50 },
    );

  beforeAll(async () => {
    site = await openSite();
    chromium = await Chromium.start();
    asha = await chromium.person(site.origin);
    ({ device, authenticatorId } = await plugIn(asha));
  }, 60_000);
  afterAll(async () => {
    await chromium.close();
    await site.close();
  });

  it('is added under a name, and the person told of it by mail', async () => {
    await asha.signIn('asha');
    await add('Work phone');
    expect(await names()).toEqual(['Work phone']);
    const { credentials } = await device.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toHaveLength(1);
    const mails = await rows('SELECT template FROM mail WHERE recipient = $1', [emailOf('asha')]);
    expect(mails).toEqual([{ template: 'new-sign-in-factor' }]);
  });

  it('signs in without a password, with nothing more to prove', async () => {
    await signOut();
    await asha.open('/sign-in');
    await asha.press('Use a passkey');
    expect(asha.path()).toBe(`/agencies/${site.world.agency}`);
    expect(
      await rows(`SELECT count(*)::int AS n FROM audit WHERE action = 'sign-in.done' AND detail->>'by' = 'passkey'`),
    ).toEqual([{ n: 1 }]);
  });

  it('is the second step after a password', async () => {
    await signOut();
    await asha.open(`/agencies/${site.world.agency}/set-up`);
    await asha.write({ email: emailOf('asha'), password: PASSWORD });
    await asha.press('Sign in');
    expect(asha.path()).toBe('/sign-in/second-step');
    await asha.press('Use a passkey');
    expect(asha.path()).toBe(`/agencies/${site.world.agency}/set-up`);
  });

  it('confirms who is there before something weighty, and leads back', async () => {
    await rows(`UPDATE identity.session SET "provedAt" = now() - interval '11 minutes'`);
    await new Promise((resolve) => setTimeout(resolve, 1050));
    await asha.open('/account/second-factor');
    await asha.page.$eval('main ul a[href$="/remove"]', (one) => (one as HTMLElement).focus());
    await asha.press('Remove the passkey Work phone');
    expect(asha.path()).toBe('/account/confirm');
    await asha.press('Use a passkey');
    expect(asha.path()).toMatch(/^\/account\/passkeys\/.+\/remove$/);
  });

  it('is not accepted from a device that did not ask for finger, face or PIN', async () => {
    await signOut();
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await asha.open('/sign-in');
    await (await asha.named('Use a passkey')).click();
    await says();
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    expect(asha.path()).toBe('/sign-in');
  });

  it('answers a challenge once: what was sent is worth nothing to whoever sends it again', async () => {
    await asha.open('/sign-in');
    const sent = new Promise<string>((resolve) => {
      asha.page.on('request', (request) => {
        // The challenge is asked for at the same address; what is sent for good leads to another page.
        if (request.isNavigationRequest() && request.url().endsWith('/sign-in?by=passkey'))
          void request.fetchPostData().then((data) => resolve(data ?? ''));
      });
    });
    await asha.press('Use a passkey');
    const stolen = new URLSearchParams(await sent);
    const thief = await chromium.person(site.origin);
    await thief.open('/sign-in');
    for (const [name, value] of stolen) {
      if (name === '_csrf') continue;
      await thief.page.$eval(
        `form[data-passkey] input[name="${name}"]`,
        (field, text) => {
          field.value = text;
        },
        value,
      );
    }
    await Promise.all([
      thief.page.waitForNavigation(),
      thief.page.$eval('form[data-passkey]', (form) => form.submit()),
    ]);
    expect(await thief.title()).toContain('This passkey was not accepted');
  });

  it('that was copied is not accepted: its count is behind', async () => {
    await signOut();
    const [before] = await rows('SELECT counter FROM identity.passkey');
    expect(Number(before?.['counter'])).toBeGreaterThan(0);
    await rows('UPDATE identity.passkey SET counter = counter + 1000');
    await asha.open('/sign-in');
    await asha.press('Use a passkey');
    expect(await asha.title()).toContain('This passkey was not accepted');
    await rows('UPDATE identity.passkey SET counter = $1', [before?.['counter']]);
  });

  it('of somebody who was disabled opens nothing', async () => {
    const disable = (when: string) =>
      rows(`UPDATE identity."user" SET "disabledAt" = ${when} WHERE email = $1`, [emailOf('asha')]);
    await disable('now()');
    await asha.open('/sign-in');
    await asha.press('Use a passkey');
    expect(await asha.title()).toContain('This passkey was not accepted');
    await disable('NULL');
  });

  it('can be one of several, and one that was removed opens nothing', async () => {
    await asha.open('/sign-in');
    await asha.press('Use a passkey');
    const second = await plugIn(asha, 'usb');
    await add('Security key');
    expect(await names()).toEqual(['Work phone', 'Security key']);
    await second.device.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: second.authenticatorId });
    await asha.press('Remove the passkey Work phone');
    await asha.press('Remove the passkey');
    expect(await names()).toEqual(['Security key']);
    await signOut();
    await asha.open('/sign-in');
    await asha.press('Use a passkey');
    expect(await asha.title()).toContain('This passkey was not accepted');
  });

  it('is what a coordinator may set up in place of an app', async () => {
    await rows(
      `WITH gone AS (DELETE FROM identity."twoFactor") UPDATE identity."user" SET "twoFactorEnabled" = false WHERE email = $1`,
      [emailOf('cora')],
    );
    const cora = await chromium.person(site.origin);
    await plugIn(cora);
    await cora.open('/sign-in');
    await cora.write({ email: emailOf('cora'), password: PASSWORD });
    await cora.press('Sign in');
    expect(cora.path()).toBe('/account/second-factor');
    await cora.press('Add a passkey');
    await cora.open('/agencies');
    expect(cora.path()).toBe('/agencies');
  });

  it('is not offered without JavaScript, and the page says what to do instead', async () => {
    const plain = await chromium.person(site.origin, { script: false });
    await plain.open('/sign-in');
    expect(await plain.text()).toContain('An authenticator app does the same without it');
    await expect(plain.named('Use a passkey')).rejects.toThrow('no button');
  });

  it('leaves the browser nothing to complain of', () => {
    expect(asha.complained(422)).toEqual([]);
  });
});
