import path from 'node:path';
import {
  BuildRelease,
  DiscardEvidenceFile,
  DocumentDesk,
  DocumentPress,
  DocumentRenderer,
  DocumentSigner,
  Installation,
  KeepRetention,
  KeepPlans,
  KeepRounds,
  Mailer,
  MailFolder,
  MailWriter,
  MakeDocument,
  MakeRegionalReport,
  MakeWorkshopPaper,
  Outbox,
  PdfPrinter,
  PracticeLibrary,
  PracticeShelf,
  RegionalReportDesk,
  ReleaseComposer,
  ReleaseInputs,
  RoundMail,
  RoundMoves,
  SendMail,
  WordWriter,
  WorkshopPaperDesk,
} from '@isonomia/application';
import { type Config, installationOf } from '@isonomia/config';
import { PracticeFiles } from '@isonomia/content';
import { FolderMailer, MailFolderReader, SmtpMailer } from '@isonomia/mail';
import { ChromiumPainter, ChromiumPrinter } from '@isonomia/pdf';
import { JobsModule } from '@isonomia/jobs';
import { clientConfig, type DatabaseAddress, OPERATOR_ROLE, PersistenceModule } from '@isonomia/persistence';
import { identityOf, PadesSigner } from '@isonomia/signing';

import { HandlebarsMails, HtmlDocuments, signatureWords, View } from '@isonomia/view';
import { DocxWriter } from '@isonomia/word';
import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ThreadedComposer } from './composing/threaded-composer.js';

export interface WorkerOptions {
  readonly config: Config;
  readonly address: DatabaseAddress;
  readonly warn: (message: string) => void;
}

/** The worker process: what turns a frozen outcome into a file. A browser that crashes here takes no page down. */
@Module({})
export class WorkerModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(@Inject(PdfPrinter) private readonly printer: ChromiumPrinter) {}

  static forRoot({ config, address, warn }: WorkerOptions): DynamicModule {
    const { root, dataDir, browserPath, signing } = config;
    return {
      module: WorkerModule,
      imports: [
        PersistenceModule.forRoot(address, { name: 'isonomia worker', role: OPERATOR_ROLE }),
        JobsModule.forRoot(clientConfig(address), (error) => warn(error.message)),
      ],
      providers: [
        { provide: Installation, useValue: installationOf(config) },
        { provide: View, useFactory: () => new View({ root }) },
        { provide: DocumentRenderer, useFactory: (view: View) => new HtmlDocuments(view), inject: [View] },
        {
          provide: PdfPrinter,
          useFactory: () => new ChromiumPrinter({ folder: path.join(dataDir, 'printing'), browserPath, warn }),
        },
        {
          provide: WordWriter,
          useFactory: (printer: ChromiumPrinter) => new DocxWriter(new ChromiumPainter(printer)),
          inject: [PdfPrinter],
        },
        {
          provide: DocumentSigner,
          useFactory: (view: View) =>
            new PadesSigner({ identity: () => identityOf(dataDir, signing), words: signatureWords(view), warn }),
          inject: [View],
        },
        {
          provide: MailWriter,
          useFactory: (view: View) =>
            new HandlebarsMails(view.engine, (language) => view.texts(language), config.publicUrl),
          inject: [View],
        },
        { provide: Mailer, useFactory: () => mailerOf(config) },
        { provide: MailFolder, useFactory: () => new MailFolderReader(path.join(dataDir, 'mail')) },
        { provide: ReleaseComposer, useClass: ThreadedComposer },
        ReleaseInputs,
        BuildRelease,
        KeepRetention,
        Outbox,
        RoundMail,
        RoundMoves,
        KeepPlans,
        KeepRounds,
        SendMail,
        DiscardEvidenceFile,
        DocumentDesk,
        DocumentPress,
        MakeDocument,
        {
          provide: PracticeLibrary,
          useFactory: () => new PracticeFiles({ content: path.join(root, 'libs', 'content') }),
        },
        PracticeShelf,
        RegionalReportDesk,
        MakeRegionalReport,
        WorkshopPaperDesk,
        MakeWorkshopPaper,
      ],
    };
  }

  /** Browsers of a worker that was killed end now, not when the next document is asked for. */
  async onApplicationBootstrap(): Promise<void> {
    await this.printer.sweep();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.printer.close();
  }
}

/** Without a mail server nothing leaves the machine: letters stay in a folder, where the outbox page finds them. */
const mailerOf = ({ mail, dataDir }: Config): Mailer =>
  mail.url === undefined
    ? new FolderMailer(path.join(dataDir, 'mail'))
    : new SmtpMailer({ url: mail.url, from: mail.from });
