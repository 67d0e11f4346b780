import type { CoverageValue } from '@isonomia/instrument';
import type { Settings } from '../constants.js';
import { round9 } from '../numbers/round.js';
import { notScored, scored } from './rule-score.js';
import type { RuleScore } from './rule-score.js';

/** `CV`: 100 × covered ÷ all. Nothing to cover is not a failure and not a success. Source: method.md §1. */
export const coverage = (question: string, value: CoverageValue, settings: Settings): RuleScore => {
  const parts = {
    rule: 'CV',
    inputs: { question, count: value.count, of: value.of },
    constants: settings.printed.CV,
  } as const;
  if (value.of === 0)
    return notScored('nothing-to-cover', { ...parts, sentence: 'trace.CV.nothing-to-cover', values: {} });
  const score = round9((100 * value.count) / value.of);
  return scored(score, { ...parts, sentence: 'trace.CV', values: { score } });
};
