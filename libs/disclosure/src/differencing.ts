import { STANDARD_RULES } from './rules.js';
import { holdingsOf } from './statistics.js';

/** What a statistic was made from: which validated assessment, and whose. */
export interface SetMember {
  readonly assessment: string;
  readonly holding: string;
}

export interface OtherSets {
  /** All of the round of which `set` is a part. */
  readonly all: readonly SetMember[];
  /** The same group, or all, in earlier releases. */
  readonly earlier: readonly (readonly SetMember[])[];
}

/** `few`: in the set. `few-left`: outside of it. `few-changed`: between it and a set that is out already. */
export type ReleaseRefusal = 'few' | 'few-left' | 'few-changed';

/**
 * Whether statistics over `set` may be released: not when it, what it leaves out of all, or what it differs by from a set
 * released before is one to four holdings, since what is published of the two would be their statistics. A corrected
 * assessment is another assessment. Source: method.md §8.5.
 */
export function mayRelease(
  set: readonly SetMember[],
  { all, earlier }: OtherSets,
  rules = STANDARD_RULES,
): ReleaseRefusal | undefined {
  const isFew = (members: readonly SetMember[]): boolean =>
    members.length > 0 && holdingsOf(members) < rules.minimumHoldings;
  if (isFew(set)) return 'few';
  if (!rules.differencing) return undefined;
  if (isFew(without(all, set))) return 'few-left';
  return earlier.some((other) => isFew([...without(set, other), ...without(other, set)])) ? 'few-changed' : undefined;
}

function without(members: readonly SetMember[], others: readonly SetMember[]): readonly SetMember[] {
  const known = new Set(others.map(({ assessment }) => assessment));
  return members.filter(({ assessment }) => !known.has(assessment));
}
