import type { DisclosureRules } from '../rules.js';
import { isSafeCell, partsByGroup, together, totalOf, type Part } from './cell-safety.js';
import type { IndexedGrouping, Population, RowColumns } from './population.js';

/** By grouping and group, whether a row is shown in it. Both sexes go together. */
export type RowPattern = readonly (readonly boolean[])[];

/** The parts of one group in one row, by sex. */
interface RowCell {
  readonly women: readonly Part[];
  readonly men: readonly Part[];
}

/** What a row may show as far as each grouping goes alone; `open` says which groups are shown at all. */
export function rowPattern(
  population: Population,
  columns: RowColumns,
  open: RowPattern,
  rules: DisclosureRules,
): RowPattern {
  return population.groupings.map((grouping, at) => {
    if (grouping.earlier !== undefined) return earlierPattern(grouping, columns.row.id);
    const cells = rowCells(population, grouping, columns);
    const shown = cells.map((cell, group) => open[at]?.[group] === true && isSafeRow(cell, rules));
    return complement(cells, shown, rules);
  });
}

export function rowCells(population: Population, grouping: IndexedGrouping, columns: RowColumns): readonly RowCell[] {
  const women = partsByGroup(population, grouping, columns.women);
  const men = partsByGroup(population, grouping, columns.men);
  return women.map((parts, group) => ({ women: parts, men: men[group] ?? [] }));
}

const isSafeRow = ({ women, men }: RowCell, rules: DisclosureRules): boolean =>
  isSafeCell(women, rules) && isSafeCell(men, rules);

/**
 * The groups hidden in a grouping are none, or two and more that could be shown as one: whoever knows all and the others
 * knows what the hidden ones are together. The smallest goes next; in the end none is shown, and that is safe.
 */
export function complement(
  cells: readonly RowCell[],
  shown: readonly boolean[],
  rules: DisclosureRules,
): readonly boolean[] {
  if (!rules.complementary) return shown;
  const pattern = [...shown];
  const left = cells
    .map((cell, group) => ({ group, size: totalOf(cell.women) + totalOf(cell.men) }))
    .filter(({ group }) => pattern[group])
    .toSorted((a, b) => a.size - b.size || a.group - b.group);
  while (left.length > 0 && !isCovered(cells, pattern, rules)) {
    const next = left.shift();
    if (next !== undefined) pattern[next.group] = false;
  }
  return pattern;
}

function isCovered(cells: readonly RowCell[], shown: readonly boolean[], rules: DisclosureRules): boolean {
  const hidden = cells.filter((cell, group) => shown[group] !== true && cell.women.length > 0);
  if (hidden.length === 0) return true;
  const pooled = { women: together(hidden.map((cell) => cell.women)), men: together(hidden.map((cell) => cell.men)) };
  return hidden.length >= 2 && isSafeRow(pooled, rules);
}

function earlierPattern({ id, groups, earlier }: IndexedGrouping, row: string): readonly boolean[] {
  return groups.map((group) => {
    const disclosed = earlier?.disclosed.groupings[id]?.[group];
    if (disclosed?.state !== 'shown') return false;
    const cells = disclosed.rows.find((one) => one.id === row);
    return cells !== undefined && (cells.women.kind === 'count' || cells.women.kind === 'under');
  });
}
