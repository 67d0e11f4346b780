import type { Actor } from '../actor.js';
import type { Reach } from '../ports/agency-reader.js';

/** Which agencies this person's roles let them know of. */
export function reachOf(actor: Actor): Reach {
  if (actor.memberships.some((membership) => membership.role === 'administrator')) return { everywhere: true };
  return {
    everywhere: false,
    regions: actor.memberships.flatMap((membership) => membership.regionId ?? []),
    agencies: actor.memberships.flatMap((membership) => membership.agencyId ?? []),
  };
}
