import { Injectable } from '@nestjs/common';
import { DocumentPress } from '../documents/document-press.js';
import type { DocumentFailure } from '../documents/document.js';
import type { DocumentId } from '../ids.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog } from '../ports/audit-log.js';
import { ReportStore } from '../ports/report-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import type { PublishedRelease } from '../releases/published-release.js';
import { RegionalReportDesk } from './regional-report-desk.js';
import type { RegionalReport } from './report.js';

/**
 * What the worker does for the report of a release: from the stored release alone, so that it is the same whenever it is
 * made. Whatever happens on the way, there is one row and at most one file. Throws when it failed: the queue tries again.
 */
@Injectable()
export class MakeRegionalReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly desk: RegionalReportDesk,
    private readonly press: DocumentPress,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute({ document }: { readonly document: DocumentId }): Promise<void> {
    const begun = await this.unitOfWork.run({ actor: SYSTEM }, (tx) =>
      this.reports.begin(tx, document, this.clock.now()),
    );
    // Ready: the job came twice.
    if (begun === undefined) return;
    const published = await this.orFail(begun, 'rendering', () => this.gather(begun));
    const printable = await this.orFail(begun, 'rendering', () => this.desk.draw(begun, published));
    const pdf = await this.orFail(begun, 'printing', () => this.press.print(printable, begun.form));
    const signed = await this.orFail(begun, 'signing', () => this.press.sign(pdf, begun));
    await this.orFail(begun, 'storing', () => this.finish(begun, signed));
  }

  private gather(report: RegionalReport): Promise<PublishedRelease> {
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const published = await this.desk.gather(tx, report);
      await this.reports.keepFacts(tx, report.id, published.facts);
      return published;
    });
  }

  private finish(report: RegionalReport, pdf: Uint8Array): Promise<void> {
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const sha256 = await this.reports.finish(tx, report.id, pdf, this.clock.now());
      // Another job was faster: its file is the report, and this one is thrown away.
      if (sha256 === undefined) return;
      const subject = { kind: 'report', id: report.id };
      await this.audit.append(tx, { action: 'document.made', actor: SYSTEM, subject, detail: { sha256 } });
    });
  }

  private async orFail<T>(report: RegionalReport, failure: DocumentFailure, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
        await this.reports.fail(tx, report.id, failure, this.clock.now());
        const subject = { kind: 'report', id: report.id };
        await this.audit.append(tx, { action: 'document.failed', actor: SYSTEM, subject, detail: { failure } });
      });
      throw error;
    }
  }
}
