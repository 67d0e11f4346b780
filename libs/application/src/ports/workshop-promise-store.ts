import type { CommitmentId, OfferId, ParticipantId, WorkshopId } from '../ids.js';
import type { Commitment, Offer } from '../workshops/text/promise.js';
import type { Transaction } from './unit-of-work.js';

/** What agencies undertake, and what groups offer each other and ask for. */
export abstract class WorkshopPromiseStore {
  /** By group and position. */
  abstract commitments(tx: Transaction, workshop: WorkshopId): Promise<readonly Commitment[]>;
  /** False when the group has one at this place already. */
  abstract addCommitment(tx: Transaction, commitment: Commitment, by: ParticipantId): Promise<boolean>;
  /** The new revision; undefined when it is no longer at `commitment.revision`. */
  abstract changeCommitment(tx: Transaction, commitment: Commitment, by: ParticipantId): Promise<number | undefined>;
  /** False when it is no longer at `expected`. */
  abstract removeCommitment(tx: Transaction, id: CommitmentId, expected: number): Promise<boolean>;

  /** Oldest first; withdrawn ones too. */
  abstract offers(tx: Transaction, workshop: WorkshopId): Promise<readonly Offer[]>;
  abstract offer(tx: Transaction, workshop: WorkshopId, id: OfferId): Promise<Offer | undefined>;
  abstract addOffer(tx: Transaction, offer: Offer, by: ParticipantId): Promise<void>;
  /** The new revision; undefined when it is no longer at `offer.revision`. */
  abstract changeOffer(tx: Transaction, offer: Offer, by: ParticipantId): Promise<number | undefined>;
}
