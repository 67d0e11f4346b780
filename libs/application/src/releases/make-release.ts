import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import { releaseId, type ReleaseId, type RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { JobQueue } from '../ports/job-queue.js';
import { ReleaseStore } from '../ports/release-store.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { ReleaseUnderWay, TooCloseToEarlier, TooFewToRelease } from '../problems/release-problems.js';
import { RoundWrongState } from '../problems/round-problems.js';
import { refusalOf, LEAST_HOLDINGS } from './membership.js';

/**
 * Orders a release of a closed round from what its agencies share now; row and job come into being together. What lies too
 * close to an earlier release is refused here, and once more when the worker has taken its snapshot.
 */
@Injectable()
export class MakeRelease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly releases: ReleaseStore,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<{ readonly release: ReleaseId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await this.rounds.find(tx, command.round);
      if (round === undefined) throw new NotFound('round');
      authorizeAtRegion(actor, 'release.make', round.regionId);
      if (round.state !== 'closed') throw new RoundWrongState('release.make', round.state);
      const { members } = await this.releases.participants(tx, round.id);
      const refusal = refusalOf(members, await this.releases.members(tx, round.id));
      if (refusal === 'too-few') throw new TooFewToRelease(LEAST_HOLDINGS);
      if (refusal === 'earlier-release') throw new TooCloseToEarlier(LEAST_HOLDINGS);
      const id = releaseId(this.ids.uuid());
      const number = await this.releases.insert(tx, {
        id,
        round: round.id,
        region: round.regionId,
        createdBy: actor.userId,
        createdAt: this.clock.now(),
      });
      if (number === undefined) throw new ReleaseUnderWay();
      await this.jobs.enqueue(tx, { kind: 'make-release', release: id });
      await this.audit.append(tx, {
        action: 'release.requested',
        actor: actor.userId,
        subject: { kind: 'release', id },
        detail: { number },
      });
      return { release: id };
    });
  }
}
