import type { Release, ShownGroup, ShownScore } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { RecommendationRule } from '@isonomia/recommendation';

/** Who a recommendation of a region is spoken to, in the order in which a report prints them. */
export const ADDRESSEES = ['heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks'] as const;
export type Addressee = (typeof ADDRESSEES)[number];

/**
 * Rules name who in an agency answers for a measure; a region speaks to whoever can order it. What is asked of those
 * outside the agencies follows from the shared gaps themselves, since no rule of a self-assessment is theirs.
 */
const ADDRESSEE_OF_OWNER: Readonly<Record<string, Addressee>> = {
  head: 'heads',
  board: 'heads',
  audit: 'heads',
  communications: 'heads',
  discipline: 'heads',
  finance: 'heads',
  integrity: 'heads',
  international: 'heads',
  legal: 'heads',
  partnerships: 'heads',
  procurement: 'heads',
  academy: 'hr',
  hr: 'hr',
  'hr-data': 'hr',
  'hr-it': 'hr',
  it: 'hr',
  safety: 'hr',
  analysis: 'commanders',
  custody: 'commanders',
  investigations: 'commanders',
  logistics: 'commanders',
  operations: 'commanders',
  trade: 'commanders',
  'unit-heads': 'commanders',
  ministry: 'ministries',
};

/** An owner of an instrument that is not known here is in an agency, and its head answers for it. */
export const addresseeOf = (owner: string): Addressee => ADDRESSEE_OF_OWNER[owner] ?? 'heads';
export const KNOWN_OWNERS: readonly string[] = Object.keys(ADDRESSEE_OF_OWNER);

/** Why a measure is recommended to the whole region. */
export type CommonReason =
  | { readonly kind: 'gate'; readonly gate: string }
  | { readonly kind: 'item'; readonly item: string }
  | { readonly kind: 'dimension'; readonly dimension: string };

export interface CommonRecommendation {
  readonly rule: RecommendationRule;
  readonly addressee: Addressee;
  readonly reason: CommonReason;
}

/** A page an addressee is read; more is a catalogue. */
const PER_ADDRESSEE = 4;
/** Of one shared gap, so that no other goes without. */
const PER_REASON = 2;

/**
 * Measures for the gaps that agencies share: rights minimums that some have open, then single items, then whole dimensions
 * where items are not shown. By the published numbers alone, so that no recommendation tells more than the release.
 */
export function commonRecommendations(
  release: Release,
  { instrument, rules }: { readonly instrument: Instrument; readonly rules: readonly RecommendationRule[] },
): readonly CommonRecommendation[] {
  const everybody = release.groups.find(
    (group): group is ShownGroup => group.grouping === 'all' && group.state === 'shown',
  );
  if (everybody === undefined) return [];
  const chosen = new Map<string, CommonRecommendation>();
  for (const reason of reasonsOf(everybody)) {
    const fitting = rules
      .filter((rule) => !chosen.has(rule.id) && answers(rule, reason, { everybody, instrument }))
      .toSorted((a, b) => a.effort - b.effort);
    for (const rule of fitting.slice(0, PER_REASON))
      chosen.set(rule.id, { rule, addressee: addresseeOf(rule.owner), reason });
  }
  return ADDRESSEES.flatMap((addressee) =>
    [...chosen.values()].filter((one) => one.addressee === addressee).slice(0, PER_ADDRESSEE),
  );
}

const reasonsOf = ({ gates, gaps }: ShownGroup): readonly CommonReason[] => [
  ...gates.filter((gate) => gate.open.high > 0).map(({ gate }) => ({ kind: 'gate' as const, gate })),
  ...gaps.items.map((item) => ({ kind: 'item' as const, item })),
  ...gaps.dimensions.map((dimension) => ({ kind: 'dimension' as const, dimension })),
];

interface Shared {
  readonly everybody: ShownGroup;
  readonly instrument: Instrument;
}

function answers(rule: RecommendationRule, reason: CommonReason, { everybody, instrument }: Shared): boolean {
  switch (reason.kind) {
    case 'gate':
      return rule.triggers.some((trigger) => trigger.kind === 'gate' && trigger.gate === reason.gate);
    case 'item':
      return rule.triggers.some((trigger) => trigger.kind === 'item' && trigger.item === reason.item);
    case 'dimension': {
      const item = instrument.items.find(({ id }) => id === rule.rankedBy);
      return item?.dimension === reason.dimension && !isDone(rule, everybody);
    }
  }
}

/** Most agencies stand over what the rule asks for, as far as the release says. */
function isDone(rule: RecommendationRule, { items }: ShownGroup): boolean {
  const median = items.find(({ item }) => item === rule.rankedBy)?.median;
  if (median === undefined) return false;
  const under = rule.triggers.flatMap((trigger) => (trigger.kind === 'item' ? [trigger.under] : []));
  return under.length > 0 && lowest(median) >= Math.max(...under);
}

const lowest = (shown: ShownScore): number =>
  shown.kind === 'points' ? shown.points : shown.kind === 'over' ? shown.bound : 0;
