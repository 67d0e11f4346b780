import { describe, expect, it } from '@jest/globals';
import { decimalMarkOf, typedNumber } from './typed-number.js';

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

  it('takes an empty field for no number, never for zero', () => {
    expect(typedNumber('  ', '.')).toBeUndefined();
  });

  it('knows the decimal mark of a language', () => {
    expect([decimalMarkOf('en-GB'), decimalMarkOf('fr'), decimalMarkOf('ru')]).toEqual(['.', ',', ',']);
  });
});
