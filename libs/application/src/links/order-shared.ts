import { Injectable } from '@nestjs/common';
import { DOCUMENT_FORMATS } from '../documents/document-form.js';
import { assessmentId, releaseId, type DocumentId } from '../ids.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { JobQueue } from '../ports/job-queue.js';
import { SharedDocuments, type Asking, type Ordered } from '../ports/shared-documents.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { LinkSpent } from '../problems/link-problems.js';
import { NotFound } from '../problems/problems.js';
import { LINK_HOLDER, MOST_ORDERS } from './link.js';
import type { HeldLink, SharedKind } from './shared.js';

export interface OrderSharedCommand {
  readonly kind: string;
  readonly subject: string;
  readonly language: string;
  readonly format: string;
}

/** Has what a link opens made in a language that nobody asked for yet. What is there or on its way is not made twice. */
@Injectable()
export class OrderShared {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shared: SharedDocuments,
    private readonly instruments: InstrumentLibrary,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(link: HeldLink, command: OrderSharedCommand): Promise<{ readonly document: DocumentId }> {
    const asking = { key: link.key, at: this.clock.now() };
    const isReport = command.kind === ('report' satisfies SharedKind);
    return this.unitOfWork.run({ actor: LINK_HOLDER }, async (tx) => {
      const ordered = await (isReport ? this.report(tx, asking, command) : this.outcome(tx, asking, command));
      if (ordered === undefined) throw new NotFound('document');
      if (ordered === 'as-many-as-it-may') throw new LinkSpent(MOST_ORDERS);
      const { document, made, agency } = ordered;
      if (!made) return { document };
      const whose = agency === undefined ? ({ report: true } as const) : { agency };
      await this.jobs.enqueue(tx, { kind: 'make-document', document, ...whose });
      const { language, format } = command;
      await this.shared.note(tx, asking, {
        action: 'document.requested',
        document: { kind: isReport ? 'report' : 'document', id: document },
        detail: { language, format, ...(!isReport && { edition: 'sharing' }) },
      });
      return { document };
    });
  }

  private outcome(tx: Transaction, asking: Asking, command: OrderSharedCommand): Promise<Ordered> {
    return this.shared.order(tx, asking, assessmentId(command.subject), this.order(command));
  }

  private async report(tx: Transaction, asking: Asking, command: OrderSharedCommand): Promise<Ordered> {
    const id = releaseId(command.subject);
    const release = (await this.shared.releases(tx, asking)).find((one) => one.id === id);
    if (release === undefined) return undefined;
    const published = await this.instruments.find(release.instrumentId, release.instrumentVersion);
    if (published?.texts[command.language] === undefined) return undefined;
    return this.shared.orderReport(tx, asking, id, this.order(command));
  }

  private order({ language, format }: OrderSharedCommand) {
    const known = DOCUMENT_FORMATS.find((one) => one === format);
    if (known === undefined) throw new NotFound('document');
    return { id: this.ids.documentId(), language, format: known, most: MOST_ORDERS };
  }
}
