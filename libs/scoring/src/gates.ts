import type { Gate } from '@isonomia/instrument';
import type { GateResult, ItemScore } from './result.js';

/**
 * A rights minimum, judged on its own: no mean makes up for it, and whether its dimension is shown does not matter.
 * Source: method.md §3.
 */
export const gateResult = ({ item, threshold }: Gate, score: ItemScore): GateResult => {
  const { claimed, evidenced } = score;
  if (claimed === undefined || evidenced === undefined) return { item, state: 'unanswered', threshold };
  return { item, state: stateOf(claimed, evidenced, threshold), threshold, claimed, evidenced };
};

const stateOf = (claimed: number, evidenced: number, threshold: number): GateResult['state'] => {
  if (claimed < threshold) return 'open';
  return evidenced < threshold ? 'not-shown' : 'met';
};
