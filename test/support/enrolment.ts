import type { Actor } from '@isonomia/application';
import type { DataSource } from 'typeorm';

const ENROL = `INSERT INTO membership (user_id, role, agency_id, region_id)
  SELECT $1, i.role, i.agency, i.region FROM jsonb_to_recordset($2::jsonb) i (role text, agency uuid, region uuid)
  WHERE i.role = 'administrator' OR num_nonnulls(i.agency, i.region) = 1
  ON CONFLICT (user_id, role, agency_id, region_id) DO NOTHING`;

const isActor = (value: unknown): value is Actor =>
  typeof value === 'object' && value !== null && 'userId' in value && 'memberships' in value;

/** A person is written in code; the roles that the database asks about are written down before they first act. */
export class Enrolment {
  private readonly done = new Map<string, Promise<unknown>>();

  constructor(private readonly operator: DataSource) {}

  /** The same use case, whose actors have their roles in the database too. */
  before<T extends object>(useCase: T): T {
    const enrol = (actor: Actor): Promise<unknown> => this.enrol(actor);
    return new Proxy(useCase, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key);
        if (key !== 'execute' || typeof value !== 'function') return value;
        return async (...given: readonly unknown[]) => {
          if (isActor(given[0])) await enrol(given[0]);
          return Reflect.apply(value, target, given) as unknown;
        };
      },
    });
  }

  enrol({ userId, memberships }: Actor): Promise<unknown> {
    const rows = memberships.map(({ role, agencyId: agency, regionId: region }) => ({ role, agency, region }));
    const key = JSON.stringify([userId, rows]);
    const begun = this.done.get(key) ?? this.operator.query(ENROL, [userId, JSON.stringify(rows)]);
    this.done.set(key, begun);
    return begun;
  }
}
