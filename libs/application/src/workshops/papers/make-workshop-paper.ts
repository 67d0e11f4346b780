import { Injectable } from '@nestjs/common';
import type { DocumentFailure } from '../../documents/document.js';
import { DocumentPress } from '../../documents/document-press.js';
import { verifyUrl } from '../../documents/verify-url.js';
import type { DocumentId } from '../../ids.js';
import { SYSTEM } from '../../instruments/publish-instruments.js';
import { AuditLog } from '../../ports/audit-log.js';
import { InstrumentLibrary } from '../../ports/instrument-library.js';
import { DocumentRenderer, type PrintableDocument } from '../../ports/printing.js';
import { Clock, Installation } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopPapersStore } from '../../ports/workshop-papers-store.js';
import { NotFound } from '../../problems/problems.js';
import { instrumentOf } from '../groups/asked-of-group.js';
import type { WorkshopPaper } from './paper.js';

/** What goes onto a paper of a workshop: what was frozen, or the facts that were kept with it, and nothing of today. */
@Injectable()
export class WorkshopPaperDesk {
  constructor(
    private readonly papers: WorkshopPapersStore,
    private readonly instruments: InstrumentLibrary,
    private readonly renderer: DocumentRenderer,
    private readonly installation: Installation,
  ) {}

  async draw(tx: Transaction, paper: WorkshopPaper): Promise<PrintableDocument> {
    const { id, form } = paper;
    const options = { form, documentId: id, verifyUrl: verifyUrl(this.installation, id) };
    if (paper.kind === 'certificate') return this.renderer.certificate(paper.facts, options);
    const frozen = await this.papers.outcome(tx, paper.outcome);
    const head = (await this.papers.outcomes(tx, paper.workshop)).find((one) => one.id === paper.outcome);
    if (frozen === undefined || head === undefined) throw new NotFound('workshop-outcome');
    const { id: instrumentId, version: instrumentVersion } = frozen.outcome.instrument;
    const published = await instrumentOf(this.instruments, { instrumentId, instrumentVersion });
    return this.renderer.workshop({ ...frozen, head, published }, options);
  }
}

/** What the worker does for a paper of a workshop: one row and at most one file. Throws when it failed: the queue tries again. */
@Injectable()
export class MakeWorkshopPaper {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly papers: WorkshopPapersStore,
    private readonly desk: WorkshopPaperDesk,
    private readonly press: DocumentPress,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute({ document }: { readonly document: DocumentId }): Promise<void> {
    const begun = await this.inTransaction((tx) => this.papers.begin(tx, document, this.clock.now()));
    // Ready: the job came twice. Or somebody took back what the outcome shows.
    if (begun === undefined) return;
    const page = await this.orFail(begun, 'rendering', () => this.inTransaction((tx) => this.desk.draw(tx, begun)));
    const printed = await this.orFail(begun, 'printing', () => this.press.print(page, begun.form));
    const signed = await this.orFail(begun, 'signing', () => this.press.sign(printed, begun));
    await this.orFail(begun, 'storing', () => this.finish(begun, signed));
  }

  private finish({ id }: WorkshopPaper, file: Uint8Array): Promise<void> {
    return this.inTransaction(async (tx) => {
      const sha256 = await this.papers.finish(tx, id, file, this.clock.now());
      // Another job was faster: its file is the paper, and this one is thrown away.
      if (sha256 === undefined) return;
      const subject = { kind: 'workshop-document', id };
      await this.audit.append(tx, { action: 'document.made', actor: SYSTEM, subject, detail: { sha256 } });
    });
  }

  private async orFail<T>({ id }: WorkshopPaper, failure: DocumentFailure, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.inTransaction(async (tx) => {
        await this.papers.fail(tx, id, failure, this.clock.now());
        const subject = { kind: 'workshop-document', id };
        await this.audit.append(tx, { action: 'document.failed', actor: SYSTEM, subject, detail: { failure } });
      });
      throw error;
    }
  }

  private inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ actor: SYSTEM }, work);
  }
}
