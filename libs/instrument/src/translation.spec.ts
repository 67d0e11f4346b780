import { describe, expect, it } from '@jest/globals';
import { asTranslated, lintTranslation, sourceOf } from './translation.js';

const hash = (text: string): string => `#${text}`;
const source = {
  'home.title': 'Welcome, {name}',
  'units.one': '{count} unit of {agency}',
  'units.other': '{count} units of {agency}',
};
const russian = {
  'home.title': '{name}, добро пожаловать',
  'units.one': '{agency}: {count} подразделение',
  'units.few': '{agency}: {count} подразделения',
  'units.many': '{agency}: {count} подразделений',
  'units.other': '{agency}: {count} подразделения',
};
const translatedFrom = {
  'home.title': hash(source['home.title']),
  'units.one': hash(source['units.one']),
  'units.few': hash(source['units.other']),
  'units.many': hash(source['units.other']),
  'units.other': hash(source['units.other']),
};
const found = (
  texts: Readonly<Record<string, string>>,
  language = 'ru',
  from: Record<string, string> = translatedFrom,
) => lintTranslation({ language, source, texts, translatedFrom: from, hash }).map(({ code, key }) => `${code} ${key}`);
const without = (key: keyof typeof russian): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(russian).filter(([name]) => name !== key));

describe('a translation', () => {
  it('has nothing to find when every text, form and placeholder is there', () => {
    expect(found(russian)).toEqual([]);
  });

  it('lacks a text, or says one that the source language does not have', () => {
    expect(found(without('home.title'))).toEqual(['text-missing home.title']);
    expect(found({ ...russian, 'home.title': ' ' })).toContain('text-missing home.title');
    expect(found({ ...russian, 'home.lead': 'x' })).toEqual(['text-orphaned home.lead']);
  });

  it('needs every form that its language counts with, and no other', () => {
    expect(found(without('units.few'))).toEqual(['plural-form-missing units.few']);
    expect(found({ ...russian, 'units.two': '{agency}: {count}' })).toEqual(['text-orphaned units.two']);
  });

  it('is stale when it translates another wording, or nobody noted which', () => {
    expect(found(russian, 'ru', { ...translatedFrom, 'units.few': '#earlier' })).toEqual(['text-stale units.few']);
    expect(found(russian, 'ru', {})).toHaveLength(Object.keys(russian).length);
  });

  it('keeps the placeholders of its source', () => {
    expect(found({ ...russian, 'home.title': 'Добро пожаловать' })).toEqual(['placeholder-mismatch home.title']);
    expect(found({ ...russian, 'home.title': '{name}, {time}' })).toEqual(['placeholder-mismatch home.title']);
    expect(found({ ...russian, 'units.many': '{count} подразделений' })).toEqual(['placeholder-mismatch units.many']);
  });

  it('names the number in a form that stands for several: 21 is "one" in Russian, 1 alone is in Arabic', () => {
    expect(found({ ...russian, 'units.one': '{agency}: одно подразделение' })).toEqual([
      'placeholder-mismatch units.one',
    ]);
    const arabic = {
      'home.title': '{name}',
      'units.zero': 'لا وحدات',
      'units.one': '{agency}: وحدة واحدة',
      'units.two': '{agency}: وحدتان',
      'units.few': '{agency}: {count} وحدات',
      'units.many': '{agency}: {count} وحدة',
      'units.other': '{agency}: {count} وحدة',
    };
    const codes = (texts: Readonly<Record<string, string>>) =>
      found(texts, 'ar').filter((line) => !line.startsWith('text-stale'));
    expect(codes(arabic)).toEqual([]);
    expect(codes({ ...arabic, 'units.few': '{agency}: وحدات' })).toEqual(['placeholder-mismatch units.few']);
  });

  it('translates, with a form that the source language lacks, the general one', () => {
    expect(sourceOf(source, 'units.few', 'ru')).toBe(source['units.other']);
    expect(sourceOf(source, 'units.few', 'fr')).toBeUndefined();
  });
});

describe('a text written with what it translates', () => {
  it('is read with who reviewed it', () => {
    const reviewed = { by: 'Office of equality', on: '2026-11-22', as: 'b' };
    expect(asTranslated({ text: 'x', of: 'a', reviewed })).toEqual({ text: 'x', of: 'a', reviewed });
    expect(asTranslated({ text: 'x', of: 'a' })).toEqual({ text: 'x', of: 'a' });
  });

  it.each([
    ['x'],
    [{ text: 'x' }],
    [{ text: 'x', of: 'a', else: 'y' }],
    [{ text: 'x', of: 'a', reviewed: 'yes' }],
    [null],
  ])('is not taken for one: %j', (value) => {
    expect(asTranslated(value)).toBeUndefined();
  });
});
