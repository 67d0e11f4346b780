import type { Instrument } from '@isonomia/instrument';
import { findItem } from '@isonomia/instrument';
import { round9 } from '@isonomia/scoring';
import type { AssessmentScore } from '@isonomia/scoring';
import type { FiredTrigger, Recommendation, RecommendationRule } from './rule.js';

export interface Fired {
  readonly rule: RecommendationRule;
  readonly reasons: readonly FiredTrigger[];
}
export interface Ranked extends Fired {
  readonly group: Recommendation['group'];
  readonly priority: number;
}

const GROUPS: readonly Recommendation['group'][] = ['gate-open', 'gate-not-shown', 'gap'];

/** Open gates, gates not shown, then by priority; ties by id in code units. Source: method.md §5. */
export const prioritise = (
  instrument: Instrument,
  fired: readonly Fired[],
  score: AssessmentScore,
): readonly Ranked[] => {
  const weights = new Map<string, number>(instrument.dimensions.map(({ id, weight }) => [id, weight]));
  const ranked = fired.map(({ rule, reasons }) => ({
    rule,
    reasons,
    group: groupOf(reasons),
    priority: priorityOf(rule, instrument, weights, score),
  }));
  return ranked.sort(byRank);
};

const groupOf = (reasons: readonly FiredTrigger[]): Recommendation['group'] => {
  const gates = reasons.filter(({ kind }) => kind === 'gate');
  if (gates.some(({ state }) => state === 'open')) return 'gate-open';
  return gates.length > 0 ? 'gate-not-shown' : 'gap';
};

/** (100 − evidenced) × item weight × dimension weight ÷ effort; what is not scored counts as a gap of 100. */
const priorityOf = (
  { rankedBy, effort }: RecommendationRule,
  instrument: Instrument,
  weights: ReadonlyMap<string, number>,
  { items }: AssessmentScore,
): number => {
  const item = findItem(instrument, rankedBy);
  if (item === undefined) throw new Error(`${rankedBy} ranks a rule but is no item: lint the content.`);
  const gap = 100 - (items[rankedBy]?.evidenced ?? 0);
  return round9((gap * item.weight * (weights.get(item.dimension) ?? 0)) / effort);
};

const byRank = (a: Ranked, b: Ranked): number =>
  GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || b.priority - a.priority || byCodeUnits(a.rule.id, b.rule.id);

const byCodeUnits = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
