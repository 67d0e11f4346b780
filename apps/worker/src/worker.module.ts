import path from 'node:path';
import { DocumentDesk, DocumentRenderer, Installation, MakeDocument, PdfPrinter } from '@isonomia/application';
import { type Config, installationOf } from '@isonomia/config';
import { ChromiumPrinter } from '@isonomia/pdf';
import { type DatabaseAddress, OPERATOR_ROLE, PersistenceModule } from '@isonomia/persistence';
import { HtmlDocuments, View } from '@isonomia/view';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';

export interface WorkerOptions {
  readonly config: Config;
  readonly address: DatabaseAddress;
  readonly warn: (message: string) => void;
}

/** The worker process: what turns a frozen outcome into a file. A browser that crashes here takes no page down. */
@Module({})
export class WorkerModule implements OnApplicationShutdown {
  constructor(@Inject(PdfPrinter) private readonly printer: ChromiumPrinter) {}

  static forRoot({ config, address, warn }: WorkerOptions): DynamicModule {
    const { root, dataDir, browserPath } = config;
    return {
      module: WorkerModule,
      imports: [PersistenceModule.forRoot(address, { name: 'isonomia worker', role: OPERATOR_ROLE })],
      providers: [
        { provide: Installation, useValue: installationOf(config) },
        { provide: DocumentRenderer, useFactory: () => new HtmlDocuments(new View({ root })) },
        {
          provide: PdfPrinter,
          useFactory: () => new ChromiumPrinter({ folder: path.join(dataDir, 'printing'), browserPath, warn }),
        },
        DocumentDesk,
        MakeDocument,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.printer.close();
  }
}
