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

/** A second factor still to be proved, or one still to be set up because the role demands it. */
export type Owed = 'proof' | 'set-up';

/** How sure it is who asks: signed in as a person, or a program with a token of that person. */
export type Assurance =
  | {
      readonly kind: 'session';
      /** Whether a second factor was proved in this session, after the password or instead of it. */
      readonly secondFactor: boolean;
      /** When the person last proved to be who they are. */
      readonly provedAt: Date;
      /** What stands between this session and everything but the pages that settle it. */
      readonly owes?: Owed;
    }
  | { readonly kind: 'token'; readonly tokenId: string; readonly scopes: readonly string[] };

/** Who asks. Handed to every use case by the edge; never looked up inside one. */
export interface Actor {
  readonly userId: UserId;
  readonly name: string;
  /** Language tag of the person's texts, e.g. `en`. */
  readonly language: string;
  /** Nobody has set one yet: `language` is then the product's own, and a browser may know better. */
  readonly hasNoLanguage?: true;
  readonly memberships: readonly Membership[];
  /** Undefined for the product's own jobs and for the command line, which nobody signs in to. */
  readonly assurance?: Assurance;
}
