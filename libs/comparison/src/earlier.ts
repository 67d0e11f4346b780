import { type DisclosureRules, mayRelease } from '@isonomia/disclosure';
import { type Assessed, GROUPINGS, groupOf, groupsOf } from './groups.js';
import type { Grouping, PeopleTableId } from './release.js';

/** One contributor of a release, as far as a later one must know: kept with it, never shown. */
export type ReleaseMember = Assessed;

/** A contributor of the release at hand. */
export interface NewMember extends ReleaseMember {
  /** Tables of people that it brings. */
  readonly brings: readonly PeopleTableId[];
}

/** What is too close to an earlier release to be released again. Source: method.md §8.5. */
export interface TooClose {
  /** Everybody: then nothing of this release may be. */
  readonly all: boolean;
  /** Groupings with such a group: they go as a whole, or their other groups would give it away. */
  readonly groupings: readonly Grouping[];
  /** Tables of people that too few brought or took away since. */
  readonly tables: readonly PeopleTableId[];
}

type Members = readonly ReleaseMember[];
type Pair = readonly [now: readonly NewMember[], before: Members];

const TABLES: readonly PeopleTableId[] = ['people', 'hires', 'leavers'];

export const closeToEarlier = (
  now: readonly NewMember[],
  earlier: readonly Members[],
  rules: DisclosureRules,
): TooClose => {
  const pairs = earlier.map((before) => pairsOf(now, before, rules));
  const isSomeFew = (sets: readonly Pair[] | undefined): boolean =>
    sets?.some(([these, those]) => isFew(these, those, rules)) === true;
  return {
    all: earlier.some((before) => isFew(now, before, rules)),
    groupings: GROUPINGS.filter((grouping) => pairs.some((sets) => isSomeFew(sets.get(grouping)))),
    tables: TABLES.filter((table) =>
      pairs.some((sets) => [...sets.values()].flat().some((pair) => isTableFew(table, pair, rules))),
    ),
  };
};

const isFew = (now: Members, before: Members, rules: DisclosureRules): boolean =>
  mayRelease(now, { all: now, earlier: [before] }, rules) === 'few-changed';

/**
 * Sets that one release can be taken away from another by, by grouping: everybody, the groups shown both times, and what is
 * left of everybody without those of a grouping.
 */
const pairsOf = (
  now: readonly NewMember[],
  before: Members,
  rules: DisclosureRules,
): ReadonlyMap<Grouping, readonly Pair[]> => {
  const shownNow = shownGroups(now, rules);
  const shownBefore = shownGroups(before, rules);
  const pairs = (grouping: Grouping): readonly Pair[] => {
    const both = new Map(
      [...(shownNow.get(grouping) ?? [])].flatMap(([group, members]): [string, Pair][] => {
        const then = shownBefore.get(grouping)?.get(group);
        return then === undefined ? [] : [[group, [members, then]]];
      }),
    );
    const isLeft = (member: ReleaseMember): boolean => !both.has(groupOf(grouping, member));
    return [...both.values(), [now.filter(isLeft), before.filter(isLeft)]];
  };
  return new Map([['all', [[now, before]]], ...GROUPINGS.map((grouping) => [grouping, pairs(grouping)] as const)]);
};

type ShownGroups<Member> = ReadonlyMap<Grouping, ReadonlyMap<string, readonly Member[]>>;

const shownGroups = <Member extends ReleaseMember>(
  members: readonly Member[],
  rules: DisclosureRules,
): ShownGroups<Member> => {
  const shown = groupsOf(members, {}, rules).filter(({ withheld }) => withheld === undefined);
  return new Map(
    GROUPINGS.map((grouping) => [
      grouping,
      new Map(shown.filter((group) => group.grouping === grouping).map((group) => [group.group, group.members])),
    ]),
  );
};

/**
 * A table of people that only some bring changes by those alone. What those brought who are no longer in it is not known
 * any more, so that any part of them may have.
 */
const isTableFew = (table: PeopleTableId, [now, before]: Pair, rules: DisclosureRules): boolean => {
  if (!rules.differencing) return false;
  const come = without(now, before).filter(({ brings }) => brings.includes(table));
  const gone = without(before, now);
  const holdings = new Set([...come, ...gone].map(({ holding }) => holding)).size;
  return holdings > 0 && new Set(come.map(({ holding }) => holding)).size < rules.minimumHoldings;
};

const without = <Member extends ReleaseMember>(some: readonly Member[], others: Members): readonly Member[] => {
  const known = new Set(others.map(({ assessment }) => assessment));
  return some.filter(({ assessment }) => !known.has(assessment));
};
