import { findQuestion, type Item } from '@isonomia/instrument';
import type { DimensionScore, ItemScore } from '@isonomia/scoring';

import type { Chart } from '../charts/chart.js';
import { profileChart, type ProfileRow } from '../charts/profile.js';
import { LEVEL_BOUNDS } from '../text/format.js';

import { answerWords, topGroupWords } from './answer-words.js';
import { chartContext, type DrawingOptions } from './portrait.js';
import { dimensionShort, isScoredFromFigures, isSharing, shortName, type Reading } from './reading.js';

export interface HeadlineView {
  readonly shown: boolean;
  readonly evidenced: string;
  readonly claimed: string;
  readonly level: string;
  readonly levelAbout: string;
  readonly interval: string;
  /** Instead of the numbers: why there are none. */
  readonly missing: string;
}

const NONE = '–';

export function headline(reading: Reading): HeadlineView {
  const { overall } = reading.outcome.result;
  const { t, format } = reading;
  const score = (value: number | undefined): string => (value === undefined ? NONE : format.score(value));
  return {
    shown: overall.shown,
    evidenced: score(overall.evidenced),
    claimed: score(overall.claimed),
    level: overall.level === undefined ? NONE : t(`level.${overall.level}.title`),
    levelAbout: overall.level === undefined ? '' : t(`level.${overall.level}.about`),
    interval: overall.interval === undefined ? '' : range(reading, overall.interval.evidenced),
    missing: overall.shown ? '' : t('result.overall-missing'),
  };
}

export const range = ({ format }: Reading, [low, high]: readonly [number, number]): string =>
  `${format.score(low, [])} – ${format.score(high, [])}`;

/** Dimensions of which anything is asked, in the order of the instrument. */
export function askedDimensions(reading: Reading): readonly string[] {
  const { dimensions } = reading.outcome.instrument;
  return dimensions.map(({ id }) => id).filter((id) => Object.hasOwn(reading.outcome.result.dimensions, id));
}

export function profile(reading: Reading, options: DrawingOptions): Chart {
  const { t, outcome } = reading;
  const rows = askedDimensions(reading).flatMap((id): readonly ProfileRow[] => {
    const score = outcome.result.dimensions[id];
    return score === undefined ? [] : [profileRow(reading, id, score)];
  });
  const levels = ['initial', 'emerging', 'developing', 'advanced', 'leading'];
  return profileChart(
    {
      rows,
      levelBounds: outcome.instrument.constants.levelBounds,
      levels: levels.map((level) => t(`level.${level}.title`)),
      rowHeight: options.rowHeight,
      note: t('result.profile-note', { dimensions: rows.length, ...scoredCount(reading) }),
    },
    chartContext(reading, 'profile', options),
  );
}

function profileRow(reading: Reading, id: string, score: DimensionScore): ProfileRow {
  const { t } = reading;
  return {
    id,
    label: dimensionShort(reading, id),
    claimed: score.claimed,
    evidenced: score.evidenced,
    interval: score.interval?.evidenced,
    level: score.level === undefined ? undefined : t(`level.${score.level}.title`),
    note: score.shown ? undefined : t('result.dimension-missing', { count: score.missing.length }),
  };
}

/** Items with a score of their own; a zero for what is missing or unproven is none. */
export function scoredCount(reading: Reading): { readonly scored: number; readonly items: number } {
  const scores = Object.values(reading.outcome.result.items);
  return { scored: scores.filter((score) => score.claimed !== undefined).length, items: scores.length };
}

export interface GateView {
  readonly id: string;
  readonly title: string;
  readonly state: 'open' | 'not-shown' | 'met' | 'unanswered';
  readonly label: string;
  readonly text: string;
}

export function gates(reading: Reading): readonly GateView[] {
  return Object.entries(reading.outcome.result.gates).map(([id, gate]) => ({
    id,
    title: reading.t(`gate.${id}.title`),
    state: gate.state,
    label: reading.t(`result.gate-state.${gate.state}`),
    text: reading.t(`gate.${id}.${gate.state === 'not-shown' ? 'notShown' : gate.state}`),
  }));
}

export interface ItemView {
  readonly id: string;
  readonly name: string;
  readonly answer: string;
  readonly claimed: string;
  readonly evidenced: string;
  /** Why it has no score, or '' where it has one. */
  readonly reason: string;
  /** Worth keeping: what stands there is proven and high. */
  readonly good: boolean;
}

/**
 * An item with what was answered. Outside the agency, a score that comes from counts of people or from pay is not
 * printed: with a rounded count beside it, it would give back what rounding took away.
 */
export function itemView(reading: Reading, item: Item): ItemView {
  const score = reading.outcome.result.items[item.id];
  const kept = isSharing(reading) && isScoredFromFigures(reading, item);
  const print = (value: number | undefined): string =>
    value === undefined || kept ? NONE : reading.format.score(value, boundsOf(reading, item));
  return {
    id: item.id,
    name: shortName(reading, item.id),
    answer: itemWords(reading, item),
    claimed: print(score?.claimed),
    evidenced: print(score?.evidenced),
    reason: score === undefined ? '' : missingReason(reading, score),
    good: (score?.evidenced ?? 0) >= goodFrom(item),
  };
}

function missingReason({ translator }: Reading, score: ItemScore): string {
  // Where there is no answer, the answer's own words say so.
  const reason = score.state === 'answered' ? score.reason : undefined;
  return reason === undefined ? '' : (translator.find(`reason.${reason}`) ?? reason);
}

/** Under 100 a rate favours one sex and a pay gap is open: nothing to keep, however near. */
function goodFrom(item: Item): number {
  return item.rule.code === 'SR' || item.rule.code === 'ME' || item.rule.code === 'PG' ? 100 : GOOD_FROM;
}

/** A gate's item must not print as having reached its threshold either. */
function boundsOf(reading: Reading, item: Item): readonly number[] {
  const gate = reading.outcome.instrument.gates.find((one) => one.item === item.id);
  return gate === undefined ? LEVEL_BOUNDS : [...LEVEL_BOUNDS, gate.threshold];
}

export function itemWords(reading: Reading, item: Item): string {
  const { instrument, result } = reading.outcome;
  if (!('question' in item.rule)) {
    const share = result.items[item.id]?.claimed;
    return share === undefined
      ? NONE
      : reading.t('answer-words.data', { share: reading.format.percent(share / 100, 1) });
  }
  const question = findQuestion(instrument, item.rule.question);
  if (question === undefined) return NONE;
  if (item.rule.code === 'GC' && question.type === 'headcount') return topGroupWords(reading, question);
  return answerWords(reading, question);
}

export interface PointView {
  readonly id: string;
  readonly name: string;
  readonly dimension: string;
  readonly answer: string;
  readonly score: string;
}

const GOOD_FROM = 75;
const GAP_UNDER = 40;
const POINTS = 3;

type Scored = readonly [item: Item, score: ItemScore & { readonly evidenced: number }];

function scoredItems(reading: Reading): readonly Scored[] {
  return reading.items.flatMap((item): readonly Scored[] => {
    const score = reading.outcome.result.items[item.id];
    return score?.evidenced === undefined ? [] : [[item, { ...score, evidenced: score.evidenced }]];
  });
}

function pointView(reading: Reading, item: Item): PointView {
  const view = itemView(reading, item);
  const score = reading.outcome.result.items[item.id]?.evidenced;
  return {
    id: item.id,
    name: view.name,
    dimension: dimensionShort(reading, item.dimension),
    answer: view.answer,
    score:
      view.evidenced === NONE || score === undefined
        ? ''
        : reading.t('result.of-hundred', { score: reading.format.scoreInWords(score, boundsOf(reading, item)) }),
  };
}

/** The three items that stand highest, proven; the first of each dimension, so that one dimension is not the whole story. */
export function strengths(reading: Reading): readonly PointView[] {
  const best = scoredItems(reading)
    .filter(([item, score]) => score.evidenced >= goodFrom(item))
    .toSorted(([, a], [, b]) => b.evidenced - a.evidenced);
  return spread(best).map(([item]) => pointView(reading, item));
}

/** The three widest gaps by weight; gates stand apart and are not repeated. Claimed too is low before unproven alone. */
export function gaps(reading: Reading): readonly PointView[] {
  const gated = new Set(reading.outcome.instrument.gates.map((gate) => String(gate.item)));
  const wide = ([item, score]: Scored): number => (100 - score.evidenced) * item.weight;
  const worst = scoredItems(reading)
    .filter(([item, score]) => score.state === 'answered' && score.evidenced < GAP_UNDER && !gated.has(item.id))
    .toSorted((a, b) => wide(b) - wide(a) || (a[1].claimed ?? 0) - (b[1].claimed ?? 0));
  return spread(worst).map(([item]) => pointView(reading, item));
}

function spread(ordered: readonly Scored[]): readonly Scored[] {
  const first = ordered.filter(
    ([item], index) => ordered.findIndex(([other]) => other.dimension === item.dimension) === index,
  );
  const rest = ordered.filter((entry) => !first.includes(entry));
  return [...first, ...rest].slice(0, POINTS);
}
