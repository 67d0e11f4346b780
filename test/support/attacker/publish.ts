import {
  discloseGroups,
  discloseMedian,
  groupReasons,
  shareRange,
  STANDARD_RULES,
  type DisclosedGroups,
  type DisclosureRules,
  type EarlierTable,
  type GroupContributor,
  type GroupTable,
  type LinearSolver,
} from '@isonomia/disclosure';
import type { Published } from './attack.js';
import { behindPoints, behindShare, quantitiesOfTable, type MedianFact, type Quantity, type SumFact } from './facts.js';
import { REGION_TABLE, type Participant } from './regions.js';

/** Everything that is published of a region in one release: people, medians of scores, shares of gates. */
export function published(
  participants: readonly Participant[],
  solver: LinearSolver,
  rules: DisclosureRules = STANDARD_RULES,
): Published & { readonly disclosed: DisclosedGroups } {
  const disclosed = discloseGroups(participants, REGION_TABLE, solver, rules);
  const people = quantitiesOfTable('people', participants, [{ disclosed, members: participants }], rules);
  const groups = shownGroups(participants, rules);
  return {
    agencies: participants,
    disclosed,
    quantities: [...people, ...scores(participants, groups, rules), ...gates(participants, groups, rules)],
  };
}

/** Tables of people of two releases of one round, read together. */
export function publishedTwice(
  releases: readonly (readonly GroupContributor[])[],
  table: GroupTable,
  solver: LinearSolver,
  rules: DisclosureRules = STANDARD_RULES,
): Published & { readonly disclosed: readonly DisclosedGroups[] } {
  const all = [...new Map(releases.flat().map((one) => [one.id, one])).values()];
  const tables: { disclosed: DisclosedGroups; members: readonly GroupContributor[] }[] = [];
  for (const members of releases) {
    const ids = new Set(members.map(({ id }) => id));
    const contributors = all.map((one) => (ids.has(one.id) ? one : { ...one, groups: {} }));
    const known = rules.differencing ? tables : [];
    const seen = contributors.filter(
      ({ id }) => ids.has(id) || known.some((before) => before.members.some((one) => one.id === id)),
    );
    const disclosed = discloseGroups(seen, { ...table, earlier: known.map(earlierTable) }, solver, rules);
    tables.push({ disclosed, members });
  }
  return {
    agencies: all,
    disclosed: tables.map(({ disclosed }) => disclosed),
    quantities: quantitiesOfTable('people', all, tables, rules),
  };
}

const earlierTable = (table: { disclosed: DisclosedGroups; members: readonly GroupContributor[] }): EarlierTable => ({
  members: Object.fromEntries(table.members.map(({ id, groups }) => [id, groups])),
  disclosed: table.disclosed,
});

/** Members of each group of which something may be said. */
function shownGroups(
  participants: readonly Participant[],
  rules: DisclosureRules,
): readonly (readonly Participant[])[] {
  const reasons = groupReasons(participants, REGION_TABLE.groupings, rules);
  return [...reasons].flatMap(([grouping, groups]) =>
    [...groups]
      .filter(([, reason]) => reason === undefined)
      .map(([group]) => participants.filter((one) => one.groups[grouping] === group)),
  );
}

function scores(
  participants: readonly Participant[],
  groups: readonly (readonly Participant[])[],
  rules: DisclosureRules,
): readonly Quantity[] {
  return ['policy', 'career'].map((score): Quantity => {
    const medians = groups.flatMap((members): readonly MedianFact[] => {
      const shown = discloseMedian(
        members.map(({ holding, scores: own }) => ({ holding, value: own[score] ?? 0 })),
        rules,
      );
      return shown === undefined ? [] : [{ of: members.map(({ id }) => id), ...behindPoints(shown), part: 0.5 }];
    });
    const truth = new Map(participants.map((one) => [one.id, one.scores[score] ?? 0]));
    return { name: `score: ${score}`, truth, least: 0, most: 100, sums: [], guarded: [], medians };
  });
}

function gates(
  participants: readonly Participant[],
  groups: readonly (readonly Participant[])[],
  rules: DisclosureRules,
): readonly Quantity[] {
  return ['harassment', 'parental-leave'].map((gate): Quantity => {
    const sums = groups.flatMap((members): readonly SumFact[] => {
      const open = members.filter((one) => one.gates[gate] === true).length;
      const shown = shareRange(open, members.length, rules);
      return shown === undefined ? [] : [{ of: members.map(({ id }) => id), ...behindShare(shown, members.length) }];
    });
    const truth = new Map(participants.map((one) => [one.id, one.gates[gate] === true ? 1 : 0]));
    return { name: `gate: ${gate}`, truth, least: 0, most: 1, sums, guarded: [], medians: [] };
  });
}
