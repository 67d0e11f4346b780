import type { AgencyId, RoundId, UserId } from '../ids.js';
import type { ChosenSharing, Participation, Round, RoundPlan, RoundState, SharingChoice } from '../rounds/round.js';
import type { AuditedAction } from './audit-log.js';
import type { Transaction } from './unit-of-work.js';

export type NewRound = RoundPlan & Pick<Round, 'id' | 'regionId' | 'createdBy' | 'createdAt'>;

/** Somebody to write to about a round. */
export interface LeadToTell {
  readonly agency: AgencyId;
  readonly agencyName: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
}

export abstract class RoundStore {
  abstract insert(tx: Transaction, round: NewRound): Promise<void>;
  /** Of those within the actor's reach: of a region where they have a role, or of an agency of theirs. */
  abstract find(tx: Transaction, id: RoundId): Promise<Round | undefined>;
  /** As `find`, for those who keep the round; nobody else changes it until the transaction ends. */
  abstract lock(tx: Transaction, id: RoundId): Promise<Round | undefined>;
  /** The new revision; undefined when the round is no longer at `expected`. */
  abstract change(tx: Transaction, id: RoundId, plan: RoundPlan, expected: number): Promise<number | undefined>;
  /** `at` when it closes. */
  abstract setState(tx: Transaction, id: RoundId, state: RoundState, at: Date): Promise<void>;
  /** A later closing day; a closed round is open again. */
  abstract extend(tx: Transaction, id: RoundId, closesOn: string): Promise<void>;
  /** For the daily tick: those that are not closed. */
  abstract unclosed(tx: Transaction): Promise<readonly Round[]>;
  /** Whether anything was published of it: its members are then what they are. */
  abstract isReleased(tx: Transaction, id: RoundId): Promise<boolean>;
  /** Everybody who was invited and did not decline. */
  abstract participants(tx: Transaction, id: RoundId): Promise<readonly AgencyId[]>;
  /** Those that were not invited before and belong to the round's region; in one statement. */
  abstract invite(
    tx: Transaction,
    round: Round,
    invitation: { readonly agencies: readonly AgencyId[]; readonly by: UserId; readonly at: Date },
  ): Promise<readonly AgencyId[]>;
  abstract participation(tx: Transaction, round: RoundId, agency: AgencyId): Promise<Participation | undefined>;
  /** Undefined: takes part after all. Only within the agency. */
  abstract decline(tx: Transaction, round: RoundId, agency: AgencyId, at: Date | undefined): Promise<void>;
  abstract reminded(tx: Transaction, round: RoundId, agencies: readonly AgencyId[], at: Date): Promise<void>;
  /** The leads of these agencies, for those who keep the round. */
  abstract leads(tx: Transaction, round: RoundId, agencies: readonly AgencyId[]): Promise<readonly LeadToTell[]>;
  /** A row in the audit of each of these agencies. */
  abstract note(tx: Transaction, round: RoundId, agencies: readonly AgencyId[], action: AuditedAction): Promise<void>;
  abstract choose(
    tx: Transaction,
    chosen: ChosenSharing & { readonly round: RoundId; readonly agency: AgencyId },
  ): Promise<void>;
  /** Newest first. */
  abstract choices(tx: Transaction, round: RoundId, agency: AgencyId): Promise<readonly ChosenSharing[]>;
  /** The choice that counts now. */
  abstract choice(tx: Transaction, round: RoundId, agency: AgencyId): Promise<SharingChoice>;
}
