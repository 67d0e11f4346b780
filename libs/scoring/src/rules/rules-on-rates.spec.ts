import { describe, expect, it } from '@jest/globals';
import { METHOD_CONSTANTS } from '@isonomia/instrument';
import { settingsOf } from '../constants.js';
import { coverage } from './coverage.js';
import { means } from './means.js';
import { rates } from './rates.js';
import { stepOfRate, stepsOfFlow } from './steps.js';
import type { Step } from './steps.js';

const settings = settingsOf(METHOD_CONSTANTS);

const step = (id: string, women: readonly [number, number], men: readonly [number, number]): Step =>
  stepOfRate(id, { women: { count: women[0], of: women[1] }, men: { count: men[0], of: men[1] } }, 10);

const score = (event: 'gain' | 'loss', ...steps: readonly Step[]): ReturnType<typeof rates> =>
  rates('FLOW', steps, event, settings);

describe('SR, rates', () => {
  it('divides the lower rate by the higher and by 0.80', () => {
    // 6 of 40 = 0.15 against 24 of 100 = 0.24: q = 0.625, 100 × 0.625 ÷ 0.80 = 78.125
    // Expected at the common rate 30/140: 40 × 30 = 1200 ≥ 5 × 140 = 700. Fisher p = 0.36: a watch.
    const result = score('gain', step('hired', [6, 40], [24, 100]));
    expect(result.score).toBe(78.125);
    expect(result.withoutWatch).toBeUndefined();
    expect(result.trace.rows?.[0]).toMatchObject({ ratio: 0.625, direction: 'men', verdict: 'watch' });
  });

  it('is a finding when chance would rarely do it, and rules may look at it', () => {
    // 60 of 400 against 240 of 1000: the same rates ten times over, p < 0.05
    const result = score('gain', step('hired', [60, 400], [240, 1000]));
    expect(result).toMatchObject({ score: 78.125, withoutWatch: 78.125 });
    expect(result.trace.rows?.[0]).toMatchObject({ verdict: 'finding' });
  });

  it('takes the worst step, the first on a tie, and looks past watches for rules', () => {
    const fine = step('tested', [45, 100], [50, 100]); // q = 0.9 → 100
    const watch = step('offered', [6, 40], [24, 100]); // 78.125, a watch
    const result = score('gain', fine, watch, { ...watch, id: 'joined' });
    expect(result).toMatchObject({ score: 78.125, withoutWatch: 100 });
    expect(result.trace.values).toMatchObject({ step: 'offered', named: ['offered', 'joined'] });
  });

  it('gives full marks at exactly 0.80 and names no step there', () => {
    const result = score('gain', step('hired', [40, 100], [50, 100]));
    expect(result).toMatchObject({ score: 100, withoutWatch: 100 });
    expect(result.trace.values['named']).toEqual([]);
  });

  it('spares a rate in favour of women while they are under 40 % of those entering, but names it', () => {
    // women 30 of 50, men 30 of 100: q = 0.5; 50 of 150 is a third
    const spared = score('gain', step('hired', [30, 50], [30, 100]));
    expect(spared.score).toBe(100);
    expect(spared.trace.rows?.[0]).toMatchObject({ ratio: 0.5, direction: 'women' });
    expect(spared.trace.values['named']).toEqual(['hired']);
    // At exactly 40 %, 60 of 150, nothing is spared: rates 36/60 = 0.6 and 27/90 = 0.3, 100 × 0.5 ÷ 0.8 = 62.5
    expect(score('gain', step('hired', [36, 60], [27, 90])).score).toBe(62.5);
  });

  it('reads a loss the other way round: fewer women leaving favours women', () => {
    // women 6 of 60 = 0.1, men 40 of 200 = 0.2; women are 60 of 260 = 23 %: spared
    expect(score('loss', step('left', [6, 60], [40, 200])).score).toBe(100);
    // women 12 of 60 = 0.2, men 20 of 200 = 0.1: q = 0.5 → 62.5
    expect(score('loss', step('left', [12, 60], [20, 200])).score).toBe(62.5);
  });

  it('counts a step from ten entering of each sex and five events expected of each', () => {
    expect(score('gain', step('a', [5, 9], [50, 100])).reason).toBe('no-step-counts');
    // common rate 11/110: 10 × 11 = 110 < 5 × 110; with 55 of 110 exactly five are expected of the ten women
    expect(score('gain', step('a', [1, 10], [10, 100])).reason).toBe('no-step-counts');
    expect(score('gain', step('a', [5, 10], [50, 100])).score).toBe(100);
    expect(score('gain', step('a', [0, 100], [0, 100])).reason).toBe('no-step-counts');
  });

  it('scores only steps between neighbouring stages that are both complete', () => {
    const steps = stepsOfFlow(
      {
        stages: [
          { id: 'applied', women: 100, men: 200 },
          { id: 'tested', notAvailable: true },
          { id: 'offered', women: 20, men: 40 },
          { id: 'joined', women: 10, men: 30 },
        ],
      },
      10,
    );
    expect(steps).toMatchObject([
      { id: 'joined', from: 'offered', women: { of: 20, count: 10 }, men: { of: 40, count: 30 } },
    ]);
  });
});

describe('ME, means', () => {
  const mean = (women: readonly [number, number], men: readonly [number, number], event: 'gain' | 'loss') =>
    means(
      'MEANS',
      { women: { count: women[0], mean: women[1] }, men: { count: men[0], mean: men[1] } },
      event,
      settings,
    );

  it('divides the lower mean by the higher and by 0.80', () => {
    // 4 ÷ 8 = 0.5; 100 × 0.5 ÷ 0.80 = 62.5; years in rank are a loss, and women wait longer
    expect(mean([20, 8], [100, 4], 'loss').score).toBe(62.5);
  });

  it('spares a difference in favour of women under 40 % of the two counts', () => {
    expect(mean([20, 4], [100, 8], 'loss').score).toBe(100);
    expect(mean([80, 4], [120, 8], 'loss').score).toBe(62.5);
    expect(mean([20, 8], [100, 4], 'gain').score).toBe(100);
  });

  it('is not scored with under ten of a sex or when both means are 0', () => {
    expect(mean([9, 8], [100, 4], 'loss').reason).toBe('too-small');
    expect(mean([10, 0], [10, 0], 'gain').reason).toBe('both-means-zero');
    expect(mean([10, 0], [10, 3], 'gain').score).toBe(0);
    expect(means('M', { women: { count: 0 }, men: { count: 20, mean: 1 } }, 'gain', settings).reason).toBe('too-small');
  });
});

describe('CV, coverage', () => {
  it('is 100 × covered ÷ all, and nothing to cover is not scored', () => {
    expect(coverage('C', { count: 2, of: 3 }, settings).score).toBe(66.666666667);
    expect(coverage('C', { count: 0, of: 0 }, settings).reason).toBe('nothing-to-cover');
  });
});
