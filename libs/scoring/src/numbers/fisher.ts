const TOLERANCE = 1 + 1e-7;
const NEGLIGIBLE = 1e-12;
/** A table this much rarer than the likeliest has a p of 0 in nine decimals, however many like it there are. */
const VANISHING = 1e-30;

/** `count` events among `of` people. */
export interface Trial {
  readonly count: number;
  readonly of: number;
}

interface Margins {
  readonly events: number;
  /** Size of the first group. */
  readonly drawn: number;
  /** Size of the second group less all events. */
  readonly spare: number;
}

/**
 * Two-sided p of Fisher's exact test: the probability of all tables with the same margins that are no likelier than the
 * one seen (tolerance 10⁻⁷). Probabilities are taken relative to the likeliest table and summed from there outward, first
 * upward, then downward, until a term adds less than 10⁻¹² of the running sum: no factorial of a large number is ever
 * formed. Source: method.md §2, `SR`.
 */
export const fisherTwoSided = (first: Trial, second: Trial): number => {
  const events = first.count + second.count;
  const margins = { events, drawn: first.of, spare: second.of - events };
  const mode = likeliest(margins);
  const seen = relativeTo(margins, mode, first.count);
  if (seen < VANISHING) return 0;
  const limit = seen * TOLERANCE;
  const middle = { all: 1, unlikely: 1 <= limit ? 1 : 0 };
  const above = sumUpward(margins, mode, limit, middle);
  const { all, unlikely } = sumDownward(margins, mode, limit, above);
  return Math.min(1, unlikely / all);
};

const leastOf = ({ spare }: Margins): number => Math.max(0, -spare);
const mostOf = ({ events, drawn }: Margins): number => Math.min(drawn, events);

const likeliest = (margins: Margins): number => {
  const { events, drawn, spare } = margins;
  const peak = Math.floor(((drawn + 1) * (events + 1)) / (drawn + spare + events + 2));
  return Math.min(mostOf(margins), Math.max(leastOf(margins), peak));
};

/** P(x + 1) ÷ P(x) of the hypergeometric distribution. */
const stepUp = (events: number, drawn: number, spare: number, x: number): number =>
  ((events - x) * (drawn - x)) / ((x + 1) * (spare + x + 1));

const relativeTo = ({ events, drawn, spare }: Margins, mode: number, target: number): number => {
  let term = 1;
  for (let x = mode; x < target && term >= VANISHING; x += 1) term *= stepUp(events, drawn, spare, x);
  for (let x = mode; x > target && term >= VANISHING; x -= 1) term /= stepUp(events, drawn, spare, x - 1);
  return term;
};

interface Sums {
  readonly all: number;
  readonly unlikely: number;
}

const sumUpward = (margins: Margins, mode: number, limit: number, before: Sums): Sums => {
  const { events, drawn, spare } = margins;
  const most = mostOf(margins);
  let { all, unlikely } = before;
  let term = 1;
  for (let x = mode; x < most && term >= NEGLIGIBLE * all; x += 1) {
    term *= stepUp(events, drawn, spare, x);
    all += term;
    if (term <= limit) unlikely += term;
  }
  return { all, unlikely };
};

const sumDownward = (margins: Margins, mode: number, limit: number, before: Sums): Sums => {
  const { events, drawn, spare } = margins;
  const least = leastOf(margins);
  let { all, unlikely } = before;
  let term = 1;
  for (let x = mode; x > least && term >= NEGLIGIBLE * all; x -= 1) {
    term /= stepUp(events, drawn, spare, x - 1);
    all += term;
    if (term <= limit) unlikely += term;
  }
  return { all, unlikely };
};
