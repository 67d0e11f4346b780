import { describe, expect, it } from '@jest/globals';
import type { Answer, AnswerFile, Review } from '@isonomia/instrument';
import { EXAMPLE_SEED, NO_REVIEW, exampleFile, exampleInstrument } from '../../../test/support/scoring-example.js';
import { scoreAssessment, scoreWithoutInterval } from './score-assessment.js';
import type { AssessmentScore } from './result.js';

const instrument = exampleInstrument();
const score = (answers: AnswerFile['answers'], review: Review = NO_REVIEW, variant = 'full'): AssessmentScore =>
  scoreWithoutInterval(instrument, exampleFile(answers, variant), review);

const level = (value: 0 | 1 | 2 | 3 | 4, evidence?: readonly string[]): Answer =>
  ({ value: { level: value }, ...(evidence === undefined ? {} : { evidence }) }) as Answer;
const says = (answer: 'yes' | 'partly' | 'no', evidence?: readonly string[]): Answer =>
  ({ value: { answer }, ...(evidence === undefined ? {} : { evidence }) }) as Answer;
const notApplicable = (evidence?: readonly string[]): Answer =>
  ({ notApplicable: 'we have no such staff', ...(evidence === undefined ? {} : { evidence }) }) as Answer;
const checked = (
  options: readonly string[],
  proved?: Record<string, readonly string[]>,
  evidence?: readonly string[],
): Answer =>
  ({
    value: { checked: options, ...(proved === undefined ? {} : { proved }) },
    ...(evidence === undefined ? {} : { evidence }),
  }) as Answer;
const heads = (...rows: readonly (readonly [id: string, women: number, men: number])[]): Answer => ({
  value: { rows: rows.map(([id, women, men]) => ({ id, women, men })) },
});
const ranks = (...rows: readonly (readonly [band: string, women: number, men: number])[]): Answer => ({
  value: { rows: rows.map(([band, women, men]) => ({ id: `rank-${band}`, band, women, men })) },
});
const pay = (women: number, men: number): Answer => ({
  value: {
    currency: 'EUR',
    period: 'month',
    rows: [{ id: 'g1', women: { count: 20, mean: women }, men: { count: 20, mean: men } }],
  },
});

const claimedAndEvidenced = (result: AssessmentScore, item: string): readonly [unknown, unknown] => [
  result.items[item]?.claimed,
  result.items[item]?.evidenced,
];

describe('an answer and its proof', () => {
  it('counts an unproven level from 2 upward as level 1', () => {
    expect(claimedAndEvidenced(score({ M1: level(3) }), 'M1')).toEqual([75, 25]);
    expect(claimedAndEvidenced(score({ M1: level(3, ['e1']) }), 'M1')).toEqual([75, 75]);
    expect(claimedAndEvidenced(score({ M1: level(1) }), 'M1')).toEqual([25, 25]);
    expect(claimedAndEvidenced(score({ M1: level(0) }), 'M1')).toEqual([0, 0]);
  });

  it('counts an unproven yes or partly as nothing', () => {
    expect(claimedAndEvidenced(score({ Y1: says('yes') }), 'Y1')).toEqual([100, 0]);
    expect(claimedAndEvidenced(score({ Y1: says('partly', ['e1']) }), 'Y1')).toEqual([50, 50]);
    expect(claimedAndEvidenced(score({ Y1: says('no', ['e1']) }), 'Y1')).toEqual([0, 0]);
  });

  it('counts options that are proved, each by itself or all by one evidence for the list', () => {
    // 2 of 3 options claimed, one of them proved: 66.6 and 33.3
    expect(claimedAndEvidenced(score({ CL1: checked(['a', 'b'], { a: ['e1'], b: [] }) }), 'CL1')).toEqual([
      66.666666667, 33.333333333,
    ]);
    expect(claimedAndEvidenced(score({ CL1: checked(['a', 'b'], {}, ['e1']) }), 'CL1')).toEqual([
      66.666666667, 66.666666667,
    ]);
    expect(claimedAndEvidenced(score({ CL1: checked(['none'], {}, ['e1']) }), 'CL1')).toEqual([0, 0]);
  });

  it('does not count evidence that a reviewer rejected while one of it stands', () => {
    const rejected = { accepted: [], rejected: ['e1'] };
    expect(claimedAndEvidenced(score({ M1: level(4, ['e1']) }, rejected), 'M1')).toEqual([100, 25]);
    expect(claimedAndEvidenced(score({ M1: level(4, ['e1', 'e2']) }, rejected), 'M1')).toEqual([100, 100]);
    expect(claimedAndEvidenced(score({ CL1: checked(['a'], { a: ['e1'] }) }, rejected), 'CL1')).toEqual([
      33.333333333, 0,
    ]);
  });
});

describe('a question without an answer to score', () => {
  it('leaves both scores when "not applicable" is proven or accepted, and counts 0 evidenced when it is not', () => {
    expect(score({ Y2: notApplicable() }).items['Y2']).toMatchObject({ state: 'not-applicable', evidenced: 0 });
    expect(score({ Y2: notApplicable(['e1']) }).items['Y2']?.evidenced).toBeUndefined();
    expect(score({ Y2: notApplicable() }, { accepted: ['Y2'], rejected: [] }).items['Y2']?.evidenced).toBeUndefined();
    expect(score({ Y2: notApplicable(['e1']) }, { accepted: [], rejected: ['e1'] }).items['Y2']?.evidenced).toBe(0);
  });

  it('counts 0 evidenced and has no claimed score when not available or unanswered', () => {
    const result = score({ TRAINED: { notAvailable: true } });
    expect(result.items['TRAINED']).toMatchObject({ state: 'not-available', evidenced: 0 });
    expect(result.items['TRAINED']?.claimed).toBeUndefined();
    expect(result.items['LEFT']).toMatchObject({ state: 'unanswered', evidenced: 0 });
  });

  it('is absent where variant, agency type or a condition leave it out', () => {
    expect(score({}).items['M2']).toBeUndefined();
    expect(score({ CTX: says('yes') }).items['M2']).toBeDefined();
    expect(score({}, NO_REVIEW, 'tables').items['M1']).toBeUndefined();
    expect(score({}, NO_REVIEW, 'tables').dimensions['POL']).toBeUndefined();
    const customs = scoreWithoutInterval(instrument, exampleFile({}, 'full', 'customs'), NO_REVIEW);
    expect(customs.items['POSTS']).toBeUndefined();
  });

  it('treats a table with a row that is not available as not available', () => {
    const incomplete = {
      value: {
        rows: [
          { id: 'head', notAvailable: true },
          { id: 'deputy', women: 20, men: 20 },
        ],
      },
    } as Answer;
    expect(score({ POSTS: incomplete }).items['POSTS']).toMatchObject({
      state: 'not-available',
      reason: 'incomplete',
      evidenced: 0,
    });
  });

  it('still scores the steps of a flow between complete stages, and is not available when none is', () => {
    const stages = (tested: object, joined: object): Answer =>
      ({ value: { stages: [{ id: 'applied', women: 50, men: 100 }, tested, joined] } }) as Answer;
    const tested = { id: 'tested', women: 40, men: 80 };
    expect(score({ HIRED: stages(tested, { id: 'joined', notAvailable: true }) }).items['HIRED']).toMatchObject({
      state: 'answered',
      claimed: 100,
    });
    const gap = stages({ id: 'tested', notAvailable: true }, { id: 'joined', women: 5, men: 9 });
    expect(score({ HIRED: gap }).items['HIRED']).toMatchObject({ state: 'not-available', reason: 'incomplete' });
    const mixed = {
      value: {
        cohort: false,
        stages: [{ id: 'applied', women: 50, men: 100 }, tested, { id: 'joined', women: 1, men: 2 }],
      },
    } as Answer;
    expect(score({ HIRED: mixed }).items['HIRED']).toMatchObject({ state: 'not-available', reason: 'not-a-cohort' });
  });

  it('takes over the state of the reference table in RI, unless the own table does not apply', () => {
    const units = heads(['a', 10, 30]);
    expect(score({ UNITS: units }).items['UNITS']).toMatchObject({
      state: 'unanswered',
      reason: 'reference-unanswered',
    });
    expect(score({ UNITS: units, RANKS: { notAvailable: true } }).items['UNITS']?.state).toBe('not-available');
    expect(score({ UNITS: units, RANKS: notApplicable() }).items['UNITS']).toMatchObject({
      state: 'not-applicable',
      evidenced: 0,
    });
    expect(score({ UNITS: units, RANKS: notApplicable(['e1']) }).items['UNITS']?.evidenced).toBeUndefined();
    const own = score({ UNITS: notApplicable(['e1']) }).items['UNITS'];
    expect([own?.state, own?.evidenced]).toEqual(['not-applicable', undefined]);
  });
});

describe('DA, data availability', () => {
  it('is the mean share of cells supplied; unproven "not applicable" counts 0 evidenced', () => {
    // Nine figure questions: RANKS UNITS POSTS PAY HIRED LEFT YEARS TRAINED AGES.
    // POSTS 1 of 2 rows = 0.5; LEFT given = 1; YEARS not applicable, unproven; the other six unanswered = 0.
    // claimed 100 × 1.5 ÷ 8 = 18.75, evidenced 100 × 1.5 ÷ 9 = 16.666…
    const result = score({
      POSTS: {
        value: {
          rows: [
            { id: 'head', notAvailable: true },
            { id: 'deputy', women: 1, men: 0 },
          ],
        },
      },
      LEFT: { value: { women: { of: 0, count: 0 }, men: { of: 0, count: 0 } } },
      YEARS: notApplicable(),
    });
    expect(claimedAndEvidenced(result, 'DATA')).toEqual([18.75, 16.666666667]);
    expect(result.coverage).toMatchObject({ data: 18.75 });
  });

  it('leaves out an open table without rows, which requests nothing', () => {
    const withEmpty = score({
      UNITS: heads(),
      LEFT: { value: { women: { of: 0, count: 0 }, men: { of: 0, count: 0 } } },
    });
    // 1 of the eight questions that request something
    expect(withEmpty.items['DATA']?.claimed).toBe(12.5);
  });

  it('is a figure where the variant does not score it', () => {
    const result = score(
      { LEFT: { value: { women: { of: 0, count: 0 }, men: { of: 0, count: 0 } } } },
      NO_REVIEW,
      'tables',
    );
    expect(result.items['DATA']).toBeUndefined();
    expect(result.figures.find(({ kind }) => kind === 'data-availability')?.value).toBe(11.111111111);
  });
});

describe('a dimension', () => {
  it('is the weighted mean of its items, shown from 75 % of the weight that applies', () => {
    // POL without M2 (not asked): M1 1, Y1 1, Y2 1, CL1 0.5 = 3.5. M1 75, Y1 100, CL1 66.666666667: 2.5 of 3.5 = 71.4 %
    const hidden = score({ M1: level(3), Y1: says('yes'), CL1: checked(['a', 'b']) }).dimensions['POL'];
    expect(hidden).toMatchObject({
      coverage: 71.428571429,
      shown: false,
      missing: [{ item: 'Y2', reason: 'unanswered' }],
    });
    expect(hidden?.claimed).toBeUndefined();
    expect(hidden?.evidenced).toBeUndefined();
    // Y2 not applicable, unproven: it leaves the claimed weight, 2.5 of 2.5, and counts 0 evidenced.
    // claimed (75 + 100 + 0.5 × 66.666666667) ÷ 2.5 = 83.333333333 (208.3333333335 ÷ 2.5)
    // evidenced (25 + 0 + 0 + 0) ÷ 3.5 = 7.142857143
    const shown = score({ M1: level(3), Y1: says('yes'), CL1: checked(['a', 'b']), Y2: notApplicable() });
    expect(shown.dimensions['POL']).toMatchObject({
      coverage: 100,
      shown: true,
      claimed: 83.333333333,
      evidenced: 7.142857143,
      level: 'initial',
    });
  });

  it('is shown at exactly 75 %', () => {
    // STAFF has six items; UNITS proven not applicable takes out two (UNITS, SPREAD); PAY is unanswered: 3 of 4.
    const answers = {
      RANKS: ranks(['officers', 40, 60], ['chiefs', 10, 30]),
      POSTS: heads(['head', 9, 1], ['deputy', 0, 0]),
    };
    const three = score({ ...answers, UNITS: notApplicable(['e1']) }).dimensions['STAFF'];
    expect(three).toMatchObject({ coverage: 75, shown: true });
  });

  it('does not let answers that are too few to score weigh in the 75 %', () => {
    const result = score({
      RANKS: ranks(['officers', 40, 60]),
      UNITS: heads(['a', 1, 2]),
      POSTS: heads(['head', 1, 0], ['deputy', 0, 1]),
      PAY: pay(1000, 1000),
    });
    // RANKS 100, PAY 100; CEILING, UNITS, SPREAD, POSTS answered but too small: 2 of 2
    expect(result.dimensions['STAFF']).toMatchObject({ coverage: 100, claimed: 100, evidenced: 100, level: 'leading' });
    expect(result.dimensions['STAFF']?.missing.map(({ reason }) => reason)).toEqual([
      'too-small',
      'too-small',
      'too-small',
      'too-small',
    ]);
  });
});

describe('the overall score', () => {
  /** Three dimensions of one item each; weights 1. */
  const trio = exampleInstrument({
    dimensions: ['A', 'B', 'C', 'D'].map((id) => ({
      id,
      questions: [
        { id: `Q${id}`, type: 'coverage', notApplicable: true },
        { id: `P${id}`, type: 'maturity', notApplicable: true },
      ],
      items: [
        { id: `Q${id}`, rule: { code: 'CV', question: `Q${id}` }, weight: 1 },
        { id: `P${id}`, rule: { code: 'M', question: `P${id}` }, weight: 3 },
      ],
    })),
    gates: [],
    classifications: [],
  });
  const overall = (answers: AnswerFile['answers']): AssessmentScore =>
    scoreWithoutInterval(trio, exampleFile(answers), NO_REVIEW);
  /** Both items of a dimension at one value, proven. */
  const both = (id: string, value: 0 | 1 | 2 | 3 | 4): AnswerFile['answers'] => ({
    [`Q${id}`]: { value: { count: 25 * value, of: 100 } },
    [`P${id}`]: level(value, ['e1']),
  });
  const gone = (id: string, evidence: readonly string[] = ['e1']): AnswerFile['answers'] => ({
    [`Q${id}`]: notApplicable(evidence),
    [`P${id}`]: notApplicable(evidence),
  });

  it('is the geometric mean: 25 and 100 give 50, not 62.5', () => {
    const result = overall({ ...both('A', 1), ...both('B', 4), ...gone('C'), ...gone('D') });
    expect(result.overall).toMatchObject({
      claimed: 50,
      evidenced: 50,
      level: 'developing',
      coverage: 100,
      shown: true,
    });
  });

  it('takes a dimension at 0 as 1', () => {
    // (1 × 100)^(1/2) = 10
    expect(overall({ ...both('A', 0), ...both('B', 4), ...gone('C'), ...gone('D') }).overall.claimed).toBe(10);
  });

  it('rounds before it judges: dimensions of 60 have an overall of 60, which is advanced', () => {
    const sixty = Object.fromEntries(
      ['A', 'B', 'C', 'D'].map((id) => [`Q${id}`, { value: { count: 60, of: 100 } }] as const),
    );
    const off = Object.fromEntries(['A', 'B', 'C', 'D'].map((id) => [`P${id}`, notApplicable(['e1'])] as const));
    expect(overall({ ...sixty, ...off }).overall).toMatchObject({ evidenced: 60, level: 'advanced' });
  });

  it('lets a hidden dimension in at the lowest shown one, and no higher than its own proven answers', () => {
    // A 100, B 100, C 50 shown; D: only QD (a quarter of its weight) answered with 100: hidden.
    // D enters the claimed overall at 50: (100 × 100 × 50 × 50)^(1/4) = 70.7106…
    // Its own evidenced mean is (100 × 1 + 0 × 3) ÷ 4 = 25, so (100 × 100 × 50 × 25)^(1/4) = 59.4603…
    const result = overall({ ...both('A', 4), ...both('B', 4), ...both('C', 2), QD: { value: { count: 1, of: 1 } } });
    expect(result.dimensions['D']?.shown).toBe(false);
    expect(result.overall).toMatchObject({ coverage: 75, claimed: 70.710678119, evidenced: 59.46035575 });
  });

  it('never prints the mean of a hidden dimension', () => {
    const result = overall({ ...both('A', 4), ...both('B', 4), ...both('C', 2), QD: { value: { count: 1, of: 1 } } });
    expect(result.overall.trace.rows?.at(-1)).toEqual({ dimension: 'D', weight: 1, hidden: true });
    expect(Object.keys(result.dimensions['D'] ?? {})).toEqual(['coverage', 'shown', 'missing', 'trace']);
    expect(result.dimensions['D']?.trace.values).toEqual({ weightThatApplies: 4, weightScored: 1, coverage: 25 });
  });

  it('is not shown under 75 % of the weight of the dimensions that have not left', () => {
    expect(overall({ ...both('A', 4), ...both('B', 4) }).overall).toMatchObject({ coverage: 50, shown: false });
    expect(overall({ ...both('A', 4), ...both('B', 4), ...gone('C'), ...gone('D') }).overall.coverage).toBe(100);
    // Unproven, C and D stay, hidden.
    expect(overall({ ...both('A', 4), ...both('B', 4), ...gone('C', []), ...gone('D', []) }).overall.shown).toBe(false);
  });

  it('is not shown when every dimension has left', () => {
    const result = overall({ ...gone('A'), ...gone('B'), ...gone('C'), ...gone('D') });
    expect(result.overall).toMatchObject({ coverage: 0, shown: false });
    expect(result.dimensions['A']?.trace.sentence).toBe('trace.dimension.left');
  });
});

describe('gates', () => {
  const gate = (answer: Answer | undefined): unknown => score(answer === undefined ? {} : { Y1: answer }).gates['Y1'];

  it('are open, not shown, met or unanswered, whatever the means', () => {
    expect(gate(says('partly', ['e1']))).toEqual({
      item: 'Y1',
      state: 'open',
      threshold: 100,
      claimed: 50,
      evidenced: 50,
    });
    expect(gate(says('yes'))).toMatchObject({ state: 'not-shown', claimed: 100, evidenced: 0 });
    expect(gate(says('yes', ['e1']))).toMatchObject({ state: 'met' });
    expect(gate(undefined)).toEqual({ item: 'Y1', state: 'unanswered', threshold: 100 });
  });

  it('are absent where the item is not asked', () => {
    expect(score({}, NO_REVIEW, 'tables').gates).toEqual({});
  });
});

describe('classifications', () => {
  it('are the first class whose every threshold is met, claimed and evidenced apart, with warnings', () => {
    expect(score({ Y1: says('yes'), M1: level(3) }).classifications['MARKER']).toEqual({
      claimed: 'two',
      evidenced: 'zero',
      warnings: ['unsafe'],
    });
    expect(score({ Y1: says('partly', ['e1']), M1: level(3, ['e1']) }).classifications['MARKER']).toEqual({
      claimed: 'one',
      evidenced: 'one',
      warnings: [],
    });
  });
});

describe('the robustness interval', () => {
  it('has no width where every choice leads to the same score', () => {
    const even = {
      M1: level(2, ['e1']),
      Y1: says('partly', ['e1']),
      Y2: says('partly', ['e1']),
      CL1: notApplicable(['e1']),
    };
    const { dimensions } = scoreAssessment(instrument, exampleFile(even), NO_REVIEW, EXAMPLE_SEED);
    expect(dimensions['POL']?.interval).toEqual({ claimed: [50, 50], evidenced: [50, 50] });
  });

  it('is given for shown dimensions alone', () => {
    const result = scoreAssessment(instrument, exampleFile({ M1: level(4) }), NO_REVIEW, EXAMPLE_SEED);
    expect(result.dimensions['POL']?.interval).toBeUndefined();
    expect(result.overall.interval).toBeUndefined();
  });

  it('changes nothing else', () => {
    const file = exampleFile({ M1: level(4), Y1: says('yes', ['e1']), Y2: says('no'), CL1: checked(['c']) });
    const { dimensions, ...rest } = scoreAssessment(instrument, file, NO_REVIEW, EXAMPLE_SEED);
    const { dimensions: plain, ...plainRest } = scoreWithoutInterval(instrument, file, NO_REVIEW);
    expect(rest).toEqual(plainRest);
    expect(dimensions['POL']).toEqual({ ...plain['POL'], interval: dimensions['POL']?.interval });
    expect(dimensions['POL']?.interval?.claimed[0]).toBeLessThan(dimensions['POL']?.claimed ?? 0);
  });
});

describe('what would raise it', () => {
  const full = { M1: level(3), Y1: says('no'), Y2: says('yes', ['e1']), CL1: checked(['a'], {}, ['e1']) };

  it('is the proof first, else the next step with its proof', () => {
    const steps = Object.fromEntries(score(full).raises.map((raise) => [raise.item, [raise.step, raise.detail]]));
    expect(steps).toMatchObject({
      M1: ['proof', {}],
      Y1: ['next', { to: 'partly' }],
      CL1: ['next', { option: 'b' }],
    });
    expect(steps['Y2']).toBeUndefined();
  });

  it('says what it brings to its dimension, all else equal', () => {
    // POL evidenced: (25 + 0 + 100 + 0.5 × 33.333333333) ÷ 3.5 = 40.476190476
    // M1 proven: 75 instead of 25: (75 + 0 + 100 + 16.6666666665) ÷ 3.5 = 54.761904762: a gain of 14.285714286
    expect(score(full).raises[0]).toEqual({ item: 'M1', step: 'proof', detail: {}, dimensionGain: 14.285714286 });
  });

  it('names the smallest exchange for figures and promises no gain', () => {
    const raises = score({ RANKS: ranks(['officers', 30, 70], ['chiefs', 2, 48]) }).raises;
    expect(raises.filter(({ step }) => step === 'exchange')).toEqual([
      { item: 'RANKS', step: 'exchange', detail: { row: 'chiefs', sex: 'women' } },
      { item: 'CEILING', step: 'exchange', detail: { row: 'top', sex: 'women' } },
      { item: 'DATA', step: 'exchange', detail: { question: 'UNITS', cells: 1 } },
    ]);
  });

  it('counts the proof of a "not applicable" in everything it touches', () => {
    const raise = score({ ...full, UNITS: notApplicable() }).raises.find(({ item }) => item === 'UNITS');
    expect(raise).toMatchObject({ step: 'proof', detail: { state: 'not-applicable' } });
  });
});
