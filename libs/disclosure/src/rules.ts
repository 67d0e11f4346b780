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
}

export const STANDARD_RULES: DisclosureRules = {
  roundingBase: 5,
  minimumCell: 5,
  minimumPercentageBase: 20,
  minimumPayCell: 10,
};

/**
 * `shown`: "no women at this rank" is the finding. `hidden`: for complaints and health, where that nobody is in a cell says
 * something about those who are not; a 0 then looks like any other small cell.
 */
export type ZeroRule = 'shown' | 'hidden';
