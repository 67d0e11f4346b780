import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { API } from '../../apps/web/src/api-paths.js';
import { ROUTES } from '../../apps/web/src/paths.js';
import { auditedOf, sendForm } from '../support/account-pages.js';
import { asOwner } from '../support/database.js';
import type { Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { emailOf, PASSWORD, populate, type World } from '../support/world.js';

const SIGN_IN_IN = { en: 'Sign in', fr: 'Se connecter', ru: 'Вход', ar: 'تسجيل الدخول' };

describe('the language of a page', () => {
  let web: TestWeb;
  let world: World;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
  });
  afterAll(() => web.close());

  const spoken = ({ text }: { readonly text: string }): string =>
    /<html lang="([\w-]+)" dir="(?:ltr|rtl)">/.exec(text)?.[1] ?? '';
  const asking = async (header: string): Promise<string> =>
    spoken(await web.agent().get(ROUTES.signIn).set('accept-language', header));
  const signedIn = async (): Promise<Visitor> => {
    const visitor = web.agent();
    await sendForm(visitor, ROUTES.signIn, { email: emailOf('asha'), password: PASSWORD });
    return visitor;
  };
  const prefer = (language: string | null) =>
    asOwner(web.database.address, (client) =>
      client.query('UPDATE identity."user" SET language = $1 WHERE email = $2', [language, emailOf('asha')]),
    );

  it.each([
    ['ar-EG,ar;q=0.9,en;q=0.8', 'ar'],
    ['en;q=0.3, ru;q=0.7', 'ru'],
    ['de-DE, fr-CA;q=0.5, en;q=0.4', 'fr'],
    ['de, *;q=0.1', 'en'],
    ['en;q=0, fr;q=0.1', 'fr'],
    ['zh-Hant-TW', 'en'],
    ['', 'en'],
    [',;q=;;=\u00ff, de-', 'en'],
  ])('of a stranger whose browser says "%s" is %s', async (header, language) => {
    expect(await asking(header)).toBe(language);
  });

  it('is said in the words, the direction and the headers of the page, and caches are told what it depends on', async () => {
    const { text, headers } = await web.agent().get(ROUTES.signIn).set('accept-language', 'ar').expect(200);
    expect(text).toContain('<html lang="ar" dir="rtl">');
    expect(text).toMatch(/main\.rtl\.[0-9a-f]+\.css/);
    expect(headers['content-language']).toBe('ar');
    expect(String(headers['vary']).toLowerCase()).toMatch(/accept-language, cookie/);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is offered in its own letters, each marked as what it is, and needs no script', async () => {
    const { text } = await web.agent().get('/sign-in?next=%2Frounds').expect(200);
    for (const [tag, name] of Object.entries({ fr: 'Français', ru: 'Русский', ar: 'العربية' })) {
      const link = new RegExp(
        `<a href="/sign-in\\?next=%2Frounds&amp;show-in=${tag}" lang="${tag}" hreflang="${tag}"[^>]*>${name}</a>`,
      );
      expect(text.replaceAll('&#x3D;', '=')).toMatch(link);
    }
    expect(text).toMatch(/<span lang="en" dir="ltr" aria-current="true">English<\/span>/);
  });

  it('is kept in a cookie that only a choice of the stranger sets, and the same page comes back', async () => {
    const stranger = web.agent();
    const plain = await stranger.get(ROUTES.signIn);
    expect(String(plain.headers['set-cookie'])).not.toContain('language');
    const chosen = await stranger
      .get('/sign-in?next=%2Frounds&show-in=ru')
      .set('sec-fetch-site', 'same-origin')
      .expect(303);
    expect(chosen.headers['location']).toBe('/sign-in?next=%2Frounds');
    expect(String(chosen.headers['set-cookie'])).toMatch(
      /isonomia-language=ru; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax/,
    );
    const after = await stranger.get('/sign-in?next=%2Frounds').set('accept-language', 'fr');
    expect(spoken(after)).toBe('ru');
    expect(after.text).toContain(SIGN_IN_IN.ru);
  });

  it('is not chosen by a link on another site, which shows its page and leaves nothing behind', async () => {
    const visitor = web.agent();
    const led = await visitor.get('/about/method?show-in=fr').set('sec-fetch-site', 'cross-site').expect(200);
    expect(spoken(led)).toBe('fr');
    expect(String(led.headers['set-cookie'])).not.toContain('language');
    expect(spoken(await visitor.get('/about/method'))).toBe('en');
  });

  it.each(['//evil.example/?show-in=ar', '/\\evil.example/?show-in=ar', '/api/session?show-in=ar'])(
    'never sends a browser away: %s',
    async (address) => {
      const reply = await web.agent().get(address);
      expect(reply.headers['location'] ?? '').not.toMatch(/evil/);
      expect(reply.headers['set-cookie'] ?? '').not.toContain('isonomia-language');
    },
  );

  it('that nobody speaks here changes nothing', async () => {
    for (const tag of ['xx', '', 'en%0d%0aset-cookie:x', '__proto__']) {
      const reply = await web.agent().get(`/sign-in?show-in=${tag}`).expect(200);
      expect(spoken(reply)).toBe('en');
    }
  });

  it('is the person’s own before the browser’s, and changes where they press it, which the audit log says', async () => {
    await prefer('en');
    const asha = await signedIn();
    asha.set('accept-language', 'ru');
    const page = await asha.get(`/agencies/${world.agency}?from=here`);
    expect(spoken(page)).toBe('en');
    expect(page.text.replaceAll('&#x3D;', '=')).toContain(`name="next" value="/agencies/${world.agency}?from=here"`);
    const next = `/agencies/${world.agency}?from=here`;
    const done = await sendForm(asha, next, { language: 'ar', next }, ROUTES.language);
    expect([done.status, done.headers['location']]).toEqual([303, next]);
    expect(spoken(await asha.get(next))).toBe('ar');
    expect(await auditedOf(web, world.actors.asha.userId)).toContain('account.changed');
    // Signed out, the browser goes on in it.
    await sendForm(asha, next, {}, ROUTES.signOut);
    expect(spoken(await asha.get(ROUTES.signIn))).toBe('ar');
    await prefer('en');
  });

  it('is the browser’s for a person who set none', async () => {
    await prefer(null);
    const asha = await signedIn();
    expect(spoken(await asha.get(ROUTES.account).set('accept-language', 'fr-FR'))).toBe('fr');
    await prefer('en');
  });

  it('is set on a page of this site alone, to a language that there is, and leads nowhere else', async () => {
    const asha = await signedIn();
    expect((await asha.post(ROUTES.language).type('form').send({ language: 'fr', next: '/' })).status).toBe(403);
    expect((await sendForm(asha, ROUTES.account, { language: 'xx', next: '/' }, ROUTES.language)).status).toBe(422);
    const away = await sendForm(asha, ROUTES.account, { language: 'en', next: '//evil.example' }, ROUTES.language);
    expect(away.headers['location']).toBe('/');
  });

  it('of a form that is shown again leads back to the page that the form stood on', async () => {
    const stranger = web.agent();
    const refused = await sendForm(stranger, ROUTES.signIn, { email: '', password: '' });
    expect(refused.status).toBe(422);
    expect(refused.text.replaceAll('&#x3D;', '=')).toContain('href="/sign-in?show-in=fr"');
  });

  it('of somebody who is invited is chosen by whoever invites them', async () => {
    const asha = await signedIn();
    const invite = (email: string, more: object) =>
      asha.post(API.invitations).send({ email, role: 'contributor', agency: world.agency, ...more });
    await invite('new.fr@example.org', { language: 'fr' }).expect(201);
    await invite('new.own@example.org', {}).expect(201);
    await invite('new.xx@example.org', { language: 'xx' }).expect(422);
    const { rows } = await asOwner(web.database.address, (client) =>
      client.query<object>(`SELECT recipient, language FROM mail WHERE recipient LIKE 'new.%' ORDER BY recipient`),
    );
    expect(rows).toEqual([
      { recipient: 'new.fr@example.org', language: 'fr' },
      { recipient: 'new.own@example.org', language: 'en' },
    ]);
    const form = await asha.get(`${ROUTES.invite}?agency=${world.agency}`).expect(200);
    expect(form.text).toContain('<option value="ar"');
  });

  it('is that of a program’s request for problems too', async () => {
    const reply = await web.agent().get(API.agencies).set('accept-language', 'fr').expect(401);
    expect(reply.headers['content-language']).toBe('fr');
    const english = await web.agent().get(API.agencies).expect(401);
    expect(reply.body.title).not.toBe(english.body.title);
    expect(reply.body.code).toBe(english.body.code);
  });
});
