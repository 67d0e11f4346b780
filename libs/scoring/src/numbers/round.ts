const SCALE = 1e9;
/** Veltkamp's constant 2²⁷ + 1: splits a double into two halves whose products are exact. */
const SPLIT = 134_217_729;
/** From here on neighbouring doubles lie more than 10⁻⁹ apart: nothing is left to round. */
const NOTHING_TO_ROUND = 2 ** 23;
const RELATIVE_ERROR = 2 ** -52;

/**
 * Nine decimals, half away from zero, decided on the exact value of the double and not on a product that was itself
 * rounded: the same as writing the double out in full and rounding it by hand. Source: method.md, Numbers.
 */
export const round9 = (value: number): number => {
  const magnitude = value < 0 ? -value : value;
  if (!(magnitude < NOTHING_TO_ROUND)) return value;
  const product = magnitude * SCALE;
  const whole = Math.floor(product);
  const distance = product - whole - 0.5;
  const up = Math.abs(distance) > product * RELATIVE_ERROR ? distance > 0 : distance + lost(magnitude, product) >= 0;
  const rounded = (up ? whole + 1 : whole) / SCALE;
  // Adding 0 turns -0 into 0: a score has no sign.
  return (value < 0 ? -rounded : rounded) + 0;
};

/** What the multiplication by 10⁹ lost, exactly (Dekker). 10⁹ has 21 significant bits and needs no split. */
const lost = (magnitude: number, product: number): number => {
  const carry = magnitude * SPLIT;
  const high = carry - (carry - magnitude);
  const low = magnitude - high;
  return high * SCALE - product + low * SCALE;
};
