import { describe, expect, it } from '@jest/globals';
import type { AnswerFile } from '@isonomia/instrument';
import { NO_REVIEW, exampleFile, exampleInstrument } from '../../../../test/support/scoring-example.js';
import type { Figure } from '../result.js';
import { scoreWithoutInterval } from '../score-assessment.js';

const instrument = exampleInstrument();
const figures = (answers: unknown): Readonly<Record<string, Figure>> =>
  Object.fromEntries(
    scoreWithoutInterval(instrument, exampleFile(answers as AnswerFile['answers']), NO_REVIEW).figures.map((figure) => [
      figure.id,
      figure,
    ]),
  );

const ranks = (...rows: readonly (readonly [band: string, women: number, men: number])[]): unknown => ({
  value: { rows: rows.map(([band, women, men], index) => ({ id: `r${String(index)}`, band, women, men })) },
});
const units = (...rows: readonly (readonly [id: string, women: number, men: number])[]): unknown => ({
  value: { rows: rows.map(([id, women, men]) => ({ id, women, men })) },
});
const rate = (women: readonly [number, number], men: readonly [number, number]): unknown => ({
  value: { women: { count: women[0], of: women[1] }, men: { count: men[0], of: men[1] } },
});
type Grade = readonly [id: string, women: number, womenMean: number, men: number, menMean: number];
const pay = (grades: readonly Grade[], median?: readonly [women: number, men: number]): unknown => ({
  value: {
    currency: 'EUR',
    period: 'month',
    rows: grades.map(([id, women, womenMean, men, menMean]) => ({
      id,
      women: women === 0 ? { count: 0 } : { count: women, mean: womenMean },
      men: men === 0 ? { count: 0 } : { count: men, mean: menMean },
    })),
    ...(median === undefined ? {} : { median: { women: median[0], men: median[1] } }),
  },
});

describe("women's share", () => {
  const table = ranks(['trainees', 8, 8], ['officers', 3, 21], ['chiefs', 0, 12], ['clerks', 6, 3]);

  it('is given for the counting rows, each part and each band, with its Wilson interval', () => {
    const given = figures({ RANKS: table });
    // All but trainees: 9 of 45 = 0.2; uniformed 3 of 36; officers 3 of 24 = 0.125 (4.3 to 31.0 %); chiefs 0 of 12
    expect(given['womens-share:RANKS']?.value).toBe(0.2);
    expect(given['womens-share:RANKS:uniformed']?.value).toBe(0.083333333);
    expect(given['womens-share:RANKS:officers']).toMatchObject({ value: 0.125, low: 0.043443341, high: 0.310038813 });
    expect(given['womens-share:RANKS:chiefs']).toMatchObject({ value: 0, low: 0, high: 0.242494007 });
    expect(given['womens-share:RANKS:trainees']?.value).toBe(0.5);
  });

  it('is too small under ten people', () => {
    const given = figures({ RANKS: table });
    expect(given['womens-share:RANKS:clerks']).toMatchObject({ status: 'too-small' });
    expect(given['womens-share:RANKS:clerks']?.value).toBeUndefined();
  });

  it('is stated as long as the question names no source', () => {
    expect(figures({ RANKS: table })['womens-share:RANKS']?.stated).toBe(true);
    const sourced = { ...(table as object), source: 'staff register, 31 December' };
    expect(figures({ RANKS: sourced })['womens-share:RANKS']?.stated).toBe(false);
  });

  it('is one line that says so when the table is not available, and no line when it does not apply', () => {
    expect(figures({ RANKS: { notAvailable: true } })['womens-share:RANKS']?.status).toBe('not-available');
    expect(
      Object.keys(figures({ RANKS: { notApplicable: 'we have no ranks' } })).filter((id) => id.includes('RANKS')),
    ).toEqual([]);
  });
});

describe('leadership', () => {
  it('compares chances and shares at the top with the uniformed service', () => {
    // uniformed: 40 women, 160 men; chiefs 2 and 18
    // likelihood (2 ÷ 40) ÷ (18 ÷ 160) = 0.05 ÷ 0.1125 = 0.444…; index (40 ÷ 200) ÷ (2 ÷ 20) = 2
    const given = figures({ RANKS: ranks(['officers', 38, 142], ['chiefs', 2, 18], ['clerks', 50, 0]) });
    expect(given['relative-likelihood:RANKS']?.value).toBe(0.444444444);
    expect(given['glass-ceiling-index:RANKS']?.value).toBe(2);
  });

  it('has no denominator without a man, or a woman, at the top', () => {
    const given = figures({ RANKS: ranks(['officers', 20, 20], ['chiefs', 10, 0]) });
    expect(given['relative-likelihood:RANKS']?.status).toBe('zero-denominator');
    const none = figures({ RANKS: ranks(['officers', 20, 20], ['chiefs', 0, 10]) });
    expect(none['glass-ceiling-index:RANKS']?.status).toBe('zero-denominator');
    const nobody = figures({ RANKS: ranks(['officers', 0, 20], ['chiefs', 0, 10]) });
    expect(nobody['glass-ceiling-index:RANKS']?.status).toBe('no-events');
  });

  it('names the lowest step of the pipeline, the first on a tie', () => {
    // shares: officers 40 of 100 = 0.4, supervisors 20 of 100 = 0.2, chiefs 1 of 10 = 0.1: both steps 0.5
    const given = figures({ RANKS: ranks(['chiefs', 1, 9], ['supervisors', 20, 80], ['officers', 40, 60]) });
    expect(given['pipeline:RANKS']).toMatchObject({ value: 0.5 });
    expect(given['pipeline:RANKS']?.trace.values).toMatchObject({ from: 'officers', to: 'supervisors' });
    expect(given['pipeline:RANKS:chiefs']?.value).toBe(0.5);
  });

  it('leaves steps out that touch a band of under ten people', () => {
    const given = figures({ RANKS: ranks(['officers', 40, 60], ['supervisors', 2, 7], ['chiefs', 1, 9]) });
    expect(given['pipeline:RANKS:supervisors']?.status).toBe('too-small');
    expect(given['pipeline:RANKS']?.status).toBe('too-small');
  });
});

describe('composition of units', () => {
  it('gives the representation ratio of the table and each row, without pooling', () => {
    // reference 40 of 200 = 0.2; units 6 of 40 = 0.15 → 0.75; 1 of 9 too small; all 7 of 49 ÷ 0.2 = 0.714…
    const given = figures({ RANKS: ranks(['officers', 40, 160]), UNITS: units(['a', 6, 34], ['b', 1, 8]) });
    expect(given['representation-ratio:UNITS:a']?.value).toBe(0.75);
    expect(given['representation-ratio:UNITS:b']?.status).toBe('too-small');
    expect(given['representation-ratio:UNITS']?.value).toBe(0.714285714);
  });

  it("gives Duncan's D unless a unit with people has fewer than ten", () => {
    expect(figures({ UNITS: units(['a', 30, 20], ['b', 10, 40], ['empty', 0, 0]) })['duncan-d:UNITS']?.value).toBe(
      0.416666667,
    );
    expect(figures({ UNITS: units(['a', 30, 20], ['b', 10, 40], ['c', 4, 5]) })['duncan-d:UNITS']?.status).toBe(
      'too-small',
    );
  });
});

describe('rates', () => {
  it("gives women's rate ÷ men's with Fisher's p, and calls it a watch while it may be chance", () => {
    const watch = figures({ LEFT: rate([24, 100], [6, 40]) })['attrition-ratio:LEFT'];
    expect(watch).toMatchObject({ value: 1.6, verdict: 'watch' });
    expect(watch?.trace.values['p']).toBe(0.36156188);
    expect(figures({ LEFT: rate([240, 1000], [60, 400]) })['attrition-ratio:LEFT']?.verdict).toBe('finding');
    expect(figures({ LEFT: rate([10, 100], [11, 100]) })['attrition-ratio:LEFT']?.verdict).toBeUndefined();
  });

  it('has no denominator when no man left, no events when nobody did, and is too small under ten', () => {
    expect(figures({ LEFT: rate([1, 10], [0, 10]) })['attrition-ratio:LEFT']?.status).toBe('zero-denominator');
    expect(figures({ LEFT: rate([0, 10], [0, 10]) })['attrition-ratio:LEFT']?.status).toBe('no-events');
    expect(figures({ LEFT: rate([0, 9], [0, 10]) })['attrition-ratio:LEFT']?.status).toBe('too-small');
    expect(figures({ LEFT: rate([0, 10], [5, 10]) })['attrition-ratio:LEFT']?.value).toBe(0);
  });
});

describe('pay', () => {
  it('splits the gap over all grades into not compared, within and structure', () => {
    // A: 10 women at 900, 10 men at 1000; B: 30 women at 1900, 10 men at 2000; C: 2 women at 500, no man
    // All: women (9000 + 57000 + 1000) ÷ 42 = 1595.238…, men 1500: gap −0.063492063…
    // A and B: women 66000 ÷ 40 = 1650: gap −0.1; not compared = −0.0634920… + 0.1 = 0.036507937
    // within = 100 ÷ 1500 = 0.066666667; structure = −0.063492063 − 0.036507937 − 0.066666667 = −0.166666667
    const given = figures({
      PAY: pay([
        ['A', 10, 900, 10, 1000],
        ['B', 30, 1900, 10, 2000],
        ['C', 2, 500, 0, 0],
      ]),
    });
    expect(given['mean-gap:PAY']?.value).toBe(-0.063492063);
    expect(given['mean-gap:PAY:split:not-compared']?.value).toBe(0.036507937);
    expect(given['mean-gap:PAY:split:within']?.value).toBe(0.066666667);
    expect(given['mean-gap:PAY:split:structure']?.value).toBe(-0.166666667);
  });

  it('gives the gap of each grade with ten of each sex, and calls 5 % either way a finding', () => {
    const given = figures({
      PAY: pay([
        ['A', 10, 950, 10, 1000],
        ['B', 10, 960, 10, 1000],
        ['C', 9, 500, 10, 1000],
      ]),
    });
    expect(given['mean-gap:PAY:A']).toMatchObject({ value: 0.05, verdict: 'finding' });
    expect(given['mean-gap:PAY:B']).toMatchObject({ value: 0.04 });
    expect(given['mean-gap:PAY:B']?.verdict).toBeUndefined();
    expect(given['mean-gap:PAY:C']?.status).toBe('too-small');
  });

  it('gives the median gap where medians are given', () => {
    const given = figures({ PAY: pay([['A', 10, 950, 10, 1000]], [900, 1000]) });
    expect(given['median-gap:PAY']?.value).toBe(0.1);
    expect(figures({ PAY: pay([['A', 10, 950, 10, 1000]]) })['median-gap:PAY']).toBeUndefined();
    expect(figures({ PAY: pay([['A', 9, 950, 10, 1000]], [900, 1000]) })['median-gap:PAY']?.status).toBe('too-small');
  });
});

describe('coverage by sex', () => {
  it('is given beside the score, from ten people', () => {
    const value = { count: 30, of: 60, women: { count: 15, of: 20 }, men: { count: 3, of: 9 } };
    const given = figures({ TRAINED: { value } });
    expect(given['coverage-by-sex:TRAINED:women']?.value).toBe(75);
    expect(given['coverage-by-sex:TRAINED:men']?.status).toBe('too-small');
  });
});
