import type { AgencyId, CommitmentId, GroupId, ParticipantId, RegionId, TaskId, WorkshopId } from '../ids.js';
import type { TaskState } from '../plan/plan.js';
import type { WorkshopState } from '../workshops/workshop.js';
import type { OfferKind } from '../workshops/text/promise.js';
import type { Transaction } from './unit-of-work.js';

/** What an agency undertook at a workshop, and the task that came of it. */
export interface FollowedCommitment {
  readonly id: CommitmentId;
  readonly position: number;
  readonly what: string;
  readonly owner: string;
  /** ISO date. */
  readonly due: string;
  readonly help?: string;
  readonly task?: { readonly id: TaskId; readonly state: TaskState };
}

/** A workshop that a group of the agency was at. */
export interface AttendedWorkshop {
  readonly id: WorkshopId;
  readonly title: string;
  readonly place: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly state: WorkshopState;
  readonly group: GroupId;
  /** Questions that its group agreed on. */
  readonly agreed: number;
  readonly commitments: readonly FollowedCommitment[];
}

export interface ListedContact {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly function?: string;
  readonly organisation: string;
  readonly country?: string;
  readonly contact: string;
  readonly focalPoint: boolean;
}

export interface OpenOffer {
  readonly workshop: WorkshopId;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly kind: OfferKind;
  readonly from: string;
  readonly dimension: string;
  readonly body: string;
}

/** What is left of workshops once everybody went home. */
export abstract class WorkshopAfterStore {
  /** Newest first. */
  abstract attended(tx: Transaction, agency: AgencyId): Promise<readonly AttendedWorkshop[]>;
  /** False when it is a task already. */
  abstract becameTask(tx: Transaction, commitment: CommitmentId, task: TaskId): Promise<boolean>;
  /** Those who agreed to be listed, by country, organisation and name; nobody where the network is not the reader's. */
  abstract contacts(tx: Transaction, region: RegionId): Promise<readonly ListedContact[]>;
  /** Of the workshops of the region that the reader may read, still open. */
  abstract openOffers(tx: Transaction, region: RegionId): Promise<readonly OpenOffer[]>;
}
