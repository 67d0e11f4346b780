import path from 'node:path';
import { Archiver, Installation, MailFolder, PracticeLibrary, QuizLibrary, SealKey } from '@isonomia/application';
import { ZipArchiver } from '@isonomia/archive';
import { type Config, installationOf, type Secrets } from '@isonomia/config';
import { PracticeFiles, QuizFiles } from '@isonomia/content';
import { JobsModule } from '@isonomia/jobs';
import { MailFolderReader } from '@isonomia/mail';
import { clientConfig, type DatabaseAddress, HmacSealKey, PersistenceModule } from '@isonomia/persistence';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AdministrationPagesModule } from './administration-pages.module.js';
import { ApiModule } from './api/api.module.js';
import type { Assets } from './http/assets.js';
import { CONFIG, SECRETS } from './http/config-tokens.js';
import { DataPagesModule } from './data-pages.module.js';
import { HttpModule } from './http/http.module.js';
import type { Csrf } from './http/session/csrf.js';
import { SessionModule } from './http/session/session.module.js';
import { AccountPagesModule } from './account-pages.module.js';
import { LanPagesModule } from './lan-pages.module.js';
import { LinkPagesModule } from './link-pages.module.js';
import { LinkUseCasesModule } from './link-use-cases.module.js';
import { WorkshopAfterPagesModule } from './workshop-after-pages.module.js';
import { WorkshopAfterUseCasesModule } from './workshop-after-use-cases.module.js';
import { WorkshopPapersPagesModule } from './workshop-papers-pages.module.js';
import { WorkshopPapersUseCasesModule } from './workshop-papers-use-cases.module.js';
import { WorkshopScreenPagesModule } from './workshop-screen-pages.module.js';
import { WorkshopScreenUseCasesModule } from './workshop-screen-use-cases.module.js';
import { WorkshopGroupsPagesModule } from './workshop-groups-pages.module.js';
import { WorkshopRoomPagesModule } from './workshop-room-pages.module.js';
import { WorkshopGroupsUseCasesModule } from './workshop-groups-use-cases.module.js';
import { WorkshopTextPagesModule } from './workshop-text-pages.module.js';
import { WorkshopTextUseCasesModule } from './workshop-text-use-cases.module.js';
import { WorkshopSeatsModule } from './workshop-seats.module.js';
import { WorkshopSetupPagesModule } from './workshop-setup-pages.module.js';
import { WorkshopSetupUseCasesModule } from './workshop-setup-use-cases.module.js';
import { PlanUseCasesModule } from './plan-use-cases.module.js';
import { RoundUseCasesModule } from './round-use-cases.module.js';
import { OutcomePagesModule } from './outcome-pages.module.js';
import { PagesModule } from './pages.module.js';
import { ReleaseFilesModule } from './release-files.module.js';
import { ReviewPagesModule } from './review-pages.module.js';
import { PracticePagesModule } from './practice-pages.module.js';
import { PlanPagesModule } from './plan-pages.module.js';
import { RoundPagesModule } from './round-pages.module.js';
import { SecondFactorModule } from './second-factor.module.js';
import { UseCasesModule } from './use-cases.module.js';

export interface WebOptions {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly address: DatabaseAddress;
  readonly assets: Assets;
  readonly csrf: Csrf;
  readonly onError: (error: Error) => void;
}

/** The web process: adapters bound to ports, then one module an area. */
@Global()
@Module({})
export class WebModule {
  static forRoot({ config, secrets, address, assets, csrf, onError }: WebOptions): DynamicModule {
    return {
      module: WebModule,
      imports: [
        PersistenceModule.forRoot(address, { name: 'isonomia web' }),
        JobsModule.forRoot(clientConfig(address), onError),
        SessionModule.forRoot({ config, secrets, connection: clientConfig(address), csrf }),
        HttpModule.forRoot(assets),
        UseCasesModule,
        LinkUseCasesModule,
        WorkshopSeatsModule,
        WorkshopAfterUseCasesModule,
        WorkshopSetupUseCasesModule,
        WorkshopPapersUseCasesModule,
        WorkshopTextUseCasesModule,
        WorkshopGroupsUseCasesModule,
        WorkshopScreenUseCasesModule,
        PlanUseCasesModule,
        RoundUseCasesModule,
        PagesModule,
        SecondFactorModule,
        AccountPagesModule.forRoot(config),
        OutcomePagesModule,
        ReviewPagesModule,
        ReleaseFilesModule,
        LinkPagesModule,
        WorkshopRoomPagesModule,
        WorkshopGroupsPagesModule,
        AdministrationPagesModule,
        DataPagesModule,
        RoundPagesModule,
        PlanPagesModule,
        WorkshopPapersPagesModule,
        WorkshopTextPagesModule,
        PracticePagesModule,
        WorkshopSetupPagesModule,
        LanPagesModule,
        WorkshopScreenPagesModule,
        WorkshopAfterPagesModule,
        ApiModule,
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: SECRETS, useValue: secrets },
        { provide: SealKey, useFactory: () => new HmacSealKey(secrets.auditSecret) },
        { provide: Installation, useValue: installationOf(config) },
        { provide: MailFolder, useFactory: () => new MailFolderReader(path.join(config.dataDir, 'mail')) },
        { provide: Archiver, useClass: ZipArchiver },
        {
          provide: QuizLibrary,
          useFactory: () => new QuizFiles({ content: path.join(config.root, 'libs', 'content') }),
        },
        {
          provide: PracticeLibrary,
          useFactory: () => new PracticeFiles({ content: path.join(config.root, 'libs', 'content') }),
        },
      ],
      exports: [CONFIG, SECRETS, SealKey, Installation, MailFolder, Archiver, PracticeLibrary, QuizLibrary],
    };
  }
}
