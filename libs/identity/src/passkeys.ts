import { randomBytes } from 'node:crypto';
import {
  Passkeys as PasskeysPort,
  type Passkey,
  type PasskeyAnswer,
  type PasskeyChallenge,
  type PasskeySite,
} from '@isonomia/application';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { configureLibrary, type IdentityOptions, type Library } from './library.js';
import { newSession, readOpenSession, renewedSession } from './open-session.js';
import { SecondFactors } from './second-factors.js';
import { SignInThrottle } from './sign-in-throttle.js';

interface PasskeyRow {
  readonly id: string;
  readonly user_id: string;
  readonly credential_id: string;
  readonly public_key: Buffer;
  readonly counter: string;
}

const CHALLENGE_SECONDS = 300;
const HANDLE_BYTES = 18;
const PER_PERSON = 20;

/** Passkeys: a key in the person's device, unlocked by finger, face or PIN. One proves two things at once. */
export class Passkeys extends PasskeysPort {
  private readonly library: Library;
  private readonly throttle: SignInThrottle;
  private readonly factors: SecondFactors;

  constructor(private readonly options: IdentityOptions) {
    super();
    this.library = configureLibrary(options);
    this.throttle = new SignInThrottle(options.pool);
    this.factors = new SecondFactors(options);
  }

  async list(userId: string): Promise<readonly Passkey[]> {
    const { rows } = await this.options.pool.query<{
      id: string;
      name: string;
      created_at: Date;
      last_used_at: Date | null;
    }>('select id, name, created_at, last_used_at from identity.passkey where user_id = $1 order by created_at, id', [
      userId,
    ]);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at,
      lastUsedAt: row.last_used_at ?? undefined,
    }));
  }

  async challengeToAdd(
    person: { readonly userId: string; readonly email: string; readonly name: string },
    site: PasskeySite,
  ): Promise<PasskeyChallenge> {
    const options = await generateRegistrationOptions({
      rpName: 'Isonomia',
      rpID: site.host,
      userName: person.email,
      userID: new TextEncoder().encode(person.userId),
      userDisplayName: person.name,
      attestationType: 'none',
      excludeCredentials: (await this.credentialsOf(person.userId)).map((id) => ({ id })),
      // Found by the device without a name typed, and opened by more than a touch.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    return { handle: await this.remember('add', options.challenge, person.userId), options };
  }

  /** Whoever has just made one has proved it: cookies of the session that says so. */
  async add(cookieHeader: string, name: string, answer: PasskeyAnswer): Promise<readonly string[] | undefined> {
    const session = await readOpenSession(this.library, cookieHeader);
    if (session === undefined || !(await this.keep({ userId: session.userId, name }, answer))) return undefined;
    return renewedSession(this.library, session, true);
  }

  private async keep(
    person: { readonly userId: string; readonly name: string },
    answer: PasskeyAnswer,
  ): Promise<boolean> {
    const challenge = await this.recall('add', answer.handle, person.userId);
    if (challenge === undefined) return false;
    const verified = await trusted(() =>
      verifyRegistrationResponse({
        response: answer.response as RegistrationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: answer.site.origin,
        expectedRPID: answer.site.host,
        requireUserVerification: true,
      }),
    );
    if (verified?.verified !== true) return false;
    const { credential } = verified.registrationInfo;
    const { rowCount } = await this.options.pool.query(
      `insert into identity.passkey (user_id, name, credential_id, public_key, counter, transports)
       select $1, $2, $3, $4, $5, $6
        where (select count(*) from identity.passkey where user_id = $1) < $7
       on conflict (credential_id) do nothing`,
      [
        person.userId,
        person.name,
        credential.id,
        Buffer.from(credential.publicKey),
        credential.counter,
        credential.transports ?? [],
        PER_PERSON,
      ],
    );
    await this.factors.recount(person.userId);
    return rowCount === 1;
  }

  async remove(userId: string, id: string): Promise<boolean> {
    const { rowCount } = await this.options.pool.query('delete from identity.passkey where user_id = $1 and id = $2', [
      userId,
      id,
    ]);
    await this.factors.recount(userId);
    return rowCount === 1;
  }

  /** For the person who is known already, or for whoever has a passkey of this site at hand. */
  async challengeToProve(site: PasskeySite, userId?: string): Promise<PasskeyChallenge> {
    const known = userId === undefined ? [] : await this.credentialsOf(userId);
    const options = await generateAuthenticationOptions({
      rpID: site.host,
      userVerification: 'required',
      allowCredentials: known.map((id) => ({ id })),
    });
    return { handle: await this.remember('prove', options.challenge, userId), options };
  }

  /** Signs in without a password. */
  async signIn(
    answer: PasskeyAnswer,
    from: { readonly address: string; readonly userAgent: string },
  ): Promise<{ readonly userId: string; readonly setCookies: readonly string[] } | undefined> {
    if ((await this.throttle.admitAddress(from.address)) !== undefined) return undefined;
    const userId = await this.proved(answer);
    if (userId === undefined) return undefined;
    return { userId, setCookies: await newSession(this.library, userId, { ...from, secondFactor: true }) };
  }

  /** Proves the second factor of the session that is open. */
  async prove(cookieHeader: string, answer: PasskeyAnswer): Promise<readonly string[] | undefined> {
    const session = await readOpenSession(this.library, cookieHeader);
    if (session === undefined || (await this.proved(answer, session.userId)) === undefined) return undefined;
    return renewedSession(this.library, session, true);
  }

  /** Whose passkey answered the challenge; undefined when none did. */
  private async proved({ handle, response, site }: PasskeyAnswer, userId?: string): Promise<string | undefined> {
    const challenge = await this.recall('prove', handle, userId);
    const passkey = await this.find(idIn(response), userId);
    if (challenge === undefined || passkey === undefined) return undefined;
    const verified = await trusted(() =>
      verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: challenge,
        expectedOrigin: site.origin,
        expectedRPID: site.host,
        requireUserVerification: true,
        credential: {
          id: passkey.credential_id,
          publicKey: new Uint8Array(passkey.public_key),
          counter: Number(passkey.counter),
        },
      }),
    );
    if (verified?.verified !== true) return undefined;
    // A copy of the key counts on its own: whoever comes second with a count that was seen is not let in.
    const { rowCount } = await this.options.pool.query(
      'update identity.passkey set counter = $2, last_used_at = now() where id = $1 and counter = $3',
      [passkey.id, verified.authenticationInfo.newCounter, passkey.counter],
    );
    return rowCount === 1 ? passkey.user_id : undefined;
  }

  private async find(credential: string | undefined, userId: string | undefined): Promise<PasskeyRow | undefined> {
    if (credential === undefined) return undefined;
    const { rows } = await this.options.pool.query<PasskeyRow>(
      `select p.id, p.user_id, p.credential_id, p.public_key, p.counter
         from identity.passkey p join identity."user" u on u.id = p.user_id and u."disabledAt" is null
        where p.credential_id = $1 and p.user_id = coalesce($2, p.user_id)`,
      [credential, userId ?? null],
    );
    return rows[0];
  }

  private async credentialsOf(userId: string): Promise<readonly string[]> {
    const { rows } = await this.options.pool.query<{ id: string }>(
      'select credential_id as id from identity.passkey where user_id = $1',
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  private async remember(purpose: string, challenge: string, userId = ''): Promise<string> {
    const handle = randomBytes(HANDLE_BYTES).toString('base64url');
    const { internalAdapter } = await this.library.$context;
    await this.options.pool.query(
      `delete from identity.verification where identifier like 'passkey %' and "expiresAt" < now()`,
    );
    await internalAdapter.createVerificationValue({
      identifier: nameOf(purpose, userId, handle),
      value: challenge,
      expiresAt: new Date(Date.now() + CHALLENGE_SECONDS * 1000),
    });
    return handle;
  }

  /** Once: a challenge that was answered is gone. */
  private async recall(purpose: string, handle: string, userId = ''): Promise<string | undefined> {
    if (!/^[\w-]{24}$/.test(handle)) return undefined;
    const { internalAdapter } = await this.library.$context;
    const found = await internalAdapter.consumeVerificationValue(nameOf(purpose, userId, handle));
    return found === null || found.expiresAt < new Date() ? undefined : found.value;
  }
}

const nameOf = (purpose: string, userId: string, handle: string): string => `passkey ${purpose} ${userId} ${handle}`;

const idIn = (response: unknown): string | undefined =>
  typeof response === 'object' && response !== null && 'id' in response && typeof response.id === 'string'
    ? response.id
    : undefined;

/** The verifier throws at whatever does not hold; what it throws says nothing that the person could use. */
async function trusted<T>(verify: () => Promise<T>): Promise<T | undefined> {
  try {
    return await verify();
  } catch {
    return undefined;
  }
}
