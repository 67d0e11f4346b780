import { ROLES } from '@isonomia/application';
import { arrayOf, type JsonSchema, object, optional, ref, text, type } from './schema-parts.js';

const moment: JsonSchema = { type: 'string', format: 'date-time' };
const place = { agencyId: optional(text), agency: optional(text), regionId: optional(text), region: optional(text) };

/** People, their roles and invitations, and where agencies are. */
export const PEOPLE_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  Role: { enum: [...ROLES] },
  HeldRole: object({ id: text, role: ref('Role'), ...place }),
  Person: object({
    id: text,
    name: text,
    email: text,
    disabledAt: optional(moment),
    roles: arrayOf(ref('HeldRole')),
    elsewhere: { type: 'boolean', description: 'Holds roles that are not yours to see.' },
  }),
  People: object({ people: arrayOf(ref('Person')), next: optional(object({ name: text, id: text })) }),
  PersonView: object({
    person: ref('Person'),
    self: type('boolean'),
    takes: { ...arrayOf(text), description: 'Ids of the roles that are yours to take.' },
    mayDisable: type('boolean'),
    mayErase: type('boolean'),
  }),
  Invitation: object({
    id: text,
    email: text,
    role: ref('Role'),
    ...place,
    language: text,
    inviter: optional(text),
    invitedAt: moment,
    expiresAt: moment,
    sent: type('integer'),
  }),
  Invitations: object({ invitations: arrayOf(ref('Invitation')) }),
  Region: object({
    id: text,
    name: text,
    fictional: type('boolean'),
    countries: arrayOf(object({ id: text, code: text, name: text })),
    mayAddCountry: type('boolean'),
  }),
  Regions: object({ regions: arrayOf(ref('Region')), mayDefine: type('boolean') }),
};
