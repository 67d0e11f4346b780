import type { MeansValue } from '@isonomia/instrument';
import type { Settings } from '../constants.js';
import { isUnder } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import { notScored, scored, shown } from './rule-score.js';
import type { RuleScore } from './rule-score.js';

/**
 * `ME`: the lower mean against the higher, full marks from 0.80. A difference in favour of women while they are under
 * 40 % costs nothing. Source: method.md §2, after the four-fifths rule of 29 CFR 1607.4(D).
 */
export const means = (question: string, value: MeansValue, event: 'gain' | 'loss', settings: Settings): RuleScore => {
  const { women, men } = value;
  const { minimumCount, selectionRatioThreshold } = settings.constants;
  const womenMean = women.mean ?? 0;
  const menMean = men.mean ?? 0;
  const inputs = {
    question,
    event,
    women: women.count,
    men: men.count,
    womenMean: shown(womenMean),
    menMean: shown(menMean),
  };
  const parts = { rule: 'ME', inputs, constants: settings.printed.ME } as const;
  if (women.count < minimumCount || men.count < minimumCount) {
    return notScored('too-small', { ...parts, sentence: 'trace.ME.too-small', values: {} });
  }
  const higher = Math.max(womenMean, menMean);
  if (higher === 0) return notScored('both-means-zero', { ...parts, sentence: 'trace.ME.both-zero', values: {} });
  const ratio = Math.min(womenMean, menMean) / higher;
  const direction = favoured(womenMean, menMean, event);
  const values = { ratio: round9(ratio), direction };
  if (direction === 'women' && isUnder(women.count, women.count + men.count, settings.underrepresented)) {
    return scored(100, { ...parts, sentence: 'trace.ME.favours-women', values: { ...values, score: 100 } });
  }
  const score = round9(100 * Math.min(1, ratio / selectionRatioThreshold));
  return scored(score, { ...parts, sentence: 'trace.ME', values: { ...values, score } });
};

/** Whom a difference favours: more of a gain, or less of a loss. */
export const favoured = (women: number, men: number, event: 'gain' | 'loss'): 'women' | 'men' | 'neither' => {
  if (women === men) return 'neither';
  return women > men === (event === 'gain') ? 'women' : 'men';
};
