import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { DocumentId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { JobQueue } from '../ports/job-queue.js';
import { ReleaseStore } from '../ports/release-store.js';
import { ReportStore } from '../ports/report-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { ReleaseHead } from '../releases/release.js';
import type { NamedAnnex } from './named-annex.js';
import { NamedAnnexes } from './named-annexes.js';
import { isLate, type RegionalReport, type ReportKey, type ReportWish } from './report.js';

/**
 * Orders the report of a release: one a form, however often it is asked for, since a release does not change. One that
 * failed or does not come is queued again. That with names is made anew each time, of those who show their names then.
 */
@Injectable()
export class RequestRegionalReport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseStore,
    private readonly reports: ReportStore,
    private readonly annexes: NamedAnnexes,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Says which report it is now to be looked for. */
  async execute(actor: Actor, wish: ReportWish): Promise<ReportKey> {
    const command = await this.annexes.keyOf(actor, wish);
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const release = await this.releases.find(tx, command.release);
      if (release === undefined) throw new NotFound('release');
      authorizeAtRegion(actor, 'release.make', release.region);
      if (release.state !== 'ready') throw new NotFound('release');
      const known = await this.reports.ofRelease(tx, command);
      if (command.edition === 'named') await this.orderNamed(tx, actor, { command, release, known });
      else if (known === undefined) await this.order(tx, actor, command);
      else await this.again(tx, actor, known);
    });
    return command;
  }

  private async orderNamed(
    tx: Transaction,
    actor: Actor,
    given: { readonly command: ReportKey; readonly release: ReleaseHead; readonly known: RegionalReport | undefined },
  ): Promise<void> {
    const { command, release, known } = given;
    authorizeAtRegion(actor, 'named.view', release.region);
    const annex = await this.annexes.of(tx, release);
    if (known !== undefined) await this.reports.discard(tx, known.id);
    await this.order(tx, actor, command, annex);
  }

  private async order(tx: Transaction, actor: Actor, key: ReportKey, named?: NamedAnnex): Promise<void> {
    const { release, form, edition } = key;
    const id = this.ids.documentId();
    const asked = { requestedBy: actor.userId, requestedAt: this.clock.now() };
    if (!(await this.reports.insert(tx, { id, release, form, ...asked, ...(named !== undefined && { named }) })))
      return;
    await this.queue(tx, id);
    await this.audit.append(tx, {
      action: 'document.requested',
      actor: actor.userId,
      subject: { kind: 'report', id },
      detail: { release, edition, ...(named !== undefined && { agencies: named.ids.length }) },
    });
  }

  private async again(tx: Transaction, actor: Actor, known: RegionalReport): Promise<void> {
    const now = this.clock.now();
    if (known.state !== 'failed' && !isLate(known, now)) return;
    if (!(await this.reports.requeue(tx, known.id, now))) return;
    await this.queue(tx, known.id);
    const subject = { kind: 'report', id: known.id };
    await this.audit.append(tx, { action: 'document.retried', actor: actor.userId, subject });
  }

  private queue(tx: Transaction, document: DocumentId): Promise<void> {
    return this.jobs.enqueue(tx, { kind: 'make-document', document, report: true });
  }
}
