import type { SizeBand } from '@isonomia/comparison';
import type { AssessmentId, RegionId, ReleaseId, RoundId, UserId } from '../ids.js';

export type ReleaseState = 'building' | 'ready' | 'failed';

/**
 * Why there is none. `earlier-release`: what was shared until it was built lies too close to what was published before;
 * `too-few`: fewer than can be published; `composing` and `storing` are faults of ours.
 */
export type ReleaseFailure = 'earlier-release' | 'too-few' | 'composing' | 'storing';

export interface ReleaseHead {
  readonly id: ReleaseId;
  readonly round: RoundId;
  readonly region: RegionId;
  /** Within its round, from 1. */
  readonly number: number;
  readonly state: ReleaseState;
  readonly createdBy: UserId;
  readonly createdAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly failure?: ReleaseFailure;
  /** Of the canonical JSON of the whole release; when ready. */
  readonly sha256?: string;
}

/** An assessment that went into a release, and the groups that it was in then. */
export interface ReleaseMember {
  readonly assessment: AssessmentId;
  readonly holding: string;
  readonly country: string;
  readonly agencyType: string;
  readonly sizeBand: SizeBand;
}
