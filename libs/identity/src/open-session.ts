import type { Library } from './library.js';
import type { Opening } from './session-plugin.js';

/** The session that a request carries, as the library keeps it. */
export interface OpenSession {
  readonly userId: string;
  readonly email: string;
  /** Whether the person has any second factor. */
  readonly enrolled: boolean;
  readonly token: string;
  readonly since: Date;
  /** From where it was opened. */
  readonly ipAddress: string;
  readonly userAgent: string;
}

export async function readOpenSession(library: Library, cookieHeader: string): Promise<OpenSession | undefined> {
  const found = await library.api.getSession({ headers: new Headers({ cookie: cookieHeader }) });
  if (found === null || (found.user.disabledAt ?? undefined) !== undefined) return undefined;
  const { session, user } = found;
  return {
    userId: user.id,
    email: user.email,
    enrolled: user.twoFactorEnabled === true,
    token: session.token,
    since: session.createdAt,
    ipAddress: session.ipAddress ?? '',
    userAgent: session.userAgent ?? '',
  };
}

/** Cookies of a session that takes the place of the open one. */
export function renewedSession(
  library: Library,
  session: OpenSession,
  secondFactor: boolean,
): Promise<readonly string[]> {
  const { userId, token, since, ipAddress, userAgent } = session;
  return opened(library, { userId, secondFactor, continues: { token, since, ipAddress, userAgent } }, new Headers());
}

/** Cookies of a session for somebody who was nobody until now. */
export function newSession(
  library: Library,
  userId: string,
  from: { readonly secondFactor: boolean; readonly address: string; readonly userAgent: string },
): Promise<readonly string[]> {
  const headers = new Headers({ 'user-agent': from.userAgent, 'x-forwarded-for': from.address });
  return opened(library, { userId, secondFactor: from.secondFactor }, headers);
}

async function opened(library: Library, body: Opening, headers: Headers): Promise<readonly string[]> {
  const done = await library.api.openSession({ body, headers, returnHeaders: true });
  return done.headers.getSetCookie();
}
