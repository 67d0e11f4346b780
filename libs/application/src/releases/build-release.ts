import type { Contribution, Release } from '@isonomia/comparison';
import { canonicalJson } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import { assessmentId, type ReleaseId } from '../ids.js';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { AuditLog, type AuditedAction } from '../ports/audit-log.js';
import { ReleaseComposer } from '../ports/release-composer.js';
import { ReleaseStore } from '../ports/release-store.js';
import { Clock, Hasher } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { refusalOf } from './membership.js';
import { ReleaseInputs } from './release-inputs.js';
import type { ReleaseFailure, ReleaseHead, ReleaseMember } from './release.js';

/**
 * What the worker does for a release. Everything is read in one snapshot, worked out without a transaction and written in
 * one: a worker that dies leaves nothing behind, and of two that work on one release the slower one writes nothing.
 */
@Injectable()
export class BuildRelease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly releases: ReleaseStore,
    private readonly inputs: ReleaseInputs,
    private readonly composer: ReleaseComposer,
    private readonly hasher: Hasher,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws when it failed for a fault of ours, so that the queue tries again. */
  async execute(command: { readonly release: ReleaseId }): Promise<void> {
    const head = await this.inTransaction((tx) => this.releases.begin(tx, command.release, this.clock.now()));
    if (head === undefined) return;
    const release = await this.orFail(head, 'composing', async () => {
      const request = await this.inputs.gather(head);
      const refusal = refusalOf(request.contributions.map(memberOf), request.earlier);
      if (refusal !== undefined) await this.fail(head, refusal);
      return refusal === undefined ? { request, composed: await this.composer.compose(request) } : undefined;
    });
    if (release === undefined) return;
    await this.orFail(head, 'storing', () => this.store(head, release.composed, release.request.contributions));
  }

  private store(head: ReleaseHead, release: Release, contributions: readonly Contribution[]): Promise<void> {
    const sha256 = this.hasher.sha256(canonicalJson(release));
    const members = contributions.map(memberOf);
    return this.inTransaction(async (tx) => {
      const composed = { release, sha256, members };
      if (!(await this.releases.finish(tx, head.id, composed, this.clock.now()))) return;
      await this.note(tx, head, 'release.made', { sha256 });
    });
  }

  private async orFail<T>(head: ReleaseHead, failure: ReleaseFailure, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      await this.fail(head, failure);
      throw error;
    }
  }

  private fail(head: ReleaseHead, failure: ReleaseFailure): Promise<void> {
    return this.inTransaction(async (tx) => {
      await this.releases.fail(tx, head.id, failure, this.clock.now());
      await this.note(tx, head, 'release.failed', { failure });
    });
  }

  private note(
    tx: Transaction,
    { id }: ReleaseHead,
    action: AuditedAction,
    detail: Readonly<Record<string, string>>,
  ): Promise<void> {
    return this.audit.append(tx, { action, actor: SYSTEM, subject: { kind: 'release', id }, detail });
  }

  private inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.unitOfWork.run({ actor: SYSTEM }, work);
  }
}

const memberOf = (one: Contribution): ReleaseMember => ({
  assessment: assessmentId(one.assessment),
  holding: one.holding,
  country: one.country,
  agencyType: one.agencyType,
  sizeBand: one.sizeBand,
});
