import {
  agencyId,
  isUuid,
  regionId,
  ROLES,
  userId,
  UserDirectory,
  type Actor,
  type AgencyId,
  type Colleague,
  type Membership,
  type Role,
  type UserId,
} from '@isonomia/application';
import type { Pool } from 'pg';

const DEFAULT_LANGUAGE = 'en';

interface MembershipRow {
  readonly role: string;
  readonly agency_id: string | null;
  readonly region_id: string | null;
}
interface ActorRow {
  readonly id: string;
  readonly name: string;
  readonly language: string | null;
  readonly memberships: readonly MembershipRow[];
}
interface ColleagueRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Names and roles from the account tables and the memberships beside them; one statement a question. */
export class AccountDirectory extends UserDirectory {
  constructor(private readonly pool: Pool) {
    super();
  }

  async actor(user: UserId): Promise<Actor | undefined> {
    if (!isUuid(user)) return undefined;
    const { rows } = await this.pool.query<ActorRow>(
      `select u.id, u.name, u.language,
              coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'agency_id', m.agency_id, 'region_id', m.region_id)
                                 order by m.created_at) filter (where m.role is not null), '[]') as memberships
         from identity."user" u
         left join public.membership m on m.user_id = u.id::text
        where u.id = $1 and u."disabledAt" is null
        group by u.id`,
      [user],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    return {
      userId: userId(row.id),
      name: row.name,
      language: row.language ?? DEFAULT_LANGUAGE,
      ...(row.language === null && { hasNoLanguage: true as const }),
      memberships: row.memberships.flatMap(toMembership),
    };
  }

  async namesOf(users: readonly UserId[]): Promise<ReadonlyMap<UserId, string>> {
    // Jobs and imports act under names of their own, which are no accounts.
    const accounts = [...new Set(users)].filter(isUuid);
    if (accounts.length === 0) return new Map();
    const { rows } = await this.pool.query<{ id: string; name: string }>(
      'select id, name from identity."user" where id = any($1)',
      [accounts],
    );
    return new Map(rows.map((row) => [userId(row.id), row.name]));
  }

  async colleagues(agency: AgencyId): Promise<readonly Colleague[]> {
    const { rows } = await this.pool.query<ColleagueRow>(
      `select u.id, u.name, array_agg(distinct m.role order by m.role) as roles
         from public.membership m
         join identity."user" u on u.id = case when pg_input_is_valid(m.user_id, 'uuid') then m.user_id::uuid end
        where m.agency_id = $1 and u."disabledAt" is null
        group by u.id
        order by u.name, u.id`,
      [agency],
    );
    return rows.map((row) => ({ userId: userId(row.id), name: row.name, roles: row.roles.filter(isRole) }));
  }
}

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** A role of a later version of the product grants nothing here. */
const toMembership = (row: MembershipRow): readonly Membership[] =>
  isRole(row.role)
    ? [
        {
          role: row.role,
          ...(row.agency_id !== null && { agencyId: agencyId(row.agency_id) }),
          ...(row.region_id !== null && { regionId: regionId(row.region_id) }),
        },
      ]
    : [];
