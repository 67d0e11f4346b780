import { type DisclosureRules, shareRange } from '@isonomia/disclosure';
import type { Contribution } from './contribution.js';
import { EVERYBODY, GROUPINGS, type Group, holdingsOf } from './groups.js';
import type { Grouping, ShareRange } from './release.js';

const PERCENT = 100;

/** How many agencies of a group may be meant by a range, both ends inclusive. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

interface GroupShare {
  readonly range: ShareRange;
  readonly bounds: Bounds;
  readonly asked: number;
}

const shareOf = (members: readonly Contribution[], gate: string, rules: DisclosureRules): GroupShare | undefined => {
  const asked = members.filter((member) => member.gates[gate] !== undefined);
  const open = asked.filter((member) => member.gates[gate] === 'open').length;
  const holdings = holdingsOf(asked);
  // As if each holding had one agency: how wide a step is follows from those who count.
  const share = shareRange((open * holdings) / asked.length, holdings, rules);
  if (share === undefined) return undefined;
  const range = { low: Math.floor(share.from + 0.5), high: Math.floor(share.to + 0.5) };
  return { range, bounds: boundsOf(asked.length, share), asked: asked.length };
};

/** Counts that fall into a range. */
const boundsOf = (asked: number, { from, to }: { readonly from: number; readonly to: number }): Bounds => {
  const parts = Math.floor(PERCENT / (to - from) + 0.5);
  const place = Math.floor((from * parts) / PERCENT + 0.5);
  const least = Math.ceil((asked * place) / parts);
  return { least, most: place === parts - 1 ? asked : Math.ceil((asked * (place + 1)) / parts) - 1 };
};

interface SharePart extends GroupShare {
  readonly grouping: Grouping;
  readonly group: string;
}
/** What a grouping says of a gate: its groups that have a range, and how many are in none of them. */
interface GroupingShares {
  readonly shown: readonly SharePart[];
  readonly rest: Bounds;
}

/**
 * Shares of open gates, by `grouping/group`. What everybody together is said to have, less what the other groups have,
 * narrows each range; a grouping that would leave fewer counts than a step holds is left out for that gate.
 */
export const gateSharesOf = (
  groups: readonly Group<Contribution>[],
  everybody: readonly Contribution[],
  gate: string,
  rules: DisclosureRules,
): ReadonlyMap<string, ShareRange> => {
  const whole = shareOf(everybody, gate, rules);
  if (whole === undefined) return new Map();
  let kept: readonly GroupingShares[] = [];
  for (const grouping of GROUPINGS) {
    const next = sharesIn(grouping, groups, everybody, (members) => shareOf(members, gate, rules));
    const tried = [...kept, next];
    if (!rules.complementary || isWide(tried, whole.bounds, rules)) kept = tried;
  }
  return new Map([
    [keyOf({ grouping: 'all', group: EVERYBODY }), whole.range],
    ...kept.flatMap(({ shown }) => shown.map((part): [string, ShareRange] => [keyOf(part), part.range])),
  ]);
};

export const keyOf = ({ grouping, group }: Pick<SharePart, 'grouping' | 'group'>): string => `${grouping}/${group}`;

const sharesIn = (
  grouping: Grouping,
  groups: readonly Group<Contribution>[],
  everybody: readonly Contribution[],
  share: (members: readonly Contribution[]) => GroupShare | undefined,
): GroupingShares => {
  const inside = groups.filter((group) => group.grouping === grouping && group.withheld === undefined);
  const shown = inside.flatMap(({ group, members }) => {
    const found = share(members);
    return found === undefined ? [] : [{ grouping, group, ...found }];
  });
  const counted = shown.reduce((sum, { asked }) => sum + asked, 0);
  const asked = share(everybody)?.asked ?? 0;
  return { shown, rest: { least: 0, most: asked - counted } };
};

const counts = ({ least, most }: Bounds): number => most - least + 1;

/** Whether the whole and the parts of every grouping leave one another as many counts as a step holds, or as they had. */
const isWide = (groupings: readonly GroupingShares[], whole: Bounds, { shareStep }: DisclosureRules): boolean => {
  const divided = groupings.map(({ shown, rest }) => {
    const parts = [...shown.map(({ bounds }) => bounds), rest];
    const sum = (end: keyof Bounds): number => parts.reduce((total, part) => total + part[end], 0);
    return { parts, least: sum('least'), most: sum('most') };
  });
  const least = Math.max(whole.least, ...divided.map((one) => one.least));
  const most = Math.min(whole.most, ...divided.map((one) => one.most));
  const narrowed = divided.flatMap((one) =>
    one.parts.map((part) => ({
      before: part,
      least: Math.max(part.least, least - (one.most - part.most)),
      most: Math.min(part.most, most - (one.least - part.least)),
    })),
  );
  return [{ before: whole, least, most }, ...narrowed].every(
    (part) => counts(part) >= Math.min(shareStep, counts(part.before)),
  );
};
