import { describe, expect, it } from '@jest/globals';
import { agencyId, documentId, storedEvidenceId } from './ids.js';

describe('an id', () => {
  it.each(['', 'x', "' OR 1=1", '00000000-0000-7000-8000-00000000000', '00000000-0000-7000-8000-00000000000a '])(
    'that is no UUID names nothing: %j',
    (text) => {
      expect(() => agencyId(text)).toThrow('not-found: there is no such agency.');
      expect(() => storedEvidenceId(text)).toThrow('not-found');
    },
  );

  it('of an agency is the same in upper and lower case', () => {
    expect(agencyId('00000000-0000-7000-8000-00000000000A')).toBe('00000000-0000-7000-8000-00000000000a');
  });

  it.each(['K7QF-3M9D-X2TA', 'k7qf3m9dx2ta', ' K7QF 3M9D X2TA ', 'K7QF-3M9D-X2TA'.toLowerCase()])(
    'of a document is read as people type it: %j',
    (typed) => {
      expect(documentId(typed)).toBe('K7QF-3M9D-X2TA');
    },
  );

  it('of a document takes O for 0 and I or L for 1', () => {
    expect(documentId('OoIi-LlAB-CDEF')).toBe('0011-11AB-CDEF');
  });

  it.each(['', 'K7QF-3M9D', 'K7QF-3M9D-X2TAA', 'K7QF-3M9D-X2TU', 'x'.repeat(10_000)])(
    'of a document that cannot be one names nothing: %j',
    (typed) => {
      expect(() => documentId(typed)).toThrow('not-found');
    },
  );
});
