import type { AssessmentScore, Figure, ItemScore } from '@isonomia/scoring';
import type { FiredTrigger, RecommendationRule, Trigger } from './rule.js';

/** The triggers that fire, in the order of the rule, each with the value that fired it. */
export const firedTriggers = (rule: RecommendationRule, score: AssessmentScore): readonly FiredTrigger[] =>
  rule.triggers.flatMap((trigger) => firing(trigger, score));

const firing = (trigger: Trigger, score: AssessmentScore): readonly FiredTrigger[] => {
  switch (trigger.kind) {
    case 'item':
      return itemTrigger(trigger, score.items[trigger.item]);
    case 'figure':
      return figureTrigger(trigger, score.figures);
    case 'gate':
      return gateTrigger(trigger, score);
    case 'missing':
      return missingTrigger(trigger, score.items[trigger.item]);
  }
};

/** Fires on a scored item only: what is missing has a trigger of its own. */
const itemTrigger = (
  { item, under }: Extract<Trigger, { kind: 'item' }>,
  score: ItemScore | undefined,
): readonly FiredTrigger[] => {
  if (score?.claimed === undefined) return [];
  const value = judged(score);
  return value === undefined || value >= under
    ? []
    : [{ kind: 'item', item, value, threshold: under, state: score.state }];
};

/** A difference that may be chance must not set off a recommendation: rates look only at steps that are not a watch. */
const judged = ({ rule, evidenced, withoutWatch }: ItemScore): number | undefined =>
  rule === 'SR' ? withoutWatch : evidenced;

/** The figure of the whole table where there is one, else each of its parts; `part` asks for the parts. */
const figureTrigger = (
  { figure: kind, question, comparison, value: bound, of }: Extract<Trigger, { kind: 'figure' }>,
  figures: readonly Figure[],
): readonly FiredTrigger[] => {
  const own = figures.filter((figure) => figure.kind === kind && figure.question === question);
  const whole = own.filter(({ about }) => about === undefined);
  const parts = own.filter(({ about }) => about !== undefined && !about.startsWith(SPLIT));
  return (of !== 'part' && whole.length > 0 ? whole : parts)
    .filter((figure) => isBeyond(figure, comparison, bound))
    .map((figure) => ({ kind: 'figure', figure: figure.id, threshold: bound, value: figure.value ?? bound }));
};

/** Parts that explain a gap are no gaps of their own. */
const SPLIT = 'split:';

const isBeyond = ({ value, verdict }: Figure, comparison: 'over' | 'under', bound: number): boolean => {
  if (value === undefined || verdict === 'watch') return false;
  return comparison === 'over' ? value > bound : value < bound;
};

const gateTrigger = (
  { gate }: Extract<Trigger, { kind: 'gate' }>,
  { gates }: AssessmentScore,
): readonly FiredTrigger[] => {
  const result = gates[gate];
  if (result === undefined || (result.state !== 'open' && result.state !== 'not-shown')) return [];
  const value = result.state === 'open' ? result.claimed : result.evidenced;
  return [
    {
      kind: 'gate',
      gate,
      item: result.item,
      state: result.state,
      threshold: result.threshold,
      ...(value === undefined ? {} : { value }),
    },
  ];
};

const missingTrigger = (
  { item }: Extract<Trigger, { kind: 'missing' }>,
  score: ItemScore | undefined,
): readonly FiredTrigger[] =>
  score?.state === 'not-available' || score?.state === 'unanswered'
    ? [{ kind: 'missing', item, state: score.state }]
    : [];
