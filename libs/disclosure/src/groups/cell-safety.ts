import type { DisclosureRules } from '../rules.js';
import type { Column, IndexedGrouping, Population } from './population.js';

/** What one holding has in a cell. */
export interface Part {
  readonly holding: number;
  readonly country: number;
  readonly value: number;
}

/** What a published cell says of the number behind it, both ends included. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** All numbers that look like this one: rounding is the only noise there is, and everybody knows how it is done. */
export function publishedInterval(count: number, { roundingBase, minimumCell }: DisclosureRules): Interval {
  if (count === 0) return { lower: 0, upper: 0 };
  if (count < minimumCell) return { lower: 1, upper: minimumCell - 1 };
  const rounded = Math.floor(count / roundingBase + 0.5) * roundingBase;
  return {
    lower: Math.max(minimumCell, Math.ceil(rounded - roundingBase / 2), 1),
    upper: Math.ceil(rounded + roundingBase / 2) - 1,
  };
}

/** By group, what each holding has in it. */
export function partsByGroup(population: Population, grouping: IndexedGrouping, column: Column): readonly Part[][] {
  const parts: { holding: number; country: number; value: number }[][] = grouping.groups.map(() => []);
  for (const at of grouping.order) {
    const value = column[at] ?? NaN;
    if (Number.isNaN(value)) continue;
    const holding = population.holding[at] ?? -1;
    const group = parts[grouping.groupOf[at] ?? -1] ?? [];
    const last = group.at(-1);
    if (last?.holding === holding) last.value += value;
    else group.push({ holding, country: population.country[holding] ?? -1, value });
  }
  return parts;
}

/** Several groups as one. */
export function together(groups: readonly (readonly Part[])[]): readonly Part[] {
  const sums = new Map<number, Part>();
  for (const part of groups.flat()) {
    sums.set(part.holding, { ...part, value: part.value + (sums.get(part.holding)?.value ?? 0) });
  }
  return [...sums.values()];
}

export const totalOf = (parts: readonly Part[]): number => parts.reduce((sum, { value }) => sum + value, 0);

/**
 * Whether a cell may be shown as far as it goes alone: enough holdings, none with more than half of its people, and no two
 * of one country that could take away what is theirs and come too close to the largest of the others (the p % rule).
 */
export function isSafeCell(parts: readonly Part[], rules: DisclosureRules): boolean {
  if (parts.length < rules.minimumHoldings) return false;
  const total = totalOf(parts);
  if (total === 0) return true;
  const sorted = parts.toSorted((a, b) => b.value - a.value);
  if (total >= rules.minimumCell && (sorted[0]?.value ?? 0) > rules.dominance * total) return false;
  return rules.protection === 0 || isFarFromPairs(sorted, publishedInterval(total, rules).upper, rules.protection);
}

function isFarFromPairs(sorted: readonly Part[], upper: number, protection: number): boolean {
  const byCountry = new Map<number, Part[]>();
  for (const part of sorted) {
    const three = byCountry.get(part.country) ?? [];
    if (three.length < 3) byCountry.set(part.country, [...three, part]);
  }
  for (const [first, second, third] of byCountry.values()) {
    const pairs = [
      [first, second],
      [first, third],
      [second, third],
    ];
    for (const pair of pairs) {
      const target = sorted.find((part) => !pair.includes(part));
      const left = upper - pair.reduce((sum, part) => sum + (part?.value ?? 0), 0);
      if (target !== undefined && left < target.value + marginOf(target.value, protection)) return false;
    }
  }
  return true;
}

/** How much more than it is a value must seem to be able to be; of nothing at least one. */
export function marginOf(value: number, protection: number): number {
  return protection === 0 ? 0 : Math.max(1, Math.ceil(value * protection - 1e-9));
}
