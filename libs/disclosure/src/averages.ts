import { MISSING, exactCell, type Cell } from './cell.js';
import { discloseCount } from './counts.js';
import { STANDARD_RULES, type DisclosureRules } from './rules.js';
import { suppressRows } from './suppression.js';

/** Averages by sex: pay by grade, years in rank, money per head. An absent row is "not available". */
export interface AverageRow {
  readonly id: string;
  readonly women?: { readonly count: number; readonly mean?: number };
  readonly men?: { readonly count: number; readonly mean?: number };
}

export type Average =
  { readonly kind: 'mean'; readonly mean: number } | { readonly kind: 'hidden' } | { readonly kind: 'missing' };

export interface ShownAverageRow {
  readonly id: string;
  readonly women: { readonly count: Cell; readonly mean: Average };
  readonly men: { readonly count: Cell; readonly mean: Average };
}

export interface ShownAverages {
  readonly rows: readonly ShownAverageRow[];
  /** Whether averages over all rows may stand beside these. */
  readonly overall: boolean;
}

const NO_AVERAGE: Average = { kind: 'missing' };
/** An exact mean beside a rounded count would betray the sum; three digits tell as much as anyone needs. */
const SHOWN_DIGITS = 3;

export function exactAverages(rows: readonly AverageRow[]): ShownAverages {
  const side = (cell: AverageRow['women']): ShownAverageRow['women'] => ({
    count: exactCell(cell?.count),
    mean: cell?.mean === undefined ? NO_AVERAGE : { kind: 'mean', mean: cell.mean },
  });
  return { rows: rows.map((row) => ({ id: row.id, women: side(row.women), men: side(row.men) })), overall: true };
}

/** Averages only where at least ten women and ten men stand behind them, with what their total would betray (§8.3). */
export function discloseAverages(rows: readonly AverageRow[], rules: DisclosureRules = STANDARD_RULES): ShownAverages {
  const given = rows.filter((row) => row.women !== undefined && row.men !== undefined);
  const pattern = suppressRows(
    given.map((row) => ({
      id: row.id,
      women: row.women?.count ?? 0,
      men: row.men?.count ?? 0,
      primary: !isLarge(row, rules.minimumPayCell),
    })),
    { columnTotals: given.length > 1, minimumHidden: rules.minimumPayCell },
  );
  const shown = rows.map((row): ShownAverageRow => {
    const side = (cell: AverageRow['women']): ShownAverageRow['women'] => ({
      count: cell === undefined ? MISSING : discloseCount(cell.count, 'shown', rules),
      mean: cell === undefined ? NO_AVERAGE : averageOf(cell.mean, pattern.has(row.id)),
    });
    return { id: row.id, women: side(row.women), men: side(row.men) };
  });
  return { rows: shown, overall: isLarge(pooled(given), rules.minimumPayCell) };
}

function averageOf(mean: number | undefined, hidden: boolean): Average {
  if (hidden || mean === undefined) return { kind: 'hidden' };
  return { kind: 'mean', mean: Number(mean.toPrecision(SHOWN_DIGITS)) };
}

function isLarge(row: AverageRow, minimum: number): boolean {
  return (row.women?.count ?? 0) >= minimum && (row.men?.count ?? 0) >= minimum;
}

function pooled(rows: readonly AverageRow[]): AverageRow {
  const count = (sex: 'women' | 'men'): number => rows.reduce((sum, row) => sum + (row[sex]?.count ?? 0), 0);
  return { id: 'all', women: { count: count('women') }, men: { count: count('men') } };
}
