import { STANDARD_RULES, type DisclosureRules } from './rules.js';

/** One agency's score; agencies of one holding count as one where it is asked how many stand behind a figure. */
export interface HeldValue {
  readonly holding: string;
  readonly value: number;
}

/** Whole points; of few contributors the ends of the scale are not told apart. */
export type ShownPoints =
  | { readonly kind: 'points'; readonly points: number }
  | { readonly kind: 'under'; readonly bound: number }
  | { readonly kind: 'over'; readonly bound: number };

export interface ShownQuartiles {
  readonly lower: ShownPoints;
  readonly upper: ShownPoints;
}

/** Percent, 0…100: at least `from`, and less than `to` unless that is 100. */
export interface ShownShare {
  readonly from: number;
  readonly to: number;
}

/** Parts that the whole is cut into, finest first: 5, 10, 20 and 33⅓ %. */
const SHARE_PARTS = [20, 10, 5, 3] as const;
/** A median of few at an end of the scale says that most of them are there. */
const LOW_END = 10;
const HIGH_END = 90;

export const holdingsOf = (values: readonly { readonly holding: string }[]): number =>
  new Set(values.map(({ holding }) => holding)).size;

/** The median of agencies' scores; nothing under five holdings. Source: method.md §8.1; the ends: ADR 0027. */
export function discloseMedian(values: readonly HeldValue[], rules = STANDARD_RULES): ShownPoints | undefined {
  return holdingsOf(values) < rules.minimumHoldings ? undefined : pointsAt(values, 0.5, rules);
}

/** The first and third quartile; nothing under ten holdings. Source: method.md §7. */
export function discloseQuartiles(values: readonly HeldValue[], rules = STANDARD_RULES): ShownQuartiles | undefined {
  if (holdingsOf(values) < rules.minimumQuartiles) return undefined;
  return { lower: pointsAt(values, 0.25, rules), upper: pointsAt(values, 0.75, rules) };
}

/** The median of a single item, which fewer agencies answer in ways that can be told apart: only from ten holdings on. */
export function discloseItemMedian(values: readonly HeldValue[], rules = STANDARD_RULES): ShownPoints | undefined {
  return holdingsOf(values) < rules.minimumQuartiles ? undefined : pointsAt(values, 0.5, rules);
}

function pointsAt(values: readonly HeldValue[], part: number, rules: DisclosureRules): ShownPoints {
  const exact = quantile(
    values.map(({ value }) => value),
    part,
  );
  if (holdingsOf(values) < rules.minimumQuartiles) {
    if (exact < LOW_END) return { kind: 'under', bound: LOW_END };
    if (exact > HIGH_END) return { kind: 'over', bound: HIGH_END };
  }
  return { kind: 'points', points: Math.floor(exact + 0.5) };
}

/** Type 7 of Hyndman and Fan: linear between order statistics. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? 0;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * How many of `n` agencies, as a range so wide that at least four counts look the same: an exact share of ten agencies
 * is a list of who did not. Nothing under twelve. Source: ADR 0027.
 */
export function shareRange(count: number, n: number, rules = STANDARD_RULES): ShownShare | undefined {
  if (n < rules.minimumShare) return undefined;
  const parts = SHARE_PARTS.find((some) => n / some >= rules.shareStep) ?? (rules.shareStep < 1 ? n : undefined);
  if (parts === undefined) return undefined;
  const part = Math.min(parts - 1, Math.floor((count * parts) / n));
  return { from: (part * 100) / parts, to: ((part + 1) * 100) / parts };
}
