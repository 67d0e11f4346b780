import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import { ReleaseStore } from '../ports/release-store.js';
import { ReportStore } from '../ports/report-store.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { verifyUrl } from '../documents/verify-url.js';
import type { ReleaseFacts } from '../releases/published-release.js';
import { ReadRelease } from '../releases/read-release.js';
import { isLate, type RegionalReport } from './report.js';

export interface RegionalReportView {
  readonly release: ReleaseId;
  readonly facts: ReleaseFacts;
  /** Absent until somebody asked for it. */
  readonly report?: RegionalReport;
  readonly late: boolean;
  /** To have it made, or made again. */
  readonly mayRequest: boolean;
  /** Address under which anybody can ask whether it is genuine; when there is one. */
  readonly verifyUrl?: string;
}

/** How far the report of a release is, for whoever may see the release. */
@Injectable()
export class ViewRegionalReport {
  constructor(
    private readonly read: ReadRelease,
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseStore,
    private readonly reports: ReportStore,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(
    actor: Actor,
    { release, language }: { readonly release: ReleaseId; readonly language: string },
  ): Promise<RegionalReportView> {
    const { facts } = await this.read.execute(actor, { release });
    const { head, report } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => ({
      head: await this.releases.find(tx, release),
      report: await this.reports.ofRelease(tx, release, language),
    }));
    if (head === undefined) throw new NotFound('release');
    const late = report !== undefined && isLate(report, this.clock.now());
    const makes = mayAtAgency(actor, 'release.make', { regionId: head.region });
    return {
      release,
      facts,
      ...(report !== undefined && { report, verifyUrl: verifyUrl(this.installation, report.id) }),
      late,
      mayRequest: makes && (report === undefined || report.state === 'failed' || late),
    };
  }
}
