import {
  SecondFactors as SecondFactorsPort,
  type FactorOverview,
  type ProofResult,
  type SetUpResult,
} from '@isonomia/application';
import { isAPIError } from 'better-auth/api';
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { demoTotpSecret } from './demo-secret.js';
import { configureLibrary, type IdentityOptions, type Library } from './library.js';
import { digestOf, newRecoveryCodes, readRecoveryCode } from './recovery-codes.js';
import { readOpenSession, renewedSession, type OpenSession } from './open-session.js';
import { SignInThrottle } from './sign-in-throttle.js';
import { newTotpSecret, totpAddress, totpAt } from './totp.js';

interface OverviewRow extends Omit<FactorOverview, 'recoveryCodesLeft'> {
  readonly left: number;
}

/** An accepted code stays accepted for three steps of thirty seconds; then it is wrong by itself. */
const REPLAY_SECONDS = 120;
const PREFIX = 'base32:';

/** One-time codes of an authenticator app and recovery codes: set up, proved, removed. */
export class SecondFactors extends SecondFactorsPort {
  private readonly library: Library;
  private readonly throttle: SignInThrottle;

  constructor(private readonly options: IdentityOptions) {
    super();
    this.library = configureLibrary(options);
    this.throttle = new SignInThrottle(options.pool);
  }

  async overview(userId: string): Promise<FactorOverview> {
    const { rows } = await this.options.pool.query<OverviewRow>(
      `select u.email,
              coalesce(f.verified, false) as app,
              case when f.verified then jsonb_array_length(f."backupCodes"::jsonb) else 0 end as left,
              (select count(*) from identity.passkey p where p.user_id = u.id)::int as passkeys,
              exists (select from identity.account a where a."userId" = u.id and a.password is not null) as password
         from identity."user" u left join identity."twoFactor" f on f."userId" = u.id
        where u.id = $1`,
      [userId],
    );
    const row = rows[0];
    if (row === undefined) throw new Error('There is no account of this id.');
    const { left: recoveryCodesLeft, ...facts } = row;
    return { ...facts, recoveryCodesLeft };
  }

  /** A secret to be confirmed by a code, the same until then; undefined when an app is set up already. */
  async begin(user: {
    readonly userId: string;
    readonly email: string;
  }): Promise<{ readonly secret: string; readonly address: string } | undefined> {
    const known = await this.secretOf(user.userId);
    if (known?.verified === true) return undefined;
    const secret = known?.secret ?? newTotpSecret();
    if (known === undefined) await this.keep(user.userId, secret, { verified: false, recoveryCodes: [] });
    return { secret, address: totpAddress(secret, user.email) };
  }

  /** The first code of the app makes it a second factor, and this session one that has proved it. */
  async confirm(cookieHeader: string, code: string): Promise<SetUpResult> {
    const session = await readOpenSession(this.library, cookieHeader);
    if (session === undefined || (await this.secretOf(session.userId))?.verified !== false)
      return { ok: false, reason: 'wrong' };
    const refused = await this.tryCode(session, cookieHeader, code);
    if ('reason' in refused) return refused;
    const recoveryCodes = newRecoveryCodes();
    await this.options.pool.query(
      `with confirmed as (
         update identity."twoFactor" set "backupCodes" = $2, verified = true where "userId" = $1 returning "userId"
       )
       update identity."user" set "twoFactorEnabled" = true where id in (select "userId" from confirmed)`,
      [session.userId, this.digests(recoveryCodes)],
    );
    const current = (await readOpenSession(this.library, refused.cookie)) ?? session;
    const setCookies = await this.prove(current);
    return { ok: true, recoveryCodes, setCookies };
  }

  /** A code of the app or a recovery code, for the session that is open. */
  async proveByCode(cookieHeader: string, typed: string): Promise<ProofResult> {
    const session = await readOpenSession(this.library, cookieHeader);
    if (session === undefined || (await this.secretOf(session.userId))?.verified !== true)
      return { ok: false, reason: 'wrong' };
    const digits = typed.replace(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) return this.proveByRecoveryCode(session, cookieHeader, typed);
    const tried = await this.tryCode(session, cookieHeader, digits);
    if ('reason' in tried) return tried;
    return { ok: true, by: 'app', setCookies: await this.prove(session) };
  }

  /** Where there is no second factor: the password once more. */
  async proveByPassword(cookieHeader: string, password: string): Promise<ProofResult> {
    const session = await readOpenSession(this.library, cookieHeader);
    if (session === undefined || session.enrolled) return { ok: false, reason: 'wrong' };
    const wait = await this.throttle.admitAccount(session.email);
    if (wait !== undefined) return { ok: false, reason: 'throttled', retryAfterSeconds: wait };
    const context = await this.library.$context;
    const accounts = await context.internalAdapter.findAccounts(session.userId);
    const hash = accounts.find(({ providerId }) => providerId === 'credential')?.password;
    if (typeof hash !== 'string' || !(await context.password.verify({ hash, password })))
      return { ok: false, reason: 'wrong' };
    await this.throttle.clear(session.email);
    return {
      ok: true,
      by: 'password',
      setCookies: await renewedSession(this.library, session, false),
    };
  }

  /** Ten new ones in the place of all that were left; undefined without an app. */
  async renewRecoveryCodes(userId: string): Promise<readonly string[] | undefined> {
    const recoveryCodes = newRecoveryCodes();
    const { rowCount } = await this.options.pool.query(
      'update identity."twoFactor" set "backupCodes" = $2 where "userId" = $1 and verified',
      [userId, this.digests(recoveryCodes)],
    );
    return rowCount === 1 ? recoveryCodes : undefined;
  }

  /** The app and its recovery codes; passkeys stay. */
  async remove(userId: string): Promise<boolean> {
    const { rowCount } = await this.options.pool.query('delete from identity."twoFactor" where "userId" = $1', [
      userId,
    ]);
    await this.recount(userId);
    return rowCount === 1;
  }

  /** Everything beside the password: for somebody who lost it all and is known to whoever runs the installation. */
  async reset(userId: string): Promise<void> {
    await this.options.pool.query('delete from identity.passkey where user_id = $1', [userId]);
    await this.remove(userId);
    const { internalAdapter } = await this.library.$context;
    await internalAdapter.deleteUserSessions(userId);
  }

  /** Whether there is a second factor at all, written beside the person for the guard of every request. */
  async recount(userId: string): Promise<void> {
    await this.options.pool.query(
      `update identity."user" u set "twoFactorEnabled" =
         exists (select from identity."twoFactor" f where f."userId" = u.id and f.verified)
         or exists (select from identity.passkey p where p.user_id = u.id)
       where u.id = $1`,
      [userId],
    );
  }

  /** For accounts that are made with a known secret: the demo's and those of a test. */
  async seed(userId: string, secret: string, recoveryCodes: readonly string[] = newRecoveryCodes()): Promise<void> {
    await this.keep(userId, secret, { verified: true, recoveryCodes });
    await this.recount(userId);
  }

  async demoCodeOf(userId: string, email: string): Promise<string | undefined> {
    const known = await this.secretOf(userId);
    const isDemo = known?.verified === true && known.secret === demoTotpSecret(this.options.secret, email);
    return isDemo ? totpAt(known.secret, Date.now()) : undefined;
  }

  private async proveByRecoveryCode(session: OpenSession, cookieHeader: string, typed: string): Promise<ProofResult> {
    if (readRecoveryCode(typed) === '') return { ok: false, reason: 'wrong' };
    const wait = await this.throttle.admitAccount(factorKey(session));
    if (wait !== undefined) return { ok: false, reason: 'throttled', retryAfterSeconds: wait };
    const body = { code: digestOf(this.options.secret, typed), disableSession: true };
    const right = await accepted(
      this.library.api.verifyBackupCode({ body, headers: new Headers({ cookie: cookieHeader }) }),
    );
    if (right === undefined) return { ok: false, reason: 'wrong' };
    await this.throttle.clear(factorKey(session));
    return { ok: true, by: 'recovery-code', setCookies: await this.prove(session) };
  }

  /** Has the library look at a code, and takes each that it accepts once. */
  private async tryCode(
    session: OpenSession,
    cookieHeader: string,
    code: string,
  ): Promise<{ readonly cookie: string } | Exclude<ProofResult, { readonly ok: true }>> {
    const wait = await this.throttle.admitAccount(factorKey(session));
    if (wait !== undefined) return { ok: false, reason: 'throttled', retryAfterSeconds: wait };
    const headers = new Headers({ cookie: cookieHeader });
    const right = await accepted(this.library.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }));
    if (right === undefined) return { ok: false, reason: 'wrong' };
    if (!(await this.takeOnce(session.userId, code))) return { ok: false, reason: 'used' };
    await this.throttle.clear(factorKey(session));
    const fresh = right.headers.getSetCookie().map((one) => one.split(';', 1)[0] ?? '');
    return { cookie: fresh.length === 0 ? cookieHeader : fresh.join('; ') };
  }

  private async takeOnce(userId: string, code: string): Promise<boolean> {
    const { rowCount } = await this.options.pool.query(
      `insert into identity.used_code as u (user_id, digest, until)
       values ($1, $2, now() + make_interval(secs => $3))
       on conflict (user_id, digest) do update set until = excluded.until where u.until < now()`,
      [userId, digestOf(this.options.secret, code), REPLAY_SECONDS],
    );
    await this.options.pool.query('delete from identity.used_code where user_id = $1 and until < now()', [userId]);
    return rowCount === 1;
  }

  private prove(session: OpenSession): Promise<readonly string[]> {
    return renewedSession(this.library, session, true);
  }

  private async secretOf(userId: string): Promise<{ readonly secret: string; readonly verified: boolean } | undefined> {
    const { rows } = await this.options.pool.query<{ secret: string; verified: boolean }>(
      'select secret, verified from identity."twoFactor" where "userId" = $1',
      [userId],
    );
    const row = rows[0];
    if (row === undefined) return undefined;
    const { secretConfig } = await this.library.$context;
    const secret = await symmetricDecrypt({ key: secretConfig, data: row.secret });
    return { secret: secret.slice(PREFIX.length), verified: row.verified };
  }

  private async keep(
    userId: string,
    secret: string,
    { verified, recoveryCodes }: { readonly verified: boolean; readonly recoveryCodes: readonly string[] },
  ): Promise<void> {
    const { secretConfig } = await this.library.$context;
    await this.options.pool.query(
      `insert into identity."twoFactor" ("userId", secret, "backupCodes", verified) values ($1, $2, $3, $4)
       on conflict ("userId") do update
         set secret = excluded.secret, "backupCodes" = excluded."backupCodes", verified = excluded.verified`,
      [
        userId,
        await symmetricEncrypt({ key: secretConfig, data: PREFIX + secret }),
        this.digests(recoveryCodes),
        verified,
      ],
    );
  }

  private digests(codes: readonly string[]): string {
    return JSON.stringify(codes.map((code) => digestOf(this.options.secret, code)));
  }
}

const factorKey = ({ userId }: OpenSession): string => `second factor of ${userId}`;

/** What the library refuses comes as an error of its own; anything else is a fault. */
async function accepted<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isAPIError(error)) return undefined;
    throw error;
  }
}
