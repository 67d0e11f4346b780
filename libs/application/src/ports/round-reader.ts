import type { AssessmentState } from '../access/table.js';
import type { AgencyId, AssessmentId, CountryId, RegionId, RoundId } from '../ids.js';
import type { RoundState, SharingChoice } from '../rounds/round.js';
import type { Reach } from './agency-reader.js';
import type { Transaction } from './unit-of-work.js';

/** Where an agency is in a round, in this order; `returned` is a draft that was handed in before. */
export const PROGRESS = [
  'not-started',
  'started',
  'returned',
  'submitted',
  'in-review',
  'validated',
  'declined',
] as const;
export type Progress = (typeof PROGRESS)[number];

export interface RoundLine {
  readonly id: RoundId;
  readonly name: string;
  readonly regionId: RegionId;
  readonly region: string;
  readonly state: RoundState;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly invited: number;
  /** Handed in, or further. */
  readonly submitted: number;
}

export interface BoardFilter {
  readonly country?: CountryId;
  readonly progress?: Progress;
  /** Part of a name. */
  readonly matching?: string;
  readonly after?: { readonly name: string; readonly id: AgencyId };
  readonly size: number;
}

/** One agency on the board: counts and dates, never an answer or a score. */
export interface BoardLine {
  readonly agency: AgencyId;
  readonly name: string;
  readonly country: string;
  readonly type: string;
  readonly progress: Progress;
  readonly invitedAt: Date;
  readonly remindedAt?: Date;
  readonly lastActivity?: Date;
  readonly hasLead: boolean;
  readonly sharing: SharingChoice;
  /** How many questions of each dimension are answered. */
  readonly answered: Readonly<Record<string, number>>;
}

export interface CountryTotals {
  readonly country: CountryId;
  readonly name: string;
  readonly progress: Readonly<Record<Progress, number>>;
}

export interface Board {
  /** By name. */
  readonly agencies: readonly BoardLine[];
  /** Of the whole round, whatever the filter. */
  readonly totals: readonly CountryTotals[];
}

/** An agency that a round may invite. */
export interface Candidate {
  readonly agency: AgencyId;
  readonly name: string;
  readonly type: string;
  readonly countryId: CountryId;
  readonly country: string;
  readonly hasLead: boolean;
}

export interface Reminding {
  readonly agency: AgencyId;
  readonly name: string;
  readonly hasLead: boolean;
  readonly invitedAt: Date;
  readonly remindedAt?: Date;
}

export interface RoundOfAgency {
  readonly id: RoundId;
  readonly name: string;
  readonly state: RoundState;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly declined: boolean;
  readonly sharing: SharingChoice;
  readonly assessment?: { readonly id: AssessmentId; readonly state: AssessmentState };
}

/** One query a screen. */
export abstract class RoundReader {
  /** Newest first, by region. */
  abstract list(tx: Transaction, reach: Reach): Promise<readonly RoundLine[]>;
  /** `questions`: the dimension of every question that the round asks. */
  abstract board(
    tx: Transaction,
    round: RoundId,
    questions: Readonly<Record<string, string>>,
    filter: BoardFilter,
  ): Promise<Board>;
  /** Not retired, not invited, of the countries and types of the round; by country, then name. */
  abstract candidates(tx: Transaction, round: RoundId): Promise<readonly Candidate[]>;
  /** Invited, neither declined nor handed in. */
  abstract toRemind(tx: Transaction, round: RoundId): Promise<readonly Reminding[]>;
  /** Those that the agency was invited to; those that close first come first. */
  abstract ofAgency(tx: Transaction, agency: AgencyId): Promise<readonly RoundOfAgency[]>;
}
