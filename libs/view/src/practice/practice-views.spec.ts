import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { Outcome, Practice } from '@isonomia/outcome';

import { exampleOutcome } from '../../../../test/support/outcome-fixture.js';
import { renderOutcomeHtml, View } from '../document/view.js';
import { recommendationViews } from '../outcome/recommendations.js';

import { besideWeakItems } from './beside-weak-items.js';
import { practiceView } from './practice-views.js';

const view = new View({ root: join(import.meta.dirname, '..', '..', '..', '..') });
const read = (outcome: Outcome, language = 'en') => view.read(outcome, { edition: 'internal', language });

/** What a coordinator might type, each text trying to be markup. */
const HOSTILE: Practice = {
  id: 'regional-1',
  organisation: 'customs',
  since: 2020,
  sources: [{ publisher: '<b>P</b>', title: '{{title}}', year: 2021, url: 'https://example.org/"><script>x</script>' }],
  dimensions: ['D1'],
  items: ['GOV1'],
  rules: ['R01'],
  words: {
    en: {
      organisation: '<img src=x onerror=alert(1)>',
      what: '{{#if a}}<script>alert(1)</script>',
      country: '"Norlavia"',
    },
  },
  region: 'Four <i>Rivers</i>',
};
const rendered = (outcome: Outcome, language = 'en'): string =>
  renderOutcomeHtml(view, outcome, {
    edition: 'internal',
    language,
    documentId: 'K7QF-3M9D-X2TA',
    verifyUrl: 'https://isonomia.example/verify/K7QF-3M9D-X2TA',
    outcomeSha256: '0'.repeat(64),
    decisions: [],
    issuedOn: '2026-03-03',
  });

describe('a practice in words', () => {
  it('says who, where, what came of it by whose account, where to read of it, and that nobody checked', async () => {
    const outcome = await exampleOutcome('full');
    const practice = outcome.practices?.find(({ id }) => id === 'de-police-appraisals');
    const words = practiceView(read(outcome), practice as Practice);
    expect(words).toMatchObject({
      organisation: 'Police forces in Germany',
      country: 'Germany',
      resultLabel: 'Result, as reported by Hans-Böckler-Stiftung',
      sources: [
        'Hans-Böckler-Stiftung, Böckler Impuls 13/2023, 2023, boeckler.de',
        expect.stringContaining('year not known'),
      ],
      checked: 'Not checked by us: we know of the source and have not opened it.',
      regional: '',
      lang: '',
    });
  });

  it('says when and how it was checked, when it was', async () => {
    const reading = read(await exampleOutcome('core'));
    const words = practiceView(reading, {
      ...HOSTILE,
      region: undefined,
      checked: { on: '2026-05-04', by: 'read' },
    } as never);
    expect(words.checked).toBe('Checked by us on 4 May 2026: the source was read.');
    const theirs = practiceView(reading, { ...HOSTILE, checked: { on: '2026-05-04', by: 'read' } });
    expect(theirs.checked).toContain('by the coordination');
  });

  it.each(['fr', 'ru', 'ar'])(
    'is told in %s, and what is in one language only stays in it, marked',
    async (language) => {
      const outcome = await exampleOutcome('core', { practices: [HOSTILE] });
      const reading = read(outcome, language);
      expect(practiceView(reading, HOSTILE)).toMatchObject({ lang: 'en', dir: 'ltr', country: '"Norlavia"' });
      const full = await exampleOutcome('core');
      for (const practice of full.practices ?? [])
        expect(practiceView(reading, practice)).toMatchObject({ lang: '', dir: '' });
    },
  );
});

describe('practices in a document', () => {
  it('stand beside the recommendation they belong to, each once, and others point to it', async () => {
    const outcome = await exampleOutcome('full');
    const printed = recommendationViews(read(outcome), []).filter((one) => one.printed);
    const boxes = printed.flatMap((one) => one.boxes.map(({ id }) => id));
    expect(boxes.length).toBeGreaterThan(0);
    expect(new Set(boxes).size).toBe(boxes.length);
    const again = { ...outcome, practices: [{ ...HOSTILE, rules: printed.map(({ id }) => id) }] };
    const pointed = recommendationViews(read(again), []).filter((one) => one.printed);
    expect(pointed.map((one) => one.boxes.length)).toEqual([1, ...pointed.slice(1).map(() => 0)]);
    expect(pointed[1]?.seen).toContain(String(pointed[0]?.position));
  });

  it('take the place of the line that a rule says itself', async () => {
    const outcome = await exampleOutcome('full');
    const all = recommendationViews(read(outcome), []);
    for (const one of all.filter(({ practices }) => practices.length > 0)) expect(one.goodPractice).toBe('');
    const { practices: _, ...before } = outcome;
    const old = recommendationViews(read(before), []);
    expect(old.every(({ practices }) => practices.length === 0)).toBe(true);
    expect(old.some(({ goodPractice }) => goodPractice !== '')).toBe(true);
  });

  it('are letters, whatever somebody typed', async () => {
    const outcome = await exampleOutcome('full');
    const rules = outcome.result.recommendations.filter(({ printed }) => printed).map(({ rule }) => rule);
    const html = rendered({ ...outcome, practices: [{ ...HOSTILE, rules }] }, 'fr');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<i>Rivers');
    expect(html).not.toMatch(/href="https:\/\/example/);
    expect(html).toContain('{{#if a}}');
    expect(html).toMatch(/<p[^>]* lang="en" dir="ltr">\{\{#if a\}\}/);
  });

  it('are missing where an outcome has none', async () => {
    const { practices: _, ...before } = await exampleOutcome('full');
    expect(rendered(before)).not.toContain('class="practice"');
    expect(rendered(await exampleOutcome('full'))).toContain('class="practice"');
  });
});

describe('practices beside items', () => {
  it('stand at weak ones only', async () => {
    const outcome = await exampleOutcome('full');
    const { items } = outcome.result;
    const linked = new Set((outcome.practices ?? []).flatMap((practice) => practice.items));
    const weak = [...linked].filter((id) => (items[id]?.evidenced ?? 100) < 50);
    const strong = [...linked].filter((id) => (items[id]?.evidenced ?? 0) >= 50);
    expect(weak.length).toBeGreaterThan(0);
    expect(strong.length).toBeGreaterThan(0);
    expect(besideWeakItems(read(outcome), weak).length).toBeGreaterThan(0);
    expect(besideWeakItems(read(outcome), strong)).toEqual([]);
  });
});
