import { type Answer, type Instrument, type Question, findQuestion, parseInstrument } from '@isonomia/instrument';

/** Structure with one question of every type, as a content file would have it. */
export const sampleStructure = (): Record<string, unknown> => ({
  id: 'sample',
  version: '1.0.0',
  agencyTypes: ['police', 'customs'],
  variants: ['full', 'core'],
  bands: [
    { id: 'trainees', part: 'uniformed', counts: false },
    { id: 'officers', part: 'uniformed' },
    { id: 'heads', part: 'uniformed', top: true },
    { id: 'clerks', part: 'civilian' },
  ],
  dimensions: [
    {
      id: 'D1',
      questions: [
        { id: 'CTX1', type: 'compliance', optional: true },
        { id: 'CTX2', type: 'number', max: 50, optional: true, agencyTypes: ['police'] },
        { id: 'GOV1', type: 'maturity' },
        { id: 'REC2', type: 'compliance', variants: ['full'], notApplicable: true },
        {
          id: 'SOC3',
          type: 'checklist',
          options: [{ id: 'age' }, { id: 'sex' }, { id: 'none', exclusive: true }],
          when: { question: 'CTX1', in: ['yes', 'partly'] },
        },
        { id: 'SOC4', type: 'checklist', options: [{ id: 'age' }, { id: 'sex' }] },
      ],
      items: [
        { id: 'GOV1', rule: { code: 'M', question: 'GOV1' } },
        { id: 'REC2', rule: { code: 'Y', question: 'REC2' } },
        { id: 'SOC3', rule: { code: 'CL', question: 'SOC3' } },
        { id: 'SOC4', rule: { code: 'CL', question: 'SOC4' } },
      ],
    },
    {
      id: 'D2',
      weight: 2,
      questions: [
        { id: 'WFC1', type: 'headcount', banded: true, rowsFrom: 'ranks' },
        { id: 'WFC4', type: 'headcount', rows: ['hq', 'field'] },
        { id: 'REC1', type: 'flow', stages: ['applied', 'tested', 'joined'], notApplicable: true },
        { id: 'WLB1', type: 'rate' },
        { id: 'PRO2', type: 'means' },
        { id: 'PAY1', type: 'pay' },
        { id: 'PAY2', type: 'pay', rows: ['hazard', 'mission'] },
        { id: 'EQP2', type: 'coverage' },
        { id: 'WEEKS', type: 'number', min: 0, max: 260, whole: false, optional: true },
        { id: 'NOTE', type: 'text', maxLength: 20, optional: true },
        { id: 'DAY', type: 'date', optional: true },
        { id: 'SVC7', type: 'maturity', when: { not: { question: 'CTX2', atLeast: 10 } } },
      ],
      items: [
        { id: 'WFC1', rule: { code: 'PB', question: 'WFC1', over: 'rows' } },
        { id: 'PRO3', rule: { code: 'GC', question: 'WFC1' }, variants: ['full'] },
        { id: 'WFC4', rule: { code: 'RI', question: 'WFC4', reference: { question: 'WFC1', part: 'uniformed' } } },
        { id: 'REC1', rule: { code: 'SR', question: 'REC1', event: 'gain' } },
        { id: 'SVC7', rule: { code: 'M', question: 'SVC7' } },
        { id: 'DAT2', rule: { code: 'DA' } },
      ],
    },
  ],
  gates: [{ id: 'SVC7', item: 'SVC7', threshold: 50 }],
  checks: [
    {
      id: 'places-as-ranks',
      relation: 'equal',
      left: [{ question: 'WFC4' }],
      right: [{ question: 'WFC1', bands: ['officers', 'heads'] }],
    },
    {
      id: 'joined-within-staff',
      relation: 'at-most',
      sex: 'each',
      left: [{ question: 'REC1', rows: ['joined'] }],
      right: [{ question: 'WFC1' }],
    },
    {
      id: 'leavers-within-sites',
      relation: 'at-most',
      left: [{ question: 'WLB1' }, { question: 'PRO2' }],
      right: [{ question: 'EQP2', field: 'of' }],
    },
  ],
});

export const sampleInstrument = (): Instrument => {
  const parsed = parseInstrument(sampleStructure());
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.instrument;
};

export const questionOf = (instrument: Instrument, id: string): Question => {
  const question = findQuestion(instrument, id);
  if (question === undefined) throw new Error(`no question ${id}`);
  return question;
};

const rows = [
  { id: 'sergeant', label: 'Sergeant', band: 'officers', women: 3, men: 9, other: 1 },
  { id: 'chief', band: 'heads', women: 1, men: 4 },
];

/** A legal answer to each question, with everything it may carry. */
export const SAMPLE_ANSWERS: Readonly<Record<string, Answer>> = {
  CTX1: { value: { answer: 'yes' } },
  CTX2: { value: { number: 3 } },
  GOV1: { value: { level: 3 }, evidence: ['order-7' as never], source: 'Order 7, 2026' },
  REC2: { notApplicable: 'We recruit nobody ourselves.' },
  SOC3: { value: { checked: ['age'], proved: { age: ['form-1' as never] } } },
  SOC4: { value: { checked: [] } },
  WFC1: { value: { rows } },
  WFC4: {
    value: {
      rows: [
        { id: 'field', women: 2, men: 8 },
        { id: 'hq', notAvailable: true },
      ],
    },
  },
  REC1: {
    value: {
      stages: [
        { id: 'applied', women: 40, men: 60 },
        { id: 'tested', notAvailable: true },
        { id: 'joined', women: 4, men: 9 },
      ],
    },
  },
  WLB1: { value: { women: { of: 12, count: 1 }, men: { of: 40, count: 0 } } },
  PRO2: { value: { women: { count: 0 }, men: { count: 4, mean: 6.5 } } },
  PAY1: {
    value: {
      currency: 'EUR',
      period: 'month',
      rows: [{ id: 'A1', label: 'Grade A1', women: { count: 3, mean: 2100.5 }, men: { count: 0 } }],
      median: { women: 2000, men: 2100 },
    },
  },
  PAY2: { notAvailable: true },
  EQP2: { value: { count: 3, of: 9, women: { count: 1, of: 4 } } },
  WEEKS: { value: { number: 14.5 } },
  NOTE: { value: { text: 'Seasonal staff' } },
  DAY: { value: { date: '2028-02-29' } },
  SVC7: { value: { level: 0 } },
};

export const sampleFile = (): Record<string, unknown> => ({
  instrument: 'sample',
  version: '1.0.0',
  variant: 'full',
  agencyType: 'police',
  reference: { from: '2025-01-01', to: '2025-12-31' },
  answers: structuredClone(SAMPLE_ANSWERS),
});
