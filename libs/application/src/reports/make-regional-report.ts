import { Injectable } from '@nestjs/common';
import type { DocumentFailure } from '../documents/document.js';
import { verifyUrl } from '../documents/verify-url.js';
import type { DocumentId } from '../ids.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { DocumentRenderer, PdfPrinter } from '../ports/printing.js';
import { ReleaseReader } from '../ports/release-reader.js';
import { ReportStore } from '../ports/report-store.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import { toPublished } from '../releases/read-release.js';
import type { PublishedRelease } from '../releases/published-release.js';
import type { RegionalReport } from './report.js';

interface Prepared {
  readonly report: RegionalReport;
  readonly published: PublishedRelease;
}

/**
 * What the worker does for the report of a release: from the stored release alone, so that it is the same whenever it is
 * made. Whatever happens on the way, there is one row and at most one file. Throws when it failed: the queue tries again.
 */
@Injectable()
export class MakeRegionalReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly releases: ReleaseReader,
    private readonly instruments: InstrumentLibrary,
    private readonly renderer: DocumentRenderer,
    private readonly printer: PdfPrinter,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute({ document }: { readonly document: DocumentId }): Promise<void> {
    const begun = await this.unitOfWork.run({ actor: SYSTEM }, (tx) =>
      this.reports.begin(tx, document, this.clock.now()),
    );
    // Ready: the job came twice.
    if (begun === undefined) return;
    const { report, published } = await this.orFail(begun, 'rendering', () => this.prepare(begun));
    const printable = await this.orFail(report, 'rendering', () =>
      this.renderer.regional(published, {
        language: report.language,
        documentId: report.id,
        verifyUrl: verifyUrl(this.installation, report.id),
      }),
    );
    const pdf = await this.orFail(report, 'printing', () => this.printer.print(printable));
    await this.orFail(report, 'storing', () => this.finish(report, pdf));
  }

  private async prepare(report: RegionalReport): Promise<Prepared> {
    const whole = await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.releases.whole(tx, report.release));
    if (whole === undefined) throw new NotFound('release');
    const { instrumentId, instrumentVersion } = whole.round;
    const instrument = await this.instruments.find(instrumentId, instrumentVersion);
    if (instrument === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    const now = toPublished(whole, instrument);
    const facts = report.facts ?? now.facts;
    await this.unitOfWork.run({ actor: SYSTEM }, (tx) => this.reports.keepFacts(tx, report.id, facts));
    return { report, published: { ...now, facts } };
  }

  private finish(report: RegionalReport, pdf: Uint8Array): Promise<void> {
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const sha256 = await this.reports.finish(tx, report.id, pdf, this.clock.now());
      // Another job was faster: its file is the report, and this one is thrown away.
      if (sha256 === undefined) return;
      const subject = { kind: 'document', id: report.id };
      await this.audit.append(tx, { action: 'document.made', actor: SYSTEM, subject, detail: { sha256 } });
    });
  }

  private async orFail<T>(report: RegionalReport, failure: DocumentFailure, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
        await this.reports.fail(tx, report.id, failure, this.clock.now());
        const subject = { kind: 'document', id: report.id };
        await this.audit.append(tx, { action: 'document.failed', actor: SYSTEM, subject, detail: { failure } });
      });
      throw error;
    }
  }
}
