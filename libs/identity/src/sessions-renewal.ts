import { configureLibrary, type IdentityOptions, type Library } from './library.js';
import { readOpenSession, renewedSession } from './open-session.js';

/** Carries the session of whoever changes a password over to a new id, while every session of theirs ends. */
export class SessionRenewal {
  private readonly library: Library;

  constructor(options: IdentityOptions) {
    this.library = configureLibrary(options);
  }

  /** Cookies of the session that takes the place of this one; none when `work` says that nothing was changed. */
  async around<Result extends { readonly ok: boolean }>(
    cookieHeader: string,
    secondFactor: boolean,
    work: () => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly setCookies: readonly string[] }> {
    // Read before: afterwards it is gone, and with it since when it has lasted.
    const session = await readOpenSession(this.library, cookieHeader);
    const result = await work();
    if (!result.ok || session === undefined) return { result, setCookies: [] };
    return { result, setCookies: await renewedSession(this.library, session, secondFactor) };
  }
}
