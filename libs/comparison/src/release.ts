import type { Cell } from '@isonomia/disclosure';
import type { ContributedVersion } from './contribution.js';

/** The fixed groupings of a release. None can be combined with another: there is no free filter. */
export type Grouping = 'all' | 'country' | 'agency-type' | 'size-band';

/**
 * Everything one release of a round says, and nothing else: plain JSON, without words, the same for the same
 * contributions in any order. Page, chart, alt text, report and every file print this and never what is behind it.
 * Source: method.md §7–§8.
 */
export interface Release {
  readonly format: 'isonomia.release/1';
  readonly statement: Statement;
  /** `all` first; then by grouping, and by id (code units), size bands from small to large. */
  readonly groups: readonly ReleaseGroup[];
}

/** What makes the numbers comparable, and what is not there. */
export interface Statement {
  /** The one version that all contributions answered. */
  readonly instrument: ContributedVersion;
  /** The round's reference period, ISO dates, both inclusive. */
  readonly reference: { readonly from: string; readonly to: string };
  readonly participation: Participation;
  /** Medians over everybody. */
  readonly coverage: CoverageMedians;
  /** Of the cells that a release without any protection would have. */
  readonly suppressed: { readonly cells: number; readonly of: number; /** 0…100, whole. */ readonly percent: number };
  /** Groupings in which bands of the staff table were put together so that people could be shown at all. */
  readonly merged: readonly Grouping[];
  /** What is not shown and why, by grouping, group and table; the whole group where no table is named. */
  readonly withheld: readonly Withheld[];
}

/** Agencies unless named otherwise. */
export interface Participation {
  readonly invited: number;
  readonly validated: number;
  /** Those whose choice lets them into an anonymous comparison: n of the group `all`. */
  readonly sharing: number;
  /** Contributors after agencies of one ministry are counted as one. */
  readonly holdings: number;
}

export type PeopleTableId = 'people' | 'hires' | 'leavers';
export type ReleaseTable = 'dimensions' | 'overall' | 'items' | PeopleTableId | 'gates' | 'coverage' | 'quartiles';

/**
 * `too-few`: fewer contributors than the table needs. `complementary`: enough, but what is left would tell of too few.
 * `dominated`: one contributor has more than half of the people. `audit`: the bounds of a hidden cell were too narrow.
 * `earlier-release`: too close to a set that was released before. `not-asked`: the variant does not ask for it.
 */
export type WithheldReason = 'too-few' | 'complementary' | 'dominated' | 'audit' | 'earlier-release' | 'not-asked';

export interface Withheld {
  readonly grouping: Grouping;
  /** Absent where it is the whole grouping. */
  readonly group?: string;
  readonly table?: ReleaseTable;
  readonly reason: WithheldReason;
}

export type ReleaseGroup = ShownGroup | WithheldGroup;

/** Its name and why, and nothing else: no n, no order of size. */
export interface WithheldGroup {
  readonly grouping: Grouping;
  readonly group: string;
  readonly state: 'withheld';
  readonly reason: WithheldReason;
}

export interface ShownGroup {
  readonly grouping: Grouping;
  /** Id of the country, agency type or size band; `all` for everybody. */
  readonly group: string;
  readonly state: 'shown';
  /** Never under 5 holdings. */
  readonly n: { readonly agencies: number; readonly holdings: number };
  readonly overall?: ShownDistribution;
  /** In the instrument's order; those without enough scores are absent. */
  readonly dimensions: readonly DimensionDistribution[];
  /** Evidenced medians of single items, in the instrument's order; only from ten holdings on. */
  readonly items: readonly ItemMedian[];
  /** Women and men by band. */
  readonly people?: PeopleTable;
  readonly hires?: PeopleRow;
  readonly leavers?: PeopleRow;
  readonly gates: readonly GateShare[];
  readonly coverage: CoverageMedians;
  /** What most of them do well, and what most of them lack; from the medians as shown, best and worst first. */
  readonly strengths: Highlights;
  readonly gaps: Highlights;
}

/** A median or quartile in whole points; at the ends of small groups only that it is "under 10" or "over 90". */
export type ShownScore =
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'under'; readonly bound: number }
  | { readonly kind: 'over'; readonly bound: number };

export interface ShownDistribution {
  /** Evidenced: the headline. */
  readonly median: ShownScore;
  /** First and third quartile (type 7), evidenced; only from ten holdings on. */
  readonly quartiles?: { readonly lower: ShownScore; readonly upper: ShownScore };
  /** Beside it, never instead. */
  readonly claimed?: ShownScore;
  /** True where some of the group have no such score; how many is not said. */
  readonly partial: boolean;
}

export interface DimensionDistribution extends ShownDistribution {
  readonly dimension: string;
}

export interface ItemMedian {
  readonly item: string;
  readonly median: ShownScore;
  readonly partial: boolean;
}

/** People of a row. Both sexes are shown, or neither. */
export interface PeopleRow {
  readonly women: Cell;
  readonly men: Cell;
  /** From the cells as shown. */
  readonly total: Cell;
  /** Women's share, 0…1, from the cells as shown on a base of twenty or more. */
  readonly share?: number;
}

export interface BandRow extends PeopleRow {
  /** The band, or `leadership`, `other-uniformed`, `civilian` where bands were put together. */
  readonly id: string;
  /** Bands of the instrument in it, entry first. */
  readonly bands: readonly string[];
}

export interface PeopleTable {
  readonly rows: readonly BandRow[];
  readonly total: PeopleRow;
  readonly merged: boolean;
  /** True where some of the group gave no such table; how many is not said. */
  readonly partial: boolean;
}

/** Percent of agencies, both ends inclusive, as wide as to hold four agencies at least. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

export interface GateShare {
  readonly gate: string;
  /** Whose rights minimum is open. */
  readonly open: ShareRange;
}

export interface CoverageMedians {
  readonly answered?: ShownScore;
  readonly evidenced?: ShownScore;
  readonly data?: ShownScore;
}

export interface Highlights {
  /** Ids, at most three. */
  readonly dimensions: readonly string[];
  /** Ids, at most five; only from ten holdings on. */
  readonly items: readonly string[];
}
