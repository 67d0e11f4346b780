import { Injectable } from '@nestjs/common';
import { owedBy, UserDirectory, type Actor, type TokenScope, type UserId } from '@isonomia/application';

/** Where tokens are kept; the adapter stands behind it, and only the module knows which. */
export abstract class TokenBearers {
  /** Undefined for a token that was never issued, is over or was revoked. */
  abstract bearer(token: string): Promise<
    | {
        readonly userId: UserId;
        readonly tokenId: string;
        readonly scopes: readonly TokenScope[];
        /** Whether the person has a second factor. */
        readonly enrolled: boolean;
      }
    | undefined
  >;
}

/** A revoked token, a removed person or a changed role takes effect within this time, in every process. */
const KEPT_MS = 1000;
const KEPT_ENTRIES = 1000;

interface Kept {
  readonly found: Promise<Actor | undefined>;
  readonly until: number;
}

/** Token → actor. Kept for a second, as sessions are; nothing is kept of a token that leads nowhere. */
@Injectable()
export class TokenReader {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly bearers: TokenBearers,
    private readonly directory: UserDirectory,
  ) {}

  async read(token: string): Promise<Actor | undefined> {
    const now = performance.now();
    const known = this.kept.get(token);
    if (known !== undefined && known.until > now) return known.found;
    const found = this.lookUp(token);
    if (this.kept.size >= KEPT_ENTRIES) this.kept.clear();
    this.kept.set(token, { found, until: now + KEPT_MS });
    try {
      const actor = await found;
      if (actor === undefined) this.kept.delete(token);
      return actor;
    } catch (error) {
      this.kept.delete(token);
      throw error;
    }
  }

  private async lookUp(token: string): Promise<Actor | undefined> {
    const bearer = await this.bearers.bearer(token);
    if (bearer === undefined) return undefined;
    const actor = await this.directory.actor(bearer.userId);
    if (actor === undefined) return undefined;
    const { enrolled, tokenId, scopes } = bearer;
    // Somebody who was given a role that takes a second factor, and has none yet, reaches nothing; nor does the token.
    if (owedBy(actor.memberships, { enrolled, secondFactor: enrolled }) !== undefined) return undefined;
    return { ...actor, assurance: { kind: 'token', tokenId, scopes } };
  }
}
