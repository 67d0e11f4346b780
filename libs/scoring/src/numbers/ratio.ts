/** A constant such as 0.4 as two whole numbers, so that conditions on counts are decided without a rounding. */
export interface Ratio {
  readonly numerator: number;
  readonly denominator: number;
}

const DECIMALS = 1e9;

export const ratioOf = (constant: number): Ratio => {
  const numerator = Math.round(constant * DECIMALS);
  const divisor = greatestCommonDivisor(numerator, DECIMALS);
  return { numerator: numerator / divisor, denominator: DECIMALS / divisor };
};

/** part ÷ whole < ratio, by cross-multiplication. */
export const isUnder = (part: number, whole: number, ratio: Ratio): boolean =>
  part * ratio.denominator < whole * ratio.numerator;

/** part ÷ whole > ratio, by cross-multiplication. */
export const isOver = (part: number, whole: number, ratio: Ratio): boolean =>
  part * ratio.denominator > whole * ratio.numerator;

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
