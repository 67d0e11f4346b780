/** Exact fractions: an attacker does not lose a leak to rounding. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const ZERO: Fraction = { top: 0n, bottom: 1n };

function reduced(top: bigint, bottom: bigint): Fraction {
  let a = top < 0n ? -top : top;
  let b = bottom < 0n ? -bottom : bottom;
  while (b !== 0n) [a, b] = [b, a % b];
  const divisor = a === 0n ? 1n : a;
  const sign = bottom < 0n ? -1n : 1n;
  return { top: (sign * top) / divisor, bottom: (sign * bottom) / divisor };
}

const minus = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
const times = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.top, a.bottom * b.bottom);
const over = (a: Fraction, b: Fraction): Fraction => reduced(a.top * b.bottom, a.bottom * b.top);

type Row = Map<number, Fraction>;

/**
 * Unknowns whose value follows from equations alone: those whose unit vector lies in the space of the rows. Rows are lists
 * of unknowns that are added up; what they add up to does not matter for whether the answer is determined.
 */
export function determined(equations: readonly (readonly number[])[]): ReadonlySet<number> {
  const done: { readonly pivot: number; readonly row: Row }[] = [];
  for (const equation of equations) {
    const row: Row = new Map(equation.map((unknown) => [unknown, { top: 1n, bottom: 1n }]));
    for (const { pivot, row: other } of done) clear(row, pivot, other);
    const [first] = row;
    if (first === undefined) continue;
    const [pivot, lead] = first;
    for (const [unknown, factor] of row) row.set(unknown, over(factor, lead));
    for (const { row: other } of done) clear(other, pivot, row);
    done.push({ pivot, row });
  }
  return new Set(done.filter(({ row }) => row.size === 1).map(({ pivot }) => pivot));
}

function clear(row: Row, pivot: number, by: Row): void {
  const factor = row.get(pivot);
  if (factor === undefined) return;
  for (const [unknown, value] of by) {
    const left = minus(row.get(unknown) ?? ZERO, times(factor, value));
    if (left.top === 0n) row.delete(unknown);
    else row.set(unknown, left);
  }
}
