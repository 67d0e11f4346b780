import { arrayOf, type JsonSchema, object, optional, ref, text, type } from './schema-parts.js';

const instant = { type: 'string', format: 'date-time' };
const more = (schema: JsonSchema): JsonSchema => ({ ...schema, additionalProperties: true });

/** What the addresses of reviews answer. */
export const REVIEW_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ReviewStep: object({
    step: { enum: ['taken', 'returned', 'validated'] },
    note: optional(text),
    by: text,
    byName: optional(text),
    at: instant,
  }),
  ReviewLine: object({
    assessment: text,
    title: text,
    agency: object({ id: text, name: text, fictional: type('boolean') }),
    country: text,
    timeZone: text,
    round: optional(text),
    state: ref('State'),
    submittedAt: optional(instant),
    reviewedBy: optional(text),
    reviewerName: optional(text),
    last: optional(more(object({ step: text, by: text, at: instant }))),
  }),
  Reviews: object({
    submitted: arrayOf(ref('ReviewLine')),
    mine: arrayOf(ref('ReviewLine')),
    others: arrayOf(ref('ReviewLine')),
    returned: arrayOf(ref('ReviewLine')),
    validated: arrayOf(ref('ReviewLine')),
  }),
  Review: object({
    assessment: type('object'),
    held: optional(object({ since: optional(instant), name: optional(text) })),
    steps: arrayOf(ref('ReviewStep')),
    comparedWith: optional({ ...instant, description: 'When what is compared with was handed in.' }),
    isTheirs: type('boolean'),
    dimensions: arrayOf(
      object({
        dimension: text,
        questions: arrayOf(more(object({ question: text, evidence: arrayOf(type('object')) }))),
      }),
    ),
    reasons: arrayOf(
      more(
        object({ question: text, dimension: text, reason: text, state: { enum: ['open', 'accepted', 'questioned'] } }),
      ),
    ),
    evidence: arrayOf(more(object({ evidence: type('object'), counts: type('boolean') }))),
    requests: arrayOf(object({ comment: type('object'), dimension: text, answered: type('boolean') })),
    review: object({ accepted: arrayOf(text), rejected: arrayOf(text) }),
    overall: type('object'),
  }),
  Validation: object({ outcome: text, sha256: text, revision: type('integer'), validatedAt: instant }),
};
