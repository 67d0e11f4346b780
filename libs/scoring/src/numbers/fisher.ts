const TOLERANCE = 1 + 1e-7;
const NEGLIGIBLE = 1e-12;
/** A table this much rarer than the likeliest has a p of 0 in nine decimals, however many like it there are. */
const VANISHING = 1e-30;

interface Margins {
  readonly population: number;
  readonly events: number;
  readonly drawn: number;
  readonly least: number;
  readonly most: number;
  readonly mode: number;
}

/**
 * Two-sided p of Fisher's exact test for `first` and `second`, each `count` events among `of` people: the probability of
 * all tables with the same margins that are no likelier than the one seen (tolerance 10⁻⁷). Probabilities are taken
 * relative to the likeliest table and summed from there outward until a term adds less than 10⁻¹² of the running sum, so
 * that no factorial of a large number is ever formed. Source: method.md §2, `SR`.
 */
export const fisherTwoSided = (
  first: { readonly count: number; readonly of: number },
  second: { readonly count: number; readonly of: number },
): number => {
  const margins = marginsOf(first, second);
  const seen = relativeTo(margins, first.count);
  if (seen < VANISHING) return 0;
  const limit = seen * TOLERANCE;
  let all = 1;
  let unlikely = 1 <= limit ? 1 : 0;
  const add = (term: number): boolean => {
    all += term;
    if (term <= limit) unlikely += term;
    return term >= NEGLIGIBLE * all;
  };
  for (let x = margins.mode, term = 1; x < margins.most; x += 1) {
    term *= stepUp(margins, x);
    if (!add(term)) break;
  }
  for (let x = margins.mode, term = 1; x > margins.least; x -= 1) {
    term /= stepUp(margins, x - 1);
    if (!add(term)) break;
  }
  return Math.min(1, unlikely / all);
};

const marginsOf = (
  first: { readonly count: number; readonly of: number },
  second: { readonly count: number; readonly of: number },
): Margins => {
  const population = first.of + second.of;
  const events = first.count + second.count;
  const drawn = first.of;
  const least = Math.max(0, drawn + events - population);
  const most = Math.min(drawn, events);
  const peak = Math.floor(((drawn + 1) * (events + 1)) / (population + 2));
  return { population, events, drawn, least, most, mode: Math.min(most, Math.max(least, peak)) };
};

/** P(x + 1) ÷ P(x) of the hypergeometric distribution. */
const stepUp = ({ population, events, drawn }: Margins, x: number): number =>
  ((events - x) * (drawn - x)) / ((x + 1) * (population - events - drawn + x + 1));

const relativeTo = (margins: Margins, target: number): number => {
  let term = 1;
  for (let x = margins.mode; x < target && term >= VANISHING; x += 1) term *= stepUp(margins, x);
  for (let x = margins.mode; x > target && term >= VANISHING; x -= 1) term /= stepUp(margins, x - 1);
  return term;
};
