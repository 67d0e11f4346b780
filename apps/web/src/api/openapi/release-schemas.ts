import { arrayOf, type JsonSchema, object, optional, ref, text, type } from './schema-parts.js';

const instant = { type: 'string', format: 'date-time' };

/** What the addresses of releases answer. */
export const RELEASE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  ReleaseHead: object({
    id: text,
    number: { type: 'integer', description: 'Within its round, from 1.' },
    state: { enum: ['building', 'ready', 'failed'] },
    createdAt: instant,
    finishedAt: optional(instant),
    failure: optional({ enum: ['earlier-release', 'too-few', 'composing', 'storing'] }),
    sha256: optional({ type: 'string', description: 'Of the canonical JSON of the release.' }),
  }),
  Releases: object({
    releases: arrayOf(ref('ReleaseHead')),
    may: object({ make: type('boolean'), retry: type('boolean') }),
  }),
  ReleaseFacts: object({
    region: text,
    round: text,
    number: type('integer'),
    publishedOn: { type: 'string', format: 'date' },
    sha256: text,
    countries: arrayOf(object({ id: text, code: text, name: text })),
    fictional: type('boolean'),
  }),
  Release: object({
    facts: ref('ReleaseFacts'),
    release: object({
      format: { const: 'isonomia.release/1' },
      statement: { type: 'object', description: 'Versions, years, coverage; what is not shown, and why.' },
      groups: arrayOf({
        type: 'object',
        description: 'One a group, of everybody first; `state` says whether it is shown.',
      }),
    }),
  }),
  Prospect: object({
    groups: arrayOf({
      type: 'object',
      description: 'How many contributors a group has, whether it may be shown, what it lacks, and its tables.',
    }),
  }),
};
