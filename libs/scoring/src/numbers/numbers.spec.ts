import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { percentile } from './percentile.js';
import { isOver, isUnder, ratioOf } from './ratio.js';
import { wilson } from './wilson.js';
import { seedFromHex, xoshiro } from './xoshiro.js';

const Z = 1.959963984540054;

describe('xoshiro128** 1.1', () => {
  it('yields 11520, 0, 5927040, 70819200 from the state 1, 2, 3, 4', () => {
    const next = xoshiro([1, 2, 3, 4]);
    expect([next(), next(), next(), next()].map((uniform) => uniform * 2 ** 32)).toEqual([11520, 0, 5927040, 70819200]);
  });

  it('reads the seed as four big-endian words of a hash', () => {
    expect(seedFromHex('00000001ffffffff8000000000000010aabb')).toEqual([1, 4294967295, 2147483648, 16]);
  });

  it('refuses a seed of zeros, from which nothing but zeros would come, and what is no hash', () => {
    expect(() => seedFromHex('0'.repeat(64))).toThrow('SHA-256');
    expect(() => seedFromHex('no hash')).toThrow('SHA-256');
  });

  it('stays under 1 and spreads evenly', () => {
    const next = xoshiro([3735928559, 1, 2, 3]);
    const draws = Array.from({ length: 20_000 }, next);
    expect(Math.max(...draws)).toBeLessThan(1);
    expect(draws.reduce((sum, one) => sum + one, 0) / draws.length).toBeCloseTo(0.5, 1);
  });
});

describe('Wilson interval', () => {
  it('is 4.3 to 31.0 % for 3 of 24, and 0 to 24.2 % for 0 of 12, the handbook examples', () => {
    const [low, high] = wilson(3, 24, Z);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(['0.043', '0.310']);
    const [none, some] = wilson(0, 12, Z);
    expect(none).toBeCloseTo(0, 12);
    expect(some.toFixed(3)).toBe('0.242');
  });

  it('holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
        const count = Math.round(n * part);
        const [low, high] = wilson(count, n, Z);
        expect(low).toBeGreaterThan(-1e-9);
        expect(high).toBeLessThan(1 + 1e-9);
        expect(low).toBeLessThanOrEqual(count / n + 1e-12);
        expect(high).toBeGreaterThanOrEqual(count / n - 1e-12);
      }),
    );
  });
});

describe('percentiles of type 7', () => {
  it('interpolates between order statistics: the 5th of 1 to 5 lies a fifth of the way from 1 to 2', () => {
    // (5 − 1) × 0.05 = 0.2
    expect(percentile(Float64Array.of(1, 2, 3, 4, 5), 0.05)).toBeCloseTo(1.2, 12);
    expect(percentile(Float64Array.of(1, 2, 3, 4, 5), 0.5)).toBe(3);
    expect(percentile(Float64Array.of(7), 0.95)).toBe(7);
  });
});

describe('conditions on counts', () => {
  it('decides 5 % of 100 in whole numbers, where 0.05 × 100 is not exactly 5', () => {
    const limit = ratioOf(0.05);
    expect(limit).toEqual({ numerator: 1, denominator: 20 });
    expect(isOver(5, 100, limit)).toBe(false);
    expect(isOver(6, 100, limit)).toBe(true);
    expect(isUnder(5, 100, limit)).toBe(false);
    expect(isUnder(4, 100, limit)).toBe(true);
  });

  it('never misjudges a tie', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 100_000 }), (percent, hundredths) => {
        const ratio = ratioOf(percent / 100);
        expect(isUnder(percent * hundredths, 100 * hundredths, ratio)).toBe(false);
        expect(isOver(percent * hundredths, 100 * hundredths, ratio)).toBe(false);
      }),
    );
  });
});
