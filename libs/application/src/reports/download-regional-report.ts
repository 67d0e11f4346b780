import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { FILE_KINDS } from '../documents/file-kind.js';
import { AuditLog } from '../ports/audit-log.js';
import { ReportStore } from '../ports/report-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { DocumentNotReady, NotFound } from '../problems/problems.js';
import { ReadRelease } from '../releases/read-release.js';
import { reportKey, type ReportWish } from './report.js';

export interface DownloadedReport {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The bytes of a finished report, for whoever may see the release; every download is audited. */
@Injectable()
export class DownloadRegionalReport {
  constructor(
    private readonly read: ReadRelease,
    private readonly unitOfWork: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, wish: ReportWish): Promise<DownloadedReport> {
    const { release } = wish;
    const key = reportKey(wish, (await this.read.execute(actor, { release })).published);
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const report = await this.reports.ofRelease(tx, key);
      if (report === undefined) throw new NotFound('document');
      const bytes = await this.reports.bytes(tx, report.id);
      if (bytes === undefined) throw new DocumentNotReady(report.state);
      await this.audit.append(tx, {
        action: 'document.read',
        actor: actor.userId,
        subject: { kind: 'report', id: report.id },
        detail: { release },
      });
      const { ending, mediaType } = FILE_KINDS[report.form.format];
      return { name: `isonomia-regional-report-${report.id}.${ending}`, mediaType, bytes };
    });
  }
}
