import { OpenSessions, type OpenSession, type UserId } from '@isonomia/application';
import type { Pool } from 'pg';
import { ABSOLUTE_SECONDS } from './library.js';

interface SessionRow {
  readonly id: string;
  readonly address: string | null;
  readonly agent: string | null;
  readonly since: Date;
  readonly used: Date;
}

const LIVES = `s."expiresAt" > now() and s."createdAt" > now() - make_interval(secs => ${ABSOLUTE_SECONDS})`;

/** Sessions as the account library keeps them: a row that is gone is a session that is over. */
export class SqlOpenSessions extends OpenSessions {
  constructor(private readonly pool: Pool) {
    super();
  }

  async list(user: UserId): Promise<readonly OpenSession[]> {
    const { rows } = await this.pool.query<SessionRow>(
      `select s.id, s."ipAddress" as address, s."userAgent" as agent, s."createdAt" as since, s."updatedAt" as used
         from identity."session" s where s."userId" = $1 and ${LIVES} order by s."updatedAt" desc, s.id`,
      [user],
    );
    return rows.map(({ id, address, agent, since, used }) => ({
      id,
      address: address ?? '',
      userAgent: agent ?? '',
      since,
      lastUsed: used,
    }));
  }

  async end(user: UserId, session: string): Promise<boolean> {
    const sql = 'delete from identity."session" where "userId" = $1 and id = $2';
    return (await this.pool.query(sql, [user, session])).rowCount === 1;
  }

  async endOthers(user: UserId, current: string): Promise<number> {
    const sql = 'delete from identity."session" where "userId" = $1 and id <> $2';
    return (await this.pool.query(sql, [user, current])).rowCount ?? 0;
  }
}
