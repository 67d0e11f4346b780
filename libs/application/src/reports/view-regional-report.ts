import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import { ReleaseStore } from '../ports/release-store.js';
import { NamedReader } from '../ports/named-reader.js';
import { ReportStore } from '../ports/report-store.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { DocumentForm } from '../documents/document-form.js';
import { verifyUrl } from '../documents/verify-url.js';
import type { ReleaseFacts } from '../releases/published-release.js';
import { ReadRelease } from '../releases/read-release.js';
import {
  isLate,
  reportKey,
  type RegionalReport,
  type ReportEdition,
  type ReportKey,
  type ReportWish,
} from './report.js';

export interface RegionalReportView {
  readonly release: ReleaseId;
  readonly facts: ReleaseFacts;
  /** Absent until somebody asked for it. */
  readonly report?: RegionalReport;
  readonly late: boolean;
  /** To have it made, or made again. */
  readonly mayRequest: boolean;
  /** Whether the edition with names is this person's to ask for: how many agencies it would name; absent when it is not. */
  readonly nameable?: number;
  readonly edition: ReportEdition;
  readonly form: DocumentForm;
  /** That it can be had in. */
  readonly languages: readonly string[];
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
    private readonly named: NamedReader,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(actor: Actor, wish: ReportWish): Promise<RegionalReportView> {
    const { release, edition } = wish;
    const { facts, published } = await this.read.execute(actor, { release });
    const key = reportKey(wish, published);
    const { makes, report, nameable } = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      this.find(tx, actor, key),
    );
    if (edition === 'named' && nameable === undefined) throw new NotFound('release');
    const late = report !== undefined && isLate(report, this.clock.now());
    return {
      release,
      facts,
      ...(report !== undefined && { report, verifyUrl: verifyUrl(this.installation, report.id) }),
      late,
      edition,
      form: key.form,
      languages: Object.keys(published.texts),
      ...(nameable !== undefined && { nameable }),
      mayRequest: makes && (edition === 'named' ? (nameable ?? 0) > 0 : isWanted(report, late)),
    };
  }

  private async find(tx: Transaction, actor: Actor, key: ReportKey) {
    const head = await this.releases.find(tx, key.release);
    if (head === undefined) throw new NotFound('release');
    const region = { regionId: head.region };
    const screen = mayAtAgency(actor, 'named.view', region) ? await this.named.ofRound(tx, head.round) : undefined;
    return {
      makes: mayAtAgency(actor, 'release.make', region),
      report: await this.reports.ofRelease(tx, key),
      nameable: screen?.agencies.filter(({ audience }) => audience === 'participants').length,
    };
  }
}

/** There is none yet, or it does not come; that with names is made anew whenever it is asked for. */
const isWanted = (report: RegionalReport | undefined, late: boolean): boolean =>
  report === undefined || report.state === 'failed' || late;
