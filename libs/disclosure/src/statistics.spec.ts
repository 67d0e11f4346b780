import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  discloseItemMedian,
  discloseMedian,
  discloseQuartiles,
  mayRelease,
  quantile,
  shareRange,
  STANDARD_RULES,
  type HeldValue,
  type SetMember,
} from './index.js';

const held = (...values: readonly number[]): readonly HeldValue[] =>
  values.map((value, at) => ({ holding: `h${at}`, value }));

describe('scores of a group', () => {
  it('have a median in whole points from five holdings on', () => {
    expect(discloseMedian(held(10, 20, 30.6, 40, 50))).toEqual({ kind: 'points', points: 31 });
    expect(discloseMedian(held(10, 20, 30, 40))).toBeUndefined();
  });

  it('count agencies of one holding as one', () => {
    const four = held(10, 20, 30, 40);
    expect(discloseMedian([...four, { holding: 'h0', value: 50 }])).toBeUndefined();
    expect(discloseMedian([...four, { holding: 'h4', value: 50 }])).toBeDefined();
  });

  it('are not told apart at the ends of the scale while they are few', () => {
    expect(discloseMedian(held(1, 2, 3, 4, 5))).toEqual({ kind: 'under', bound: 10 });
    expect(discloseMedian(held(95, 96, 97, 98, 99))).toEqual({ kind: 'over', bound: 90 });
    expect(discloseMedian(held(...Array.from({ length: 10 }, () => 97)))).toEqual({ kind: 'points', points: 97 });
  });

  it('have quartiles and medians of single items from ten holdings on', () => {
    const nine = held(...Array.from({ length: 9 }, (_, at) => at * 10));
    expect([discloseQuartiles(nine), discloseItemMedian(nine)]).toEqual([undefined, undefined]);
    const ten = held(...Array.from({ length: 10 }, (_, at) => at * 10));
    expect(discloseQuartiles(ten)).toEqual({
      lower: { kind: 'points', points: 23 },
      upper: { kind: 'points', points: 68 },
    });
    expect(discloseItemMedian(ten)).toEqual({ kind: 'points', points: 45 });
  });

  it('have quantiles between order statistics', () => {
    expect([0, 0.25, 0.5, 1].map((part) => quantile([4, 1, 3, 2], part))).toEqual([1, 1.75, 2.5, 4]);
  });
});

describe('shares of agencies', () => {
  const counts = fc.integer({ min: 12, max: 400 }).chain((n) => fc.tuple(fc.nat({ max: n }), fc.constant(n)));

  it('are ranges that hold the share and in which four counts and more look the same', () => {
    fc.assert(
      fc.property(counts, ([count, n]) => {
        const range = shareRange(count, n);
        if (range === undefined) throw new Error('no share');
        expect((count * 100) / n).toBeGreaterThanOrEqual(range.from - 1e-9);
        expect((count * 100) / n).toBeLessThanOrEqual(range.to + 1e-9);
        const alike = Array.from({ length: n + 1 }, (_, other) => shareRange(other, n)).filter(
          (other) => other?.from === range.from,
        );
        expect(alike.length).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  it('are as fine as their number allows, and none under twelve', () => {
    expect(shareRange(3, 11)).toBeUndefined();
    expect([12, 20, 40, 80].map((n) => shareRange(n / 2, n))).toEqual([
      { from: 100 / 3, to: 200 / 3 },
      { from: 40, to: 60 },
      { from: 50, to: 60 },
      { from: 50, to: 55 },
    ]);
    expect(shareRange(12, 12)).toEqual({ from: 200 / 3, to: 100 });
  });
});

describe('a set of agencies beside those released before', () => {
  const set = (from: number, to: number): readonly SetMember[] =>
    Array.from({ length: to - from }, (_, at) => ({ assessment: `a${from + at}`, holding: `h${from + at}` }));

  it('may be released when it, what is left and what changed are none, or five holdings and more', () => {
    expect(mayRelease(set(0, 10), { all: set(0, 15), earlier: [set(0, 5), set(0, 10)] })).toBeUndefined();
  });

  it('may not when few are in it, left out of it, or new in it', () => {
    expect(mayRelease(set(0, 4), { all: set(0, 20), earlier: [] })).toBe('few');
    expect(mayRelease(set(0, 17), { all: set(0, 20), earlier: [] })).toBe('few-left');
    expect(mayRelease(set(0, 20), { all: set(0, 20), earlier: [set(0, 19)] })).toBe('few-changed');
  });

  it('takes a corrected assessment for another one', () => {
    const corrected = [{ assessment: 'a0-corrected', holding: 'h0' }, ...set(1, 20)];
    expect(mayRelease(corrected, { all: corrected, earlier: [set(0, 20)] })).toBe('few-changed');
  });

  it('would be released beside another one with the rule off', () => {
    const rules = { ...STANDARD_RULES, differencing: false };
    expect(mayRelease(set(0, 20), { all: set(0, 20), earlier: [set(0, 19)] }, rules)).toBeUndefined();
  });
});
