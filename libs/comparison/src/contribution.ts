import type { GateResult, Interval, Level } from '@isonomia/scoring';

/** By the people who count in the staff table: trainees are left out, another or undisclosed sex is not. */
export type SizeBand = 'under-100' | '100-499' | '500-1999' | '2000-up' | 'unknown';

/** A score as the agency claims it and as its evidence carries it after review, 0…100. */
export interface Standing {
  readonly claimed?: number;
  readonly evidenced?: number;
  /** Of the evidenced score. */
  readonly interval?: Interval;
  readonly level?: Level;
}

/** Women and men, in people. */
export interface People {
  readonly women: number;
  readonly men: number;
}

export interface BandPeople extends People {
  readonly band: string;
}

/** Two contributions go into one release only when these are the same. */
export interface ContributedVersion {
  readonly id: string;
  readonly version: string;
  readonly variant: string;
}

/**
 * What one validated assessment brings into a comparison, and all that does: exact numbers, the agency's own, which never
 * leave it but through a release or by its consent. Plain JSON; keys are the ids of the instrument. No pay and no
 * complaints: what is not in here cannot be compared. Source: method.md §7.
 */
export interface Contribution {
  readonly assessment: string;
  readonly agency: string;
  /** Agencies of one ministry and country share it; for the others it is their own. Counted as one contributor. */
  readonly holding: string;
  readonly country: string;
  readonly agencyType: string;
  readonly sizeBand: SizeBand;
  readonly instrument: ContributedVersion;
  /** ISO dates, both inclusive. */
  readonly reference: { readonly from: string; readonly to: string };
  /** Without scores where it is not shown. */
  readonly overall: Standing;
  /** Every dimension of the instrument, in its order; without scores where it is not shown or not asked. */
  readonly dimensions: Readonly<Record<string, Standing>>;
  /** Evidenced score by item; absent where there is none, and for pay gaps. */
  readonly items: Readonly<Record<string, number>>;
  /** Absent where the gate is not asked. */
  readonly gates: Readonly<Record<string, GateResult['state']>>;
  /** 0…100: share of asked questions answered, of claims with evidence, of data cells supplied. */
  readonly coverage: { readonly answered: number; readonly evidenced: number; readonly data?: number };
  /** Every band of the instrument, entry first, trainees too; empty where the staff table is not available. */
  readonly bands: readonly BandPeople[];
  /** Those who joined in the reference period. */
  readonly hires?: People;
  /** Those who left of their own accord in the reference period, retirement not counted. */
  readonly leavers?: People;
}
