import type { PracticeId, RegionId, UserId } from '../ids.js';
import type { PracticeEntry, PracticeState, RegionalPractice } from '../practices/regional-practice.js';
import type { Transaction } from './unit-of-work.js';

export interface NewPractice extends PracticeEntry {
  readonly id: PracticeId;
  readonly regionId: RegionId;
  readonly state: PracticeState;
  readonly checkedBy?: UserId;
  readonly createdBy: UserId;
  readonly createdAt: Date;
}

/** Entries that coordinators add to the library for their region. */
export abstract class PracticeStore {
  abstract insert(tx: Transaction, practice: NewPractice): Promise<void>;
  abstract find(tx: Transaction, id: PracticeId): Promise<RegionalPractice | undefined>;
  /** For the rest of the transaction nobody else changes it. */
  abstract lock(tx: Transaction, id: PracticeId): Promise<RegionalPractice | undefined>;
  /** Those the actor may see, whatever their state: of every region of theirs, newest first. */
  abstract all(tx: Transaction): Promise<readonly RegionalPractice[]>;
  /** The published ones of a region about one instrument, oldest first. */
  abstract published(tx: Transaction, region: RegionId, instrument: string): Promise<readonly RegionalPractice[]>;
  /** The new revision; undefined when the entry is no longer at `expected`. */
  abstract change(
    tx: Transaction,
    practice: Pick<RegionalPractice, 'id' | 'state' | 'checkedBy'> & PracticeEntry,
    expected: number,
  ): Promise<number | undefined>;
  abstract withdraw(tx: Transaction, id: PracticeId): Promise<void>;
}
