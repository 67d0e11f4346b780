import type { AgencyId, UserId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

/** Somebody wants an agency erased and waits for a second person. */
export interface AskedErasure {
  readonly askedBy: UserId;
  readonly askedAt: Date;
  readonly expiresAt: Date;
}

export interface ErasedAgency {
  readonly assessments: number;
  readonly files: number;
  /** Accounts that were there for this agency alone. */
  readonly people: number;
  /** Names and addresses that went: for what lies outside the database. */
  readonly names: readonly string[];
}

/** What is taken away for good. The database asks anew who may. */
export abstract class ErasureStore {
  /** The one that was asked for and has not lapsed. */
  abstract asked(tx: Transaction, agency: AgencyId, at: Date): Promise<AskedErasure | undefined>;
  /** In place of one that has lapsed; false when one stands. */
  abstract ask(tx: Transaction, agency: AgencyId, asked: AskedErasure): Promise<boolean>;
  abstract withdraw(tx: Transaction, agency: AgencyId): Promise<boolean>;
  /** Undefined when it was withdrawn meanwhile, or when the two people may not. */
  abstract eraseAgency(tx: Transaction, agency: AgencyId, at: Date): Promise<ErasedAgency | undefined>;
  /** What the account signs in with; undefined when there is none, or it is not the actor's to erase. */
  abstract addressOf(tx: Transaction, person: UserId): Promise<string | undefined>;
  /** Names and addresses that went; undefined for the last administrator, and when there is no such account, or it is not the actor's to erase. */
  abstract erasePerson(tx: Transaction, person: UserId, at: Date): Promise<readonly string[] | undefined>;
}
