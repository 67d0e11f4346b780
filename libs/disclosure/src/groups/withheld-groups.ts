import type { WithheldReason } from '../groups.js';
import type { DisclosureRules } from '../rules.js';
import type { IndexedGrouping, Population } from './population.js';

type Reason = WithheldReason | undefined;

/** By grouping and group, why nothing is said of it; undefined where something may be. */
export type GroupReasons = readonly (readonly Reason[])[];

interface Group {
  readonly contributors: ReadonlySet<number>;
  readonly holdings: ReadonlySet<number>;
}

/**
 * Groups of which no statistic is shown: those of few holdings; the smallest others as long as those that are withheld in
 * a grouping could be told from all by taking away the rest; and one of two groups of different groupings or releases that
 * differ by few holdings, since two medians or sums of nearly the same agencies are a statement about the few. Of those two
 * the one of the later grouping goes, never one that is out already. Source: method.md §8.1, §8.5; ADR 0027.
 */
export function withheldGroups(population: Population, rules: DisclosureRules): GroupReasons {
  const groups = population.groupings.map((grouping) => groupsOf(population, grouping));
  const reasons = population.groupings.map(({ earlier, id, groups: names }, at): Reason[] =>
    names.map((name, group) => {
      if (earlier !== undefined)
        return earlier.disclosed.groupings[id]?.[name]?.state === 'shown' ? undefined : 'few-holdings';
      return (groups[at]?.[group]?.holdings.size ?? 0) < rules.minimumHoldings ? 'few-holdings' : undefined;
    }),
  );
  const now = [...population.groupings.keys()].filter((at) => population.groupings[at]?.earlier === undefined);
  for (const at of now) {
    withholdComplements(groups[at] ?? [], reasons[at] ?? [], rules);
    const others = [...groups.keys()].filter((other) => isCompared(population, at, other, rules));
    const shown = others.flatMap((other) => groups[other]?.filter((_, o) => reasons[other]?.[o] === undefined) ?? []);
    reasons[at] = (reasons[at] ?? []).map((reason, group) => {
      const one = groups[at]?.[group];
      const near = one !== undefined && shown.some((other) => differsByFew(population, one, other, rules));
      return reason ?? (near ? 'complement' : undefined);
    });
    withholdComplements(groups[at] ?? [], reasons[at], rules);
  }
  return reasons;
}

/** With groupings before it in this release, and with all of earlier releases. */
function isCompared(population: Population, at: number, other: number, rules: DisclosureRules): boolean {
  if (population.groupings[other]?.earlier !== undefined) return rules.differencing;
  return rules.complementary && other < at;
}

function groupsOf(population: Population, grouping: IndexedGrouping): readonly Group[] {
  const groups = grouping.groups.map(() => ({ contributors: new Set<number>(), holdings: new Set<number>() }));
  for (const at of grouping.order) {
    const group = groups[grouping.groupOf[at] ?? -1];
    group?.contributors.add(at);
    group?.holdings.add(population.holding[at] ?? -1);
  }
  return groups;
}

function withholdComplements(groups: readonly Group[], reasons: Reason[], rules: DisclosureRules): void {
  if (!rules.complementary) return;
  const left = groups
    .map(({ holdings }, group) => ({ group, size: holdings.size }))
    .filter(({ group }) => reasons[group] === undefined)
    .toSorted((a, b) => a.size - b.size || a.group - b.group);
  while (left.length > 0 && !isCovered(groups, reasons, rules)) {
    const next = left.shift();
    if (next !== undefined) reasons[next.group] = 'complement';
  }
}

function isCovered(groups: readonly Group[], reasons: readonly Reason[], rules: DisclosureRules): boolean {
  const hidden = groups.filter((_, group) => reasons[group] !== undefined);
  const holdings = new Set(hidden.flatMap((group) => [...group.holdings]));
  return hidden.length === 0 || (hidden.length >= 2 && holdings.size >= rules.minimumHoldings);
}

function differsByFew(population: Population, a: Group, b: Group, rules: DisclosureRules): boolean {
  // Each holding in only one of the two is a difference: sets of very different size need no counting.
  if (Math.abs(a.holdings.size - b.holdings.size) >= rules.minimumHoldings) return false;
  const difference = [...only(a, b), ...only(b, a)];
  const holdings = new Set(difference.map((at) => population.holding[at]));
  return holdings.size > 0 && holdings.size < rules.minimumHoldings;
}

const only = (a: Group, b: Group): readonly number[] => [...a.contributors].filter((at) => !b.contributors.has(at));
