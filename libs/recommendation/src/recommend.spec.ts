import { describe, expect, it } from '@jest/globals';
import type { AnswerFile } from '@isonomia/instrument';
import { scoreWithoutInterval } from '@isonomia/scoring';
import { NO_REVIEW, exampleFile, exampleInstrument } from '../../../test/support/scoring-example.js';
import { recommend } from './recommend.js';
import type { Recommendation, RecommendationRule, Trigger } from './rule.js';

const instrument = exampleInstrument();

const rule = (
  id: string,
  trigger: Trigger | readonly Trigger[],
  more: Partial<RecommendationRule> = {},
): RecommendationRule => ({
  id,
  triggers: Array.isArray(trigger) ? (trigger as readonly Trigger[]) : [trigger as Trigger],
  rankedBy: 'M1',
  horizon: '0-6',
  effort: 2,
  owner: 'head',
  references: [],
  ...more,
});

const list = (rules: readonly RecommendationRule[], answers: unknown): readonly Recommendation[] =>
  recommend(
    instrument,
    rules,
    scoreWithoutInterval(instrument, exampleFile(answers as AnswerFile['answers']), NO_REVIEW),
  );
const ids = (rules: readonly RecommendationRule[], answers: unknown): readonly string[] =>
  list(rules, answers).map((one) => one.rule);

const rate = (women: readonly [number, number], men: readonly [number, number]): unknown => ({
  value: { women: { count: women[0], of: women[1] }, men: { count: men[0], of: men[1] } },
});
/** Women at 850 in the junior grade of 20 and 1000 in the senior; men at 1000 in both. */
const payInGrades = (junior: number): unknown => ({
  value: {
    currency: 'EUR',
    period: 'month',
    rows: [
      { id: 'junior', women: { count: 20, mean: junior }, men: { count: 20, mean: 1000 } },
      { id: 'senior', women: { count: 180, mean: 1000 }, men: { count: 180, mean: 1000 } },
    ],
  },
});

describe('a trigger', () => {
  const underFifty = rule('R1', { kind: 'item', item: 'M1', under: 50 });

  it('on an item fires when the evidenced score is under the threshold, and shows the score', () => {
    expect(list([underFifty], { M1: { value: { level: 3 } } })[0]?.reasons).toEqual([
      { kind: 'item', item: 'M1', value: 25, threshold: 50, state: 'answered' },
    ]);
    expect(ids([underFifty], { M1: { value: { level: 2 }, evidence: ['e1'] } })).toEqual([]);
  });

  it('on an item does not fire on what has no score: missing answers have a trigger of their own', () => {
    expect(ids([underFifty], {})).toEqual([]);
    expect(
      ids([rule('R1', { kind: 'item', item: 'TRAINED', under: 50 })], { TRAINED: { notAvailable: true } }),
    ).toEqual([]);
    const missing = rule('R2', { kind: 'missing', item: 'TRAINED' });
    expect(list([missing], { TRAINED: { notAvailable: true } })[0]?.reasons).toEqual([
      { kind: 'missing', item: 'TRAINED', state: 'not-available' },
    ]);
    expect(ids([missing], { TRAINED: { value: { count: 0, of: 0 } } })).toEqual([]);
  });

  it('on a gate fires when it is open or not shown', () => {
    const gate = rule('R1', { kind: 'gate', gate: 'Y1' });
    expect(list([gate], { Y1: { value: { answer: 'no' } } })[0]).toMatchObject({ group: 'gate-open' });
    expect(list([gate], { Y1: { value: { answer: 'yes' } } })[0]).toMatchObject({ group: 'gate-not-shown' });
    expect(ids([gate], { Y1: { value: { answer: 'yes' }, evidence: ['e1'] } })).toEqual([]);
    expect(ids([gate], {})).toEqual([]);
  });

  it('on rates looks only at steps that are not a watch', () => {
    const leaving = [
      rule('R1', { kind: 'item', item: 'LEFT', under: 90 }),
      rule('R2', { kind: 'figure', figure: 'attrition-ratio', question: 'LEFT', comparison: 'over', value: 1.25 }),
    ];
    // 0.24 against 0.15, ratio 1.6: of 40 and 100 people possibly chance (p = 0.36), of ten times as many not
    expect(ids(leaving, { LEFT: rate([24, 100], [6, 40]) })).toEqual([]);
    expect(ids(leaving, { LEFT: rate([240, 1000], [60, 400]) })).toEqual(['R1', 'R2']);
  });

  it('on a figure looks at the whole table, or at each part when it says so', () => {
    const whole: Trigger = { kind: 'figure', figure: 'mean-gap', question: 'PAY', comparison: 'over', value: 0.05 };
    // Junior women earn 15 % less, which is 1.5 % over all: 20 of 200 women
    expect(ids([rule('R1', whole)], { PAY: payInGrades(850) })).toEqual([]);
    const inGrades = list([rule('R1', { ...whole, of: 'part' })], { PAY: payInGrades(850) });
    expect(inGrades[0]?.reasons).toEqual([
      { kind: 'figure', figure: 'mean-gap:PAY:junior', value: 0.15, threshold: 0.05 },
    ]);
    expect(ids([rule('R1', { ...whole, of: 'part' })], { PAY: payInGrades(960) })).toEqual([]);
  });

  it('is enough: a rule with several gives those that fired as reasons', () => {
    const several = rule('R1', [
      { kind: 'item', item: 'M1', under: 50 },
      { kind: 'item', item: 'Y2', under: 50 },
    ]);
    expect(
      list([several], { M1: { value: { level: 4 }, evidence: ['e'] }, Y2: { value: { answer: 'no' } } })[0]?.reasons,
    ).toHaveLength(1);
  });
});

describe('the order', () => {
  it('is open gates, gates not shown, then gap × weights ÷ effort', () => {
    // A: M1 unproven level 3 = 25: 75 × 1 × 1 ÷ 2 = 37.5      B: the same ÷ 1 = 75
    // C: RANKS at 0, weight 1, dimension weight 2: 100 × 1 × 2 ÷ 3 = 66.666…
    // D: ranked by an item without a score, which counts as a gap of 100: 100 ÷ 2 = 50
    const low = { kind: 'item', item: 'M1', under: 50 } as const;
    const rules = [
      rule('A', low),
      rule('B', low, { effort: 1 }),
      rule('C', { kind: 'item', item: 'RANKS', under: 50 }, { rankedBy: 'RANKS', effort: 3 }),
      rule('D', low, { rankedBy: 'Y2' }),
      rule('E', { kind: 'gate', gate: 'Y1' }, { effort: 3 }),
    ];
    const answers = {
      M1: { value: { level: 3 } },
      Y1: { value: { answer: 'yes' } },
      RANKS: { value: { rows: [{ id: 'r', band: 'officers', women: 0, men: 50 }] } },
    };
    const ranked = list(rules, answers);
    expect(ranked.map((one) => [one.rule, one.priority])).toEqual([
      ['E', 25],
      ['B', 75],
      ['C', 66.666666667],
      ['D', 50],
      ['A', 37.5],
    ]);
    expect(ranked.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
  });

  it('breaks ties by id in code units, so that R10 stands before R9', () => {
    const low = { kind: 'item', item: 'M1', under: 50 } as const;
    expect(ids([rule('R9', low), rule('r1', low), rule('R10', low)], { M1: { value: { level: 0 } } })).toEqual([
      'R10',
      'R9',
      'r1',
    ]);
  });
});

describe('the printed ten', () => {
  const low = { kind: 'item', item: 'M1', under: 50 } as const;
  const printed = (efforts: readonly (1 | 2 | 3)[], gates = 0): readonly string[] => {
    // M1 ranks with weight 1 and a gap of 100; to keep the order given, ties fall to the ids. Effort 1 would rank first,
    // so low-effort rules are ranked by Y2, of which the gap is 50 of 100 proven, and others by M1 in a heavy dimension.
    const rules = efforts.map((effort, index) =>
      rule(`R${String(index).padStart(2, '0')}`, index < gates ? { kind: 'gate', gate: 'Y1' } : low, {
        effort,
        rankedBy: effort === 1 ? 'CL1' : 'PAY',
      }),
    );
    const answers = {
      M1: { value: { level: 0 } },
      Y1: { value: { answer: 'no' } },
      CL1: { value: { checked: ['a', 'b', 'c'] }, evidence: ['e'] },
    };
    return list(rules, answers)
      .filter((one) => one.printed)
      .map((one) => one.rule);
  };

  it('are the first ten when three of them are of low effort or no more were triggered', () => {
    expect(printed([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2])).toHaveLength(10);
    expect(printed([2, 2, 1, 1])).toHaveLength(4);
  });

  it('give up the last that are neither a gate nor of low effort for the next of low effort', () => {
    // Ten of effort 2 come first; four of low effort have no gap left and come last, in the order of their ids.
    expect(printed([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1])).toEqual([
      'R00',
      'R01',
      'R02',
      'R03',
      'R04',
      'R05',
      'R06',
      'R10',
      'R11',
      'R12',
    ]);
  });

  it('never give up a gate', () => {
    expect(printed([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1], 9)).toEqual([
      'R00',
      'R01',
      'R02',
      'R03',
      'R04',
      'R05',
      'R06',
      'R07',
      'R08',
      'R10',
    ]);
  });
});
