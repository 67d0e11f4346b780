/** What somebody has set up beside the password. */
export interface FactorOverview {
  readonly email: string;
  readonly app: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: number;
  /** Whether there is a password at all, to prove oneself with where there is no factor. */
  readonly password: boolean;
}

export type ProofResult =
  | { readonly ok: true; readonly by: 'app' | 'recovery-code' | 'password'; readonly setCookies: readonly string[] }
  | { readonly ok: false; readonly reason: 'wrong' | 'used' }
  | { readonly ok: false; readonly reason: 'throttled'; readonly retryAfterSeconds: number };

export type SetUpResult =
  | { readonly ok: true; readonly recoveryCodes: readonly string[]; readonly setCookies: readonly string[] }
  | Exclude<ProofResult, { readonly ok: true }>;

/** Codes of an authenticator app and recovery codes. Bound to the account library in a module. */
export abstract class SecondFactors {
  abstract overview(userId: string): Promise<FactorOverview>;
  /** A secret to be confirmed by a code, the same until then; undefined when an app is set up already. */
  abstract begin(user: {
    readonly userId: string;
    readonly email: string;
  }): Promise<{ readonly secret: string; readonly address: string } | undefined>;
  /** The first code of the app makes it a second factor, and this session one that has proved it. */
  abstract confirm(cookieHeader: string, code: string): Promise<SetUpResult>;
  /** A code of the app or a recovery code, for the session that is open. */
  abstract proveByCode(cookieHeader: string, typed: string): Promise<ProofResult>;
  /** Where there is no second factor: the password once more. */
  abstract proveByPassword(cookieHeader: string, password: string): Promise<ProofResult>;
  /** Ten new ones in the place of all that were left; undefined without an app. */
  abstract renewRecoveryCodes(userId: string): Promise<readonly string[] | undefined>;
  /** The app and its recovery codes; passkeys stay. */
  abstract remove(userId: string): Promise<boolean>;
  /** Everything beside the password, passkeys too; every session of the person ends. */
  abstract reset(userId: string): Promise<void>;
  /** The code of this moment for an account of the demo, whose secret is no secret; undefined for any other. */
  abstract demoCodeOf(userId: string, email: string): Promise<string | undefined>;
}

/** The address that the browser shows; a passkey belongs to its host and to no other. */
export interface PasskeySite {
  readonly origin: string;
  readonly host: string;
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
}

/** What the browser hands over, with the name of the challenge that it answers. Checked here, whatever it holds. */
export interface PasskeyAnswer {
  readonly handle: string;
  readonly response: unknown;
  readonly site: PasskeySite;
}

export interface PasskeyChallenge {
  readonly handle: string;
  readonly options: object;
}

/** A key in the person's device, unlocked by finger, face or PIN. */
export abstract class Passkeys {
  abstract list(userId: string): Promise<readonly Passkey[]>;
  abstract challengeToAdd(
    person: { readonly userId: string; readonly email: string; readonly name: string },
    site: PasskeySite,
  ): Promise<PasskeyChallenge>;
  /** Whoever has just made one has proved it: cookies of the session that says so. */
  abstract add(cookieHeader: string, name: string, answer: PasskeyAnswer): Promise<readonly string[] | undefined>;
  abstract remove(userId: string, id: string): Promise<boolean>;
  /** For the person who is known already, or for whoever has a passkey of this site at hand. */
  abstract challengeToProve(site: PasskeySite, userId?: string): Promise<PasskeyChallenge>;
  /** Signs in without a password. */
  abstract signIn(
    answer: PasskeyAnswer,
    from: { readonly address: string; readonly userAgent: string },
  ): Promise<{ readonly userId: string; readonly setCookies: readonly string[] } | undefined>;
  /** Proves the second factor of the session that is open. */
  abstract prove(cookieHeader: string, answer: PasskeyAnswer): Promise<readonly string[] | undefined>;
}

/** Why nobody was let in; a page has words for each. */
export type ProviderRefusal = 'unknown' | 'unverified' | 'cancelled' | 'outdated' | 'disabled' | 'failed';

export type ProviderSignIn =
  | { readonly ok: true; readonly userId: string; readonly next: string; readonly setCookies: readonly string[] }
  | { readonly ok: false; readonly reason: ProviderRefusal; readonly setCookies: readonly string[] };

export interface ProviderVisitor {
  readonly cookie: string;
  readonly address: string;
  readonly userAgent: string;
}

/** Signing in at the organisation's own provider. */
export abstract class SingleSignOn {
  /** Where to send the browser; undefined while the provider does not answer. */
  abstract begin(
    next: string,
    visitor: ProviderVisitor,
  ): Promise<{ readonly address: string; readonly setCookies: readonly string[] } | undefined>;
  /** What the provider sent the browser back with. */
  abstract finish(query: Readonly<Record<string, string>>, visitor: ProviderVisitor): Promise<ProviderSignIn>;
}
