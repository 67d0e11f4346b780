import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { round9 } from './round.js';

/** The double written out in full, as a whole number of 10⁻¹¹⁰⁰, and rounded by hand with whole numbers. */
const roundedByHand = (value: number): number => {
  const DIGITS = 1100n;
  const magnitude = Math.abs(value);
  const [mantissa, exponent] = exactParts(magnitude);
  const scaled =
    exponent >= 0n ? mantissa * 2n ** exponent * 10n ** DIGITS : (mantissa * 10n ** DIGITS) / 2n ** -exponent;
  const unit = 10n ** (DIGITS - 9n);
  const nanos = (scaled + unit / 2n) / unit;
  const digits = nanos.toString().padStart(10, '0');
  const rounded = Number(`${digits.slice(0, -9)}.${digits.slice(-9)}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
};

const exactParts = (value: number): [mantissa: bigint, exponent: bigint] => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = (bits >> 52n) & 0x7ffn;
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0n ? [fraction, -1074n] : [fraction | (1n << 52n), exponent - 1075n];
};

describe('nine decimals', () => {
  it.each([
    // 25/1024 = 0.0244140625 is exact in binary: a true tie, so it goes away from zero.
    [25 / 1024, 0.024414063],
    [-25 / 1024, -0.024414063],
    [1 / 3, 0.333333333],
    [2 / 3, 0.666666667],
    // The double nearest to 0.0000000005 lies above it (5.00000000000000031e-10), so it is rounded up ...
    [0.0000000005, 1e-9],
    // ... and the one nearest to 0.0000000025 lies above 25 × 10⁻¹⁰ too, that of 1.0000000015 below its tie.
    [0.0000000025, 3e-9],
    [1.0000000015, 1.000000001],
    [1.0000000005, 1.000000001],
    [59.99999999999999, 60],
    [123456789.123456789, 123456789.123456789],
    [0, 0],
  ])('rounds %p to %p', (value, rounded) => {
    expect(round9(value)).toBe(roundedByHand(value));
    expect(round9(value)).toBe(rounded);
  });

  it('never gives a negative zero', () => {
    expect(Object.is(round9(-1e-12), 0)).toBe(true);
    expect(Object.is(round9(-0), 0)).toBe(true);
  });

  it('agrees with rounding the written-out double by hand', () => {
    const scores = fc.double({ min: -101, max: 101, noNaN: true });
    const money = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const quotients = fc
      .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 1, max: 4096 }))
      .map(([a, b]) => a / b);
    const nearTies = fc.integer({ min: 0, max: 1e9 }).map((n) => (n + 0.5) / 1e9);
    fc.assert(
      fc.property(fc.oneof(scores, money, quotients, nearTies), (value) => {
        expect(round9(value)).toBe(roundedByHand(value) + 0);
      }),
      { numRuns: 3000 },
    );
  });
});
