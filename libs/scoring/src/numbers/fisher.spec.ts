import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fisherTwoSided } from './fisher.js';

const choose = (n: number, k: number): bigint => {
  let result = 1n;
  for (let i = 1; i <= k; i += 1) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
};

/** The definition itself with whole numbers: tables no likelier than the one seen ÷ all tables. */
const exactP = (a: number, n1: number, b: number, n2: number): number => {
  const events = a + b;
  const ways = (x: number): bigint => choose(n1, x) * choose(n2, events - x);
  const seen = ways(a);
  let unlikely = 0n;
  for (let x = Math.max(0, events - n2); x <= Math.min(n1, events); x += 1) if (ways(x) <= seen) unlikely += ways(x);
  return Number((unlikely * 10n ** 15n) / choose(n1 + n2, events)) / 1e15;
};

const p = (a: number, n1: number, b: number, n2: number): number =>
  fisherTwoSided({ count: a, of: n1 }, { count: b, of: n2 });

describe("Fisher's exact test, two-sided", () => {
  it('gives 0.36 for 6 of 40 women against 24 of 100 men, the handbook example', () => {
    expect(p(6, 40, 24, 100)).toBeCloseTo(0.36, 2);
    expect(p(6, 40, 24, 100)).toBeCloseTo(exactP(6, 40, 24, 100), 10);
  });

  it('gives 0.486 for the lady tasting tea who gets three cups right', () => {
    // Margins 4 and 4 of 8: probabilities 1, 16, 36, 16, 1 of 70; no likelier than 16: 1 + 16 + 16 + 1 = 34.
    expect(p(3, 4, 1, 4)).toBeCloseTo(34 / 70, 12);
  });

  it('is 1 where the table seen is the likeliest', () => {
    expect(p(5, 10, 5, 10)).toBe(1);
  });

  it('agrees with counting all tables in whole numbers', () => {
    const tables = fc
      .tuple(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 120 }))
      .chain(([n1, n2]) => fc.tuple(fc.nat(n1), fc.constant(n1), fc.nat(n2), fc.constant(n2)));
    fc.assert(
      fc.property(tables, ([a, n1, b, n2]) => {
        expect(p(a, n1, b, n2)).toBeCloseTo(exactP(a, n1, b, n2), 9);
      }),
      { numRuns: 400 },
    );
  });

  it('counts the mirrored table, which is as likely, in spite of the last binary digit', () => {
    // With groups of one size the table seen and its mirror weigh the same; computed from the mode, they may differ.
    for (let n = 10; n <= 90; n += 1) {
      const [a, b] = [Math.floor(n / 3), Math.floor(n / 2)];
      expect(p(a, n, b, n)).toBeCloseTo(exactP(a, n, b, n), 9);
    }
  });

  it('does not care which sex comes first', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60), (a, b, c, d) => {
        fc.pre(a + c > 0 && b + d > 0);
        expect(p(a, a + b + 1, c, c + d + 1)).toBeCloseTo(p(c, c + d + 1, a, a + b + 1), 9);
      }),
    );
  });

  it('stays a number for ten million people, and 0 for what cannot be chance', () => {
    expect(p(1_000, 10_000_000, 1_050, 10_000_000)).toBeGreaterThan(0.05);
    expect(p(0, 10_000_000, 5_000_000, 10_000_000)).toBe(0);
  });
});
