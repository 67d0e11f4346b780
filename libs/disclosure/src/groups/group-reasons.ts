import type { GroupContributor, WithheldReason } from '../groups.js';
import { STANDARD_RULES } from '../rules.js';
import { populationOf } from './population.js';
import { withheldGroups } from './withheld-groups.js';

/** Why nothing is said of a group, by grouping and group; undefined where something may be. */
export type ReasonByGroup = ReadonlyMap<string, ReadonlyMap<string, WithheldReason | undefined>>;

/**
 * Which groups may be shown at all, by who is in them and whatever is said of them: statistics of scores go by the same
 * groups as tables of people. Groupings in the order in which they are to be kept.
 */
export function groupReasons(
  contributors: readonly Omit<GroupContributor, 'rows'>[],
  groupings: readonly string[],
  rules = STANDARD_RULES,
): ReasonByGroup {
  const population = populationOf(
    contributors.map((one) => ({ ...one, rows: {} })),
    { groupings, layouts: [] },
  );
  const reasons = withheldGroups(population, rules);
  return new Map(
    population.groupings.map(({ id, groups }, at) => [
      id,
      new Map(groups.map((group, position) => [group, reasons[at]?.[position]])),
    ]),
  );
}
