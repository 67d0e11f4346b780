import type { Constants } from '@isonomia/instrument';

export interface Candidate {
  readonly isGate: boolean;
  readonly isLowEffort: boolean;
}

/**
 * Which of the ranked recommendations the document prints: the first ten; while fewer than three of them are of low
 * effort and others of low effort were triggered, the last that is neither a gate nor of low effort gives way to the next
 * of low effort. Source: method.md §5.
 */
export const markPrinted = (
  ranked: readonly Candidate[],
  { recommendationsPrinted, lowEffortPrinted }: Pick<Constants, 'recommendationsPrinted' | 'lowEffortPrinted'>,
): readonly boolean[] => {
  const printed = ranked.map((_, index) => index < recommendationsPrinted);
  let quick = ranked.filter(({ isLowEffort }, index) => isLowEffort && printed[index] === true).length;
  while (quick < lowEffortPrinted) {
    const next = ranked.findIndex(({ isLowEffort }, index) => isLowEffort && printed[index] === false);
    const last = ranked.findLastIndex(
      ({ isGate, isLowEffort }, index) => printed[index] === true && !isGate && !isLowEffort,
    );
    if (next === -1 || last === -1) break;
    printed[next] = true;
    printed[last] = false;
    quick += 1;
  }
  return printed;
};
