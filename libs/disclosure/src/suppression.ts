/** A row of a women/men table for the pattern alone: how big it is, and whether it must not be shown. */
export interface SuppressionRow {
  readonly id: string;
  readonly women: number;
  readonly men: number;
  /** Too small, or otherwise not to be shown. */
  readonly primary: boolean;
}

export interface SuppressionOptions {
  /** The table's bottom line is published too. */
  readonly columnTotals: boolean;
  /** People of each sex that the hidden rows must hold together, so that the rest of a total tells of nobody. */
  readonly minimumHidden: number;
}

/**
 * Ids of the rows to leave out, primary and complementary. Both sexes of a row go together: with the row's total known,
 * one sex gives the other away. With a bottom line, one row alone would be the total less the others, so a second goes
 * with it, the smallest that is left (method.md §8.4). When the hidden rows cannot hold enough people, everything goes
 * and the caller publishes the bottom line alone, or nothing.
 */
export function suppressRows(rows: readonly SuppressionRow[], options: SuppressionOptions): ReadonlySet<string> {
  const hidden = rows.filter((row) => row.primary);
  if (hidden.length === 0 || !options.columnTotals) return new Set(hidden.map((row) => row.id));
  const left = rows.filter((row) => !row.primary).toSorted(bySizeThenPosition(rows));
  while (!isSafe(hidden, options.minimumHidden)) {
    const next = left.shift();
    if (next === undefined) break;
    hidden.push(next);
  }
  return new Set(hidden.map((row) => row.id));
}

function isSafe(hidden: readonly SuppressionRow[], minimum: number): boolean {
  const sum = (sex: 'women' | 'men'): number => hidden.reduce((total, row) => total + row[sex], 0);
  return hidden.length >= 2 && sum('women') >= minimum && sum('men') >= minimum;
}

function bySizeThenPosition(rows: readonly SuppressionRow[]) {
  return (a: SuppressionRow, b: SuppressionRow): number =>
    a.women + a.men - (b.women + b.men) || rows.indexOf(a) - rows.indexOf(b);
}
