import type { Release } from '@isonomia/comparison';
import type { ReleaseId, RoundId } from '../ids.js';
import type { ReleaseFailure, ReleaseHead, ReleaseMember } from '../releases/release.js';
import type { Transaction } from './unit-of-work.js';

export interface ComposedRelease {
  readonly release: Release;
  /** Of its canonical JSON. */
  readonly sha256: string;
  readonly members: readonly ReleaseMember[];
}

export interface ParticipantsOfRound {
  readonly invited: number;
  readonly validated: number;
  readonly members: readonly ReleaseMember[];
}

export abstract class ReleaseStore {
  /** With the next number of its round; undefined while another one of the round is under way or has failed. */
  abstract insert(
    tx: Transaction,
    order: Pick<ReleaseHead, 'id' | 'round' | 'region' | 'createdBy' | 'createdAt'>,
  ): Promise<number | undefined>;
  /** Of those within the actor's reach. */
  abstract find(tx: Transaction, id: ReleaseId): Promise<ReleaseHead | undefined>;
  /**
   * Agencies invited and validated, and who shares enough to be in an anonymous comparison; for those who make releases.
   */
  abstract participants(tx: Transaction, round: RoundId): Promise<ParticipantsOfRound>;
  /** Who is in the ready releases of a round, one after the other; for those who make releases. */
  abstract members(tx: Transaction, round: RoundId): Promise<readonly (readonly ReleaseMember[])[]>;
  /** The worker's: notes that it has begun; undefined when there is nothing to do any more. */
  abstract begin(tx: Transaction, id: ReleaseId, at: Date): Promise<ReleaseHead | undefined>;
  /** The worker's: all of it at once. False when another worker was faster. */
  abstract finish(tx: Transaction, id: ReleaseId, composed: ComposedRelease, at: Date): Promise<boolean>;
  /** The worker's. Nothing happens to one that is ready. */
  abstract fail(tx: Transaction, id: ReleaseId, failure: ReleaseFailure, at: Date): Promise<void>;
  /** Back to the queue when it failed, or when nothing was heard of it since `before`. */
  abstract requeue(
    tx: Transaction,
    id: ReleaseId,
    since: { readonly before: Date; readonly at: Date },
  ): Promise<boolean>;
}
