import { createHash, randomBytes } from 'node:crypto';
import {
  Credentials,
  RESET_MINUTES,
  userId,
  type AccountCard,
  type PasswordFault,
  type UserId,
  type Wait,
} from '@isonomia/application';
import type { Pool } from 'pg';
import { hashPassword, verifyPassword } from './argon2id.js';
import { passwordFault } from './password-rules.js';
import { SignInThrottle } from './sign-in-throttle.js';

const TOKEN_BYTES = 32;
const MOST_LINKS = 3;
const DEFAULT_LANGUAGE = 'en';

interface CardRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string | null;
}
const CARD = 'u.id, u.name, u.email, u.language';

/** Sets the hash that `$2` is and ends every session, of the account that `whose` names. */
const setPassword = (whose: string): string => `
  with owner as (${whose}),
  changed as (
    update identity.account a set password = $2, "updatedAt" = now() from owner
     where a."userId" = owner.id and a."providerId" = 'credential' returning a."userId" as id),
  ended as (delete from identity."session" s using changed where s."userId" = changed.id),
  spent as (delete from identity.password_reset r using changed where r.user_id = changed.id)
  select id from changed`;

/** Passwords as the account library keeps them, and links to a new one, of which only a digest is kept. */
export class PasswordCredentials extends Credentials {
  private readonly throttle: SignInThrottle;

  constructor(private readonly pool: Pool) {
    super();
    this.throttle = new SignInThrottle(pool);
  }

  async card(user: UserId): Promise<AccountCard | undefined> {
    const sql = `select ${CARD} from identity."user" u where u.id = $1 and u."disabledAt" is null`;
    return first((await this.pool.query<CardRow>(sql, [user])).rows);
  }

  fault({ email, name }: AccountCard, password: string): PasswordFault | undefined {
    return passwordFault({ password, email, name });
  }

  async admit(user: UserId): Promise<Wait | undefined> {
    return waiting(await this.throttle.admitAccount(`password of ${user}`));
  }

  async verify(user: UserId, password: string): Promise<boolean> {
    const sql = `select password from identity.account where "userId" = $1 and "providerId" = 'credential'`;
    const { rows } = await this.pool.query<{ password: string | null }>(sql, [user]);
    return verifyPassword({ hash: rows[0]?.password ?? '', password });
  }

  async setPassword(user: UserId, password: string): Promise<void> {
    const sql = setPassword('select $1::uuid as id');
    const { rowCount } = await this.pool.query(sql, [user, await hashPassword(password)]);
    if (rowCount !== 1) throw new Error('identity.no-password: this account has no password to change.');
  }

  async setCard(user: UserId, { name, language }: Pick<AccountCard, 'name' | 'language'>): Promise<void> {
    const sql = 'update identity."user" set name = $2, language = $3, "updatedAt" = now() where id = $1';
    await this.pool.query(sql, [user, name, language]);
  }

  /** Counted apart from sign-ins: asking for a mail must not lock anybody out. */
  async admitStranger(email: string, address: string): Promise<Wait | undefined> {
    return waiting(await this.throttle.admit(`reset ${email}`, `reset ${address}`));
  }

  async issueReset(email: string): Promise<{ account: AccountCard; token: string } | undefined> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const { rows } = await this.pool.query<CardRow>(
      `with forgotten as (delete from identity.password_reset where expires_at < now()),
       owner as (
         select ${CARD} from identity."user" u
          where u.email = $1 and u."disabledAt" is null
            and exists (select from identity.account a where a."userId" = u.id and a."providerId" = 'credential')
            and (select count(*) from identity.password_reset r where r.user_id = u.id and r.expires_at > now()) < $4),
       issued as (
         insert into identity.password_reset (token_sha256, user_id, expires_at)
         select $2, owner.id, now() + make_interval(mins => $3) from owner)
       select * from owner`,
      [email.trim().toLowerCase(), digest(token), RESET_MINUTES, MOST_LINKS],
    );
    const account = first(rows);
    return account === undefined ? undefined : { account, token };
  }

  async findReset(token: string): Promise<AccountCard | undefined> {
    const sql = `select ${CARD} from identity.password_reset r join identity."user" u on u.id = r.user_id
      where r.token_sha256 = $1 and r.expires_at > now() and u."disabledAt" is null`;
    return first((await this.pool.query<CardRow>(sql, [digest(token)])).rows);
  }

  async useReset(token: string, password: string): Promise<boolean> {
    // Deleting comes first and names the account: of two who use one link, the second finds nothing.
    const sql = setPassword(`
      delete from identity.password_reset r using identity."user" u
       where r.token_sha256 = $1 and r.expires_at > now() and u.id = r.user_id and u."disabledAt" is null
       returning u.id`);
    const account = await this.findReset(token);
    if (account === undefined) return false;
    const { rowCount } = await this.pool.query(sql, [digest(token), await hashPassword(password)]);
    if (rowCount === 1) await this.throttle.clear(account.email);
    return rowCount === 1;
  }
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

const waiting = (seconds: number | undefined): Wait | undefined =>
  seconds === undefined ? undefined : { retryAfterSeconds: seconds };

function first([row]: readonly CardRow[]): AccountCard | undefined {
  if (row === undefined) return undefined;
  const { id, name, email, language } = row;
  return { userId: userId(id), name, email, language: language ?? DEFAULT_LANGUAGE };
}
