/**
 * How the columns of somebody's file become agencies and answers of ours. Written as YAML, read by `parseMapping`; names
 * of columns are checked against the file when a plan is made.
 */
export interface ImportMapping {
  /** What the file is, as it is cited beside every figure taken from it. */
  readonly source: string;
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly country: {
    readonly region: string;
    readonly code: string;
    readonly name: string;
    readonly fictional: boolean;
  };
  readonly assessment: {
    readonly title: string;
    readonly reference: { readonly from: string; readonly to: string };
    readonly stockDate: string;
  };
  /** Who answers for the figures, where they are submitted. */
  readonly approval?: { readonly name: string; readonly function: string; readonly date: string };
  /** Cells that say "not known". */
  readonly missing: { readonly values: readonly string[]; readonly below?: number };
  readonly yes: readonly string[];
  readonly no: readonly string[];
  readonly agency: AgencyRules;
  /** In the order of the file: one may use those before it. */
  readonly quantities: Readonly<Record<string, QuantityRule>>;
  readonly checks: readonly CheckRule[];
  /** By question id. */
  readonly answers: Readonly<Record<string, AnswerRule>>;
  readonly shares?: SharesRule;
  /** Columns that are left aside, and why. */
  readonly unused: Readonly<Record<string, string>>;
}

export interface AgencyRules {
  /** Id of the agency in the file. */
  readonly ref: TextRule;
  readonly name: TextRule;
  readonly type: TextRule;
  readonly currency: TextRule;
  readonly timeZone: TextRule;
  readonly legalFrame?: TextRule;
  readonly ranks: readonly { readonly id: string; readonly label: string; readonly band: string }[];
  readonly units: readonly { readonly id: string; readonly label: string }[];
}

/** `{COLUMN}` stands for the cell; or a code of one column in other words. */
export type TextRule =
  | { readonly text: string }
  | { readonly column: string; readonly values: Readonly<Record<string, string>>; readonly otherwise?: string };

export type QuantityRule =
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'codes'; readonly column: string; readonly values: Readonly<Record<string, number>> }
  /** A negative result refuses the cell: part of what it was made of is wrong, and nobody knows which. */
  | { readonly kind: 'derived'; readonly plus: readonly string[]; readonly minus: readonly string[] };

/** What should hold between quantities: left = right, left ≤ right, or left < right, each side a sum. */
export interface CheckRule {
  readonly id: string;
  readonly relation: 'equal' | 'at-most' | 'below';
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** The right side is multiplied by it. */
  readonly factor: number;
  /** Compared only where the right side is at least this. */
  readonly from: number;
  /** Where a breach is reported. */
  readonly column: string;
  readonly reason: string;
  /** Quantities that count as not known where it does not hold; where there are none, the cell is doubtful only. */
  readonly refuses: readonly string[];
}

export type AnswerRule =
  /** An answer value in which names of quantities stand in the place of numbers. */
  | { readonly kind: 'figure'; readonly value: unknown; readonly source?: string }
  /** A code of one column as a level. */
  | { readonly kind: 'level'; readonly column: string; readonly values: Readonly<Record<string, number>> }
  | { readonly kind: 'yes-no'; readonly column: string };

export interface SharesRule {
  /** Only agencies that have all of these are added up. */
  readonly complete: readonly string[];
  readonly rows: readonly { readonly label: string; readonly women: string; readonly men: string }[];
}
