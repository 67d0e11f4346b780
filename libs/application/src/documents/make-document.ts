import { Injectable } from '@nestjs/common';
import { fileId, type AgencyId, type DocumentId } from '../ids.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog, type AuditedAction } from '../ports/audit-log.js';
import { DocumentStore } from '../ports/document-store.js';
import { FileStore } from '../ports/file-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { DocumentDesk, type Draw } from './document-desk.js';
import { DocumentPress } from './document-press.js';
import { FILE_KINDS } from './file-kind.js';
import type { DocumentFailure, StoredDocument } from './document.js';

interface Prepared {
  readonly document: StoredDocument;
  readonly draw: Draw;
}

/**
 * What the worker does for a job. Whatever happens on the way — a browser that crashes, a process that dies, two jobs
 * for one document — there is one row and at most one file. Throws when it failed, so that the queue tries again.
 */
@Injectable()
export class MakeDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly documents: DocumentStore,
    private readonly desk: DocumentDesk,
    private readonly press: DocumentPress,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** With the agency, the job has rows of that agency alone. */
  async execute(command: { readonly document: DocumentId; readonly agency?: AgencyId }): Promise<void> {
    const prepared = await this.begin(command);
    if (prepared === undefined) return;
    const { document, draw } = prepared;
    const printable = await this.orFail(document, 'rendering', draw);
    const pdf = await this.orFail(document, 'printing', () => this.press.print(printable, document.form));
    const signed = await this.orFail(document, 'signing', () => this.press.sign(pdf, document));
    await this.orFail(document, 'storing', () => this.finish(document, signed));
  }

  /** Nothing to do when it is ready: the job came twice. */
  private begin({ document: id, agency }: Parameters<MakeDocument['execute']>[0]): Promise<Prepared | undefined> {
    const scope = { actor: SYSTEM, ...(agency !== undefined && { agency }) };
    return this.unitOfWork.run(scope, async (tx) => {
      const document = await this.documents.lock(tx, id);
      if (document === undefined || document.state === 'ready') return undefined;
      await this.documents.start(tx, id, this.clock.now());
      return { document, draw: await this.desk.prepare(tx, document) };
    });
  }

  private finish(document: StoredDocument, pdf: Uint8Array): Promise<void> {
    return this.unitOfWork.run({ actor: SYSTEM, agency: document.agencyId }, async (tx) => {
      const now = await this.documents.lock(tx, document.id);
      // Another job was faster: its file is the document, and this one is thrown away.
      if (now === undefined || now.state === 'ready') return;
      const file = await this.files.write(tx, this.newFile(document), once(pdf), this.desk.limits());
      await this.documents.finish(tx, document.id, file, this.clock.now());
      await this.note(tx, document, 'document.made', { sha256: file.sha256 });
    });
  }

  private newFile(document: StoredDocument) {
    const { ending, mediaType } = FILE_KINDS[document.form.format];
    return {
      id: fileId(this.ids.uuid()),
      agencyId: document.agencyId,
      name: `isonomia-${document.kind}-${document.edition}-${document.id}.${ending}`,
      mediaType,
    };
  }

  private async orFail<T>(document: StoredDocument, failure: DocumentFailure, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.unitOfWork.run({ actor: SYSTEM, agency: document.agencyId }, async (tx) => {
        const now = await this.documents.lock(tx, document.id);
        if (now === undefined || now.state === 'ready') return;
        await this.documents.fail(tx, document.id, failure, this.clock.now());
        await this.note(tx, document, 'document.failed', { failure });
      });
      throw error;
    }
  }

  private note(
    tx: Transaction,
    document: StoredDocument,
    action: AuditedAction,
    detail: Readonly<Record<string, string>>,
  ): Promise<void> {
    const subject = { kind: 'document', id: document.id };
    return this.audit.append(tx, { action, actor: SYSTEM, agency: document.agencyId, subject, detail });
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
