import type { Config, Secrets } from '@isonomia/config';
import { JobsModule } from '@isonomia/jobs';
import { clientConfig, type DatabaseAddress, PersistenceModule } from '@isonomia/persistence';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Assets } from './http/assets.js';
import { CONFIG, SECRETS } from './http/config-tokens.js';
import { ErrorPage, PlainErrorPage } from './http/error-page.js';
import { Authenticator, NobodySignedIn } from './http/authenticator.js';
import { HttpModule } from './http/http.module.js';

export interface WebOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly address: DatabaseAddress;
  readonly assets: Assets;
  readonly onError: (error: Error) => void;
}

/** The web process: adapters bound to ports, then one module an area. */
@Global()
@Module({})
export class WebModule {
  static forRoot({ config, secrets, address, assets, onError }: WebOptions): DynamicModule {
    return {
      module: WebModule,
      imports: [
        PersistenceModule.forRoot(address, { name: 'isonomia web' }),
        JobsModule.forRoot(clientConfig(address), onError),
        HttpModule.forRoot(assets),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: SECRETS, useValue: secrets },
        { provide: Authenticator, useClass: NobodySignedIn },
        { provide: ErrorPage, useClass: PlainErrorPage },
      ],
      exports: [CONFIG, SECRETS, Authenticator, ErrorPage],
    };
  }
}
