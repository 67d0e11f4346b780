import { isMailAddress } from '@isonomia/application';
import { isAPIError } from 'better-auth/api';
import { hashPassword } from './argon2id.js';
import { ABSOLUTE_SECONDS, configureLibrary } from './library.js';
import type { IdentityOptions, Library } from './library.js';
import { passwordFault } from './password-rules.js';
import { SignInThrottle } from './sign-in-throttle.js';

export interface SignInAttempt {
  readonly email: string;
  readonly password: string;
  /** Client address as the trusted proxies report it. */
  readonly address: string;
  readonly userAgent: string;
}

export type SignInResult =
  | { readonly ok: true; readonly userId: string; readonly setCookies: readonly string[] }
  | { readonly ok: false; readonly reason: 'wrong' }
  | { readonly ok: false; readonly reason: 'throttled'; readonly retryAfterSeconds: number };

export interface SignedIn {
  readonly userId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly email: string;
  readonly language: string | undefined;
  /** Whether the person has any second factor. */
  readonly enrolled: boolean;
  /** Whether a second factor was proved in this session. */
  readonly secondFactor: boolean;
  /** When the person last proved to be who they are. */
  readonly provedAt: Date;
  /** To be passed on when the library has prolonged the session. */
  readonly setCookies: readonly string[];
}

export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly language?: string;
  readonly memberships: readonly { readonly role: string; readonly agencyId?: string; readonly regionId?: string }[];
}

/** Sign-in, sign-out and reading who is signed in. One instance a process. */
export class Accounts {
  private readonly library: Library;
  private readonly throttle: SignInThrottle;

  constructor(private readonly options: IdentityOptions) {
    this.library = configureLibrary(options);
    this.throttle = new SignInThrottle(options.pool);
  }

  async signIn(attempt: SignInAttempt): Promise<SignInResult> {
    const wait = await this.throttle.admit(attempt.email, attempt.address);
    if (wait !== undefined) return { ok: false, reason: 'throttled', retryAfterSeconds: wait };
    try {
      const headers = new Headers({ 'user-agent': attempt.userAgent, 'x-forwarded-for': attempt.address });
      const body = { email: attempt.email, password: attempt.password };
      const signedIn = await this.library.api.signInEmail({ body, headers, returnHeaders: true });
      if (await this.isDisabled(signedIn.response.user.id)) {
        await this.revokeSessions(signedIn.response.user.id);
        return { ok: false, reason: 'wrong' };
      }
      await this.throttle.clear(attempt.email);
      return { ok: true, userId: signedIn.response.user.id, setCookies: signedIn.headers.getSetCookie() };
    } catch (error) {
      // Its own fault, such as a database that is away, says nothing on the password.
      if (isAPIError(error) && error.status !== 'INTERNAL_SERVER_ERROR') return { ok: false, reason: 'wrong' };
      throw error;
    }
  }

  /** Undefined when nobody is signed in, the session has ended, or the person was disabled. */
  async read(cookieHeader: string): Promise<SignedIn | undefined> {
    const headers = new Headers({ cookie: cookieHeader });
    const found = await this.library.api.getSession({ headers, returnHeaders: true });
    if (found.response === null) return undefined;
    const { session, user } = found.response;
    const age = (Date.now() - session.createdAt.getTime()) / 1000;
    if (age > ABSOLUTE_SECONDS || (user.disabledAt ?? undefined) !== undefined) {
      await this.revokeSessions(user.id);
      return undefined;
    }
    return {
      userId: user.id,
      sessionId: session.id,
      name: user.name,
      email: user.email,
      language: user.language ?? undefined,
      enrolled: user.twoFactorEnabled === true,
      secondFactor: (session.secondFactorAt ?? undefined) !== undefined,
      provedAt: session.provedAt,
      setCookies: found.headers.getSetCookie(),
    };
  }

  /** Ends the session on the server; returns the cookies that clear it in the browser. */
  async signOut(cookieHeader: string): Promise<readonly string[]> {
    const headers = new Headers({ cookie: cookieHeader });
    const done = await this.library.api.signOut({ headers, returnHeaders: true });
    return done.headers.getSetCookie();
  }

  /** User, password and memberships in one statement: all of them or none. */
  async createUser(user: NewUser): Promise<{ ok: true; userId: string } | { ok: false; code: string }> {
    const fault = userFault(user);
    if (fault !== undefined) return { ok: false, code: fault };
    const created = await this.options.pool.query<{ id: string }>(
      `with new_user as (
         insert into identity."user" (name, email, "emailVerified", language)
         values ($1, $2, true, $3)
         on conflict (email) do nothing returning id
       ), new_account as (
         insert into identity.account ("accountId", "providerId", "userId", password, "updatedAt")
         select id::text, 'credential', id, $4, now() from new_user
       ), new_membership as (
         insert into public.membership (user_id, role, agency_id, region_id)
         select new_user.id, given.role, given.agency_id, given.region_id
           from new_user, jsonb_to_recordset($5::jsonb) as given (role text, agency_id uuid, region_id uuid)
       )
       select id from new_user`,
      [
        user.name.trim(),
        user.email.trim().toLowerCase(),
        user.language ?? null,
        await hashPassword(user.password),
        JSON.stringify(user.memberships.map(toRow)),
      ],
    );
    const row = created.rows[0];
    return row === undefined ? { ok: false, code: 'user.email-taken' } : { ok: true, userId: row.id };
  }

  /** The account that signs in with this address, disabled or not. */
  async idOf(email: string): Promise<string | undefined> {
    const sql = 'select id from identity."user" where email = $1';
    const { rows } = await this.options.pool.query<{ id: string }>(sql, [email.trim().toLowerCase()]);
    return rows[0]?.id;
  }

  async revokeSessions(userId: string): Promise<void> {
    const { internalAdapter } = await this.library.$context;
    await internalAdapter.deleteUserSessions(userId);
  }

  private async isDisabled(userId: string): Promise<boolean> {
    const found = await this.options.pool.query(
      'select 1 from identity."user" where id = $1 and "disabledAt" is not null',
      [userId],
    );
    return found.rowCount !== 0;
  }
}

function userFault({ email, name, password }: NewUser): string | undefined {
  if (!isMailAddress(email.trim())) return 'user.email-invalid';
  if (name.trim() === '') return 'user.name-missing';
  return passwordFault({ password, email: email.trim(), name });
}

const toRow = ({ role, agencyId, regionId }: NewUser['memberships'][number]): Record<string, string | null> => ({
  role,
  agency_id: agencyId ?? null,
  region_id: regionId ?? null,
});
