import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { JobQueue } from '../ports/job-queue.js';
import { ReleaseStore } from '../ports/release-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { ReleaseNotFailed } from '../problems/release-problems.js';
import { silentSince } from './silence.js';

/** Queues a release again that failed or does not come. Two jobs for one release still make one release. */
@Injectable()
export class RetryRelease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly release: ReleaseId }): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const release = await this.releases.find(tx, command.release);
      if (release === undefined) throw new NotFound('release');
      authorizeAtRegion(actor, 'release.make', release.region);
      const at = this.clock.now();
      if (!(await this.releases.requeue(tx, release.id, { before: silentSince(at), at })))
        throw new ReleaseNotFailed(release.state);
      await this.jobs.enqueue(tx, { kind: 'make-release', release: release.id });
      const subject = { kind: 'release', id: release.id };
      await this.audit.append(tx, { action: 'release.retried', actor: actor.userId, subject });
    });
  }
}
