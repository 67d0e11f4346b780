import { textsOf, type RowBlock } from './blocks.js';

/** Twentieths of a point: an average letter of a table, and what a cell keeps free at its sides. */
export interface Measure {
  readonly letter: number;
  readonly left: number;
  readonly right: number;
}
const PLAIN: Measure = { letter: 106, left: 60, right: 120 };
/** Of tables with many columns, which are set smaller. */
const NARROW: Measure = { letter: 92, left: 30, right: 30 };
const MANY = 8;
/** Bold letters are wider. */
const BOLD = 1.12;

export const isNarrow = (rows: readonly RowBlock[]): boolean => countOf(rows) > MANY;
export const measureOf = (rows: readonly RowBlock[]): Measure => (isNarrow(rows) ? NARROW : PLAIN);

const countOf = (rows: readonly RowBlock[]): number =>
  Math.max(...rows.map(({ cells }) => cells.reduce((sum, { columns }) => sum + columns, 0)));

/** Longer texts gain nothing by a wider column. */
const LONGEST = 60;

/**
 * Widths that a table's columns need: no word is broken where all of them fit, and long texts get what is left. Word
 * processors that lay tables out themselves may do better; not all of them do.
 */
export function columnWidths(rows: readonly RowBlock[], width: number): readonly number[] {
  const { letter, left, right } = measureOf(rows);
  const padding = left + right + 10;
  const count = countOf(rows);
  const least = new Array<number>(count).fill(padding);
  const wanted = new Array<number>(count).fill(padding);
  for (const { cells } of rows) {
    let column = 0;
    for (const cell of cells) {
      const texts = cell.columns === 1 ? textsOf(cell.blocks) : [];
      for (const text of texts) {
        const wide = cell.isHeader ? letter * BOLD : letter;
        const word = Math.max(...text.split(/[\s/-]+/).map((part) => part.length));
        least[column] = Math.max(least[column] ?? 0, word * wide + padding);
        wanted[column] = Math.max(wanted[column] ?? 0, Math.min(text.length, LONGEST) * letter + padding);
      }
      column += cell.columns;
    }
  }
  return shared(least, wanted, width);
}

function shared(least: readonly number[], wanted: readonly number[], width: number): readonly number[] {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const free = width - sum(least);
  if (free <= 0) return least.map((one) => Math.floor((one / sum(least)) * width));
  const more = wanted.map((one, index) => one - (least[index] ?? 0));
  const all = sum(more);
  // Where everything has what it wants, what is left goes to all alike.
  if (all <= free) return wanted.map((one) => Math.floor((one / sum(wanted)) * width));
  return least.map((one, index) => Math.floor(one + ((more[index] ?? 0) / all) * free));
}
