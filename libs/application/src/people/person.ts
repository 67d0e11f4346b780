import type { Place } from '../access/access.js';
import type { Role } from '../actor.js';
import type { AgencyId, InvitationId, MembershipId, RegionId, UserId } from '../ids.js';

/** A role somebody holds, within the reach of whoever asks. */
export interface HeldRole {
  readonly id: MembershipId;
  readonly role: Role;
  readonly agencyId?: AgencyId;
  readonly agency?: string;
  /** Of the agency, or the one that the role holds in; absent for an administrator. */
  readonly regionId?: RegionId;
  readonly region?: string;
}

export interface PersonKept {
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
  readonly disabledAt?: Date;
  readonly roles: readonly HeldRole[];
  /** Holds roles beyond the reach of whoever asks; which is not theirs to know. */
  readonly elsewhere: boolean;
}

export interface OpenInvitation {
  readonly id: InvitationId;
  readonly email: string;
  readonly role: Role;
  readonly agencyId?: AgencyId;
  readonly agency?: string;
  readonly regionId?: RegionId;
  readonly region?: string;
  readonly language: string;
  /** Absent once the account is gone. */
  readonly inviter?: string;
  readonly invitedAt: Date;
  readonly expiresAt: Date;
  /** How often its mail was sent. */
  readonly sent: number;
}

/** What whoever holds the link of an invitation may read. */
export interface InvitationOffer {
  readonly email: string;
  readonly role: Role;
  readonly agency?: string;
  readonly region?: string;
  readonly inviter?: string;
  /** Somebody signs in with this address already. */
  readonly known: boolean;
  /** It is the address of whoever is signed in. */
  readonly yours: boolean;
}

export const placeOf = ({ agencyId, regionId }: Pick<HeldRole, 'agencyId' | 'regionId'>): Place => ({
  ...(agencyId !== undefined && { agencyId }),
  ...(regionId !== undefined && { regionId }),
});
