import { betterAuth } from 'better-auth';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Pool } from 'pg';
import { hashPassword, verifyPassword } from './argon2id.js';
import { sessionPlugin } from './session-plugin.js';

export interface IdentityOptions {
  /** Connections whose search path is the schema `identity`. */
  readonly pool: Pool;
  /** Signs the session cookie; at least 32 characters. */
  readonly secret: string;
  /** Address people see; decides whether cookies are `Secure`. */
  readonly publicUrl: string;
  /** Where people of the organisation sign in, if it has such a place. */
  readonly provider?: ProviderSettings;
}

export interface ProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Of the one provider, in the table of accounts. */
export const PROVIDER = 'oidc';
/** Where the provider sends the browser back to. */
const PROVIDER_RETURN = '/sign-in/provider';

export const PASSWORD_LENGTH = { min: 12, max: 256 } as const;
/** A session ends after half an hour without a request, and after twelve hours in any case. */
export const IDLE_SECONDS = 30 * 60;
export const ABSOLUTE_SECONDS = 12 * 60 * 60;
const REFRESH_SECONDS = 5 * 60;

/** Recovery codes reach the library as digests already: what it keeps opens nothing. */
const asItIs = (text: string): Promise<string> => Promise.resolve(text);

/**
 * One-time codes of an authenticator app. The plug-in's own gate stands only behind a password: ours, in the guard of
 * every route, stands behind every way to sign in, so the plug-in's is left out.
 */
const oneTimeCodes = () => ({
  ...twoFactor({ issuer: 'Isonomia', backupCodeOptions: { storeBackupCodes: { encrypt: asItIs, decrypt: asItIs } } }),
  hooks: {},
});

const withoutTokens = <Account extends object>(account: Account) =>
  Promise.resolve({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } });

/** Nobody gets an account by having one elsewhere; tokens of the provider are read once and not kept. */
const singleSignOn = (provider: ProviderSettings | undefined, publicUrl: string) =>
  genericOAuth({
    config:
      provider === undefined
        ? []
        : [
            {
              providerId: PROVIDER,
              discoveryUrl: `${provider.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
              clientId: provider.clientId,
              clientSecret: provider.clientSecret,
              redirectURI: publicUrl + PROVIDER_RETURN,
              scopes: ['openid', 'email', 'profile'],
              pkce: true,
              disableSignUp: true,
              requireIdTokenVerification: true,
            },
          ],
  });

/**
 * The only place that configures the account library. None of its routes is mounted: pages call it through
 * `Accounts`, so that every address of the product is one of ours.
 */
export function configureLibrary({ pool, secret, publicUrl, provider }: IdentityOptions) {
  const secure = publicUrl.startsWith('https:');
  return betterAuth({
    appName: 'Isonomia',
    baseURL: publicUrl,
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    session: {
      expiresIn: IDLE_SECONDS,
      updateAge: REFRESH_SECONDS,
      cookieCache: { enabled: false },
      additionalFields: {
        secondFactorAt: { type: 'date', required: false, input: false },
        provedAt: { type: 'date', required: true, input: false, defaultValue: () => new Date() },
      },
    },
    plugins: [oneTimeCodes(), sessionPlugin(), singleSignOn(provider, publicUrl)],
    account: { updateAccountOnSignIn: false },
    databaseHooks: { account: { create: { before: withoutTokens } } },
    user: {
      additionalFields: {
        language: { type: 'string', required: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    advanced: {
      database: { generateId: 'uuid' },
      // `__Host-` demands https; browsers refuse it on the plain address used for trying the product out.
      useSecureCookies: false,
      cookiePrefix: 'isonomia',
      cookies: { session_token: { name: sessionCookieName(secure) } },
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
    },
  });
}

export type Library = ReturnType<typeof configureLibrary>;

export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-isonomia-session' : 'isonomia-session');
