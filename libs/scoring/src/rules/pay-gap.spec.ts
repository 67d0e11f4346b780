import { describe, expect, it } from '@jest/globals';
import { METHOD_CONSTANTS } from '@isonomia/instrument';
import type { PayRow } from '@isonomia/instrument';
import { settingsOf } from '../constants.js';
import { gradesOf, payGap, paySums } from './pay-gap.js';

const settings = settingsOf(METHOD_CONSTANTS);

const grade = (id: string, women: readonly [number, number], men: readonly [number, number]): PayRow => ({
  id,
  women: women[0] === 0 ? { count: 0 } : { count: women[0], mean: women[1] },
  men: men[0] === 0 ? { count: 0 } : { count: men[0], mean: men[1] },
});
const score = (...grades: readonly PayRow[]): ReturnType<typeof payGap> => payGap('PAY', grades, settings);

describe('PG, pay gap within grades', () => {
  it('weighs the gaps of the grades with where the women are', () => {
    // A: 10 women at 900, 10 men at 1000; B: 30 women at 1900, 10 men at 2000
    // 0.25 × 100 + 0.75 × 100 = 100; men's mean (10 × 1000 + 10 × 2000) ÷ 20 = 1500; g = 0.0666…
    // 75 × (0.20 − 0.0666…) ÷ 0.15 = 66.666…
    const result = score(grade('A', [10, 900], [10, 1000]), grade('B', [30, 1900], [10, 2000]));
    expect(result.score).toBe(66.666666667);
    expect(result.trace.values).toMatchObject({ signedGap: 0.066666667, menMean: 1500, findings: ['A', 'B'] });
  });

  it.each([
    // gap of one grade with 10 and 10, men at 1000
    [1000, 100],
    [975, 100], // 2.5 %: still full marks
    [962.5, 87.5], // 3.75 %: half way from 100 to 75
    [950, 75], // 5 %
    [875, 37.5], // 12.5 %: half way from 75 to 0
    [800, 0], // 20 %
    [500, 0],
    [1050, 75], // women earn 5 % more: the sign does not matter
  ])('women at %p against men at 1000 score %p', (women, expected) => {
    expect(score(grade('A', [10, women], [10, 1000])).score).toBe(expected);
  });

  it('counts a grade from three of each sex', () => {
    expect(score(grade('A', [2, 500], [50, 1000])).reason).toBe('no-grade-counts');
    expect(score(grade('A', [3, 1000], [3, 1000])).score).toBe(100);
  });

  it('is not scored when the counted grades hold under half of the women', () => {
    expect(score(grade('A', [5, 1000], [5, 1000]), grade('B', [6, 1000], [0, 0])).reason).toBe('too-few-women-counted');
    expect(score(grade('A', [5, 1000], [5, 1000]), grade('B', [5, 1000], [0, 0])).score).toBe(100);
  });

  it('names a grade with ten of each and a gap of 5 % either way', () => {
    const result = score(
      grade('A', [10, 950], [10, 1000]),
      grade('B', [10, 951], [10, 1000]),
      grade('C', [9, 500], [10, 1000]),
      grade('D', [10, 1050], [10, 1000]),
    );
    expect(result.trace.values['findings']).toEqual(['A', 'D']);
  });

  it('keeps the sign in the trace: a minus says that women earn more', () => {
    expect(score(grade('A', [10, 1100], [10, 1000])).trace.values['signedGap']).toBe(-0.1);
  });

  it('copes with money of any size', () => {
    const rich = [grade('A', [10_000_000, 2 ** 1020], [10_000_000, 2 ** 1020])];
    expect(paySums(rich)).toMatchObject({ womenMean: 2 ** 1020, menMean: 2 ** 1020 });
    expect(payGap('PAY', rich, settings).score).toBe(100);
  });

  it('is incomplete when a grade is not available', () => {
    expect(gradesOf({ currency: 'EUR', period: 'year', rows: [{ id: 'A', notAvailable: true }] })).toBeUndefined();
  });
});
