import { describe, expect, it } from '@jest/globals';

import { createFormat, directionOf, displayScore, localeOf } from './format.js';
import { MissingText, createTranslator } from './translator.js';

const texts = {
  'format.percent': '{number} %',
  'format.at-least': 'at least {number}',
  'format.fewer': '<{number}',
  'format.too-small': 'too small to show',
  'format.not-available': 'not available',
  'format.under': 'under {number}',
  'units.one': '{count} unit',
  'units.other': '{count} units',
};
const { t, find, has } = createTranslator('en', 'en-GB', texts);
const format = createFormat('en', t);

describe('a score on paper', () => {
  it.each([
    [59.96, 59.9],
    [59.94, 59.9],
    [60, 60],
    [37.25, 37.3],
    [37.35, 37.4],
    [19.999999999, 19.9],
    [99.96, 100],
    [0, 0],
  ])('%d prints as %d: one decimal, half away from zero, never over a bound it is under', (value, printed) => {
    expect(displayScore(value)).toBe(printed);
  });

  it('does not reach a threshold of 100 by rounding', () => {
    expect(format.score(99.96, [100])).toBe('99.9');
  });

  it('drops its decimal in a sentence when it is whole, and keeps to its bounds there', () => {
    expect(['0', '100', '37.3', '59.9']).toEqual([0, 100, 37.25, 59.96].map((value) => format.scoreInWords(value)));
  });

  it('keeps its decimal when it is whole', () => {
    expect(format.score(60)).toBe('60.0');
  });
});

describe('numbers in words and tables', () => {
  it('carry their unit', () => {
    expect(format.percent(0.1799)).toBe('18 %');
    expect(format.percent(0.1345, 1)).toBe('13.5 %');
    expect(format.count(1189)).toBe('1,189');
  });

  it('write minus as a sign, and nothing as nought', () => {
    expect(format.percent(-0.073, 1)).toBe('−7.3 %');
    expect(format.percent(-0.0001, 1)).toBe('0.0 %');
  });

  it('say what a cell may say', () => {
    expect(format.cell({ kind: 'count', count: 45, atLeast: true })).toBe('at least 45');
    expect(format.cell({ kind: 'under', bound: 5 })).toBe('<5');
    expect(format.cell({ kind: 'hidden' })).toBe('too small to show');
    expect(format.cell({ kind: 'missing' })).toBe('not available');
  });

  it('name dates in full, instants in the zone of the agency', () => {
    expect(format.date('2026-09-30')).toBe('30 September 2026');
    expect(format.instant('2026-03-02T23:30:00Z', 'Asia/Almaty')).toContain('3 March 2026');
  });

  it('run from right to left in languages that do', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('en')).toBe('ltr');
  });
});

describe('numbers and dates of a language', () => {
  const own = (language: string, percent: string) => {
    const words = createTranslator(language, localeOf(language), { ...texts, 'format.percent': percent });
    return createFormat(language, words.t);
  };
  const [fr, ru, ar] = [own('fr', '{number}\u202f%'), own('ru', '{number}\u00a0%'), own('ar', '{number}%')];

  it('are grouped and marked as it does, and never broken over a line', () => {
    expect(fr.count(1234567)).toBe('1\u202f234\u202f567');
    expect(fr.percent(0.1345, 1)).toBe('13,5\u202f%');
    expect(ru.count(1234567)).toBe('1\u00a0234\u00a0567');
    expect(ru.percent(-0.073, 1)).toBe('−7,3\u00a0%');
    expect(createFormat('fr', t).date('2026-08-01')).toBe('1er août 2026');
    expect(ru.date('2026-09-30')).toBe('30 сентября 2026\u00a0г.');
    expect(fr.list(['a', 'b', 'c'])).toBe('a, b et c');
  });

  it('have the digits 0 to 9 in Arabic too, in counts, shares, dates and texts', () => {
    const all = [ar.count(1189), ar.score(59.96), ar.percent(0.18), ar.date('2026-09-30'), ar.money(12.5)].join(' ');
    expect(all).toMatch(/1,189 59\.9 .*18%.* 30 \S+ 2026 12\.50/);
    expect(all).not.toMatch(/[\u0660-\u0669]/);
    const words = createTranslator('ar', localeOf('ar'), { 'units.few': '{count} وحدات' });
    expect(words.t('units', { count: 3 })).toBe('3 وحدات');
  });

  it('keep their signs at their place between words that run from right to left', () => {
    const isolated = (text: string): string => `\u2066${text}\u2069`;
    expect(ar.percent(-0.073, 1)).toBe(isolated('−7.3%'));
    expect(ar.ratio(-0.5)).toBe(isolated('−0.50'));
    expect(ar.cell({ kind: 'under', bound: 5 })).toBe(isolated('<5'));
    expect(ar.count(45)).toBe('45');
  });
});

describe('a sentence that runs from right to left', () => {
  const ar = createTranslator('ar', localeOf('ar'), {
    'mail.sent': 'أُرسلت إلى {address} في {day}',
    gain: '(+{points} إجمالًا)',
  });

  it('sets names and addresses of other scripts apart, and nothing else', () => {
    expect(ar.t('mail.sent', { address: 'asha@example.org', day: '3 مارس' })).toBe(
      'أُرسلت إلى \u2068asha@example.org\u2069 في 3 مارس',
    );
    expect(ar.t('gain', { points: '1.1' })).toBe('(\u2066+1.1\u2069 إجمالًا)');
    expect(ar.t('mail.sent', { address: '\u2066−7.3 %\u2069', day: '50 %' })).toBe(
      'أُرسلت إلى \u2066−7.3 %\u2069 في \u206650 %\u2069',
    );
    expect(t('units', { count: 3 })).not.toMatch(/\p{Cf}/u);
  });
});

describe('texts', () => {
  it('choose the plural by the count', () => {
    expect(t('units', { count: 1 })).toBe('1 unit');
    expect(t('units', { count: 3 })).toBe('3 units');
  });

  it('never expand a placeholder that stands in a value', () => {
    expect(t('format.fewer', { number: '{percent}' })).toBe('<{percent}');
  });

  it('that nobody wrote are an error where they are needed, and nothing where they may be missing', () => {
    expect(() => t('no.such.text')).toThrow(MissingText);
    expect(find('no.such.text')).toBeUndefined();
    expect(has('format.fewer')).toBe(true);
  });
});
