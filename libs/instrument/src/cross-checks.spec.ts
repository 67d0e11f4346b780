import { describe, expect, it } from '@jest/globals';
import { type Answer, crossChecks } from '@isonomia/instrument';
import { SAMPLE_ANSWERS, sampleInstrument } from '../../../test/support/sample-instrument.js';

const instrument = sampleInstrument();
const warningsFor = (answers: Readonly<Record<string, Answer>>): ReturnType<typeof crossChecks> =>
  crossChecks(instrument, { variant: 'full', agencyType: 'police', answers });

const ranks: Answer = {
  value: {
    rows: [
      { id: 'cadet', band: 'trainees', women: 50, men: 50 },
      { id: 'officer', band: 'officers', women: 3, men: 9, other: 1 },
      { id: 'chief', band: 'heads', women: 1, men: 4 },
    ],
  },
};
const places = (women: number): Answer => ({
  value: {
    rows: [
      { id: 'hq', women, men: 3 },
      { id: 'field', women: 1, men: 10, other: 1 },
    ],
  },
});
const joined = (women: number, men: number): Answer => ({
  value: {
    stages: [
      { id: 'applied', women: 900, men: 900 },
      { id: 'tested', women: 900, men: 900 },
      { id: 'joined', women, men },
    ],
  },
});

describe('a warning across answers', () => {
  it('comes when two totals that should be equal are not, people of another sex counted in', () => {
    expect(warningsFor({ WFC1: ranks, WFC4: places(3) })).toEqual([]);
    expect(warningsFor({ WFC1: ranks, WFC4: places(4) })).toEqual([
      { check: 'places-as-ranks', relation: 'equal', left: 19, right: 18, questions: ['WFC4', 'WFC1'] },
    ]);
  });

  it('comes for each sex alone where a part is larger than its whole', () => {
    expect(warningsFor({ WFC1: ranks, REC1: joined(54, 63) })).toEqual([]);
    expect(warningsFor({ WFC1: ranks, REC1: joined(55, 1) })).toEqual([
      {
        check: 'joined-within-staff',
        relation: 'at-most',
        sex: 'women',
        left: 55,
        right: 54,
        questions: ['REC1', 'WFC1'],
      },
    ]);
    expect(warningsFor({ WFC1: ranks, REC1: joined(55, 64) }).map(({ sex }) => sex)).toEqual(['women', 'men']);
  });

  it('adds up several answers, and compares nothing while one of them is missing', () => {
    const leavers: Answer = { value: { women: { of: 9, count: 4 }, men: { of: 9, count: 4 } } };
    const sites: Answer = { value: { count: 1, of: 9 } };
    const means: Answer = { value: { women: { count: 1, mean: 2 }, men: { count: 1, mean: 2 } } };
    expect(warningsFor({ WLB1: leavers, EQP2: sites })).toEqual([]);
    expect(warningsFor({ WLB1: leavers, EQP2: sites, PRO2: { notAvailable: true } })).toEqual([]);
    expect(warningsFor({ WLB1: leavers, EQP2: sites, PRO2: means })).toMatchObject([{ left: 10, right: 9 }]);
  });

  it('does not come from a table with a row that is not available', () => {
    expect(warningsFor({ WFC1: ranks, WFC4: SAMPLE_ANSWERS['WFC4']! })).toEqual([]);
  });

  it('does not come from an answer that is no longer asked', () => {
    const core = { variant: 'core', agencyType: 'police', answers: { WFC1: ranks, WFC4: places(4) } };
    const onlyFull = {
      ...instrument,
      questions: instrument.questions.map((question) =>
        question.id === 'WFC4' ? { ...question, variants: ['full'] } : question,
      ),
    };
    expect(crossChecks(onlyFull, core)).toEqual([]);
    expect(crossChecks(instrument, core)).toHaveLength(1);
  });
});
