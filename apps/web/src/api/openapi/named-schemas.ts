import { arrayOf, type JsonSchema, mapOf, object, optional, ref, text, type } from './schema-parts.js';

const points = { type: 'integer', minimum: 0, maximum: 100 };

/** What the addresses of results under agencies' names answer. */
export const NAMED_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  NamedStanding: object({
    claimed: optional(points),
    evidenced: optional(points),
    interval: optional(arrayOf(points)),
    level: optional({ enum: ['initial', 'emerging', 'developing', 'advanced', 'leading'] }),
  }),
  NamedResult: object({
    agencyType: text,
    reference: object({ from: text, to: text }),
    overall: ref('NamedStanding'),
    dimensions: mapOf(ref('NamedStanding')),
    items: mapOf(points),
    gates: mapOf({ enum: ['open', 'not-shown', 'met', 'unanswered'] }),
    coverage: object({ answered: points, evidenced: points, data: optional(points) }),
    people: optional({ type: 'object', description: 'Cells are rounded to five; one to four people are "under" 5.' }),
    hires: optional(type('object')),
    leavers: optional(type('object')),
  }),
  NamedAgency: object({
    id: text,
    name: text,
    country: object({ id: text, name: text }),
    audience: { enum: ['coordinator', 'participants'] },
    result: ref('NamedResult'),
  }),
  NamedAgencies: object({
    reading: { enum: ['coordinator', 'participant'] },
    agencies: arrayOf(ref('NamedAgency')),
  }),
};
