import type { ReleaseMember } from './release.js';

/** Holdings behind any number that leaves its agency. Source: method.md §8.1. */
export const LEAST_HOLDINGS = 5;

/**
 * Why nothing at all can be published of these members, given who was in earlier releases: fewer than five holdings, or a
 * difference to an earlier set of one to four. Groups within are the composition's to refuse. Source: method.md §8.5.
 */
export function refusalOf(
  members: readonly ReleaseMember[],
  earlier: readonly (readonly ReleaseMember[])[],
): 'too-few' | 'earlier-release' | undefined {
  if (holdingsOf(members).size < LEAST_HOLDINGS) return 'too-few';
  return earlier.some((before) => isTooClose(members, before)) ? 'earlier-release' : undefined;
}

const holdingsOf = (members: readonly ReleaseMember[]): ReadonlySet<string> =>
  new Set(members.map(({ holding }) => holding));

/** Who is in one of the two alone, by holding: an assessment that a correction has replaced counts as another one. */
function isTooClose(one: readonly ReleaseMember[], other: readonly ReleaseMember[]): boolean {
  const [here, there] = [assessmentsOf(one), assessmentsOf(other)];
  const moved = [
    ...one.filter(({ assessment }) => !there.has(assessment)),
    ...other.filter(({ assessment }) => !here.has(assessment)),
  ];
  const size = holdingsOf(moved).size;
  return size > 0 && size < LEAST_HOLDINGS;
}

const assessmentsOf = (members: readonly ReleaseMember[]): ReadonlySet<string> =>
  new Set(members.map(({ assessment }) => assessment));
