import { ANSWER_SCHEMAS } from './answer-schemas.js';
import { CARRIED_SCHEMAS } from './carried-schemas.js';
import { NAMED_SCHEMAS } from './named-schemas.js';
import { PEOPLE_SCHEMAS } from './people-schemas.js';
import { PLAN_SCHEMAS } from './plan-schemas.js';
import { RELEASE_SCHEMAS } from './release-schemas.js';
import { REVIEW_SCHEMAS } from './review-schemas.js';
import { ROUND_SCHEMAS } from './round-schemas.js';
import { arrayOf, constant, type JsonSchema, mapOf, object, oneOf, optional, ref, text, type } from './schema-parts.js';

/** What the API answers, by name. OpenAPI 3.1 speaks JSON Schema, so these can be given to any validator. */
export const SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ...ANSWER_SCHEMAS,
  ...CARRIED_SCHEMAS,
  ...NAMED_SCHEMAS,
  ...PEOPLE_SCHEMAS,
  ...ROUND_SCHEMAS,
  ...PLAN_SCHEMAS,
  ...RELEASE_SCHEMAS,
  ...REVIEW_SCHEMAS,
  Problem: {
    ...object({
      type: { type: 'string', format: 'uri' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { type: 'string', description: 'Stable; for programs.' },
      instance: { type: 'string', description: 'Number of the request in the log.' },
      faults: optional(arrayOf(oneOf(ref('Fault'), text))),
      current: optional({ description: 'What stands now.' }),
    }),
    additionalProperties: true,
  },
  Fault: object({
    code: text,
    path: { type: 'string', example: 'answers.GOV1.value.level' },
    detail: mapOf({ type: ['string', 'number'] }),
  }),
  Created: object({ id: text }),
  Revision: object({ revision: type('integer') }),
  Session: object({
    user: object({
      id: text,
      name: text,
      language: text,
      memberships: arrayOf(object({ role: text, agencyId: optional(text), regionId: optional(text) })),
    }),
    csrfToken: text,
  }),
  InstrumentHead: object({
    id: text,
    version: text,
    sha256: { type: 'string', description: 'Of the canonical JSON of the structure.' },
    offered: type('boolean'),
    languages: arrayOf(text),
    variants: arrayOf(text),
    agencyTypes: arrayOf(text),
    title: mapOf(text),
  }),
  Instruments: object({ instruments: arrayOf(ref('InstrumentHead')) }),
  Instrument: {
    allOf: [
      ref('InstrumentHead'),
      {
        type: 'object',
        required: ['structure', 'rules', 'references', 'glossary', 'language', 'texts'],
        properties: {
          structure: type('object'),
          rules: arrayOf(type('object')),
          references: arrayOf(type('object')),
          glossary: arrayOf(text),
          language: text,
          texts: mapOf(text),
        },
      },
    ],
  },
  AgencyLine: object({
    id: text,
    name: text,
    type: text,
    country: text,
    regionId: text,
    region: text,
    logo: optional(text),
    fictional: type('boolean'),
    retired: type('boolean'),
    assessments: type('integer'),
  }),
  Agencies: object({
    agencies: arrayOf(ref('AgencyLine')),
    next: optional(object({ name: text, id: text })),
  }),
  Agency: { ...object({ id: text, name: text, type: text, revision: type('integer') }), additionalProperties: true },
  AssessmentLines: object({
    assessments: arrayOf({
      ...object({ id: text, title: text, variant: text, state: ref('State'), answered: type('integer') }),
      additionalProperties: true,
    }),
  }),
  State: { enum: ['draft', 'submitted', 'in-review', 'validated'] },
  Progress: {
    ...object({
      dimension: text,
      asked: type('integer'),
      answered: type('integer'),
      evidenced: type('integer'),
    }),
    additionalProperties: true,
  },
  Assessment: {
    ...object({
      id: text,
      agencyId: text,
      title: text,
      instrumentId: text,
      instrumentVersion: text,
      variant: text,
      state: ref('State'),
      dimensions: arrayOf(ref('Progress')),
      may: mapOf(type('boolean')),
    }),
    additionalProperties: true,
  },
  Check: object({
    blocking: arrayOf(object({ question: text, dimension: text })),
    unconfirmed: arrayOf(object({ question: text, dimension: text })),
    drafts: arrayOf(
      object({
        question: text,
        dimension: text,
        keptBy: text,
        keptByName: optional(text),
        keptAt: { type: 'string', format: 'date-time' },
        answered: { type: 'boolean', description: 'An answer stands beside the draft.' },
      }),
    ),
    warnings: arrayOf(object({ code: text, questions: arrayOf(text), detail: type('object') })),
    setAside: arrayOf(text),
    dimensions: arrayOf(ref('Progress')),
    maySubmit: type('boolean'),
  }),
  Submission: object({
    outcome: text,
    sha256: text,
    revision: type('integer'),
    submittedAt: { type: 'string', format: 'date-time' },
  }),
  Result: {
    ...object({
      status: { enum: ['draft', 'submitted', 'validated'] },
      instrument: object({ id: text, version: text, sha256: text }),
      engine: text,
      items: mapOf(type('object')),
      dimensions: mapOf(type('object')),
      overall: type('object'),
      gates: mapOf(type('object')),
      figures: arrayOf(type('object')),
      raises: arrayOf(type('object')),
      coverage: type('object'),
      recommendations: arrayOf(ref('Recommendation')),
      sha256: text,
    }),
    additionalProperties: true,
  },
  Explained: {
    ...object({ kind: { enum: ['overall', 'dimension', 'item', 'figure'] } }),
    additionalProperties: true,
  },
  Recommendation: {
    ...object({
      rule: text,
      position: type('integer'),
      printed: type('boolean'),
      reasons: arrayOf(type('object')),
      horizon: text,
      effort: { enum: [1, 2, 3] },
      owner: text,
      decision: optional(type('object')),
    }),
    additionalProperties: true,
  },
  Recommendations: object({ recommendations: arrayOf(ref('Recommendation')), may: mapOf(type('boolean')) }),
  Document: {
    ...object({
      id: { type: 'string', example: 'K7QF-3M9D-X2TA' },
      kind: { enum: ['outcome', 'questionnaire'] },
      edition: { enum: ['internal', 'sharing', 'blank', 'filled'] },
      languages: { type: 'array', items: text, minItems: 1, maxItems: 2, description: 'The first leads.' },
      arrangement: { enum: ['single', 'side-by-side', 'in-turn'] },
      format: { enum: ['pdf', 'docx'] },
      state: { enum: ['queued', 'running', 'ready', 'failed'] },
      overdue: { type: 'boolean', description: 'Ten seconds have passed and it is not there.' },
      requestedAt: { type: 'string', format: 'date-time' },
    }),
    additionalProperties: true,
  },
  Documents: object({ documents: arrayOf(ref('Document')), may: mapOf(type('boolean')) }),
  Verification: oneOf(
    object({ verdict: constant('unknown') }),
    object({
      verdict: { enum: ['genuine', 'superseded', 'altered'] },
      document: text,
      issuedOn: { type: 'string', format: 'date' },
      instrumentId: text,
      instrumentVersion: text,
    }),
  ),
};
