import { describe, expect, it } from '@jest/globals';
import { decimalMarkIn, decimalMarkOf, typedNumber } from './typed-number.js';

describe('a number as people type it', () => {
  it.each([
    ['1234', 1234],
    ['1,234', 1234],
    ['1 234', 1234],
    ['1\u202f234', 1234],
    ['1’234', 1234],
    ['1,234,567.5', 1234567.5],
    ['12.5', 12.5],
    ['−3', -3],
    ['0', 0],
  ])('reads %s in English as %s', (typed, read) => {
    expect(typedNumber(typed, '.')).toBe(read);
  });

  it.each([
    ['1.234', 1234],
    ['1.234,5', 1234.5],
    ['12,5', 12.5],
  ])('reads %s where the comma is the decimal mark as %s', (typed, read) => {
    expect(typedNumber(typed, ',')).toBe(read);
  });

  it.each(['12,34', '1.2.3', 'about 40', '1e6', '0x10', '4-5', '１２'])(
    'hands "%s" on as it was typed instead of guessing',
    (typed) => {
      expect(typedNumber(typed, '.')).toBe(typed);
    },
  );

  it.each([
    ['١٢٣٤', '.', 1234],
    ['١٬٢٣٤٫٥', '.', 1234.5],
    ['١٢٫٥', ',', 12.5],
    ['۱۲۳', '.', 123],
    ['\u200f−٣', '.', -3],
  ] as const)('reads %s as an Arabic or Persian keyboard gives it', (typed, mark, read) => {
    expect(typedNumber(typed, mark)).toBe(read);
  });

  it('is read by the mark of the page it was typed on, whatever language was chosen meanwhile', () => {
    const form = (decimals: string) => ({ text: () => decimals });
    expect([decimalMarkIn(form('.'), 'fr'), decimalMarkIn(form(','), 'en-GB')]).toEqual(['.', ',']);
    expect([decimalMarkIn(form(''), 'fr'), decimalMarkIn(form('x'), 'ar-u-nu-latn')]).toEqual([',', '.']);
  });

  it('takes an empty field for no number, never for zero', () => {
    expect(typedNumber('  ', '.')).toBeUndefined();
  });

  it('knows the decimal mark of a language', () => {
    expect([decimalMarkOf('en-GB'), decimalMarkOf('fr'), decimalMarkOf('ru')]).toEqual(['.', ',', ',']);
  });
});
