import { arrayOf, constant, type JsonSchema, mapOf, object, oneOf, optional, ref, text, type } from './schema-parts.js';

const count: JsonSchema = { type: 'integer', minimum: 0, maximum: 10_000_000 };
const money: JsonSchema = { type: 'number', minimum: 0 };
const unavailable = object({ id: text, band: optional(text), label: optional(text), notAvailable: constant(true) });
const countAndMean = object({ count, mean: optional(money) });
const share = object({ of: count, count });

const headcountRow = object({
  id: text,
  band: optional(text),
  label: optional(text),
  women: count,
  men: count,
  other: optional(count),
});
const payRow = object({ id: text, label: optional(text), women: countAndMean, men: countAndMean });

/** The shapes of method.md's answer file, one for each type of question. */
const values: Readonly<Record<string, JsonSchema>> = {
  maturity: object({ level: { type: 'integer', minimum: 0, maximum: 4 } }),
  compliance: object({ answer: { enum: ['yes', 'partly', 'no'] } }),
  checklist: object({ checked: arrayOf(text), proved: optional(mapOf(arrayOf(text))) }),
  headcount: object({ rows: arrayOf(oneOf(headcountRow, unavailable)) }),
  flow: object({
    stages: arrayOf(oneOf(object({ id: text, women: count, men: count }), unavailable)),
    cohort: optional(type('boolean')),
  }),
  rate: object({ women: share, men: share }),
  means: object({ women: countAndMean, men: countAndMean }),
  pay: object({
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    period: text,
    rows: arrayOf(oneOf(payRow, unavailable)),
    median: optional(object({ women: money, men: money })),
  }),
  coverage: object({ count, of: count, women: optional(share), men: optional(share) }),
  number: object({ number: type('number') }),
  text: object({ text }),
  date: object({ date: { type: 'string', format: 'date' } }),
};

export const ANSWER_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Answer: {
    description: 'One entry of an answer file; which value it takes is the question’s type to say.',
    oneOf: [
      object({
        value: { anyOf: Object.entries(values).map(([title, schema]) => ({ title, ...schema })) },
        evidence: optional(arrayOf(text)),
        source: optional({ type: 'string', description: 'Register and date a figure comes from.' }),
      }),
      object({ notApplicable: { type: 'string', minLength: 10 }, evidence: optional(arrayOf(text)) }),
      object({ notAvailable: constant(true) }),
    ],
  },
  Answers: object({ answers: mapOf(ref('Answer')), revisions: mapOf(type('integer')) }),
  StoredAnswer: object({
    question: text,
    answer: optional(ref('Answer')),
    unconfirmed: optional({ const: true, description: 'Carried over, and nobody has confirmed it.' }),
    revision: type('integer'),
    changedBy: text,
    changedByName: optional(text),
    changedAt: { type: 'string', format: 'date-time' },
  }),
  AnswerHistory: object({ revisions: arrayOf(ref('StoredAnswer')) }),
  SavedAnswer: object({
    question: text,
    revision: type('integer'),
    changedAt: { type: 'string', format: 'date-time' },
  }),
  Drafts: object({
    drafts: arrayOf(
      object({
        question: text,
        fields: {
          description: 'The fields of the form as they were typed.',
          ...mapOf(oneOf(text, arrayOf(text))),
        },
        from: { type: 'integer', description: 'Revision of the answer that it was begun from.' },
        keptBy: text,
        keptByName: optional(text),
        keptAt: { type: 'string', format: 'date-time' },
      }),
    ),
  }),
  SavedAnswers: object({ saved: arrayOf(ref('SavedAnswer')) }),
};
