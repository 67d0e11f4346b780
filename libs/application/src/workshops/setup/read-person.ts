import type { RegionKept } from '../../ports/place-store.js';
import { isMailAddress } from '../../ports/outbox.js';
import type { ParticipantChange, RegionAgency } from '../../ports/workshop-store.js';
import type { Fields } from '../../problems/fields.js';
import { PARTICIPANT_SEXES } from '../workshop.js';

/** As it comes from a form, or from a line of a list with its names looked up. */
export interface PersonInput {
  readonly name: string;
  /** Id of an agency of the region; empty for a guest, whose organisation is named. */
  readonly agency: string;
  readonly organisation: string;
  /** Id; of an agency's people it is the agency's. */
  readonly country: string;
  readonly function: string;
  readonly sex: string;
  readonly language: string;
  readonly email: string;
}

export interface RosterContext {
  readonly agencies: readonly RegionAgency[];
  readonly countries: RegionKept['countries'];
  /** Of the workshop; the first is taken where none is named. */
  readonly languages: readonly string[];
}

export type Person = Omit<ParticipantChange, 'agencyGroupId'>;

const LONGEST_NAME = 100;
const LONGEST_ADDRESS = 254;

/** Adds every fault to `fields`; what it returns counts only when there was none. */
export function readPerson(fields: Fields, input: PersonInput, context: RosterContext): Person {
  const office = fields.optionalText('function', oneLine(input.function));
  const email = readEmail(fields, input.email);
  return {
    name: fields.text('name', oneLine(input.name), LONGEST_NAME),
    ...readPlace(fields, input, context),
    ...(office !== undefined && { function: office }),
    sex: input.sex === '' ? 'unstated' : (fields.oneOf('sex', input.sex, PARTICIPANT_SEXES) ?? 'unstated'),
    language: readLanguage(fields, input.language, context.languages),
    ...(email !== undefined && { email }),
  };
}

/** It stands on a badge and in lists. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

function readEmail(fields: Fields, text: string): string | undefined {
  const email = fields.optionalText('email', text, LONGEST_ADDRESS)?.toLowerCase();
  if (email !== undefined && !isMailAddress(email)) fields.fault('email', 'not-a-mail-address');
  return email;
}

function readLanguage(fields: Fields, language: string, [first = 'en', ...others]: readonly string[]): string {
  return language === '' ? first : (fields.oneOf('language', language, [first, ...others]) ?? first);
}

function readPlace(
  fields: Fields,
  input: PersonInput,
  { agencies, countries }: RosterContext,
): Pick<Person, 'agencyId' | 'organisation' | 'countryId'> {
  const organisation = fields.optionalText('organisation', oneLine(input.organisation));
  if (input.agency !== '') {
    const agency = agencies.find(({ id }) => id === input.agency);
    if (agency === undefined) fields.fault('agency', 'not-in-list', { allowed: '' });
    if (organisation !== undefined) fields.fault('organisation', 'agency-or-organisation');
    return agency === undefined ? {} : { agencyId: agency.id, countryId: agency.countryId };
  }
  if (organisation === undefined) fields.fault('agency', 'agency-or-organisation');
  const country = countries.find(({ id }) => id === input.country);
  if (input.country !== '' && country === undefined) fields.fault('country', 'not-in-list', { allowed: '' });
  return {
    ...(organisation !== undefined && { organisation }),
    ...(country !== undefined && { countryId: country.id }),
  };
}
