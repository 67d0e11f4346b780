import type { Cell } from '@isonomia/disclosure';

import { directionOf, leftToRight } from './direction.js';
import type { Translate } from './translator.js';

export { directionOf } from './direction.js';

/** How a number, a date, a cell looks. One place, so that page and document agree. */
export interface Format {
  readonly locale: string;
  /** Whole numbers with the language's grouping. */
  readonly count: (value: number) => string;
  /** 0…100 with one decimal; truncated where rounding would lift it over a bound it is under. */
  readonly score: (value: number, bounds?: readonly number[]) => string;
  /** The same within a sentence: no decimal when it is whole. */
  readonly scoreInWords: (value: number, bounds?: readonly number[]) => string;
  /** A share 0…1 as "18 %"; `digits` decimals. */
  readonly percent: (share: number, digits?: 0 | 1) => string;
  /** Ratios and indexes: two decimals. */
  readonly ratio: (value: number) => string;
  readonly probability: (value: number) => string;
  readonly money: (value: number) => string;
  /** `2026-09-30` → "30 September 2026". */
  readonly date: (isoDate: string) => string;
  /** An instant, in the agency's time zone. */
  readonly instant: (isoInstant: string, timeZone: string) => string;
  /** The day on which an instant falls there. */
  readonly dayOf: (isoInstant: string, timeZone: string) => string;
  readonly period: (from: string, to: string) => string;
  readonly list: (parts: readonly string[]) => string;
  readonly cell: (cell: Cell) => string;
}

export const LEVEL_BOUNDS: readonly number[] = [20, 40, 60, 80];
/** Scores are decimals of nine places held in binary: cut the noise off before looking at a half. */
const PLACES = 9;

/**
 * One decimal, half away from zero; a value under one of `bounds` never prints as having reached it (59.96 → 59.9).
 * Source: method.md, Numbers.
 */
export function displayScore(value: number, bounds: readonly number[] = LEVEL_BOUNDS): number {
  const rounded = roundHalfAway(value, 1);
  const crosses = bounds.some((bound) => value < bound && rounded >= bound);
  return crosses ? Math.floor(Number((value * 10).toFixed(PLACES - 1))) / 10 : rounded;
}

function roundHalfAway(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Number((Math.abs(value) * factor).toFixed(PLACES - digits));
  return (Math.sign(value) * Math.floor(scaled + 0.5)) / factor;
}

/**
 * Day before month, and a space before "%", for English readers anywhere. Arabic with the digits 0 to 9, on every page, chart
 * and paper: forms take them, ids and addresses hold them, and the two columns of a bilingual table can be compared.
 */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB', ar: 'ar-u-nu-latn' };
export const localeOf = (language: string): string => LOCALES[language] ?? language;
/** Between right-to-left words "−7.3 %" and "<5" would come apart: their signs belong to no direction. */
const asWritten = (text: string): string => text;

export function createFormat(language: string, t: Translate): Format {
  const locale = localeOf(language);
  const keep = directionOf(language) === 'rtl' ? leftToRight : asWritten;
  const fixed = [0, 1, 2].map(
    (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  const write = (value: number, digits: number): string => {
    const rounded = roundHalfAway(value, digits);
    // "-0.0" is no number anyone expects.
    const text = (fixed[digits] ?? new Intl.NumberFormat(locale)).format(rounded === 0 ? 0 : rounded);
    // Some locales bring marks of direction with their minus: those are `keep`'s to set.
    return text.replace(/\p{Cf}/gu, '').replace('-', '−');
  };
  const dates = dateFormats(locale);
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const signed = (value: number, digits: number): string => {
    const text = write(value, digits);
    return text.startsWith('−') ? keep(text) : text;
  };
  const count = (value: number): string => signed(value, 0);
  return {
    locale,
    count,
    score: (value, bounds) => write(displayScore(value, bounds), 1),
    scoreInWords: (value, bounds) => {
      const shown = displayScore(value, bounds);
      return write(shown, Number.isInteger(shown) ? 0 : 1);
    },
    percent: (share, digits = 0) => keep(t('format.percent', { number: write(share * 100, digits) })),
    ratio: (value) => signed(value, 2),
    probability: (value) =>
      value < 0.001 ? t('format.under', { number: write1000(locale) }) : probability(locale, value),
    money: (value) => (Math.abs(value) < 100 ? signed(value, 2) : count(value)),
    ...dates,
    list: (parts) => lists.format(parts),
    cell: (cell) => cellText(cell, t, { count, keep }),
  };
}

interface CellWriting {
  readonly count: (value: number) => string;
  readonly keep: (text: string) => string;
}

function cellText(cell: Cell, t: Translate, { count, keep }: CellWriting): string {
  switch (cell.kind) {
    case 'count':
      return cell.atLeast ? t('format.at-least', { number: count(cell.count) }) : count(cell.count);
    case 'under':
      return keep(t('format.fewer', { number: count(cell.bound) }));
    case 'hidden':
      return t('format.too-small');
    case 'missing':
      return t('format.not-available');
  }
}

const write1000 = (locale: string): string => new Intl.NumberFormat(locale, { minimumFractionDigits: 3 }).format(0.001);
const probability = (locale: string, value: number): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 }).format(roundHalfAway(value, 3));

/** The Russian word for "year", which stands behind every date, must not begin a line; a French month begins with its "1er". */
const held = (date: string): string => date.replace(/ (?=г\.)/, '\u00a0').replace(FIRST_OF_FRENCH_MONTH, '1er ');
const FIRST_OF_FRENCH_MONTH =
  /^1 (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)/;

function dateFormats(locale: string): Pick<Format, 'date' | 'instant' | 'dayOf' | 'period'> {
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const day = new Intl.DateTimeFormat(locale, { ...long, timeZone: 'UTC' });
  const date = (iso: string): string => held(day.format(new Date(`${iso}T00:00:00Z`)));
  return {
    date,
    instant: (iso, timeZone) =>
      held(
        new Intl.DateTimeFormat(locale, { ...long, hour: '2-digit', minute: '2-digit', timeZone }).format(
          new Date(iso),
        ),
      ),
    dayOf: (iso, timeZone) => held(new Intl.DateTimeFormat(locale, { ...long, timeZone }).format(new Date(iso))),
    period: (from, to) => `${date(from)} – ${date(to)}`,
  };
}
