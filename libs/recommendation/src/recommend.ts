import type { Instrument } from '@isonomia/instrument';
import type { AssessmentScore } from '@isonomia/scoring';
import { markPrinted } from './print.js';
import { prioritise } from './rank.js';
import type { FiredTrigger, Recommendation, RecommendationRule } from './rule.js';
import { firedTriggers } from './triggers.js';

/**
 * The rules whose triggers fire, ranked, each with its reasons: codes and values, no words. A rule none of whose triggers
 * fires is not in the list. Source: method.md §5.
 */
export const recommend = (
  instrument: Instrument,
  rules: readonly RecommendationRule[],
  score: AssessmentScore,
): readonly Recommendation[] => {
  const fired = rules.flatMap((rule) => {
    const reasons = firedTriggers(rule, score);
    return reasons.length === 0 ? [] : [{ rule, reasons }];
  });
  const ranked = prioritise(instrument, fired, score);
  const printed = markPrinted(
    ranked.map(({ rule, group }) => ({ isGate: group !== 'gap', isLowEffort: rule.effort === 1 })),
    instrument.constants,
  );
  return ranked.map(({ rule, reasons, group, priority }, index) =>
    toRecommendation(rule, reasons, {
      position: index + 1,
      printed: printed[index] === true,
      group,
      priority,
    }),
  );
};

const toRecommendation = (
  rule: RecommendationRule,
  reasons: readonly FiredTrigger[],
  rank: Pick<Recommendation, 'position' | 'printed' | 'group' | 'priority'>,
): Recommendation => ({
  rule: rule.id,
  ...rank,
  reasons,
  horizon: rule.horizon,
  effort: rule.effort,
  owner: rule.owner,
  rankedBy: rule.rankedBy,
  references: rule.references,
});
