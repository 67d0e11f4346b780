import type { Role } from '../actor.js';
import type { AgencyId, InvitationId, RegionId, UserId } from '../ids.js';
import type { InvitationOffer, OpenInvitation } from '../people/person.js';
import type { GivenPlace } from './people-store.js';
import type { Transaction } from './unit-of-work.js';

export interface NewInvitation {
  readonly id: InvitationId;
  readonly email: string;
  readonly role: Role;
  readonly place: GivenPlace;
  readonly language: string;
  /** SHA-256 of the link's secret, which is kept nowhere. */
  readonly token: string;
  readonly at: Date;
  readonly expiresAt: Date;
}

export interface Acceptance {
  readonly token: string;
  readonly at: Date;
  /** Of whoever is signed in; or the name and the hashed password of a new account. */
  readonly by: { readonly user: UserId } | { readonly name: string; readonly passwordHash: string };
}

export interface Accepted {
  readonly user: UserId;
  readonly invitation: InvitationId;
  readonly role: Role;
  readonly agencyId?: AgencyId;
  readonly regionId?: RegionId;
}

export abstract class InvitationStore {
  /** The same person, role and place asked again renews the one that is open. Undefined when it is not the actor's to give. */
  abstract invite(tx: Transaction, invitation: NewInvitation): Promise<InvitationId | undefined>;
  /** Those within the actor's reach, newest first; expired ones too, until they are revoked or renewed. */
  abstract open(tx: Transaction, agency?: AgencyId): Promise<readonly OpenInvitation[]>;
  abstract find(tx: Transaction, id: InvitationId): Promise<OpenInvitation | undefined>;
  abstract revoke(tx: Transaction, id: InvitationId, at: Date): Promise<boolean>;
  /** Asks no actor: the secret of the link is the right to read it. Undefined when it cannot be used. */
  abstract offer(
    tx: Transaction,
    sought: { readonly token: string; readonly at: Date; readonly user?: UserId },
  ): Promise<InvitationOffer | undefined>;
  /** Uses the link up and names the transaction's actor and agency. Undefined when it cannot be used, or not by them. */
  abstract accept(tx: Transaction, acceptance: Acceptance): Promise<Accepted | undefined>;
}
