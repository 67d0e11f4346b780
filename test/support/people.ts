import {
  UserDirectory,
  userId,
  type Actor,
  type AgencyId,
  type Colleague,
  type RegionId,
  type Role,
  type UserId,
} from '@isonomia/application';

/** A person in a role, as the account library would hand them over. */
export const person = (
  name: string,
  role: Role,
  place: { readonly agencyId?: AgencyId; readonly regionId?: RegionId } = {},
): Actor => ({ userId: userId(name), name: capital(name), language: 'en', memberships: [{ role, ...place }] });

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** Knows the people it was given, and nobody else. */
export class KnownPeople extends UserDirectory {
  private readonly people: Actor[] = [];

  constructor(...people: readonly Actor[]) {
    super();
    this.people.push(...people);
  }

  add(...people: readonly Actor[]): void {
    this.people.push(...people);
  }

  actor(user: UserId): Promise<Actor | undefined> {
    return Promise.resolve(this.people.find((one) => one.userId === user));
  }

  namesOf(users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>> {
    const known = this.people.filter((one) => users.includes(one.userId));
    return Promise.resolve(new Map(known.map((one) => [one.userId, one.name])));
  }

  colleagues(agency: AgencyId): Promise<readonly Colleague[]> {
    const colleagues = this.people.flatMap(({ userId: id, name, memberships }) => {
      const roles = memberships.filter(({ agencyId }) => agencyId === agency).map(({ role }) => role);
      return roles.length === 0 ? [] : [{ userId: id, name, roles }];
    });
    return Promise.resolve(colleagues);
  }
}
