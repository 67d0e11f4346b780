import type { Review } from '@isonomia/instrument';

/** Evidence ids a reviewer rejected. */
export type Rejected = ReadonlySet<string>;

export const rejectedBy = (review: Review): Rejected => new Set(review.rejected);

/** Evidence counts when at least one id of the list stands. Source: method.md §1. */
export const isProof = (evidence: readonly string[] | undefined, rejected: Rejected): boolean => {
  if (evidence === undefined || evidence.length === 0) return false;
  return rejected.size === 0 || evidence.some((id) => !rejected.has(id));
};
