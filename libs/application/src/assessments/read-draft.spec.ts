import { describe, expect, it } from '@jest/globals';
import { InputRefused } from '../problems/problems.js';
import type { DraftFields } from './draft.js';
import { readDraft } from './read-draft.js';

const codes = (fields: DraftFields): readonly string[] => {
  try {
    readDraft(fields);
  } catch (problem) {
    if (problem instanceof InputRefused) return problem.faults.map(({ path, code }) => `${path} ${code}`);
    throw problem;
  }
  return [];
};

describe('what was typed, to be kept as it is', () => {
  it('takes words where numbers belong, spaces at both ends, and lists', () => {
    const typed = { 'rows[0][women]': ' 1O ', number: '12 or so', checked: ['a', 'b'], 'proved[a]': ['x'] };
    expect(readDraft(typed)).toBe(typed);
  });

  it.each<[string, DraftFields, string]>([
    ['a NUL', { source: 'a\u0000b' }, 'source input.not-text'],
    ['half a character', { source: 'a\ud800b' }, 'source input.not-text'],
    ['half a character in a list', { checked: ['a', '\udfff'] }, 'checked input.not-text'],
    ['a name that no form has', { '__proto__[x]': 'y' }, 'fields input.not-text'],
    ['a name that is nested further than any form', { 'rows[0][a][b]': 'y' }, 'fields input.not-text'],
    ['a name without end', { ['a'.repeat(121)]: 'y' }, 'fields input.not-text'],
    ['a text without end', { text: 'x'.repeat(20_001) }, 'text input.too-long'],
    ['fields without end', fieldsUpTo(4_001, 'x'), 'fields input.too-many'],
    ['values of one name without end', { checked: Array.from({ length: 4_001 }, () => 'x') }, 'fields input.too-many'],
    ['more in all than a table of five hundred rows', fieldsUpTo(11, 'x'.repeat(20_000)), 'fields input.too-long'],
  ])('refuses %s, and says where', (_what, fields, fault) => {
    expect(codes(fields)).toEqual([fault]);
  });

  it('takes the longest table that the forms offer', () => {
    const cells = ['id', 'label', 'band', 'women', 'men', 'other'];
    const rows = Array.from({ length: 500 }, (_, row) =>
      cells.map((cell) => [`rows[${row}][${cell}]`, 'x'.repeat(30)] as const),
    );
    expect(codes(Object.fromEntries(rows.flat()))).toEqual([]);
  });
});

function fieldsUpTo(count: number, text: string): DraftFields {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [`rows[${n}][women]`, text]));
}
