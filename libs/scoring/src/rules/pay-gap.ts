import type { PayRow, PayValue } from '@isonomia/instrument';
import type { Settings } from '../constants.js';
import { isUnder } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import { notScored, scored, shown } from './rule-score.js';
import type { RuleScore, TraceRow } from './rule-score.js';

/** Means and counts of some grades; gaps are shares of the men's mean, positive when women earn less. */
export interface PaySums {
  readonly women: number;
  readonly men: number;
  /** Count-weighted; 0 when nobody is counted. */
  readonly womenMean: number;
  readonly menMean: number;
}

/** Doubles end near 1.8 × 10³⁰⁸ and money has no upper bound: sums are formed in a unit that is a power of two. */
const HUGE = 2 ** 960;
const SMALL_UNIT = 2 ** -80;

/** Undefined when a grade is marked not available: the table is incomplete. */
export const gradesOf = (value: PayValue): readonly PayRow[] | undefined => {
  const grades: PayRow[] = [];
  for (const row of value.rows) {
    if ('notAvailable' in row) return undefined;
    grades.push(row);
  }
  return grades;
};

export const paySums = (grades: readonly PayRow[]): PaySums => {
  const unit = unitOf(grades);
  let women = 0;
  let men = 0;
  let womenPay = 0;
  let menPay = 0;
  for (const grade of grades) {
    women += grade.women.count;
    men += grade.men.count;
    womenPay += grade.women.count * ((grade.women.mean ?? 0) * unit);
    menPay += grade.men.count * ((grade.men.mean ?? 0) * unit);
  }
  return {
    women,
    men,
    womenMean: women === 0 ? 0 : womenPay / women / unit,
    menMean: men === 0 ? 0 : menPay / men / unit,
  };
};

const unitOf = (grades: readonly PayRow[]): number =>
  grades.some(({ women, men }) => (women.mean ?? 0) > HUGE || (men.mean ?? 0) > HUGE) ? SMALL_UNIT : 1;

export const countedGrades = (grades: readonly PayRow[], settings: Settings): readonly PayRow[] => {
  const { payMinimumPerSex } = settings.constants;
  return grades.filter(({ women, men }) => women.count >= payMinimumPerSex && men.count >= payMinimumPerSex);
};

/** The gap between women and men of the same grade, weighted with where the women are, as a share of the men's mean. */
export const gapWithin = (counted: readonly PayRow[], sums: PaySums): number => {
  let gap = 0;
  for (const { women, men } of counted) {
    gap += (women.count / sums.women) * ((men.mean ?? 0) - (women.mean ?? 0));
  }
  return gap / sums.menMean;
};

/**
 * `PG`: pay gap within grades. Full marks up to 2.5 %, 75 at 5 %, none from 20 %.
 * Source: method.md §2; the limit and target values of Logib, the within part of the Oaxaca–Kitagawa split.
 */
export const payGap = (question: string, grades: readonly PayRow[], settings: Settings): RuleScore => {
  const counted = countedGrades(grades, settings);
  const all = paySums(grades);
  const sums = paySums(counted);
  const inputs = { question, women: all.women, men: all.men };
  const parts = { rule: 'PG', inputs, constants: settings.printed.PG } as const;
  if (counted.length === 0) {
    return notScored('no-grade-counts', { ...parts, sentence: 'trace.PG.no-grade-counts', values: {} });
  }
  const values = { grades: counted.length, womenCounted: sums.women, menCounted: sums.men };
  if (isUnder(sums.women, all.women, settings.payCoverage)) {
    return notScored('too-few-women-counted', { ...parts, sentence: 'trace.PG.too-few-women-counted', values });
  }
  const signed = gapWithin(counted, sums);
  const score = round9(scoreOfGap(Math.abs(signed), settings));
  const rows = counted.map((grade) => gradeRow(grade, sums, settings));
  return scored(score, {
    ...parts,
    sentence: 'trace.PG',
    values: {
      ...values,
      womenMean: shown(sums.womenMean),
      menMean: shown(sums.menMean),
      signedGap: shown(signed),
      findings: rows.flatMap((row) => (row['finding'] === true ? [String(row['row'])] : [])),
      score,
    },
    rows,
  });
};

const scoreOfGap = (gap: number, settings: Settings): number => {
  const { payFullScoreGap, payMiddleGap, payMiddleScore, payZeroGap } = settings.constants;
  if (gap <= payFullScoreGap) return 100;
  if (gap <= payMiddleGap) {
    return 100 - ((100 - payMiddleScore) * (gap - payFullScoreGap)) / (payMiddleGap - payFullScoreGap);
  }
  if (gap >= payZeroGap) return 0;
  return (payMiddleScore * (payZeroGap - gap)) / (payZeroGap - payMiddleGap);
};

/** A gap of a grade with ten of each sex is a finding from 5 % either way, on the rounded value. */
export const isPayFinding = (grade: PayRow, gap: number, settings: Settings): boolean => {
  const { minimumCount, payFindingGap } = settings.constants;
  return grade.women.count >= minimumCount && grade.men.count >= minimumCount && Math.abs(gap) >= payFindingGap;
};

const gradeRow = (grade: PayRow, sums: PaySums, settings: Settings): TraceRow => {
  const womenMean = grade.women.mean ?? 0;
  const menMean = grade.men.mean ?? 0;
  const gap = shown((menMean - womenMean) / menMean);
  return {
    row: grade.id,
    women: grade.women.count,
    womenMean: shown(womenMean),
    men: grade.men.count,
    menMean: shown(menMean),
    shareOfWomen: round9(grade.women.count / sums.women),
    gap,
    finding: typeof gap === 'string' || isPayFinding(grade, gap, settings),
  };
};
