/** What leaves the agency that owns it (method.md §8). A mutant of any of these must be caught by the tests. */
export interface DisclosureRules {
  /** Counts are rounded to multiples of it. */
  readonly roundingBase: number;
  /** Counts from 1 to one less are shown as "fewer than" it. */
  readonly minimumCell: number;
  /** Least rounded base of a percentage or rate. */
  readonly minimumPercentageBase: number;
  /** Least number of women, and of men, behind an average of pay. */
  readonly minimumPayCell: number;
  /** Least number of holdings behind any statistic of a group. */
  readonly minimumHoldings: number;
  /** Largest part of the people of a cell that one holding may have. */
  readonly dominance: number;
  /**
   * What nobody may learn a value more closely than, as a part of it: neither from a cell, by taking away what is one's
   * own, nor from all that is published together.
   */
  readonly protection: number;
  /** Least number of holdings behind quartiles, and behind any statistic of a single item. */
  readonly minimumQuartiles: number;
  /** Under it a share of agencies is not shown at all. */
  readonly minimumShare: number;
  /** Least number of agencies that the steps of a share must hold. */
  readonly shareStep: number;
  /** Whether groups that could be told from others by taking them away go too. */
  readonly complementary: boolean;
  /** Whether what is to be published is tried against attackers before it is. */
  readonly audited: boolean;
  /** Whether a set of agencies is compared with those released before. */
  readonly differencing: boolean;
}

export const STANDARD_RULES: DisclosureRules = {
  roundingBase: 5,
  minimumCell: 5,
  minimumPercentageBase: 20,
  minimumPayCell: 10,
  minimumHoldings: 5,
  dominance: 0.5,
  protection: 0.1,
  minimumQuartiles: 10,
  minimumShare: 12,
  shareStep: 4,
  complementary: true,
  audited: true,
  differencing: true,
};

/**
 * `shown`: "no women at this rank" is the finding. `hidden`: for complaints and health, where that nobody is in a cell says
 * something about those who are not; a 0 then looks like any other small cell.
 */
export type ZeroRule = 'shown' | 'hidden';
