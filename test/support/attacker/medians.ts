import type { MedianFact } from './facts.js';

/** Between which bounds a number lies, as far as the attacker knows. */
export interface Range {
  lower: number;
  upper: number;
}

/**
 * What medians and quartiles say of single numbers: so many of a group lie at or under it, and so many at or over. Where so many are
 * known to lie on one side that the rest is needed on the other, each of the rest must be there. Repeated until nothing new
 * follows. Medians of one or two are sums, and are taken as such.
 */
export function narrowByMedians(ranges: Map<string, Range>, medians: readonly MedianFact[]): void {
  for (let changed = true; changed;) {
    changed = medians.map((median) => narrowByMedian(ranges, median)).includes(true);
  }
}

function narrowByMedian(ranges: ReadonlyMap<string, Range>, median: MedianFact): boolean {
  const group = median.of.map((id) => ranges.get(id)).filter((range) => range !== undefined);
  const place = (group.length - 1) * median.part;
  const under = group.filter(({ lower }) => lower <= median.upper);
  const over = group.filter(({ upper }) => upper >= median.lower);
  const changes = [
    ...(under.length === Math.floor(place) + 1 ? under.map((range) => lowered(range, median.upper)) : []),
    ...(over.length === group.length - Math.ceil(place) ? over.map((range) => raised(range, median.lower)) : []),
    group.length === 2 && median.part === 0.5 && pair(group, median),
  ];
  return changes.includes(true);
}

function pair(group: readonly Range[], median: MedianFact): boolean {
  let changed = false;
  for (const [one, other] of [group, group.toReversed()] as const) {
    if (one === undefined || other === undefined) continue;
    changed = lowered(one, 2 * median.upper - other.lower) || changed;
    changed = raised(one, 2 * median.lower - other.upper) || changed;
  }
  return changed;
}

function lowered(range: Range, upper: number): boolean {
  if (upper >= range.upper - 1e-9) return false;
  range.upper = upper;
  return true;
}

function raised(range: Range, lower: number): boolean {
  if (lower <= range.lower + 1e-9) return false;
  range.lower = lower;
  return true;
}
