/** What the pages need of accounts; the account library stands behind it, and only the module knows which. */
export abstract class Sessions {
  abstract signIn(attempt: {
    readonly email: string;
    readonly password: string;
    readonly address: string;
    readonly userAgent: string;
  }): Promise<SignInReply>;
  /** Undefined when nobody is signed in, the session has ended, or the person was disabled. */
  abstract read(cookieHeader: string): Promise<SessionOf | undefined>;
  /** Cookies that clear the session in the browser. */
  abstract signOut(cookieHeader: string): Promise<readonly string[]>;
}

export type SignInReply =
  | { readonly ok: true; readonly userId: string; readonly setCookies: readonly string[] }
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'throttled'; readonly retryAfterSeconds: number };

export interface SessionOf {
  readonly userId: string;
  readonly sessionId: string;
  /** Whether the person has any second factor. */
  readonly enrolled: boolean;
  /** Whether a second factor was proved in this session. */
  readonly secondFactor: boolean;
  /** When the person last proved to be who they are. */
  readonly provedAt: Date;
  /** To be passed on when the library has prolonged the session. */
  readonly setCookies: readonly string[];
}

/** Name of the cookie that holds the session, which depends on whether people come over https. */
export abstract class SessionCookie {
  abstract readonly name: string;
}
