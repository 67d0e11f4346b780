import type { Mail } from '@isonomia/application';
import { describe, expect, it } from '@jest/globals';
import { View } from '../document/view.js';
import { HandlebarsMails } from './handlebars-mails.js';

const view = new View({ root: '.' });
const mails = new HandlebarsMails(view.engine, (language) => view.texts(language), 'https://isonomia.example');

const invitation = (language: string): Mail => ({
  to: 'asha@example.org',
  language,
  template: 'invitation',
  params: {
    inviter: 'Chen Yilmaz',
    role: 'contributor',
    place: 'Lian Customs',
    link: 'https://isonomia.example/invitation?token=abc',
    days: '7',
  },
});

describe('a mail', () => {
  it.each(['en', 'fr', 'ru', 'ar'])(
    'in %s is in that language from the subject to the foot, the role too',
    (language) => {
      const { subject, text, html } = mails.write(invitation(language));
      const english = mails.write(invitation('en'));
      if (language !== 'en') {
        expect(subject).not.toBe(english.subject);
        expect(text).not.toContain('contributor');
      }
      expect(text).toContain('https://isonomia.example/invitation?token=abc\n');
      expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
    },
  );

  it('in Arabic sets names and addresses of other letters apart', () => {
    const { html, text } = mails.write(invitation('ar'));
    expect(text).toContain('\u2068Chen Yilmaz\u2069');
    expect(html).toContain('<bdi dir="ltr">https://isonomia.example/invitation');
  });

  it('writes days as its reader does', () => {
    const params = {
      name: 'Asha',
      agency: 'Lian Customs',
      round: '2026',
      region: 'North',
      opens: '2026-03-01',
      closes: '2026-09-30',
      days: '3',
      link: 'https://isonomia.example/',
    };
    const closing = (language: string): string =>
      mails.write({ to: 'asha@example.org', language, template: 'round-extended', params }).text;
    expect(closing('ru')).toContain('30 сентября 2026');
    expect(closing('fr')).toContain('30 septembre 2026');
    expect(closing('ar')).toMatch(/30 \S+ 2026/);
  });
});
