import { describe, expect, it } from '@jest/globals';
import { type Fault, parseAnswer, parseAnswerFile } from '@isonomia/instrument';
import { SAMPLE_ANSWERS, questionOf, sampleFile, sampleInstrument } from '../../../test/support/sample-instrument.js';

const instrument = sampleInstrument();

const faultsOf = (id: string, raw: unknown): readonly Fault[] => {
  const parsed = parseAnswer(instrument, questionOf(instrument, id), raw);
  return parsed.ok ? [] : parsed.faults;
};
/** `code path-below-the-question`, so that one line says what is refused and where. */
const refused = (id: string, raw: unknown): readonly string[] =>
  faultsOf(id, raw).map(({ code, path }) => `${code} ${path.replace(`answers.${id}`, '').replace(/^\./, '')}`.trim());
const refusedValue = (id: string, value: unknown): readonly string[] => refused(id, { value });

describe('an answer', () => {
  it.each(Object.entries(SAMPLE_ANSWERS))('to %s is taken as it stands when it is legal', (id, answer) => {
    expect(parseAnswer(instrument, questionOf(instrument, id), answer)).toEqual({ ok: true, answer });
  });

  it('is in exactly one state', () => {
    expect(refused('GOV1', {})).toEqual(['answer.not-one-state']);
    expect(refused('WFC1', { value: { rows: [] }, notAvailable: true })).toEqual(['answer.not-one-state']);
  });

  it('has no key that is unknown, at any depth', () => {
    expect(refused('GOV1', { value: { level: 1, sure: true }, note: 'x' })).toEqual([
      'answer.unknown-key note',
      'answer.unknown-key value.sure',
    ]);
    expect(refusedValue('WLB1', { women: { of: 1, count: 1, x: 1 }, men: { of: 1, count: 1 } })).toEqual([
      'answer.unknown-key value.women.x',
    ]);
    expect(refused('WFC1', { notAvailable: true, source: 'x' })).toEqual(['answer.unknown-key source']);
  });

  it('does not take a key of its prototype for one of its own', () => {
    expect(refused('GOV1', JSON.parse('{"value": {"level": 1}, "__proto__": {"source": "x"}}'))).toEqual([
      'answer.unknown-key __proto__',
    ]);
    expect(refused('GOV1', JSON.parse('{"value": {"level": 1, "constructor": 1}}'))).toEqual([
      'answer.unknown-key value.constructor',
    ]);
  });

  it('names as evidence ids that are text', () => {
    expect(refused('GOV1', { value: { level: 1 }, evidence: ['a', 7, ''] })).toEqual([
      'answer.not-text evidence.1',
      'answer.empty-text evidence.2',
    ]);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a high surrogate alone', 'a\ud800b'],
    ['a low surrogate alone', '\udc00'],
  ])('is refused with %s in a text', (_, text) => {
    expect(refused('GOV1', { value: { level: 1 }, source: text })).toEqual(['answer.forbidden-character source']);
    expect(refusedValue('NOTE', { text })).toEqual(['answer.forbidden-character value.text']);
  });

  it('tells what was given in a few printable characters', () => {
    const [fault] = faultsOf('GOV1', { value: { level: `\u0007${'x'.repeat(5000)}` } });
    expect(fault?.detail).toEqual({ question: 'GOV1', got: `"\ufffd${'x'.repeat(39)}…"` });
  });
});

describe('a level', () => {
  it.each([0, 1, 2, 3, 4])('may be %i', (level) => expect(refusedValue('GOV1', { level })).toEqual([]));

  it('outside 0 to 4 is refused with the bounds', () => {
    expect(faultsOf('GOV1', { value: { level: 7 } })).toEqual([
      {
        code: 'answer.out-of-range',
        path: 'answers.GOV1.value.level',
        detail: { question: 'GOV1', min: 0, max: 4, got: 7 },
      },
    ]);
    expect(refusedValue('GOV1', { level: -1 })).toEqual(['answer.out-of-range value.level']);
  });

  it('is a whole number and nothing that could be made into one', () => {
    for (const level of [2.5, '3', true, null, [3], Number.NaN]) {
      expect(refusedValue('GOV1', { level })).toEqual(['answer.not-a-whole-number value.level']);
    }
  });
});

describe('not applicable', () => {
  it('takes a reason of ten code points, spaces at the ends not counted', () => {
    expect(refused('REC2', { notApplicable: '  123456789  ' })).toEqual(['answer.reason-too-short notApplicable']);
    expect(refused('REC2', { notApplicable: '𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗' })).toEqual(['answer.reason-too-short notApplicable']);
    expect(refused('REC2', { notApplicable: ' 1234567890 ' })).toEqual([]);
  });

  it('may have evidence and no source', () => {
    expect(refused('REC2', { notApplicable: 'No staff of our own', evidence: ['e'] })).toEqual([]);
    expect(refused('REC2', { notApplicable: 'No staff of our own', source: 's' })).toEqual([
      'answer.unknown-key source',
    ]);
  });

  it('is refused where the instrument does not allow it', () => {
    expect(refused('GOV1', { notApplicable: 'We are different' })).toEqual(['answer.always-applicable notApplicable']);
  });
});

describe('not available', () => {
  it.each(['WFC1', 'REC1', 'WLB1', 'PRO2', 'PAY1', 'EQP2', 'WEEKS'])('can be said of the figure %s', (id) => {
    expect(refused(id, { notAvailable: true })).toEqual([]);
  });

  it.each(['GOV1', 'REC2', 'SOC3', 'NOTE', 'DAY'])('cannot be said of %s, which is no figure', (id) => {
    expect(refused(id, { notAvailable: true })).toEqual(['answer.always-available notAvailable']);
  });

  it('is true or not there', () => {
    expect(refused('WFC1', { notAvailable: false })).toEqual(['answer.not-true notAvailable']);
  });
});

describe('a checklist', () => {
  it('takes each of its options once', () => {
    expect(refusedValue('SOC4', { checked: ['age', 'age', 'height'] })).toEqual([
      'answer.repeated-option value.checked.1',
      'answer.not-a-choice value.checked.2',
    ]);
  });

  it('takes an exclusive option alone', () => {
    expect(refusedValue('SOC3', { checked: ['none'] })).toEqual([]);
    expect(refusedValue('SOC3', { checked: ['none', 'age'] })).toEqual(['answer.exclusive-option value.checked']);
  });

  it('may be empty only where no exclusive option says so', () => {
    expect(refusedValue('SOC4', { checked: [] })).toEqual([]);
    expect(refusedValue('SOC3', { checked: [] })).toEqual(['answer.nothing-checked value.checked']);
  });

  it('has proof only for what is checked', () => {
    expect(refusedValue('SOC4', { checked: ['age'], proved: { age: ['e'], sex: ['e'] } })).toEqual([
      'answer.proof-of-unchecked value.proved',
    ]);
  });
});

describe('a table', () => {
  const row = (cells: object): object => ({ id: 'a', band: 'officers', women: 1, men: 2, ...cells });

  it.each([0, 10_000_000, JSON.parse('3.0') as number])('takes %d people in a cell', (women) => {
    expect(refusedValue('WFC1', { rows: [row({ women })] })).toEqual([]);
  });

  it.each([
    [-1, 'answer.count-out-of-range'],
    [10_000_001, 'answer.count-out-of-range'],
    [1.5, 'answer.not-a-whole-number'],
    ['4', 'answer.not-a-whole-number'],
    [JSON.parse('1e999'), 'answer.not-a-whole-number'],
  ])('does not take %p people in a cell', (women, code) => {
    expect(refusedValue('WFC1', { rows: [row({ women })] })).toEqual([`${code} value.rows.0.women`]);
  });

  it('of open rows may be empty and has rows of different ids', () => {
    expect(refusedValue('WFC1', { rows: [] })).toEqual([]);
    expect(refusedValue('WFC1', { rows: [row({}), row({})] })).toEqual(['answer.repeated-row value.rows.1']);
  });

  it('of banded rows names a band of the instrument for each that is counted', () => {
    expect(refusedValue('WFC1', { rows: [{ id: 'a', women: 1, men: 2 }] })).toEqual([
      'answer.missing-key value.rows.0.band',
    ]);
    expect(refusedValue('WFC1', { rows: [row({ band: 'kings' })] })).toEqual(['answer.not-a-choice value.rows.0.band']);
    expect(refusedValue('WFC1', { rows: [{ id: 'a', notAvailable: true }] })).toEqual([]);
  });

  it('of fixed rows has each of them, in any order, and no other', () => {
    const field = { id: 'field', women: 1, men: 1 };
    expect(refusedValue('WFC4', { rows: [field, { id: 'hq', women: 0, men: 0 }] })).toEqual([]);
    expect(refusedValue('WFC4', { rows: [field, { id: 'moon', women: 0, men: 0 }] })).toEqual([
      'answer.unknown-row value.rows.1',
      'answer.missing-row value.rows',
    ]);
    expect(faultsOf('WFC4', { value: { rows: [field] } })[0]?.detail).toEqual({ question: 'WFC4', row: 'hq' });
  });

  it('of fixed rows does not name them anew', () => {
    const rows = [
      { id: 'field', label: 'Posts', women: 1, men: 1 },
      { id: 'hq', notAvailable: true },
    ];
    expect(refusedValue('WFC4', { rows })).toEqual(['answer.unknown-key value.rows.0.label']);
  });

  it('has rows that are complete or marked "not available", not half of each', () => {
    expect(refusedValue('WFC1', { rows: [{ id: 'a', band: 'officers', women: 1 }] })).toEqual([
      'answer.missing-key value.rows.0.men',
    ]);
    expect(refusedValue('WFC1', { rows: [row({ notAvailable: true })] })).toEqual([
      'answer.unknown-key value.rows.0.women',
      'answer.unknown-key value.rows.0.men',
    ]);
    expect(refusedValue('WFC1', { rows: [{ id: 'a', notAvailable: 'yes' }] })).toEqual([
      'answer.not-true value.rows.0.notAvailable',
    ]);
  });

  it('takes at most five hundred rows', () => {
    const rows = Array.from({ length: 501 }, (_, position) => row({ id: `r${String(position)}` }));
    expect(refusedValue('WFC1', { rows: rows.slice(1) })).toEqual([]);
    expect(refusedValue('WFC1', { rows })).toEqual(['answer.too-many value.rows']);
  });
});

describe('a flow', () => {
  const stages = (...women: readonly (number | undefined)[]): object[] =>
    ['applied', 'tested', 'joined'].map((id, position) => {
      const count = women[position];
      return count === undefined ? { id, notAvailable: true } : { id, women: count, men: 1 };
    });

  it('has stages each of which is a subset of the one before', () => {
    expect(refusedValue('REC1', { stages: stages(9, 9, 2) })).toEqual([]);
    expect(faultsOf('REC1', { value: { stages: stages(9, 4, 5) } })).toEqual([
      {
        code: 'answer.stage-not-a-subset',
        path: 'answers.REC1.value.stages',
        detail: { question: 'REC1', row: 'joined', before: 'tested', sex: 'women', count: 5, of: 4 },
      },
    ]);
  });

  it('compares a stage with the last one known when the one between is not available', () => {
    expect(refusedValue('REC1', { stages: stages(9, undefined, 10) })).toEqual([
      'answer.stage-not-a-subset value.stages',
    ]);
    expect(refusedValue('REC1', { stages: stages(9, undefined, 9) })).toEqual([]);
  });

  it('compares in the order of the instrument, whatever the order in the file', () => {
    expect(refusedValue('REC1', { stages: stages(9, 8, 2).reverse() })).toEqual([]);
    expect(refusedValue('REC1', { stages: stages(2, 8, 9).reverse() })).toHaveLength(2);
  });

  it('that is no cohort may grow from stage to stage', () => {
    expect(refusedValue('REC1', { stages: stages(1, 4, 5), cohort: false })).toEqual([]);
    expect(refusedValue('REC1', { stages: stages(1, 4, 5), cohort: true })).toHaveLength(2);
    expect(refusedValue('REC1', { stages: stages(3, 2, 1), cohort: 0 })).toEqual([
      'answer.not-true-or-false value.cohort',
    ]);
  });

  it('has every stage', () => {
    expect(refusedValue('REC1', { stages: stages(3, 2, 1).slice(0, 2) })).toEqual(['answer.missing-row value.stages']);
  });
});

describe('rates, means, pay and coverage', () => {
  const nobody = { of: 0, count: 0 };

  it('count no more than those there are', () => {
    expect(refusedValue('WLB1', { women: { of: 3, count: 4 }, men: nobody })).toEqual([
      'answer.count-above-of value.women',
    ]);
    expect(refusedValue('EQP2', { count: 4, of: 3 })).toEqual(['answer.count-above-of value']);
    expect(refusedValue('EQP2', { count: 0, of: 0, men: { count: 2, of: 1 } })).toEqual([
      'answer.count-above-of value.men',
    ]);
  });

  it('have both sexes where rates are compared', () => {
    expect(refusedValue('WLB1', { women: nobody })).toEqual(['answer.missing-key value.men']);
  });

  it('have a mean where somebody was counted, and none where nobody was', () => {
    const men = { count: 2, mean: 0 };
    expect(refusedValue('PRO2', { women: { count: 0 }, men })).toEqual([]);
    expect(refusedValue('PRO2', { women: { count: 0, mean: 0 }, men })).toEqual([
      'answer.mean-of-nobody value.women.mean',
    ]);
    expect(refusedValue('PRO2', { women: { count: 1 }, men })).toEqual(['answer.missing-key value.women.mean']);
    expect(refusedValue('PRO2', { women: { count: 1, mean: -0.1 }, men })).toEqual([
      'answer.negative-amount value.women.mean',
    ]);
  });

  it('have pay above zero without an upper bound, in a currency', () => {
    const pay = (mean: number, more: object = {}): object => ({
      currency: 'KZT',
      period: 'year',
      rows: [{ id: 'g', women: { count: 1, mean }, men: { count: 0 } }],
      ...more,
    });
    expect(refusedValue('PAY1', pay(1e15))).toEqual([]);
    expect(refusedValue('PAY1', pay(0))).toEqual(['answer.zero-amount value.rows.0.women.mean']);
    expect(refusedValue('PAY1', pay(1, { currency: 'euro' }))).toEqual(['answer.not-a-currency value.currency']);
    expect(refusedValue('PAY1', pay(1, { median: { women: 2 } }))).toEqual(['answer.missing-key value.median.men']);
    expect(refusedValue('PAY1', { rows: [] })).toEqual([
      'answer.missing-key value.currency',
      'answer.missing-key value.period',
    ]);
  });

  it('have no bands for pay grades, which are never mapped to them', () => {
    const rows = [{ id: 'g', band: 'officers', women: { count: 0 }, men: { count: 0 } }];
    expect(refusedValue('PAY1', { currency: 'EUR', period: 'year', rows })).toEqual([
      'answer.unknown-key value.rows.0.band',
    ]);
  });
});

describe('numbers, texts and dates', () => {
  it('lie within the bounds of their question', () => {
    expect(refusedValue('WEEKS', { number: 261 })).toEqual(['answer.number-out-of-range value.number']);
    expect(refusedValue('CTX2', { number: 2.5 })).toEqual(['answer.not-a-whole-number value.number']);
  });

  it('are measured in code points, not in units', () => {
    expect(refusedValue('NOTE', { text: '👮'.repeat(20) })).toEqual([]);
    expect(refusedValue('NOTE', { text: '👮'.repeat(21) })).toEqual(['answer.text-too-long value.text']);
    expect(refusedValue('NOTE', { text: ' \n ' })).toEqual(['answer.empty-text value.text']);
  });

  it.each(['2027-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-01', '2026-4-1', 'today', '1900-02-29'])(
    'are no date when they say %s',
    (date) => expect(refusedValue('DAY', { date })).toEqual(['answer.not-a-date value.date']),
  );
});

describe('an answer file', () => {
  const refusedFile = (change: (file: Record<string, unknown>) => void): readonly string[] => {
    const file = sampleFile();
    change(file);
    const parsed = parseAnswerFile(instrument, file);
    return parsed.ok ? [] : parsed.faults.map(({ code, path }) => `${code} ${path}`);
  };
  const answersOf = (file: Record<string, unknown>): Record<string, unknown> =>
    file['answers'] as Record<string, unknown>;

  it('is returned as it was given', () => {
    expect(parseAnswerFile(instrument, sampleFile())).toEqual({ ok: true, file: sampleFile() });
  });

  it('may be a draft with nothing answered', () => {
    expect(refusedFile((file) => (file['answers'] = {}))).toEqual([]);
  });

  it('is for this instrument, version, variant and agency type', () => {
    expect(refusedFile((file) => Object.assign(file, { instrument: 'other', version: '2.0.0' }))).toEqual([
      'answer-file.other-instrument instrument',
      'answer-file.other-version version',
    ]);
    expect(refusedFile((file) => Object.assign(file, { variant: 'tiny', agencyType: 'navy' }))).toEqual([
      'answer-file.not-a-choice variant',
      'answer-file.not-a-choice agencyType',
    ]);
  });

  it('has no unknown keys and no missing ones', () => {
    expect(refusedFile((file) => (file['comment'] = 'x'))).toEqual(['answer-file.unknown-key comment']);
    expect(refusedFile((file) => delete file['reference'])).toEqual(['answer-file.missing-key reference']);
    expect(refusedFile((file) => (file['reference'] = { from: '2025-01-01', to: '2025-12-31', x: 1 }))).toEqual([
      'answer-file.unknown-key reference.x',
    ]);
  });

  it('has a reference period that does not end before it begins', () => {
    expect(refusedFile((file) => (file['reference'] = { from: '2025-02-01', to: '2025-02-01' }))).toEqual([]);
    expect(refusedFile((file) => (file['reference'] = { from: '2025-02-02', to: '2025-02-01' }))).toEqual([
      'answer-file.period-reversed reference',
    ]);
    expect(refusedFile((file) => (file['reference'] = { from: '2025-02-30', to: '2025-12-31' }))).toEqual([
      'answer-file.not-a-date reference.from',
    ]);
  });

  it('names every fault of every answer at once', () => {
    expect(
      refusedFile((file) => Object.assign(answersOf(file), { GOV1: { value: { level: 9 } }, GOV9: {}, DAY: 1 })),
    ).toEqual([
      'answer.out-of-range answers.GOV1.value.level',
      'answer.not-an-object answers.DAY',
      'answer.unknown-question answers.GOV9',
    ]);
  });

  it('has no answer to a question that variant, agency type or a condition leaves out', () => {
    expect(refusedFile((file) => (file['variant'] = 'core'))).toEqual(['answer.not-asked answers.REC2']);
    expect(refusedFile((file) => (file['agencyType'] = 'customs'))).toEqual(['answer.not-asked answers.CTX2']);
    expect(refusedFile((file) => (answersOf(file)['CTX1'] = { value: { answer: 'no' } }))).toEqual([
      'answer.not-asked answers.SOC3',
    ]);
  });

  it('with thousands of unknown questions is refused with a hundred faults, not with thousands', () => {
    const parsed = parseAnswerFile(instrument, {
      ...sampleFile(),
      answers: Object.fromEntries(Array.from({ length: 5000 }, (_, position) => [`Q${String(position)}`, {}])),
    });
    expect(parsed.ok ? [] : parsed.faults).toHaveLength(100);
  });
});
