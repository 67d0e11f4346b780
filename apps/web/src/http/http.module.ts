import { BoundedNotes } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { DatabaseState } from '@isonomia/persistence';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Assets } from './assets.js';
import { AuthenticationGuard } from './authentication.guard.js';
import { Denials } from './denials.js';
import { CONFIG } from './config-tokens.js';
import { LinkCookie } from './links/held-link.js';
import { LinkGuard } from './links/link.guard.js';
import { SeatCookie } from './seats/held-seat.js';
import { JoinCodeGuard } from './seats/join-code.guard.js';
import { SeatGuard } from './seats/seat.guard.js';
import { HealthController } from './health.controller.js';
import { ProblemFilter } from './problem.filter.js';
import { RateGuard } from './rate.guard.js';
import { Readiness } from './readiness.js';
import { SecurityTextController } from './security-text.controller.js';
import { FormGuard } from './session/form.guard.js';

/**
 * What holds for every route: closed to strangers, problems answered in one place, health.
 * `Authenticator` and `ErrorPage` come from the modules of accounts and templates.
 */
@Module({})
export class HttpModule {
  static forRoot(assets: Assets): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      controllers: [HealthController, SecurityTextController],
      providers: [
        { provide: Assets, useValue: assets },
        BoundedNotes,
        Denials,
        { provide: APP_GUARD, useClass: AuthenticationGuard },
        { provide: APP_GUARD, useClass: RateGuard },
        {
          provide: LinkCookie,
          useFactory: ({ publicUrl }: Config) => new LinkCookie({ secure: publicUrl.startsWith('https:') }),
          inject: [CONFIG],
        },
        {
          provide: SeatCookie,
          useFactory: ({ publicUrl }: Config) => new SeatCookie({ secure: publicUrl.startsWith('https:') }),
          inject: [CONFIG],
        },
        { provide: APP_GUARD, useClass: FormGuard },
        { provide: APP_GUARD, useClass: LinkGuard },
        { provide: APP_GUARD, useClass: SeatGuard },
        { provide: APP_GUARD, useClass: JoinCodeGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: Readiness, useExisting: DatabaseState },
      ],
      exports: [Assets, BoundedNotes, Denials, LinkCookie, SeatCookie],
    };
  }
}
