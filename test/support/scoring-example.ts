import { type AnswerFile, type Instrument, type Review, instrumentId, parseInstrument } from '@isonomia/instrument';
import { type Seed, seedFromHex } from '@isonomia/scoring';

/** Any 16 bytes do: the example is never published. */
export const EXAMPLE_SEED: Seed = seedFromHex('000102030405060708090a0b0c0d0e0f');
export const NO_REVIEW: Review = { accepted: [], rejected: [] };

/** Every rule, two computed items, a condition, two variants, weights that differ, a gate and a classification. */
const STRUCTURE = {
  id: 'example',
  version: '1.0.0',
  agencyTypes: ['police', 'customs'],
  variants: ['full', 'tables'],
  bands: [
    { id: 'trainees', part: 'uniformed', counts: false },
    { id: 'officers', part: 'uniformed' },
    { id: 'supervisors', part: 'uniformed' },
    { id: 'chiefs', part: 'uniformed', top: true },
    { id: 'clerks', part: 'civilian' },
  ],
  dimensions: [
    {
      id: 'POL',
      questions: [
        { id: 'CTX', type: 'compliance', optional: true },
        { id: 'M1', type: 'maturity' },
        { id: 'M2', type: 'maturity', notApplicable: true, when: { question: 'CTX', in: ['yes'] } },
        { id: 'Y1', type: 'compliance' },
        { id: 'Y2', type: 'compliance', notApplicable: true },
        {
          id: 'CL1',
          type: 'checklist',
          options: [{ id: 'a' }, { id: 'b' }, { id: 'c' }, { id: 'none', exclusive: true }],
          notApplicable: true,
        },
      ],
      items: [
        { id: 'M1', rule: { code: 'M', question: 'M1' } },
        { id: 'M2', rule: { code: 'M', question: 'M2' }, weight: 2 },
        { id: 'Y1', rule: { code: 'Y', question: 'Y1' } },
        { id: 'Y2', rule: { code: 'Y', question: 'Y2' } },
        { id: 'CL1', rule: { code: 'CL', question: 'CL1' }, weight: 0.5 },
      ],
    },
    {
      id: 'STAFF',
      weight: 2,
      questions: [
        { id: 'RANKS', type: 'headcount', banded: true, notApplicable: true },
        { id: 'UNITS', type: 'headcount', notApplicable: true },
        { id: 'POSTS', type: 'headcount', rows: ['head', 'deputy'], agencyTypes: ['police'] },
        { id: 'PAY', type: 'pay' },
      ],
      items: [
        { id: 'RANKS', rule: { code: 'PB', question: 'RANKS', over: 'rows' } },
        { id: 'UNITS', rule: { code: 'RI', question: 'UNITS', reference: { question: 'RANKS', part: 'uniformed' } } },
        { id: 'SPREAD', rule: { code: 'DI', question: 'UNITS' } },
        { id: 'POSTS', rule: { code: 'PB', question: 'POSTS', over: 'total' } },
        { id: 'CEILING', rule: { code: 'GC', question: 'RANKS' } },
        { id: 'PAY', rule: { code: 'PG', question: 'PAY' } },
      ],
    },
    {
      id: 'FLOWS',
      questions: [
        { id: 'HIRED', type: 'flow', stages: ['applied', 'tested', 'joined'] },
        { id: 'LEFT', type: 'rate' },
        { id: 'YEARS', type: 'means', notApplicable: true },
        { id: 'TRAINED', type: 'coverage' },
        { id: 'AGES', type: 'headcount', rows: ['young', 'old'], notApplicable: true, optional: true },
      ],
      items: [
        { id: 'HIRED', rule: { code: 'SR', question: 'HIRED', event: 'gain' } },
        { id: 'LEFT', rule: { code: 'SR', question: 'LEFT', event: 'loss' } },
        { id: 'YEARS', rule: { code: 'ME', question: 'YEARS', event: 'loss' } },
        { id: 'TRAINED', rule: { code: 'CV', question: 'TRAINED' } },
        { id: 'DATA', rule: { code: 'DA' }, variants: ['full'] },
      ],
    },
  ],
  gates: [{ id: 'Y1', item: 'Y1', threshold: 100 }],
  classifications: [
    {
      id: 'MARKER',
      classes: [
        {
          id: 'two',
          allOf: [
            { item: 'Y1', atLeast: 100 },
            { item: 'M1', atLeast: 75 },
          ],
        },
        { id: 'one', allOf: [{ item: 'Y1', atLeast: 50 }] },
      ],
      otherwise: 'zero',
      warnings: [{ id: 'unsafe', anyUnder: [{ item: 'Y1', atLeast: 50 }] }],
    },
  ],
};

const FIGURES = ['headcount', 'flow', 'rate', 'means', 'pay', 'coverage'];

/** Figures are asked in both variants, policies in the full one. */
const withVariants = (): unknown => ({
  ...STRUCTURE,
  dimensions: STRUCTURE.dimensions.map((dimension) => ({
    ...dimension,
    questions: dimension.questions.map((question) => ({
      ...question,
      variants: FIGURES.includes(question.type) ? ['full', 'tables'] : ['full'],
    })),
  })),
});

export const instrumentFrom = (structure: unknown): Instrument => {
  const parsed = parseInstrument(structure);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.instrument;
};

export const exampleInstrument = (changes: Readonly<Record<string, unknown>> = {}): Instrument =>
  instrumentFrom({ ...(withVariants() as object), ...changes });

export const exampleFile = (answers: AnswerFile['answers'], variant = 'full', agencyType = 'police'): AnswerFile => ({
  instrument: instrumentId('example'),
  version: '1.0.0',
  variant,
  agencyType,
  reference: { from: '2025-01-01', to: '2025-12-31' },
  answers,
});
