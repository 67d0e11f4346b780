import { type DisclosureRules, type WithheldReason as GroupReason, groupReasons } from '@isonomia/disclosure';
import type { Contribution, SizeBand } from './contribution.js';
import type { Grouping, WithheldReason } from './release.js';

/** Those that everybody is divided by, in the order of a release. */
export const GROUPINGS = ['country', 'agency-type', 'size-band'] as const satisfies readonly Grouping[];
/** The group of everybody. */
export const EVERYBODY = 'all';
const SIZE_BANDS: readonly SizeBand[] = ['under-100', '100-499', '500-1999', '2000-up', 'unknown'];

/** What of a contributor decides which group it is in. */
export type Grouped = Pick<Contribution, 'holding' | 'country' | 'agencyType' | 'sizeBand'>;

export const groupOf = (grouping: Grouping, member: Grouped): string => {
  switch (grouping) {
    case 'all':
      return EVERYBODY;
    case 'country':
      return member.country;
    case 'agency-type':
      return member.agencyType;
    case 'size-band':
      return member.sizeBand;
  }
};

export const holdingsOf = (members: readonly Grouped[]): number => new Set(members.map(({ holding }) => holding)).size;

export interface Group<Member extends Grouped> {
  readonly grouping: Grouping;
  readonly group: string;
  readonly members: readonly Member[];
  readonly holdings: number;
  /** Absent where it may be shown. */
  readonly withheld?: WithheldReason;
}

/** Groups that a round could have, so that one without any contributor is withheld in the same words as one with four. */
export type KnownGroups = Readonly<Partial<Record<Grouping, readonly string[]>>>;

/**
 * Everybody, and the groups of every grouping, by id, and which of them may be shown: one with too few holdings is not, nor
 * whatever would give it away. Source: method.md §8.
 */
export const groupsOf = <Member extends Assessed>(
  members: readonly Member[],
  known: KnownGroups,
  rules: DisclosureRules,
): readonly Group<Member>[] => {
  const groupings = ['all', ...GROUPINGS] as const;
  const reasons = groupReasons(
    members.map((member) => ({
      id: member.assessment,
      holding: member.holding,
      country: member.country,
      groups: Object.fromEntries(groupings.map((grouping) => [grouping, groupOf(grouping, member)])),
    })),
    groupings,
    rules,
  );
  return groupings.flatMap((grouping) =>
    [...membersByGroup(grouping, members, known)]
      .map(([group, inside]): Group<Member> => {
        const reason = inside.length === 0 ? 'few-holdings' : reasons.get(grouping)?.get(group);
        const found = { grouping, group, members: inside, holdings: holdingsOf(inside) };
        return reason === undefined ? found : { ...found, withheld: REASONS[reason] };
      })
      .toSorted(byId(grouping)),
  );
};

/** A contributor whose assessment is its name. */
export interface Assessed extends Grouped {
  readonly assessment: string;
}

export const REASONS: Readonly<Record<GroupReason, WithheldReason>> = {
  'few-holdings': 'too-few',
  complement: 'complementary',
  unsafe: 'audit',
};

const membersByGroup = <Member extends Grouped>(
  grouping: Grouping,
  members: readonly Member[],
  known: KnownGroups,
): ReadonlyMap<string, readonly Member[]> => {
  const ids = grouping === 'all' ? [EVERYBODY] : (known[grouping] ?? []);
  const found = new Map<string, Member[]>(ids.map((id) => [id, []]));
  for (const member of members) {
    const id = groupOf(grouping, member);
    const group = found.get(id);
    if (group === undefined) found.set(id, [member]);
    else group.push(member);
  }
  return found;
};

/** Size bands from small to large, everything else by id. */
const byId =
  (grouping: Grouping) =>
  (a: { readonly group: string }, b: { readonly group: string }): number => {
    if (grouping === 'size-band') {
      const order = ({ group }: typeof a): number => SIZE_BANDS.findIndex((band) => band === group);
      return order(a) - order(b);
    }
    return codeUnits(a.group, b.group);
  };

export const codeUnits = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
