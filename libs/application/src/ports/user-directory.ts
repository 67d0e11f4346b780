import type { Actor, Role } from '../actor.js';
import type { AgencyId, UserId } from '../ids.js';

export interface Person {
  readonly userId: UserId;
  readonly name: string;
}
export interface Colleague extends Person {
  readonly roles: readonly Role[];
}

export abstract class UserDirectory {
  /** Who this is and what they may, read afresh; undefined when the account is gone or disabled. */
  abstract actor(user: UserId): Promise<Actor | undefined>;
  /** Names as shown beside answers and comments; an account that is gone has none. */
  abstract namesOf(users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>>;
  /** People with a role in the agency, by name. */
  abstract colleagues(agency: AgencyId): Promise<readonly Colleague[]>;
}
