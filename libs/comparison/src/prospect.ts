import { type DisclosureRules, STANDARD_RULES } from '@isonomia/disclosure';
import { type Assessed, EVERYBODY, GROUPINGS, type Group, type KnownGroups, groupsOf } from './groups.js';
import type { Grouping, PeopleTableId, ReleaseTable, WithheldReason } from './release.js';

/** An agency that would be in a release made now, as far as that is known before it is validated. */
export interface Expected extends Assessed {
  /** Tables of people that it brings; absent while nothing of it is validated. */
  readonly brings?: readonly PeopleTableId[];
}

export interface ProspectTable {
  readonly table: ReleaseTable;
  /** `checked`: enough bring it; whether it gives somebody away is only known when the release is made. */
  readonly state: 'open' | 'checked' | 'closed';
  /** Further contributors that the table needs at the least. */
  readonly more: number;
}

export interface ProspectGroup {
  readonly grouping: Grouping;
  readonly group: string;
  /** Contributors so far, and how many a group needs at the least. */
  readonly holdings: number;
  readonly needed: number;
  /** Absent where it would be shown. */
  readonly withheld?: WithheldReason;
  /** How many more of this group would open it; absent where it is open, or where more of it alone would not do. */
  readonly more?: number;
  /** Other groups that one more of this group would open, or close. */
  readonly opens: readonly string[];
  readonly closes: readonly string[];
  /** What may be published of it; empty where it is withheld. */
  readonly tables: readonly ProspectTable[];
}

/**
 * What a release of those who share so far would show, and what one more agency would open. Each grouping for itself: in
 * which groups of the others a further agency will be is not known. Source: method.md §8.
 */
export const prospect = (
  expected: readonly Expected[],
  known: KnownGroups = {},
  rules: DisclosureRules = STANDARD_RULES,
): readonly ProspectGroup[] => {
  const now = groupsOf(expected, known, rules);
  return (['all', ...GROUPINGS] as const).flatMap((grouping) => {
    const groups = now.filter((group) => group.grouping === grouping);
    return groups.map((group) => prospectOf(group, groups, { expected, known, rules }));
  });
};

interface Sources {
  readonly expected: readonly Expected[];
  readonly known: KnownGroups;
  readonly rules: DisclosureRules;
}

const prospectOf = (group: Group<Expected>, groups: readonly Group<Expected>[], sources: Sources): ProspectGroup => {
  const { grouping, group: id, holdings, withheld } = group;
  const more = withheld === undefined ? undefined : missing(group, sources);
  const next = openIn(withMore(group, 1, sources));
  const before = openIn(groups);
  const others = groups.map((one) => one.group).filter((one) => one !== id);
  return {
    grouping,
    group: id,
    holdings,
    needed: sources.rules.minimumHoldings,
    ...(withheld === undefined ? {} : { withheld }),
    ...(more === undefined ? {} : { more }),
    opens: others.filter((one) => next.has(one) && !before.has(one)),
    closes: others.filter((one) => !next.has(one) && before.has(one)),
    tables: withheld === undefined ? tablesOf(group, sources.rules) : [],
  };
};

const openIn = (groups: readonly Group<Expected>[]): ReadonlySet<string> =>
  new Set(groups.filter(({ withheld }) => withheld === undefined).map(({ group }) => group));

/** The groups of the same grouping with so many more contributors in one of them. */
const withMore = (
  { grouping, group }: Pick<Group<Expected>, 'grouping' | 'group'>,
  more: number,
  { expected, known, rules }: Sources,
): readonly Group<Expected>[] => {
  const further = Array.from({ length: more }, (_, at) => memberOf(grouping, group, `further-${String(at)}`));
  // Of the other groupings nothing is known: everybody is put into one group of each, which holds nothing back.
  const members = [...expected.map((one) => alone(grouping, one)), ...further];
  return groupsOf(members, known, rules).filter((one) => one.grouping === grouping);
};

const NOWHERE = { country: EVERYBODY, agencyType: EVERYBODY, sizeBand: 'unknown' } as const;

const alone = (grouping: Grouping, one: Expected): Expected => ({
  ...one,
  ...NOWHERE,
  ...(grouping === 'country' ? { country: one.country } : {}),
  ...(grouping === 'agency-type' ? { agencyType: one.agencyType } : {}),
  ...(grouping === 'size-band' ? { sizeBand: one.sizeBand } : {}),
});

const memberOf = (grouping: Grouping, group: string, id: string): Expected => ({
  assessment: id,
  holding: id,
  ...NOWHERE,
  ...(grouping === 'country' ? { country: group } : {}),
  ...(grouping === 'agency-type' ? { agencyType: group } : {}),
  ...(grouping === 'size-band' ? { sizeBand: group as Expected['sizeBand'] } : {}),
});

const missing = (group: Group<Expected>, sources: Sources): number | undefined => {
  const steps = Array.from({ length: 2 * sources.rules.minimumHoldings }, (_, at) => at + 1);
  return steps.find((more) => openIn(withMore(group, more, sources)).has(group.group));
};

const PEOPLE_TABLES: readonly PeopleTableId[] = ['people', 'hires', 'leavers'];

const tablesOf = ({ members, holdings }: Group<Expected>, rules: DisclosureRules): readonly ProspectTable[] => {
  const { minimumHoldings, minimumQuartiles, minimumShare } = rules;
  const needing = (table: ReleaseTable, least: number): ProspectTable => ({
    table,
    state: holdings >= least ? 'open' : 'closed',
    more: Math.max(0, least - holdings),
  });
  const people = PEOPLE_TABLES.map((table): ProspectTable => {
    const bringing = members.filter(({ brings }) => brings?.includes(table) ?? true);
    const more = Math.max(0, minimumHoldings - new Set(bringing.map(({ holding }) => holding)).size);
    return { table, state: more === 0 ? 'checked' : 'closed', more };
  });
  return [
    needing('overall', minimumHoldings),
    needing('dimensions', minimumHoldings),
    needing('quartiles', minimumQuartiles),
    needing('items', minimumQuartiles),
    ...people,
    needing('gates', minimumShare),
    needing('coverage', minimumHoldings),
  ];
};
