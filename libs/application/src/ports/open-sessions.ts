import type { UserId } from '../ids.js';

/** A browser in which somebody is signed in. */
export interface OpenSession {
  readonly id: string;
  readonly address: string;
  readonly userAgent: string;
  readonly since: Date;
  /** Noted every few minutes, not at every request. */
  readonly lastUsed: Date;
}

/** What it changes is committed at once; an ended session opens nothing more after a second, in any process. */
export abstract class OpenSessions {
  /** Those that still work, last used first. */
  abstract list(user: UserId): Promise<readonly OpenSession[]>;
  /** False when it is not this person's, or has ended. */
  abstract end(user: UserId, session: string): Promise<boolean>;
  /** How many were ended. */
  abstract endOthers(user: UserId, current: string): Promise<number>;
}
