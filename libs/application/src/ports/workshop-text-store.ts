import type { ClauseId, CommentId, WorkshopId } from '../ids.js';
import type {
  Clause,
  ClauseComment,
  ClauseEvent,
  ClausePosition,
  ClauseVersion,
  PointForward,
  TextGroup,
  TextRoom,
} from '../workshops/text/clause.js';
import type { Transaction } from './unit-of-work.js';

/** The agreed text of a workshop, as those who lead it write it and as the room reads it. */
export abstract class WorkshopTextStore {
  /** `held`: for those who lead alone, who then change the text one after the other. */
  abstract room(tx: Transaction, workshop: WorkshopId, held?: 'held'): Promise<TextRoom | undefined>;
  abstract groups(tx: Transaction, workshop: WorkshopId): Promise<readonly TextGroup[]>;
  /** Oldest first. */
  abstract pointsForward(tx: Transaction, workshop: WorkshopId): Promise<readonly PointForward[]>;

  /** In the order of the text within each addressee; withdrawn ones too. */
  abstract clauses(tx: Transaction, workshop: WorkshopId): Promise<readonly Clause[]>;
  abstract clause(tx: Transaction, workshop: WorkshopId, id: ClauseId): Promise<Clause | undefined>;
  /** Last of its addressee, with the first version of its history. */
  abstract add(tx: Transaction, clause: Clause): Promise<void>;
  /** With its version; the new revision, undefined when the clause is no longer at `expected`. */
  abstract change(
    tx: Transaction,
    clause: Clause,
    how: { readonly event: ClauseEvent; readonly expected: number },
  ): Promise<number | undefined>;
  /** One addressee's, in their new order; words and marks stay as they are. */
  abstract order(tx: Transaction, clauses: readonly ClauseId[]): Promise<void>;
  /** Oldest first. */
  abstract history(tx: Transaction, id: ClauseId): Promise<readonly ClauseVersion[]>;

  /** Oldest first; of one clause, or of all. */
  abstract comments(tx: Transaction, workshop: WorkshopId, clause?: ClauseId): Promise<readonly ClauseComment[]>;
  abstract say(
    tx: Transaction,
    comment: ClauseComment & Pick<ClausePosition, 'participant'> & { readonly workshop: WorkshopId },
  ): Promise<void>;
  /** Settled or open again; false when there is nothing to do. */
  abstract settle(
    tx: Transaction,
    asked: { readonly workshop: WorkshopId; readonly comment: CommentId; readonly at: Date | undefined },
  ): Promise<boolean>;

  abstract positions(tx: Transaction, workshop: WorkshopId, clause?: ClauseId): Promise<readonly ClausePosition[]>;
  /** The newest of a group counts. */
  abstract hold(tx: Transaction, position: ClausePosition & { readonly workshop: WorkshopId }): Promise<void>;

  abstract lock(tx: Transaction, workshop: WorkshopId, at: Date | undefined): Promise<void>;
}
