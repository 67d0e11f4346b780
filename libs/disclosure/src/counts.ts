import { exactCell, MISSING, sumCells, type Cell } from './cell.js';
import { STANDARD_RULES, type DisclosureRules, type ZeroRule } from './rules.js';

/** One row of a women/men table; an absent count is "not available". */
export interface CountRow {
  readonly id: string;
  readonly women?: number;
  readonly men?: number;
  /** Another sex, or undisclosed. */
  readonly other?: number;
}

export interface ShownRow {
  readonly id: string;
  readonly women: Cell;
  readonly men: Cell;
  readonly other: Cell;
  readonly total: Cell;
}

export interface ShownTable {
  readonly rows: readonly ShownRow[];
  readonly total: ShownRow;
}

export function discloseCount(count: number | undefined, zero: ZeroRule, rules = STANDARD_RULES): Cell {
  if (count === undefined) return MISSING;
  if (count === 0 && zero === 'shown') return exactCell(0);
  if (count < rules.minimumCell) return { kind: 'under', bound: rules.minimumCell };
  const rounded = Math.floor(count / rules.roundingBase + 0.5) * rules.roundingBase;
  return { kind: 'count', count: rounded, atLeast: false };
}

/** The table as its owner sees it. */
export function exactTable(rows: readonly CountRow[]): ShownTable {
  return tableOf(rows, exactCell, hasOther(rows));
}

/** The table as it may leave its owner: cells rounded, small ones hidden, totals from what is shown (method.md §8.2). */
export function discloseTable(
  rows: readonly CountRow[],
  zero: ZeroRule,
  rules: DisclosureRules = STANDARD_RULES,
): ShownTable {
  // Where zeros are hidden, a column that comes and goes with its people would show them.
  return tableOf(rows, (count) => discloseCount(count, zero, rules), zero === 'hidden' || hasOther(rows));
}

const hasOther = (rows: readonly CountRow[]): boolean => rows.some((row) => (row.other ?? 0) > 0);

function tableOf(rows: readonly CountRow[], show: (count: number | undefined) => Cell, withOther: boolean): ShownTable {
  const shown = rows.map((row): ShownRow => {
    const women = show(row.women);
    const men = show(row.men);
    const known = row.women !== undefined || row.men !== undefined;
    // Nobody gave "other" in this table: an empty column is no statement, and a rounded one would claim a count.
    const other = known && !withOther ? exactCell(0) : show(known ? (row.other ?? 0) : undefined);
    return { id: row.id, women, men, other, total: sumCells([women, men, other]) };
  });
  const women = sumCells(shown.map((row) => row.women));
  const men = sumCells(shown.map((row) => row.men));
  const other = withOther ? sumCells(shown.map((row) => row.other)) : exactCell(0);
  return { rows: shown, total: { id: 'total', women, men, other, total: sumCells([women, men, other]) } };
}
