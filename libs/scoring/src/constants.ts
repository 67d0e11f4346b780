import type { Constants, RuleCode } from '@isonomia/instrument';
import { ratioOf } from './numbers/ratio.js';
import type { Ratio } from './numbers/ratio.js';

/** The constants of one instrument version, with those that decide on counts as ratios, and what each trace prints. */
export interface Settings {
  readonly constants: Constants;
  readonly otherShareLimit: Ratio;
  readonly selectionRatio: Ratio;
  readonly underrepresented: Ratio;
  readonly payCoverage: Ratio;
  readonly printed: Readonly<Record<RuleCode, Readonly<Record<string, number>>>>;
}

/** Points of a maturity level and of the three compliance answers. Source: method.md §1. */
export const POINTS_PER_LEVEL = 25;
export const HIGHEST_LEVEL = 4;
export const COMPLIANCE_POINTS = { yes: 100, partly: 50, no: 0 } as const;

export const settingsOf = (constants: Constants): Settings => ({
  constants,
  otherShareLimit: ratioOf(constants.otherShareLimit),
  selectionRatio: ratioOf(constants.selectionRatioThreshold),
  underrepresented: ratioOf(constants.underrepresentedShare),
  payCoverage: ratioOf(constants.payMinimumCoverage),
  printed: printedConstants(constants),
});

const printedConstants = (c: Constants): Settings['printed'] => {
  const groups = { minimumCount: c.minimumCount, minimumExpected: c.minimumExpected };
  const ratio = {
    selectionRatioThreshold: c.selectionRatioThreshold,
    underrepresentedShare: c.underrepresentedShare,
    minimumCount: c.minimumCount,
  };
  return {
    M: { pointsPerLevel: POINTS_PER_LEVEL, unprovenMaturityLevel: c.unprovenMaturityLevel },
    Y: COMPLIANCE_POINTS,
    CL: {},
    PB: {
      parityThreshold: c.parityThreshold,
      parityFullWeightCount: c.parityFullWeightCount,
      minimumCount: c.minimumCount,
      otherShareLimit: c.otherShareLimit,
    },
    RI: groups,
    GC: groups,
    DI: groups,
    SR: { ...ratio, minimumExpected: c.minimumExpected, fisherAlpha: c.fisherAlpha },
    ME: ratio,
    PG: {
      payFullScoreGap: c.payFullScoreGap,
      payMiddleGap: c.payMiddleGap,
      payMiddleScore: c.payMiddleScore,
      payZeroGap: c.payZeroGap,
      payMinimumPerSex: c.payMinimumPerSex,
      payMinimumCoverage: c.payMinimumCoverage,
      payFindingGap: c.payFindingGap,
      minimumCount: c.minimumCount,
    },
    CV: {},
    DA: {},
  };
};
