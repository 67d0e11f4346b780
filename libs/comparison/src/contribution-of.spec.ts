import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { contributionOf, type Contribution } from '@isonomia/comparison';
import { ContentLibrary, type ContentVersion } from '@isonomia/content';
import type { Answer, AnswerFile, Review } from '@isonomia/instrument';
import { composeResult, type AssessmentResult } from '@isonomia/outcome';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const AGENCY = { agency: 'a-1', holding: 'ministry of finance', country: 'c-1', agencyType: 'customs' };
const NO_REVIEW: Review = { accepted: [], rejected: [] };

let geoa: ContentVersion;
let full: AnswerFile;
beforeAll(async () => {
  const found = await new ContentLibrary({ content: 'libs/content' }).find('geoa-le');
  if (found === undefined) throw new Error('geoa-le is not there');
  geoa = found;
  full = JSON.parse(await readFile('examples/geoa-le-full.json', 'utf8')) as AnswerFile;
});

const resultOf = (answers: AnswerFile, review = NO_REVIEW): AssessmentResult => {
  const { instrument, rules } = geoa;
  return composeResult({ instrument, rules, answers, review, engine: 'test', sha256 });
};
const contribution = (answers = full, review = NO_REVIEW): Contribution =>
  contributionOf({
    assessment: 'as-1',
    agency: AGENCY,
    instrument: geoa.instrument,
    answers,
    profile: resultOf(answers, review),
    compared: geoa.compared ?? {},
  });
const withAnswer = (id: string, answer: unknown): AnswerFile => ({
  ...full,
  answers: { ...full.answers, [id]: answer as Answer },
});
const staffTable = (rows: readonly object[]): AnswerFile => withAnswer('WFC1', { value: { rows } });

describe('what a validated assessment brings into comparison', () => {
  it('is its scores as they were validated, its people as they were answered, and nothing of its pay', () => {
    const result = resultOf(full);
    const brought = contribution();
    expect(brought.overall.evidenced).toBe(result.overall.evidenced);
    expect(Object.keys(brought.dimensions)).toEqual(geoa.instrument.dimensions.map(({ id }) => id));
    expect(brought.dimensions['D1']).toEqual({
      claimed: result.dimensions['D1']?.claimed,
      evidenced: result.dimensions['D1']?.evidenced,
      interval: result.dimensions['D1']?.interval?.evidenced,
      level: result.dimensions['D1']?.level,
    });
    expect(brought.items['GOV1']).toBe(result.items['GOV1']?.evidenced);
    expect(brought.gates['REC2']).toBe(result.gates['REC2']?.state);
    expect(brought.instrument).toEqual({ id: 'geoa-le', version: '1.0.0', variant: 'full' });
    expect(Object.keys(brought.items).filter((id) => id.startsWith('PAY1'))).toEqual([]);
    expect(result.items['PAY1']?.evidenced).toBeDefined();
  });

  it('counts a proof that the reviewer rejected no more', () => {
    const [proven, evidence] = Object.entries(full.answers).flatMap(([id, answer]) =>
      'value' in answer && 'level' in answer.value && answer.evidence !== undefined && answer.evidence.length > 0
        ? [[id, answer.evidence] as const]
        : [],
    )[0] ?? ['', []];
    const before = contribution().items[proven] ?? 0;
    expect(contribution(full, { accepted: [], rejected: evidence }).items[proven]).toBeLessThan(before);
  });

  it('has women and men of every band, nobody in one without a row, and rows of one band together', () => {
    const brought = contribution(
      staffTable([
        { id: 'inspector', band: 'officers', women: 20, men: 60 },
        { id: 'sergeant', band: 'officers', women: 3, men: 11 },
        { id: 'cadet', band: 'trainees', women: 9, men: 9 },
        { id: 'clerk', band: 'support', women: 5, men: 0, other: 1 },
      ]),
    );
    expect(brought.bands).toEqual([
      { band: 'trainees', women: 9, men: 9 },
      { band: 'officers', women: 23, men: 71 },
      { band: 'supervisors', women: 0, men: 0 },
      { band: 'unit-heads', women: 0, men: 0 },
      { band: 'directors', women: 0, men: 0 },
      { band: 'head', women: 0, men: 0 },
      { band: 'support', women: 5, men: 0 },
      { band: 'professionals', women: 0, men: 0 },
      { band: 'managers', women: 0, men: 0 },
    ]);
    // 23 + 71 + 5 + 1 of another sex; the 18 cadets do not count.
    expect(brought.sizeBand).toBe('100-499');
  });

  it.each([
    [99, 'under-100'],
    [100, '100-499'],
    [499, '100-499'],
    [500, '500-1999'],
    [2000, '2000-up'],
  ])('an agency of %d people is in the size band %s', (men, band) => {
    expect(contribution(staffTable([{ id: 'a', band: 'officers', women: 0, men }])).sizeBand).toBe(band);
  });

  it('has nobody, and an unknown size, where the staff table has a gap', () => {
    const brought = contribution(
      staffTable([
        { id: 'inspector', band: 'officers', women: 20, men: 60 },
        { id: 'chief', band: 'head', notAvailable: true },
      ]),
    );
    expect(brought.bands).toEqual([]);
    expect(brought.sizeBand).toBe('unknown');
  });

  it('counts those who joined at the last stage, and those who left of their own accord', () => {
    const answers = {
      ...withAnswer('REC1', {
        value: {
          stages: ['applied', 'eligible', 'tested', 'offered', 'joined'].map((id, at) => ({
            id,
            women: 50 - at,
            men: 90 - at,
          })),
        },
      }),
    };
    const brought = contribution({
      ...answers,
      answers: {
        ...answers.answers,
        WLB1: { value: { women: { of: 200, count: 6 }, men: { of: 900, count: 31 } } },
      },
    });
    expect(brought.hires).toEqual({ women: 46, men: 86 });
    expect(brought.leavers).toEqual({ women: 6, men: 31 });
  });

  it('has no hires where they are not available', () => {
    expect(contribution(withAnswer('REC1', { notAvailable: true })).hires).toBeUndefined();
  });

  it('is plain JSON', () => {
    const brought = contribution();
    expect(JSON.parse(JSON.stringify(brought))).toEqual(brought);
  });
});
