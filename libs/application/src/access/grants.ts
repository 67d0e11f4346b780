import { ROLES, type Actor, type Role } from '../actor.js';
import { covers, type Place } from './access.js';

export type PlaceKind = 'installation' | 'region' | 'agency';

/** Where each role can hold; the table of memberships repeats it. */
export const PLACES_OF_ROLE: Readonly<Record<Role, readonly PlaceKind[]>> = {
  administrator: ['installation'],
  coordinator: ['region'],
  facilitator: ['agency', 'region'],
  lead: ['agency'],
  contributor: ['agency'],
  reviewer: ['agency', 'region'],
  participant: ['agency'],
  recipient: ['agency', 'region'],
};

/**
 * Which roles each role gives and takes away, within its own place: none gives itself, and none what stands above it.
 * A coordinator sets an agency up and leaves its work to it; a lead chooses who works there, not who reviews it.
 */
const GRANTS: Readonly<Record<Role, readonly Role[]>> = {
  administrator: ROLES,
  coordinator: ['facilitator', 'lead', 'contributor', 'reviewer', 'recipient'],
  facilitator: [],
  lead: ['contributor', 'participant', 'recipient'],
  contributor: [],
  reviewer: [],
  participant: [],
  recipient: [],
};

export const rolesGivenBy = (role: Role): readonly Role[] => GRANTS[role];

export const kindOf = (place: Place): PlaceKind => {
  if (place.agencyId !== undefined) return 'agency';
  return place.regionId === undefined ? 'installation' : 'region';
};

/** The roles that this person may give and take at this place. An agency's place names its region too. */
export function rolesToGive(actor: Actor, place: Place): readonly Role[] {
  const given = new Set(
    actor.memberships.filter((membership) => covers(membership, place)).flatMap(({ role }) => GRANTS[role]),
  );
  return ROLES.filter((role) => given.has(role) && PLACES_OF_ROLE[role].includes(kindOf(place)));
}

export const mayGive = (actor: Actor, role: Role, place: Place): boolean => rolesToGive(actor, place).includes(role);
