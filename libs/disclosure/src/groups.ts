import type { Cell } from './cell.js';

/** One agency as far as tables of women and men over groups of agencies go. */
export interface GroupContributor {
  readonly id: string;
  /** Agencies of one holding count as one. */
  readonly holding: string;
  /** Whom the agency is known to share its staff counts with, at worst: agencies of one country. */
  readonly country: string;
  /** Its group in each grouping; "all" is a grouping of one group. Empty: known from an earlier release alone. */
  readonly groups: Readonly<Record<string, string>>;
  /** Women and men by row; a row that the agency did not supply is absent. */
  readonly rows: Readonly<Record<string, WomenAndMen | undefined>>;
}

export interface WomenAndMen {
  readonly women: number;
  readonly men: number;
}

/** A row as published: one of the table's rows, or several taken together. */
export interface PublishedRow {
  readonly id: string;
  readonly of: readonly string[];
}

export interface GroupTable {
  /** Ids of the groupings, the one to keep longest first. */
  readonly groupings: readonly string[];
  /** The rows, finest first: each further list is what they are merged into when the one before cannot be published. */
  readonly layouts: readonly (readonly PublishedRow[])[];
  /** Published before from some of the same contributions. It is read together with what is to be published now. */
  readonly earlier?: readonly EarlierTable[];
}

export interface EarlierTable {
  /** By id of the contributor, its groups then. */
  readonly members: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly disclosed: DisclosedGroups;
}

/**
 * `few-holdings`: fewer than five. `complement`: to keep another group from being worked out. `unsafe`: no row of the table
 * can be shown in the group, for whom its people belong to or for what could be worked out from them.
 */
export type WithheldReason = 'few-holdings' | 'complement' | 'unsafe';

export type DisclosedGroup =
  | { readonly state: 'withheld'; readonly reason: WithheldReason }
  | {
      readonly state: 'shown';
      readonly holdings: number;
      readonly agencies: number;
      readonly rows: readonly DisclosedRow[];
      /** Of the rows shown, and "at least" when one is not. */
      readonly total: DisclosedRow;
    };

export interface DisclosedRow {
  readonly id: string;
  readonly women: Cell;
  readonly men: Cell;
  readonly total: Cell;
}

/** How the attempt ended to work out what is not published, from what is. */
export interface AuditReport {
  /** Systems of equations: one for each row and sex. */
  readonly columns: number;
  /** Values that were tried, over all columns. */
  readonly unknowns: number;
  /** Those that a linear program was solved for. */
  readonly solved: number;
  /** Those that were seen to be safe without. */
  readonly certified: number;
  /** Found on the way and mended; of what is published both are nought. */
  readonly narrow: number;
  readonly exact: number;
  readonly coarsenings: readonly Coarsening[];
}

/** What was given up, in this order, since more could not be published safely. */
export type Coarsening =
  | { readonly kind: 'merged-rows'; readonly layout: number }
  | { readonly kind: 'hidden-cell'; readonly grouping: string; readonly group: string; readonly row: string }
  | { readonly kind: 'hidden-row'; readonly grouping: string; readonly row: string }
  | { readonly kind: 'withheld' };

export interface DisclosedGroups {
  /** The rows as published; none when the table is withheld. */
  readonly rows: readonly PublishedRow[];
  /** By grouping and group. */
  readonly groupings: Readonly<Record<string, Readonly<Record<string, DisclosedGroup>>>>;
  readonly audit: AuditReport;
  /** Part of the cells of all groups that is not shown, 0…1. */
  readonly suppressed: number;
}
