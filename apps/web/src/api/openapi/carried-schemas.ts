import { arrayOf, type JsonSchema, mapOf, object, optional, ref, text, type } from './schema-parts.js';

const day: JsonSchema = { type: 'string', format: 'date' };
const score: JsonSchema = { type: 'number', minimum: 0, maximum: 100 };

/** An agency’s own results over time. */
export const CARRIED_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  TrendScore: object({
    claimed: optional(score),
    evidenced: optional(score),
    interval: optional({ ...arrayOf(type('number')), minItems: 2, maxItems: 2 }),
    level: optional(text),
  }),
  Trends: object({
    assessments: arrayOf(
      object({
        assessment: text,
        title: text,
        round: optional(text),
        reference: object({ from: day, to: day }),
        instrument: text,
      }),
    ),
    trend: optional(
      object({
        points: arrayOf(object({ overall: ref('TrendScore'), dimensions: mapOf(ref('TrendScore')) })),
        dimensions: arrayOf(text),
        items: { ...arrayOf(text), description: 'What the scores rest on.' },
        changed: arrayOf(text),
        notAlways: arrayOf(text),
        gone: arrayOf(text),
      }),
    ),
  }),
};
