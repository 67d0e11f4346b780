import { PROGRESS, ROUND_STATES, SHARING_CHOICES } from '@isonomia/application';
import { arrayOf, type JsonSchema, mapOf, object, optional, ref, text, type } from './schema-parts.js';

const moment: JsonSchema = { type: 'string', format: 'date-time' };
const day: JsonSchema = { type: 'string', format: 'date' };
const integer = type('integer');
const waiting = object({
  agency: text,
  name: text,
  hasLead: type('boolean'),
  invitedAt: moment,
  remindedAt: optional(moment),
});

/** Rounds, who is invited, how far they are, and what they let be seen. */
export const ROUND_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  RoundState: { enum: [...ROUND_STATES] },
  RoundProgress: { enum: [...PROGRESS] },
  SharingChoice: { enum: [...SHARING_CHOICES] },
  Round: object({
    id: text,
    regionId: text,
    regionName: text,
    name: text,
    instrumentId: text,
    instrumentVersion: text,
    variant: text,
    agencyTypes: { ...arrayOf(text), description: 'Empty: of every type.' },
    countries: { ...arrayOf(text), description: 'Empty: of the whole region.' },
    opensOn: day,
    closesOn: day,
    reference: object({ from: day, to: day }),
    stockDate: optional(day),
    previous: optional(text),
    state: ref('RoundState'),
    closedAt: optional(moment),
    createdBy: text,
    createdAt: moment,
    revision: integer,
  }),
  Rounds: object({
    rounds: arrayOf(
      object({
        id: text,
        name: text,
        regionId: text,
        region: text,
        state: ref('RoundState'),
        opensOn: day,
        closesOn: day,
        invited: integer,
        submitted: integer,
      }),
    ),
    may: mapOf(type('boolean')),
  }),
  BoardAgency: object({
    agency: text,
    name: text,
    country: text,
    type: text,
    progress: ref('RoundProgress'),
    invitedAt: moment,
    remindedAt: optional(moment),
    lastActivity: optional(moment),
    hasLead: type('boolean'),
    sharing: ref('SharingChoice'),
    dimensions: arrayOf(object({ dimension: text, answered: integer, asked: integer })),
  }),
  Board: object({
    round: ref('Round'),
    agencies: arrayOf(ref('BoardAgency')),
    totals: arrayOf(object({ country: text, name: text, progress: mapOf(integer) })),
    next: optional(object({ name: text, id: text })),
    may: mapOf(type('boolean')),
  }),
  Candidates: object({
    candidates: arrayOf(
      object({ agency: text, name: text, type: text, countryId: text, country: text, hasLead: type('boolean') }),
    ),
  }),
  Invited: object({ agencies: integer, mails: integer }),
  Reminders: object({ due: arrayOf(waiting), recent: arrayOf(waiting) }),
  AgencyRounds: object({
    rounds: arrayOf(
      object({
        id: text,
        name: text,
        state: ref('RoundState'),
        opensOn: day,
        closesOn: day,
        declined: type('boolean'),
        sharing: ref('SharingChoice'),
        assessment: optional(object({ id: text, state: ref('State') })),
      }),
    ),
    may: mapOf(type('boolean')),
  }),
  RoundOfAgency: object({
    round: ref('Round'),
    participation: object({
      round: text,
      agency: text,
      invitedAt: moment,
      invitedBy: text,
      remindedAt: optional(moment),
      declinedAt: optional(moment),
      assessment: optional(text),
    }),
    sharing: ref('SharingChoice'),
    choices: arrayOf(object({ choice: ref('SharingChoice'), by: text, at: moment, name: optional(text) })),
  }),
};
