import type { UserId } from '../ids.js';

/** What a program may do with a token; never more than the person whose token it is. */
export const TOKEN_SCOPES = ['read', 'write', 'documents'] as const;
export type TokenScope = (typeof TOKEN_SCOPES)[number];

export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To the minute; undefined when it was never used. */
  readonly lastUsedAt?: Date;
}

export interface NewAccessToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly expiresAt: Date;
}

/** Tokens of programs. What it changes is committed at once; a revoked token opens nothing more after a second. */
export abstract class AccessTokens {
  /** Those that still work, newest first. */
  abstract list(user: UserId): Promise<readonly AccessToken[]>;
  /** The token itself, which is never to be had again: only its digest is kept. */
  abstract create(user: UserId, token: NewAccessToken): Promise<string>;
  /** False when it is not this person's, or was revoked. */
  abstract revoke(user: UserId, token: string): Promise<boolean>;
}
