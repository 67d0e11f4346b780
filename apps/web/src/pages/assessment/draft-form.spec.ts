import { describe, expect, it } from '@jest/globals';
import { draftFields, hasTyped, withoutGoneFields } from './draft-form.js';

describe('a form to be kept', () => {
  it('keeps the fields of answers as they were typed, and nothing else', () => {
    const body = {
      _csrf: 't',
      revision: '1',
      draft: '7',
      origin: 'x',
      more: 'rows',
      number: ' 4O ',
      checked: ['a', 'b'],
    };
    expect(draftFields(body)).toEqual({ number: ' 4O ', checked: ['a', 'b'] });
  });

  it.each<[string, Record<string, unknown>, boolean]>([
    ['nothing', { number: '', source: ' ' }, false],
    ['currency and period, which come filled in', { currency: 'EUR', period: 'month' }, false],
    ['evidence, which nobody types', { evidence: ['a'], 'proved[x]': 'a' }, false],
    ['the agency’s own ranks', { 'rows[0][id]': 'r', 'rows[0][label]': 'Rank', 'rows[0][band]': 'officers' }, false],
    ['the name of a row of one’s own', { 'rows[0][id]': '', 'rows[0][label]': 'Rank' }, true],
    ['one number', { 'rows[0][women]': '0' }, true],
    ['a source without its figure', { source: 'Regis' }, true],
    ['a tick', { 'rows[3][na]': 'on' }, true],
  ])('that holds %s was typed in: %#', (_what, body, typed) => {
    expect(hasTyped(body)).toBe(typed);
  });

  it('names no evidence that was removed meanwhile', () => {
    const fields = { evidence: ['a', 'b'], 'proved[x]': 'b', 'proved[y]': 'a', number: '4O' };
    expect(withoutGoneFields(fields, new Set(['a']))).toEqual({ evidence: ['a'], 'proved[y]': ['a'], number: '4O' });
  });
});
