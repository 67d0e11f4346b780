import type { Role } from '../actor.js';
import type { AgencyId, MembershipId, RegionId, UserId } from '../ids.js';
import type { PersonKept } from '../people/person.js';
import type { Transaction } from './unit-of-work.js';

export interface PeopleSought {
  /** With a role in this agency. */
  readonly agency?: AgencyId;
  /** Part of a name or of an address. */
  readonly matching?: string;
  readonly after?: { readonly name: string; readonly id: UserId };
  readonly size: number;
}

/** Where a role is given: in an agency, in a region, or neither. */
export interface GivenPlace {
  readonly agencyId?: AgencyId;
  readonly regionId?: RegionId;
}

/** Accounts and roles, within the reach of the transaction's actor: the database asks it anew. */
export abstract class PeopleStore {
  /** By name. */
  abstract list(tx: Transaction, sought: PeopleSought): Promise<readonly PersonKept[]>;
  abstract find(tx: Transaction, id: UserId): Promise<PersonKept | undefined>;
  /** Undefined when the person has it already, or when it is not the actor's to give. */
  abstract give(
    tx: Transaction,
    given: { readonly person: UserId; readonly role: Role; readonly place: GivenPlace; readonly at: Date },
  ): Promise<MembershipId | undefined>;
  /** False when it was taken meanwhile, or is not the actor's to take. */
  abstract take(tx: Transaction, role: MembershipId): Promise<boolean>;
  /** Ends every session too. False when the account is so already, or not the actor's to change. */
  abstract setDisabled(tx: Transaction, id: UserId, at: Date | undefined): Promise<boolean>;
  /** How many can still sign in, besides this one; others who ask wait for the end of this transaction. */
  abstract otherAdministrators(tx: Transaction, id: UserId): Promise<number>;
  /** Whether somebody with this address holds the role there. */
  abstract holds(tx: Transaction, email: string, role: Role, place: GivenPlace): Promise<boolean>;
}
