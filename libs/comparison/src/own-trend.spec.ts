import { describe, expect, it } from '@jest/globals';
import type { AnswerFile, Instrument } from '@isonomia/instrument';
import { scoreAssessment } from '@isonomia/scoring';
import { EXAMPLE_SEED, NO_REVIEW, exampleFile, exampleInstrument } from '../../../test/support/scoring-example.js';
import { ownTrend, type OwnResult } from './own-trend.js';

const before = exampleInstrument();
/** The next version, with some text of the structure replaced: what was asked there is asked otherwise. */
const next = (from: string, to: string): Instrument => {
  const text = JSON.stringify(before);
  if (!text.includes(from)) throw new Error('The example has changed.');
  return JSON.parse(text.replace(from, to).replace('"version":"1.0.0"', '"version":"2.0.0"')) as Instrument;
};
const ANSWERS: AnswerFile['answers'] = {
  M1: { value: { level: 1 } },
  Y1: { value: { answer: 'partly' }, evidence: ['e' as never] },
  Y2: { value: { answer: 'yes' }, evidence: ['e' as never] },
  CL1: { value: { checked: ['a'] }, evidence: ['e' as never] },
};
const result = (instrument: Instrument, answers = ANSWERS, variant = 'full'): OwnResult => {
  const file = { ...exampleFile(answers, variant), version: instrument.version };
  return {
    instrument,
    answers: file,
    review: NO_REVIEW,
    result: scoreAssessment(instrument, file, NO_REVIEW, EXAMPLE_SEED),
  };
};
const trend = (...results: readonly OwnResult[]) => ownTrend(results, EXAMPLE_SEED);

describe('own results over time', () => {
  it('are the numbers of the outcomes where every assessment asked the same', () => {
    const first = result(before);
    // Nobody scores this anew: it is not what the answers are worth.
    const frozen = {
      ...first,
      result: { ...first.result, overall: { ...first.result.overall, shown: true, evidenced: 12.5 } },
    };
    const { points, changed, notAlways, gone, items } = trend(frozen, result(before));
    expect(points[0]?.overall.evidenced).toBe(12.5);
    expect({ changed, notAlways, gone }).toEqual({ changed: [], notAlways: [], gone: [] });
    expect(items).toContain('DATA');
  });

  it('do not move when only the questionnaire did', () => {
    const scale = '"id":"a","exclusive":false';
    const later = next(scale, `${scale}},{"id":"z","exclusive":false`);
    const [was, is] = [result(before), result(later)];
    const pol = (one: OwnResult) => one.result.dimensions['POL']?.evidenced;
    expect(pol(was)).not.toBe(pol(is));
    const { points, changed, items } = trend(was, is);
    expect(changed).toEqual(expect.arrayContaining(['CL1']));
    expect(items).toEqual(expect.arrayContaining(['M1', 'Y1', 'Y2']));
    expect(items).not.toContain('CL1');
    expect(points[0]?.dimensions['POL']?.evidenced).toBeDefined();
    expect(points[0]?.dimensions['POL']).toEqual(points[1]?.dimensions['POL']);
  });

  it('move when the agency did, whatever else changed', () => {
    const scale = '"id":"a","exclusive":false';
    const later = next(scale, `${scale}},{"id":"z","exclusive":false`);
    const better = { ...ANSWERS, Y1: { value: { answer: 'yes' as const }, evidence: ['e' as never] } };
    const [first, second] = trend(result(before), result(later, better)).points;
    const [was, is] = [first?.dimensions['POL']?.evidenced ?? 0, second?.dimensions['POL']?.evidenced ?? 0];
    expect(is - was).toBeCloseTo(50 / 3, 6);
  });

  it('leave out what is no longer asked, and say so', () => {
    const shorter = { ...before, version: '2.0.0', items: before.items.filter(({ id }) => id !== 'Y2') };
    const { gone, items } = trend(result(before), result(shorter));
    expect(gone).toEqual(['Y2']);
    expect(items).not.toContain('Y2');
  });

  it('leave out what a variant did not ask every time', () => {
    const tables = result(before, {}, 'tables');
    const { notAlways, dimensions, items } = trend(tables, result(before));
    expect(notAlways).toEqual(expect.arrayContaining(['M1', 'Y1', 'Y2', 'CL1']));
    expect(items).toContain('RANKS');
    expect(dimensions).not.toContain('POL');
  });

  it('are nothing without an assessment', () => {
    expect(trend().points).toEqual([]);
  });
});
