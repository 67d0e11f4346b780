import type { AgencyId, RegionId, UserId } from './ids.js';

export const ROLES = [
  'administrator',
  'coordinator',
  'facilitator',
  'lead',
  'contributor',
  'reviewer',
  'participant',
  'recipient',
] as const;
export type Role = (typeof ROLES)[number];

/** A role somewhere: an agency's roles name the agency, a coordinator's the region, an administrator's neither. */
export interface Membership {
  readonly role: Role;
  readonly agencyId?: AgencyId;
  readonly regionId?: RegionId;
}

/** Who asks. Handed to every use case by the edge; never looked up inside one. */
export interface Actor {
  readonly userId: UserId;
  readonly name: string;
  /** Language tag of the person's texts, e.g. `en`. */
  readonly language: string;
  readonly memberships: readonly Membership[];
}
