import type { Config, Secrets } from '@isonomia/config';
import {
  AccessTokens,
  AuditLog,
  BoundedNotes,
  Credentials,
  OpenSessions,
  Passkeys,
  Passwords,
  SecondFactors,
  SingleSignOn,
  UserDirectory,
} from '@isonomia/application';
import {
  AccountDirectory,
  AccountPasswords,
  SignInThrottle,
  Accounts,
  createIdentityPool,
  PasswordCredentials,
  Passkeys as AccountPasskeys,
  SecondFactors as AccountFactors,
  SingleSignOn as LibrarySingleSignOn,
  sessionCookieName,
  SessionRenewal as LibrarySessionRenewal,
  SqlAccessTokens,
  SqlOpenSessions,
} from '@isonomia/identity';
import { type DynamicModule, Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Authenticator } from '../authenticator.js';
import { seatCookieName } from '../seats/held-seat.js';
import { ActorReader } from './actor-reader.js';
import { AuditedSessions } from './audited-sessions.js';
import { Csrf } from './csrf.js';
import { SessionAuthenticator } from './session-authenticator.js';
import { SessionRenewal } from './session-renewal.js';
import { TryThrottle } from './try-throttle.js';
import { SessionCookie, Sessions } from './sessions.js';
import { TokenBearers, TokenReader } from './token-reader.js';

type Pool = ReturnType<typeof createIdentityPool>;
const POOL = Symbol('identity pool');

export interface SessionOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly connection: Parameters<typeof createIdentityPool>[0];
  readonly csrf: Csrf;
}

/** Its name depends on whether people come over https, which alone lets a cookie carry the prefix `__Host-`. */
export function sessionCookieOf({ publicUrl }: Config): {
  readonly sessionCookie: string;
  readonly seatCookie: string;
  readonly secure: boolean;
} {
  const secure = publicUrl.startsWith('https:');
  return { sessionCookie: sessionCookieName(secure), seatCookie: seatCookieName(secure), secure };
}

/** Binds accounts: who is signed in, what people are called, and what they may. */
@Global()
@Module({})
export class SessionModule implements OnApplicationShutdown {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  static forRoot({ config, secrets, connection, csrf }: SessionOptions): DynamicModule {
    const { publicUrl } = config;
    return {
      module: SessionModule,
      providers: [
        { provide: POOL, useFactory: () => createIdentityPool(connection) },
        { provide: SessionCookie, useValue: { name: sessionCookieOf(config).sessionCookie } },
        { provide: Csrf, useValue: csrf },
        {
          provide: Sessions,
          useFactory: (pool: Pool, audit: AuditLog, bounded: BoundedNotes) => {
            const accounts = new Accounts({ pool, secret: secrets.authSecret, publicUrl });
            return new AuditedSessions(accounts, audit, bounded, secrets.authSecret);
          },
          inject: [POOL, AuditLog, BoundedNotes],
        },
        {
          provide: SingleSignOn,
          useFactory: (pool: Pool) =>
            new LibrarySingleSignOn({
              pool,
              secret: secrets.authSecret,
              publicUrl,
              ...(config.provider !== undefined && { provider: config.provider }),
            }),
          inject: [POOL],
        },
        {
          provide: Passkeys,
          useFactory: (pool: Pool) => new AccountPasskeys({ pool, secret: secrets.authSecret, publicUrl }),
          inject: [POOL],
        },
        {
          provide: AccountFactors,
          useFactory: (pool: Pool) => new AccountFactors({ pool, secret: secrets.authSecret, publicUrl }),
          inject: [POOL],
        },
        { provide: SecondFactors, useExisting: AccountFactors },
        { provide: Passwords, useClass: AccountPasswords },
        { provide: TryThrottle, useFactory: (pool: Pool) => new SignInThrottle(pool), inject: [POOL] },
        { provide: UserDirectory, useFactory: (pool: Pool) => new AccountDirectory(pool), inject: [POOL] },
        {
          provide: ActorReader,
          useFactory: (sessions: Sessions, directory: UserDirectory, cookie: SessionCookie) =>
            new ActorReader(sessions, directory, cookie),
          inject: [Sessions, UserDirectory, SessionCookie],
        },
        { provide: Credentials, useFactory: (pool: Pool) => new PasswordCredentials(pool), inject: [POOL] },
        { provide: OpenSessions, useFactory: (pool: Pool) => new SqlOpenSessions(pool), inject: [POOL] },
        { provide: AccessTokens, useFactory: (pool: Pool) => new SqlAccessTokens(pool), inject: [POOL] },
        { provide: TokenBearers, useExisting: AccessTokens },
        {
          provide: SessionRenewal,
          useFactory: (pool: Pool) => new LibrarySessionRenewal({ pool, secret: secrets.authSecret, publicUrl }),
          inject: [POOL],
        },
        {
          provide: TokenReader,
          useFactory: (bearers: TokenBearers, directory: UserDirectory) => new TokenReader(bearers, directory),
          inject: [TokenBearers, UserDirectory],
        },
        { provide: Authenticator, useClass: SessionAuthenticator },
      ],
      exports: [
        Authenticator,
        ActorReader,
        Sessions,
        Passkeys,
        SingleSignOn,
        SecondFactors,
        UserDirectory,
        Passwords,
        TryThrottle,
        Csrf,
        Credentials,
        OpenSessions,
        AccessTokens,
        SessionRenewal,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
