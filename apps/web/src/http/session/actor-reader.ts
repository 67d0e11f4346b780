import { Injectable } from '@nestjs/common';
import { owedBy, UserDirectory, userId, type Actor } from '@isonomia/application';
import { SessionCookie, Sessions } from './sessions.js';

/** Who asks, with the cookies that prolong the session. */
export interface SignedInActor {
  readonly actor: Actor;
  readonly sessionId: string;
  readonly setCookies: readonly string[];
}

/** A removed person, a changed role or a signed-out session takes effect within this time, in every process. */
const KEPT_MS = 1000;
const KEPT_ENTRIES = 10_000;

interface Kept {
  readonly found: Promise<SignedInActor | undefined>;
  readonly until: number;
}

/**
 * Cookie → actor. Kept for a second, so that a burst of saves costs one lookup; a lookup under way is shared. Nothing
 * is kept for a cookie that leads nowhere: whoever guesses costs a lookup each and no memory.
 */
@Injectable()
export class ActorReader {
  private readonly kept = new Map<string, Kept>();

  constructor(
    private readonly sessions: Sessions,
    private readonly directory: UserDirectory,
    private readonly cookie: SessionCookie,
  ) {}

  async read(cookieHeader: string | undefined): Promise<SignedInActor | undefined> {
    const token = this.tokenIn(cookieHeader);
    if (token === undefined) return undefined;
    const now = performance.now();
    const known = this.kept.get(token);
    if (known !== undefined && known.until > now) return withoutCookies(await known.found);
    const found = this.lookUp(token);
    this.keep(token, { found, until: now + KEPT_MS });
    try {
      const signedIn = await found;
      if (signedIn === undefined) this.kept.delete(token);
      return signedIn;
    } catch (error) {
      this.kept.delete(token);
      throw error;
    }
  }

  /** After signing out: the next request in this process finds nobody. */
  forget(cookieHeader: string | undefined): void {
    const token = this.tokenIn(cookieHeader);
    if (token !== undefined) this.kept.delete(token);
  }

  /** Only the session's cookie: other cookies of the site say nothing of who asks. */
  private tokenIn(header: string | undefined): string | undefined {
    if (header === undefined) return undefined;
    const prefix = `${this.cookie.name}=`;
    const found = header
      .split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(prefix));
    return found === undefined || found.length === prefix.length ? undefined : found;
  }

  private async lookUp(cookie: string): Promise<SignedInActor | undefined> {
    const session = await this.sessions.read(cookie);
    if (session === undefined) return undefined;
    const actor = await this.directory.actor(userId(session.userId));
    if (actor === undefined) return undefined;
    const { sessionId, setCookies, secondFactor, provedAt } = session;
    const owes = owedBy(actor.memberships, session);
    const assurance = { kind: 'session', secondFactor, provedAt, ...(owes !== undefined && { owes }) } as const;
    return { actor: { ...actor, assurance }, sessionId, setCookies };
  }

  private keep(token: string, entry: Kept): void {
    if (this.kept.size >= KEPT_ENTRIES) this.kept.clear();
    this.kept.set(token, entry);
  }
}

/** Prolonging is the first request's business; the others of the same second need not repeat it. */
const withoutCookies = (found: SignedInActor | undefined): SignedInActor | undefined =>
  found === undefined ? undefined : { ...found, setCookies: [] };
