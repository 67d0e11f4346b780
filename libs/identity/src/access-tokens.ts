import { createHash, randomBytes } from 'node:crypto';
import {
  AccessTokens,
  TOKEN_SCOPES,
  userId,
  type AccessToken,
  type NewAccessToken,
  type TokenScope,
  type UserId,
} from '@isonomia/application';
import type { Pool } from 'pg';

/** What a token begins with, so that whoever finds one in a file knows what it is. */
const PREFIX = 'iso_';
const TOKEN_BYTES = 32;
const SHAPE = /^iso_[\w-]{43}$/;

export interface TokenBearer {
  readonly userId: UserId;
  readonly tokenId: string;
  readonly scopes: readonly TokenScope[];
  /** Whether the person has a second factor. */
  readonly enrolled: boolean;
}

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
}

const LIVES = 'revoked_at is null and expires_at > now()';

/**
 * Tokens of programs, in a table of our own. They are 256 random bits, so a plain SHA-256 is all they need: there is
 * nothing to guess that a slow hash would slow down.
 */
export class SqlAccessTokens extends AccessTokens {
  constructor(private readonly pool: Pool) {
    super();
  }

  async list(user: UserId): Promise<readonly AccessToken[]> {
    const { rows } = await this.pool.query<TokenRow>(
      `select id, name, scopes, created_at, expires_at, last_used_at from identity.access_token
        where user_id = $1 and ${LIVES} order by created_at desc, id`,
      [user],
    );
    return rows.map(toToken);
  }

  async create(user: UserId, { id, name, scopes, expiresAt }: NewAccessToken): Promise<string> {
    const token = `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
    await this.pool.query(
      `insert into identity.access_token (id, user_id, name, token_sha256, scopes, expires_at) values ($1, $2, $3, $4, $5, $6)`,
      [id, user, name, digest(token), scopes, expiresAt],
    );
    return token;
  }

  async revoke(user: UserId, token: string): Promise<boolean> {
    const sql = `update identity.access_token set revoked_at = now() where user_id = $1 and id = $2 and ${LIVES}`;
    return (await this.pool.query(sql, [user, token])).rowCount === 1;
  }

  /** Whose token it is; undefined for one that was never issued, is over or was revoked. Notes its use, to the minute. */
  async bearer(token: string): Promise<TokenBearer | undefined> {
    if (!SHAPE.test(token)) return undefined;
    const { rows } = await this.pool.query<{
      id: string;
      user_id: string;
      scopes: readonly string[];
      enrolled: boolean;
    }>(
      `with used as (
         update identity.access_token set last_used_at = now()
          where token_sha256 = $1 and ${LIVES} and (last_used_at is null or last_used_at < now() - interval '1 minute'))
       select t.id, t.user_id, t.scopes, coalesce(u."twoFactorEnabled", false) as enrolled
         from identity.access_token t join identity."user" u on u.id = t.user_id
        where t.token_sha256 = $1 and ${LIVES}`,
      [digest(token)],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    return { userId: userId(row.user_id), tokenId: row.id, scopes: row.scopes.filter(isScope), enrolled: row.enrolled };
  }
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** A scope of a later version of the product grants nothing here. */
const isScope = (text: string): text is TokenScope => (TOKEN_SCOPES as readonly string[]).includes(text);

const toToken = (row: TokenRow): AccessToken => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes.filter(isScope),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
});
