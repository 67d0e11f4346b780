import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from '@isonomia/instrument';

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code units, at every depth, and leaves lists in their order', () => {
    // The example of RFC 8785, §3.2.3.
    const value = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      '\u00f6': { b: [2, 1], a: null },
    };
    expect(canonicalJson(value)).toBe(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":{"a":null,"b":[2,1]},"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    );
  });

  it.each([
    [333333333.33333329, '333333333.3333333'],
    [1e30, '1e+30'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [1e-27, '1e-27'],
    [-0, '0'],
    [3.0, '3'],
  ])('writes the number %d as %s', (number, written) => expect(canonicalJson(number)).toBe(written));

  it('agrees with the reference implementation on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => canonicalJson(value) === canonicalize(value)),
      { numRuns: 5000 },
    );
  });

  it('leaves out keys without a value', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, undefined, [undefined], () => 1, 1n, 'a\ud800', { '\udc00': 1 }])(
    'refuses %p, which JSON cannot say',
    (value) => expect(() => canonicalJson(value)).toThrow(TypeError),
  );

  it('refuses a list with holes instead of closing them', () => {
    const holes: unknown[] = [];
    holes[1] = 1;
    expect(() => canonicalJson(holes)).toThrow(TypeError);
  });
});
