import type { DocumentForm, PrintedWorkshop } from '@isonomia/application';
import type { WorkshopOutcome } from '@isonomia/comparison';
import { beforeAll, describe, expect, it } from '@jest/globals';

import { both, documentView, OF_DOCUMENT, single } from '../../../../test/support/document-kinds.js';
import { printedWorkshop } from '../../../../test/support/printed-workshop.js';
import { HtmlDocuments } from '../document/html-documents.js';

const documents = new HtmlDocuments(documentView);
const LANGUAGES = ['en', 'fr', 'ru', 'ar'];
const BARE = /undefined|\[object|workshop-document\.|certificate\.[a-z]/;
const bodyOf = (page: string): string => page.slice(page.indexOf('<body'));
const words = (html: string): string => html.replace(/<[^>]*>/g, ' ');
const htmlOf = async (printed: PrintedWorkshop, form: DocumentForm = single('en')): Promise<string> =>
  (await documents.workshop(printed, { ...OF_DOCUMENT, form })).html;
const section = (page: string, id: string): string => {
  const from = page.indexOf(`id="${id}"`);
  const to = page.indexOf('<h2', page.indexOf('</h2>', from));
  return page.slice(from, to === -1 ? undefined : to);
};

let printed: PrintedWorkshop;
let page: string;
const having = (outcome: Partial<WorkshopOutcome>): PrintedWorkshop => ({
  ...printed,
  outcome: { ...printed.outcome, ...outcome },
});
beforeAll(async () => {
  printed = await printedWorkshop();
  page = await htmlOf(printed);
});

describe('the outcome document of a workshop', () => {
  it('is the same page for the same outcome', async () => {
    expect(await htmlOf(await printedWorkshop())).toBe(page);
  });

  it('names its status on the cover, on the first page, and in header and foot of every page', () => {
    const status = 'Workshop self-assessment';
    expect(/<meta name="margin-running" content="([^"]*)"/.exec(page)?.[1]).toContain(status);
    expect(/<meta name="margin-foot" content="([^"]*)"/.exec(page)?.[1]).toContain(status);
    expect(words(section(page, 'glance'))).toContain('Nothing was proven');
    expect(bodyOf(page).slice(0, bodyOf(page).indexOf('id="glance"'))).toContain(status);
  });

  it('has every part in words of each language', async () => {
    for (const language of LANGUAGES) {
      const made = bodyOf(await htmlOf(printed, single(language)));
      expect(BARE.exec(words(made))).toBeNull();
      for (const part of [
        'part',
        'joint',
        'text',
        'commitments',
        'exchange',
        'practices',
        'quiz',
        'follow-up',
        'adoption',
      ])
        expect(made).toContain(`id="${part}"`);
      for (const annex of ['agenda', 'method', 'named', 'glossary']) expect(made).toContain(`id="annex-${annex}"`);
    }
  });

  it('prints a clause in the language of the page, else in the one it was written in, and says which', async () => {
    const russian = section(bodyOf(await htmlOf(printed, single('ru'))), 'text');
    expect(russian).toContain('<span lang="ru" dir="ltr">Назначить члена руководства');
    expect(russian).toContain('<span lang="en" dir="ltr">Support a yearly course of trainers');
    const arabic = section(bodyOf(await htmlOf(printed, single('ar'))), 'text');
    expect(arabic).toContain('<span lang="en" dir="ltr">Name one member');
  });

  it('sets two languages beside each other, and what people wrote once', async () => {
    const woven = bodyOf(await htmlOf(printed, both('en', 'ru')));
    expect(woven).toContain('Agreed recommendations');
    expect(woven).toContain('Согласованные рекомендации');
    expect(woven.split('Set up rooms for women at three border posts').length).toBe(3);
    expect(woven).not.toContain('class="apart"');
  });

  it('says what became of a clause, and who reserved what', () => {
    const text = words(section(bodyOf(page), 'text'));
    expect(text).toMatch(/2\s+Put one objective on equality.*?With reservations/s);
    expect(text).toMatch(/Reservation of Police of Norlavia\s+Appraisals are set by the ministry/);
    expect(text).toContain('All agencies agree.');
  });

  it('has no score of anybody where the joint figures are withheld and nobody is named', async () => {
    const reasons = ['too-few', 'seen-elsewhere', 'withdrawn'] as const;
    for (const reason of reasons) {
      const none = bodyOf(
        await htmlOf(having({ figures: { state: 'withheld', reason }, named: { state: 'left-out' }, consents: {} })),
      );
      expect(none).not.toContain('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640');
      expect(words(section(none, 'joint'))).not.toMatch(/median \d/);
      expect(words(section(none, 'annex-named'))).not.toMatch(/\d/);
      expect(words(section(none, 'glance'))).toMatch(/joint figure/);
    }
  });

  it('names agencies by their choice alone, and prints no number of their people', () => {
    const annex = section(bodyOf(page), 'annex-named');
    const named = printed.outcome.agencies.filter(({ name }) => annex.includes(name)).map(({ name }) => name);
    expect(named).toEqual(['Border Guard of Tarsenia', 'Customs Service of Tarsenia']);
    expect(annex).not.toMatch(/<th[^>]*>(?:Women|Men|People|Of them women)</);
  });

  it('says how many women came only where that tells of nobody', () => {
    const part = section(bodyOf(page), 'part');
    expect(part).toMatch(
      /Customs Committee of Norlavia<\/th><td>Norlavia<\/td><td class="numeric">8<\/td><td class="numeric">not shown/,
    );
    expect(words(part)).not.toMatch(/not stated|unstated/i);
  });

  it('has the date of each look back, and nobody’s address', () => {
    const after = words(section(bodyOf(page), 'follow-up'));
    expect(after).toContain('26 February 2027');
    expect(after).toContain('26 August 2027');
    expect(page).not.toMatch(/[\w.]+@[\w.]+/);
  });

  it('shows practices of Germany and the Philippines first', () => {
    const first = printed.practices.map(({ country }) => country ?? '');
    expect(first.length).toBeGreaterThan(2);
    const isFirst = first.map((country) => ['DE', 'PH'].includes(country));
    expect(isFirst).toEqual(isFirst.toSorted((a, b) => Number(b) - Number(a)));
    expect(isFirst[0]).toBe(true);
  });

  it('takes what people typed for text', async () => {
    const hostile = '</style><script>alert(1)</script>';
    const outcome: Partial<WorkshopOutcome> = {
      facts: { ...printed.outcome.facts, title: hostile, purpose: hostile, place: hostile, organisers: [hostile] },
      strengths: [{ text: hostile }],
      clauses: printed.outcome.clauses.map((clause) => ({
        ...clause,
        texts: { en: hostile },
        reserves: [{ agency: hostile, reason: hostile }],
      })),
    };
    const made = await htmlOf(having(outcome));
    expect(made).not.toContain('<script');
    expect(made.split('</style>').length).toBe(2);
  });

  it('is short and whole where nothing was agreed, promised or offered', async () => {
    const empty = bodyOf(
      await htmlOf(having({ clauses: [], commitments: [], exchange: [], strengths: [], limitations: [], agenda: [] })),
    );
    expect(BARE.exec(words(empty))).toBeNull();
    for (const none of ['No clause was agreed', 'No agency wrote down a commitment', 'Nothing was offered'])
      expect(empty).toContain(none);
  });

  it('claims nobody’s endorsement', () => {
    expect(bodyOf(page)).toContain('No organisation or government has endorsed it');
    expect(/in partnership with|under the auspices|endorsed by (?:WCO|UN)/i.exec(words(bodyOf(page)))).toBeNull();
  });
});

describe('a certificate of attendance', () => {
  const facts = {
    name: 'Aida <b>Sultan</b>',
    from: 'Customs Service of Tarsenia',
    title: 'Gender equality in border control',
    place: 'Sarmat',
    region: 'Four Rivers',
    startsOn: '2026-08-24',
    endsOn: '2026-08-26',
    days: ['2026-08-24', '2026-08-26'],
    organisers: ['Office of the Four Rivers'],
    fictional: true,
  };

  it('says who was there on which days, across a page, in each language', async () => {
    for (const form of [...LANGUAGES.map(single), both('en', 'ru'), both('ar', 'fr', 'in-turn')]) {
      const { html } = await documents.certificate(facts, { ...OF_DOCUMENT, form });
      expect(html).toContain('size: A4 landscape');
      expect(BARE.exec(words(bodyOf(html)))).toBeNull();
      expect(html).toContain('Aida &lt;b&gt;Sultan&lt;/b&gt;');
    }
    const { html } = await documents.certificate(facts, { ...OF_DOCUMENT, form: single('en') });
    expect(words(html)).toContain('Present on 2 days: 24 August 2026 and 26 August 2026');
    expect(html).toContain('no organisation or government endorses');
  });
});
