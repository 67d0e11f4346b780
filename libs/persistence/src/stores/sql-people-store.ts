import {
  agencyId,
  membershipId,
  PeopleStore,
  regionId,
  ROLES,
  userId,
  type GivenPlace,
  type HeldRole,
  type MembershipId,
  type PeopleSought,
  type PersonKept,
  type Role,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { first, present, toDate, type At } from './values.js';

interface RoleRecord {
  readonly id: string;
  readonly role: string;
  readonly agency_id: string | null;
  readonly agency: string | null;
  readonly region_id: string | null;
  readonly region: string | null;
}
interface PersonRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly disabled_at: At | null;
  readonly roles: readonly RoleRecord[];
  readonly elsewhere: boolean;
}

const PEOPLE = 'SELECT * FROM people($1, $2, $3, $4, $5, $6)';

/** Calls the functions that ask the transaction's actor anew; the web's role reads no account by itself. */
export class SqlPeopleStore extends PeopleStore {
  async list(tx: Transaction, { agency, matching, after, size }: PeopleSought): Promise<readonly PersonKept[]> {
    const parameters = [null, agency ?? null, matching ?? null, after?.name ?? null, after?.id ?? null, size];
    return (await tx.query<PersonRecord>(PEOPLE, parameters)).map(toPerson);
  }

  async find(tx: Transaction, id: UserId): Promise<PersonKept | undefined> {
    const row = first(await tx.query<PersonRecord>(PEOPLE, [id, null, null, null, null, 1]));
    return row === undefined ? undefined : toPerson(row);
  }

  async give(
    tx: Transaction,
    { person, role, place, at }: Parameters<PeopleStore['give']>[1],
  ): Promise<MembershipId | undefined> {
    const sql = 'SELECT give_role($1, $2, $3, $4, $5) AS id';
    const row = first(await tx.query<{ id: string | null }>(sql, [person, role, ...columns(place), at]));
    return row?.id === null || row === undefined ? undefined : membershipId(row.id);
  }

  async take(tx: Transaction, role: MembershipId): Promise<boolean> {
    return told(tx, 'SELECT take_role($1) AS done', [role]);
  }

  async setDisabled(tx: Transaction, id: UserId, at: Date | undefined): Promise<boolean> {
    return told(tx, 'SELECT set_person_disabled($1, $2) AS done', [id, at ?? null]);
  }

  async otherAdministrators(tx: Transaction, id: UserId): Promise<number> {
    const row = first(await tx.query<{ count: number }>('SELECT other_administrators($1) AS count', [id]));
    return row?.count ?? 0;
  }

  async holds(tx: Transaction, email: string, role: Role, place: GivenPlace): Promise<boolean> {
    return told(tx, 'SELECT holds_role($1, $2, $3, $4) AS done', [email, role, ...columns(place)]);
  }
}

const columns = ({ agencyId: agency, regionId: region }: GivenPlace) => [agency ?? null, region ?? null] as const;

async function told(tx: Transaction, sql: string, parameters: readonly unknown[]): Promise<boolean> {
  return first(await tx.query<{ readonly done: boolean }>(sql, parameters))?.done === true;
}

/** A role of a later version of the product is nobody's to see or to take here. */
export const knownRole = (text: string): Role | undefined => ROLES.find((role) => role === text);

const toPerson = (row: PersonRecord): PersonKept => ({
  id: userId(row.id),
  name: row.name,
  email: row.email,
  ...(row.disabled_at !== null && { disabledAt: toDate(row.disabled_at) }),
  roles: row.roles.flatMap(toRole),
  elsewhere: row.elsewhere || row.roles.some(({ role }) => knownRole(role) === undefined),
});

function toRole(row: RoleRecord): readonly HeldRole[] {
  const role = knownRole(row.role);
  if (role === undefined) return [];
  return [{ id: membershipId(row.id), role, ...placeNamed(row) }];
}

export const placeNamed = (row: Omit<RoleRecord, 'id' | 'role'>) => ({
  ...(row.agency_id !== null && { agencyId: agencyId(row.agency_id) }),
  ...present('agency', row.agency),
  ...(row.region_id !== null && { regionId: regionId(row.region_id) }),
  ...present('region', row.region),
});
