import type { MaturityValue } from '@isonomia/instrument';
import { POINTS_PER_LEVEL } from '../constants.js';
import type { Settings } from '../constants.js';
import type { ItemScore } from '../result.js';

export type Level = MaturityValue['level'];
export const LEVELS: readonly Level[] = [0, 1, 2, 3, 4];

/** `M`: 25 points a level; a level from 2 upward that nothing proves counts as level 1. Source: method.md §1, §2. */
export const maturity = (question: string, level: Level, proven: boolean, settings: Settings): ItemScore => {
  const { unprovenMaturityLevel } = settings.constants;
  const counted = proven ? level : Math.min(level, unprovenMaturityLevel);
  const claimed = POINTS_PER_LEVEL * level;
  const evidenced = POINTS_PER_LEVEL * counted;
  return {
    state: 'answered',
    rule: 'M',
    claimed,
    evidenced,
    trace: {
      rule: 'M',
      sentence: counted === level ? 'trace.M.proven' : 'trace.M.unproven',
      inputs: { question, level, proven },
      constants: settings.printed.M,
      values: { countedLevel: counted, claimed, evidenced },
    },
  };
};
