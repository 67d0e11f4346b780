/**
 * A number as it may be shown. `atLeast` marks a total in which something unshown takes part: printed "at least 45".
 * A suppressed cell carries nothing else: no order, no width, no hint at its size.
 */
export type Cell =
  | { readonly kind: 'count'; readonly count: number; readonly atLeast: boolean }
  | { readonly kind: 'under'; readonly bound: number }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'missing' };

export const HIDDEN: Cell = { kind: 'hidden' };
export const MISSING: Cell = { kind: 'missing' };

/** The count itself, for the agency's own eyes. */
export const exactCell = (count: number | undefined): Cell =>
  count === undefined ? MISSING : { kind: 'count', count, atLeast: false };

/** The plain number of a cell that stands for exactly what it says; undefined for "<5", "at least", hidden, missing. */
export function plainCount(cell: Cell): number | undefined {
  return cell.kind === 'count' && !cell.atLeast ? cell.count : undefined;
}

/**
 * A total from the cells as shown, never from what is behind them: a "<5" adds 0 and makes the total "at least".
 * Where nothing but unshown cells takes part, there is no total.
 */
export function sumCells(cells: readonly Cell[]): Cell {
  let count = 0;
  let shown = 0;
  let missing = 0;
  let atLeast = false;
  for (const cell of cells) {
    if (cell.kind === 'count') {
      count += cell.count;
      shown += 1;
      atLeast ||= cell.atLeast;
    } else {
      atLeast = true;
      missing += cell.kind === 'missing' ? 1 : 0;
    }
  }
  if (shown === 0) return missing === cells.length ? MISSING : HIDDEN;
  // "At least 0" tells nothing and looks like a finding.
  return atLeast && count === 0 ? HIDDEN : { kind: 'count', count, atLeast };
}

/**
 * Share of `part` in `base`, 0…1, from the cells as shown; undefined under the least base or where an unshown cell takes
 * part. Source: method.md §8.2 (base 20 outside the agency), §4 (base 10 inside).
 */
export function shareOf(part: Cell, base: Cell, minimumBase: number): number | undefined {
  const over = plainCount(base);
  const count = plainCount(part);
  return over === undefined || count === undefined || over < minimumBase || over === 0 ? undefined : count / over;
}
