import type {
  AttendingPerson,
  GivenClause,
  GivenOffer,
  WorkshopOutcome,
  WorkshopOutcomeRequest,
} from '@isonomia/comparison';
import type { DocumentFailure } from '../documents/document.js';
import type {
  AgencyId,
  CountryId,
  DocumentId,
  GroupId,
  ParticipantId,
  UserId,
  WorkshopId,
  WorkshopOutcomeId,
} from '../ids.js';
import type { FrozenWorkshop, FrozenHead } from '../workshops/papers/frozen.js';
import type { Attendee, NewPaper, WorkshopPaper } from '../workshops/papers/paper.js';
import type { OutcomeChoice } from '../workshops/workshop.js';
import type { Transaction } from './unit-of-work.js';

/** The group of an agency as those who lead the workshop may read it. */
export interface GatheredGroup {
  readonly id: GroupId;
  readonly agency: AgencyId;
  readonly name: string;
  readonly country: string;
  readonly countryId: CountryId;
  readonly ministry?: string;
  readonly agencyType: string;
  /** The newest; none was made: nothing leaves the group. */
  readonly choice: OutcomeChoice;
  /** Its profile was on the wall once, whatever it chose since. */
  readonly shownInRoom: boolean;
  /** Question → entry of an answer file; empty where the result is withheld. */
  readonly consensus: Readonly<Record<string, unknown>>;
}

/** All that was said and done in a room, as it stood at one moment. */
export interface GatheredRoom {
  readonly region: string;
  readonly fictional: boolean;
  /** Everybody's, of whom something may stand in an outcome. */
  readonly agencies: readonly AgencyId[];
  readonly agenda: WorkshopOutcomeRequest['agenda'];
  readonly people: readonly AttendingPerson[];
  readonly groups: readonly GatheredGroup[];
  readonly mixedGroups: number;
  readonly points: WorkshopOutcomeRequest['points'];
  readonly clauses: readonly GivenClause[];
  readonly commitments: WorkshopOutcomeRequest['commitments'];
  readonly offers: readonly GivenOffer[];
  /** Of the outcomes frozen before, oldest first: what was printed is known. */
  readonly before: readonly Pick<WorkshopOutcome, 'figures' | 'consents'>[];
  /** Figures were printed in an outcome that is no longer there, since an agency of it was erased. */
  readonly forgotten: boolean;
}

/** What stays of a workshop. Row-level security decides whose it is. */
export abstract class WorkshopPapersStore {
  /** For those who lead it. */
  abstract gather(tx: Transaction, workshop: WorkshopId): Promise<GatheredRoom>;
  /** False when somebody else froze it meanwhile. */
  abstract insertOutcome(
    tx: Transaction,
    outcome: Omit<FrozenHead, 'stands'> & {
      readonly body: FrozenWorkshop;
      readonly agencies: readonly AgencyId[];
      readonly frozenBy: UserId;
    },
  ): Promise<boolean>;
  /** Newest first. */
  abstract outcomes(tx: Transaction, workshop: WorkshopId): Promise<readonly FrozenHead[]>;
  abstract outcome(tx: Transaction, id: WorkshopOutcomeId): Promise<FrozenWorkshop | undefined>;

  /** By organisation and name; of one person where one is meant. Without those who came on no day. */
  abstract attendees(tx: Transaction, workshop: WorkshopId, of?: ParticipantId): Promise<readonly Attendee[]>;
  /** False when there is such a paper already. */
  abstract insert(tx: Transaction, paper: NewPaper): Promise<boolean>;
  /** Those that the actor or the seat may read, newest first. */
  abstract papers(tx: Transaction, workshop: WorkshopId): Promise<readonly WorkshopPaper[]>;
  /** The file of a ready one; of an outcome only while it stands. */
  abstract bytes(tx: Transaction, id: DocumentId): Promise<Uint8Array | undefined>;
  /** Back to the queue, unless it is ready. */
  abstract requeue(tx: Transaction, id: DocumentId, at: Date): Promise<boolean>;
  /** The worker's: notes that it has begun; undefined when there is nothing to do any more, or the outcome does not stand. */
  abstract begin(tx: Transaction, id: DocumentId, at: Date): Promise<WorkshopPaper | undefined>;
  /** The worker's: the file's SHA-256; undefined when another worker was faster. */
  abstract finish(tx: Transaction, id: DocumentId, file: Uint8Array, at: Date): Promise<string | undefined>;
  /** The worker's. Nothing happens to one that is ready. */
  abstract fail(tx: Transaction, id: DocumentId, failure: DocumentFailure, at: Date): Promise<void>;
}
