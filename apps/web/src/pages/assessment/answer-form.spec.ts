import { describe, expect, it } from '@jest/globals';
import {
  dimensionId,
  parseAnswer,
  questionId,
  type Answer,
  type Instrument,
  type Question,
} from '@isonomia/instrument';
import { fieldsOf, plainNumber } from './answer-fields.js';
import { readAnswerForm } from './answer-form.js';

const base = {
  id: questionId('Q1'),
  dimension: dimensionId('D1'),
  variants: ['full'],
  agencyTypes: ['customs'],
  notApplicable: true,
  optional: false,
  references: [],
};
const instrument = {
  bands: [{ id: 'officers', part: 'uniformed', counts: true, top: false }],
  constants: { notApplicableReasonLength: 10 },
} as unknown as Instrument;
const read = (question: Question, body: Record<string, unknown>, unavailable = false) =>
  readAnswerForm(question, body, { decimalMark: '.', emptyRowsAreUnavailable: unavailable });

/** One question of every type, a filled form for it, and the answer it stands for. */
const forms: readonly [Question, Record<string, unknown>, unknown][] = [
  [{ ...base, type: 'maturity' }, { level: '3' }, { level: 3 }],
  [{ ...base, type: 'compliance' }, { answer: 'partly' }, { answer: 'partly' }],
  [
    {
      ...base,
      type: 'checklist',
      options: [
        { id: 'a', exclusive: false },
        { id: 'b', exclusive: false },
      ],
    },
    { checked: ['a', 'b'], 'proved[a]': 'e1' },
    { checked: ['a', 'b'], proved: { a: ['e1'] } },
  ],
  [
    { ...base, type: 'headcount', rows: [], banded: true, rowsFrom: 'ranks' },
    {
      'rows[0][id]': 'inspector',
      'rows[0][label]': 'Inspector',
      'rows[0][band]': 'officers',
      'rows[0][women]': '268',
      'rows[0][men]': '1,744',
      'rows[1][label]': '',
      'rows[1][women]': '',
      'rows[4][label]': 'Inspector',
      'rows[4][band]': 'officers',
      'rows[4][na]': 'on',
    },
    {
      rows: [
        { id: 'inspector', label: 'Inspector', band: 'officers', women: 268, men: 1744 },
        { id: 'inspector-2', label: 'Inspector', band: 'officers', notAvailable: true },
      ],
    },
  ],
  [
    { ...base, type: 'flow', stages: ['applied', 'hired'] },
    { 'rows[0][women]': '40', 'rows[0][men]': '60', 'rows[1][na]': 'on', severalIntakes: 'on' },
    {
      stages: [
        { id: 'applied', women: 40, men: 60 },
        { id: 'hired', notAvailable: true },
      ],
      cohort: false,
    },
  ],
  [
    { ...base, type: 'rate' },
    { 'women[of]': '40', 'women[count]': '4', 'men[of]': '60', 'men[count]': '0' },
    { women: { of: 40, count: 4 }, men: { of: 60, count: 0 } },
  ],
  [
    { ...base, type: 'means' },
    { 'women[count]': '40', 'women[mean]': '4.5', 'men[count]': '0' },
    { women: { count: 40, mean: 4.5 }, men: { count: 0 } },
  ],
  [
    { ...base, type: 'pay', rows: [] },
    {
      currency: 'eur',
      period: 'month',
      'rows[0][label]': 'Grade 7',
      'rows[0][womenCount]': '12',
      'rows[0][womenMean]': '1,800.50',
      'rows[0][menCount]': '14',
      'rows[0][menMean]': '1,900',
      'median[women]': '1700',
      'median[men]': '1750',
    },
    {
      currency: 'EUR',
      period: 'month',
      rows: [{ id: 'grade-7', label: 'Grade 7', women: { count: 12, mean: 1800.5 }, men: { count: 14, mean: 1900 } }],
      median: { women: 1700, men: 1750 },
    },
  ],
  [
    { ...base, type: 'coverage' },
    { count: '40', of: '100', 'women[count]': '20', 'women[of]': '30' },
    { count: 40, of: 100, women: { count: 20, of: 30 } },
  ],
  [{ ...base, type: 'number', min: 0, max: 100, whole: true }, { number: '26' }, { number: 26 }],
  [{ ...base, type: 'text', maxLength: 200 }, { text: 'One line\r\nand another' }, { text: 'One line\nand another' }],
  [{ ...base, type: 'date' }, { date: '2026-09-30' }, { date: '2026-09-30' }],
];

describe('a posted question form', () => {
  it.each(forms.map(([question, body, value]) => [question.type, question, body, value] as const))(
    'of type %s becomes a legal answer',
    (_, question, body, value) => {
      const form = read(question, { ...body, revision: '7', source: 'Staff register', evidence: ['e1', 'e2', 'e1'] });
      expect(form.answer).toEqual({ value, evidence: ['e1', 'e2'], source: 'Staff register' });
      expect(form.revision).toBe(7);
      expect(parseAnswer(instrument, question, form.answer)).toMatchObject({ ok: true });
    },
  );

  it.each(forms.map(([question, , value]) => [question.type, question, value] as const))(
    'of type %s shows a stored answer such that sending it back unchanged changes nothing',
    (_, question, value) => {
      const answer = { value, evidence: ['e1'], source: 'Staff register' } as unknown as Answer;
      for (const decimalMark of ['.', ','] as const) {
        const body = fieldsOf(question, answer, plainNumber(decimalMark));
        expect(readAnswerForm(question, body, { decimalMark }).answer).toEqual(answer);
      }
    },
  );

  it.each(forms.map(([question]) => [question.type, question] as const))(
    'of type %s with every field empty is no answer',
    (_, question) => {
      expect(read(question, { revision: '0', source: '', currency: 'EUR', period: 'month' }).answer).toBeUndefined();
    },
  );

  it('says "not applicable" with its reason, and "not available"', () => {
    const question: Question = { ...base, type: 'rate' };
    expect(read(question, { notApplicable: 'on', reason: 'No such service here' }).answer).toEqual({
      notApplicable: 'No such service here',
    });
    expect(read(question, { notAvailable: 'on', 'women[of]': '4' }).answer).toEqual({ notAvailable: true });
  });

  it('hands on what is no number, so that the check names it', () => {
    const question: Question = { ...base, type: 'rate' };
    const form = read(question, { 'women[of]': 'about 40', 'women[count]': '4', 'men[of]': '6', 'men[count]': '6' });
    expect(parseAnswer(instrument, question, form.answer)).toMatchObject({
      ok: false,
      faults: [{ code: 'answer.not-a-number', path: 'answers.Q1.value.women.of' }].map((fault) => ({
        path: fault.path,
      })),
    });
  });
});

describe('a posted table with rows left empty', () => {
  const question: Question = { ...base, type: 'headcount', rows: ['hq', 'field', 'port'], banded: false };
  const body = { 'rows[0][women]': '3', 'rows[0][men]': '4', 'rows[2][na]': 'on' };

  it('is refused as it is, and names the empty rows', () => {
    const form = read(question, body);
    expect(form.emptyRows).toEqual([1]);
    expect(parseAnswer(instrument, question, form.answer)).toMatchObject({ ok: false });
  });

  it('is taken when the person says that the empty rows are not available', () => {
    const form = read(question, body, true);
    expect(form.answer).toEqual({
      value: {
        rows: [
          { id: 'hq', women: 3, men: 4 },
          { id: 'field', notAvailable: true },
          { id: 'port', notAvailable: true },
        ],
      },
    });
    expect(form.emptyRows).toEqual([]);
  });

  it('refuses a row with numbers that is also ticked as not available, instead of dropping the numbers', () => {
    const form = read(question, { ...body, 'rows[2][women]': '5', 'rows[1][women]': '1', 'rows[1][men]': '1' });
    expect(parseAnswer(instrument, question, form.answer)).toMatchObject({
      ok: false,
      faults: [{ path: 'answers.Q1.value.rows.2.women' }],
    });
  });

  it('ignores fields of a hostile form that no table has', () => {
    const form = read(
      question,
      { ...body, 'rows[99999][women]': '5', __proto__: { level: '4' }, 'rows[1]': 'x' },
      true,
    );
    expect(form.emptyRows).toEqual([]);
    expect(parseAnswer(instrument, question, form.answer)).toMatchObject({ ok: true });
  });
});
