import { describe, expect, it } from '@jest/globals';
import { type LintSettings, type LintedContent, type LintedRule, lintInstrument } from '@isonomia/instrument';
import { sampleInstrument } from '../../../test/support/sample-instrument.js';
import { textKeys } from './text-keys.js';

const settings: LintSettings = { sourceLanguage: 'en', hash: (text) => `#${String(text.length)}` };
const instrument = sampleInstrument();

const rule = (item: string): LintedRule => ({
  id: `R-${item}`,
  triggers: [{ kind: 'item', item }, ...(item === 'SVC7' ? [{ kind: 'gate' as const, gate: 'SVC7' }] : [])],
  rankedBy: item,
  owner: 'head',
  horizon: '0-6',
  effort: 1,
  references: ['cedaw'],
});

const sound = (): LintedContent => {
  const wordless = {
    instrument,
    rules: instrument.items.map(({ id }) => rule(id)),
    references: [{ id: 'cedaw' }],
    glossary: ['parity'],
    texts: {},
  };
  const texts = textKeys(wordless)
    .filter(({ required }) => required)
    .map(({ key }) => [key, key.slice(-24)]);
  const distinct = texts.map(([key = '', text = '']) => [key, /levels|answers/.test(key) ? key : text]);
  return { ...wordless, texts: { en: Object.fromEntries(distinct) as Record<string, string> } };
};

const found = (content: LintedContent, more: Partial<LintSettings> = {}): readonly string[] =>
  lintInstrument(content, { ...settings, ...more }).map(({ code, id }) => `${code} ${id}`);
const withTexts = (change: Readonly<Record<string, string | undefined>>): LintedContent => {
  const content = sound();
  const texts = Object.entries({ ...content.texts['en'], ...change }).filter(([, text]) => text !== undefined);
  return { ...content, texts: { en: Object.fromEntries(texts) as Record<string, string> } };
};
const withRule = (change: Partial<LintedRule>): LintedContent => {
  const content = sound();
  return { ...content, rules: content.rules.map((one) => (one.id === 'R-GOV1' ? { ...one, ...change } : one)) };
};

it('sound content has no findings', () => expect(found(sound())).toEqual([]));

describe('a recommendation rule is found', () => {
  it('when it has no trigger, together with the item left without', () => {
    expect(found(withRule({ triggers: [] }))).toEqual([
      'rule-without-trigger R-GOV1',
      'item-without-recommendation GOV1',
    ]);
  });

  it('when an item has only a "missing" trigger, which says nothing about a low score', () => {
    expect(found(withRule({ triggers: [{ kind: 'missing', item: 'GOV1' }] }))).toEqual([
      'item-without-recommendation GOV1',
    ]);
  });

  it('when it refers to what is not there', () => {
    const triggers = [
      { kind: 'item' as const, item: 'GOV1' },
      { kind: 'item' as const, item: 'GOV9' },
      { kind: 'gate' as const, gate: 'G9' },
      { kind: 'figure' as const, figure: 'womens-shore', question: 'WFC9' },
    ];
    const content = withRule({ triggers, rankedBy: 'NONE', references: ['cedax'] });
    expect(found(content)).toEqual([
      'ref-item R-GOV1',
      'ref-gate R-GOV1',
      'ref-question R-GOV1',
      'ref-figure R-GOV1',
      'ref-item R-GOV1',
      'ref-reference R-GOV1',
    ]);
  });

  it('when its id is there twice', () => {
    const content = sound();
    expect(found({ ...content, rules: [...content.rules, rule('GOV1')] })).toContain('unique-rule R-GOV1');
  });

  it('when no rule is triggered by a gate', () => {
    const content = sound();
    const rules = content.rules.map((one) => ({
      ...one,
      triggers: one.triggers.filter((trigger) => trigger.kind !== 'gate'),
    }));
    expect(found({ ...content, rules })).toEqual(['gate-without-recommendation SVC7']);
  });
});

it('a figure with a name can trigger a rule', () => {
  const content = withTexts({ 'figure.womens-share.name': 'Share of women' });
  const triggers = [{ kind: 'figure' as const, figure: 'womens-share', question: 'WFC1' }];
  const rules = content.rules.map((one) => ({ ...one, triggers: [...one.triggers, ...triggers] }));
  expect(found({ ...content, rules })).toEqual([]);
});

describe('structure is found', () => {
  it('with a policy question that nothing scores', () => {
    const items = instrument.items.filter(({ id }) => id !== 'SOC4');
    expect(found({ ...sound(), instrument: { ...instrument, items } })).toContain('item-without-rule SOC4');
  });

  it('with a dimension that can never have a score', () => {
    const items = instrument.items.filter(({ dimension }) => dimension !== 'D1');
    expect(found({ ...sound(), instrument: { ...instrument, items } })).toContain('dimension-without-item D1');
  });

  it('with a reference that is not listed', () => {
    const questions = instrument.questions.map((question) => ({ ...question, references: ['ilo-c1' as never] }));
    expect(found({ ...sound(), instrument: { ...instrument, questions } })).toContain('ref-reference GOV1');
  });
});

describe('texts are found', () => {
  it('when one is missing or empty', () => {
    expect(found(withTexts({ 'GOV1.levels.3': undefined }))).toEqual(['text-missing GOV1']);
    expect(found(withTexts({ 'WFC4.rows.hq': ' ' }))).toEqual(['text-missing WFC4']);
    expect(found(withTexts({}), { furtherKeys: ['trace.PB.rows'] })).toEqual(['text-missing trace']);
  });

  it('when they belong to nothing', () => {
    expect(found(withTexts({ 'GOV1.levels.5': 'x', 'GOV9.short': 'x' }))).toEqual([
      'text-orphaned GOV1',
      'text-orphaned GOV9',
    ]);
  });

  it('when they are too long for where they are printed', () => {
    expect(found(withTexts({ 'D1.short': 'x'.repeat(25) }))).toEqual(['text-too-long D1']);
    expect(found(withTexts({ 'D1.short': '👮'.repeat(24) }))).toEqual([]);
  });

  it('when two items share the description of a level or an answer, spaces and case aside', () => {
    const text = 'Nothing is written down.';
    expect(found(withTexts({ 'GOV1.levels.0': text, 'SVC7.levels.0': 'Nothing is  written down. ' }))).toEqual([
      'level-repeated SVC7',
    ]);
    expect(found(withTexts({ 'CTX1.answers.no': text, 'REC2.answers.no': text.toUpperCase() }))).toEqual([
      'level-repeated REC2',
    ]);
  });

  it('when a cross-check asks for what it cannot be given', () => {
    expect(found(withTexts({ 'checks.places-as-ranks': '{left} and {wrong}' }))).toEqual([
      'placeholder-mismatch places-as-ranks',
    ]);
  });

  it('when the source language is not there', () => {
    expect(found({ ...sound(), texts: {} })).toEqual(['text-missing sample']);
  });
});

describe('a translation is found', () => {
  const key = 'GOV1.short';
  const translated = (text: string, of: string): LintedContent => {
    const content = withTexts({ [key]: 'Policy of {year}' });
    const en = content.texts['en']!;
    const hashes = Object.fromEntries(Object.entries(en).map(([name, original]) => [name, settings.hash(original)]));
    return {
      ...content,
      texts: { en, fr: { ...en, [key]: text } },
      translatedFrom: { fr: { ...hashes, [key]: of } },
    };
  };

  it('not, when it comes from the present wording and has its placeholders', () => {
    expect(found(translated('Politique de {year}', '#16'))).not.toContain('text-stale GOV1');
    expect(found(translated('Politique de {year}', '#16'))).not.toContain('placeholder-mismatch GOV1');
  });

  it('as stale when the source was reworded since', () => {
    expect(found(translated('Politique de {year}', '#15'))).toEqual(['text-stale GOV1']);
  });

  it('when it does not say what a source is called that the questionnaire points to', () => {
    const content = translated('Politique de {year}', '#16');
    const references = [{ id: 'cedaw', title: 'Convention', article: 'art. 2' }];
    expect(found({ ...content, references })).toEqual(['text-missing reference', 'text-missing reference']);
    const { en, fr } = content.texts;
    const named = { ...fr, 'reference.cedaw.title': 'Convention', 'reference.cedaw.article': 'art. 2' };
    const from = { ...content.translatedFrom?.['fr'], 'reference.cedaw.title': '#10', 'reference.cedaw.article': '#6' };
    expect(found({ ...content, references, texts: { en: en!, fr: named }, translatedFrom: { fr: from } })).toEqual([]);
  });

  it('when it has lost or invented a placeholder', () => {
    expect(found(translated('Politique', '#16'))).toEqual(['placeholder-mismatch GOV1']);
    expect(found(translated('Politique de {year} et {place}', '#16'))).toEqual(['placeholder-mismatch GOV1']);
  });
});
