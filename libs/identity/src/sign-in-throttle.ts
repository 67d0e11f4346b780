import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

/** Evaluations of a password allowed per window, for one account from anywhere and for one address on any account. */
const LIMITS = { account: 10, address: 50 } as const;
const WINDOW_MINUTES = 15;

/** Counts tries in the database, so that several web processes share one count. */
export class SignInThrottle {
  constructor(private readonly pool: Pool) {}

  /** Counts one try; seconds to wait when the account or the address has had too many, else undefined. */
  admit(email: string, address: string): Promise<number | undefined> {
    return this.count(['account', 'address'], [digest(email), digest(address)]);
  }

  /** The same for what somebody tries who has shown the password already: an office shares one address. */
  admitAccount(key: string): Promise<number | undefined> {
    return this.count(['account'], [digest(key)]);
  }

  /** For what names no account before it is proved. */
  admitAddress(address: string): Promise<number | undefined> {
    return this.count(['address'], [digest(address)]);
  }

  private async count(kinds: readonly string[], keys: readonly string[]): Promise<number | undefined> {
    const result = await this.pool.query<{ kind: keyof typeof LIMITS; tries: number; wait: number }>(
      `insert into identity.sign_in_try as t (kind, key, tries, window_ends)
       select kind, key, 1, now() + make_interval(mins => $3)
         from unnest($1::text[], $2::text[]) as given (kind, key)
       on conflict (kind, key) do update set
         tries = case when t.window_ends < now() then 1 else t.tries + 1 end,
         window_ends = case when t.window_ends < now() then excluded.window_ends else t.window_ends end
       returning kind, tries, ceil(extract(epoch from window_ends - now()))::int as wait`,
      [kinds, keys, WINDOW_MINUTES],
    );
    const refused = result.rows.filter((row) => row.tries > LIMITS[row.kind]);
    return refused.length === 0 ? undefined : Math.max(...refused.map((row) => row.wait));
  }

  /** A correct password clears the account's count, so that a busy colleague is not locked out by typing errors. */
  async clear(email: string): Promise<void> {
    await this.pool.query(`delete from identity.sign_in_try where kind = 'account' and key = $1`, [digest(email)]);
  }
}

// Neither addresses nor mail addresses need to lie readable in a table of failures.
const digest = (value: string): string => createHash('sha256').update(value.trim().toLowerCase()).digest('hex');
