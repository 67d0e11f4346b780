import { findItem, findQuestion } from '@isonomia/instrument';
import type { DimensionScore, Raise } from '@isonomia/scoring';

import type { Markup } from '../svg/markup.js';
import { stripDrawing } from '../charts/strip.js';

import { chartContext, type DrawingOptions } from './portrait.js';
import { dimensionName, rowName, shortName, type Reading } from './reading.js';
import { askedDimensions, itemView, range, type ItemView } from './scores.js';

export interface FindingView {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly shown: boolean;
  readonly evidenced: string;
  readonly claimed: string;
  readonly level: string;
  readonly interval: string;
  /** What is missing where the dimension is not shown. */
  readonly missing: string;
  readonly strip: Markup | '';
  readonly items: readonly ItemView[];
  /** Names of what stands proven at a high score. */
  readonly goodPractice: string;
  /** What would raise it most, as sentences. */
  readonly raises: readonly string[];
}

const RAISES = 2;
const NONE = '–';

/** What was found in each dimension: where it stands, on which answers, and the next step. */
export function findings(reading: Reading, options: DrawingOptions): readonly FindingView[] {
  return askedDimensions(reading).flatMap((id) => {
    const score = reading.outcome.result.dimensions[id];
    return score === undefined ? [] : [finding(reading, id, score, options)];
  });
}

function finding(reading: Reading, id: string, score: DimensionScore, options: DrawingOptions): FindingView {
  const { t, format } = reading;
  const items = reading.items.filter((item) => item.dimension === id);
  const print = (value: number | undefined): string => (value === undefined ? NONE : format.score(value));
  const views = items.map((item) => itemView(reading, item));
  return {
    id,
    title: dimensionName(reading, id),
    about: t(`${id}.about`),
    shown: score.shown,
    evidenced: print(score.evidenced),
    claimed: print(score.claimed),
    level: score.level === undefined ? NONE : t(`level.${score.level}.title`),
    interval: score.interval === undefined ? '' : range(reading, score.interval.evidenced),
    missing: score.shown ? '' : t('result.dimension-missing', { count: score.missing.length }),
    strip: stripOf(reading, id, score, options),
    items: views,
    goodPractice: format.list(views.filter((view) => view.good).map((view) => view.name)),
    raises: raisesOf(reading, id),
  };
}

function stripOf(reading: Reading, id: string, score: DimensionScore, options: DrawingOptions): Markup | '' {
  if (score.evidenced === undefined || score.claimed === undefined) return '';
  const data = { evidenced: score.evidenced, claimed: score.claimed, interval: score.interval?.evidenced };
  return stripDrawing(data, reading.outcome.instrument.constants.levelBounds, chartContext(reading, id, options));
}

function raisesOf(reading: Reading, dimension: string): readonly string[] {
  return reading.outcome.result.raises
    .filter((raise) => findItem(reading.outcome.instrument, raise.item)?.dimension === dimension)
    .slice(0, RAISES)
    .map((raise) => raiseSentence(reading, raise));
}

/** One step, in words, with what it would bring all else equal. */
export function raiseSentence(reading: Reading, raise: Raise): string {
  const { t, format } = reading;
  const gain =
    raise.dimensionGain === undefined
      ? ''
      : ` ${t('raise.gain', { dimension: format.score(raise.dimensionGain, []), overall: format.score(raise.overallGain ?? 0, []) })}`;
  return raiseStep(reading, raise) + gain;
}

function raiseStep(reading: Reading, raise: Raise): string {
  const { t } = reading;
  const name = shortName(reading, raise.item);
  if (raise.step === 'proof') return t('raise.proof', { name });
  if (raise.step === 'next') return t('raise.next', { name, to: nextWords(reading, raise) });
  const { detail } = raise;
  const place = placeWords(reading, raise);
  if (detail['covered'] !== undefined || detail['cells'] !== undefined) {
    return t(detail['covered'] === undefined ? 'raise.cells' : 'raise.covered', { name, place });
  }
  const sex = detail['sex'] === 'men' ? 'man' : 'woman';
  return t(detail['people'] === undefined ? `raise.exchange-${sex}` : `raise.passing-${sex}`, { name, place });
}

function nextWords(reading: Reading, raise: Raise): string {
  const { t } = reading;
  const { to, option } = raise.detail;
  if (option !== undefined) return t(`${raise.item}.options.${option}`);
  return typeof to === 'number' ? t(`scale.${to}.title`) : t(`answer.${to ?? 'yes'}`);
}

function placeWords(reading: Reading, raise: Raise): string {
  const { row, step, question } = raise.detail;
  if (question !== undefined) return shortName(reading, String(question));
  const id = row ?? step;
  return id === undefined ? shortName(reading, raise.item) : placeName(reading, raise.item, String(id));
}

function placeName(reading: Reading, itemId: string, id: string): string {
  if (id === 'top') return reading.t('document.portrait.top');
  const { instrument } = reading.outcome;
  const rule = findItem(instrument, itemId)?.rule;
  const question = rule !== undefined && 'question' in rule ? findQuestion(instrument, rule.question) : undefined;
  const band = reading.translator.find(`band.${id}.title`);
  return band ?? (question === undefined ? id : rowName(reading, question, { id }));
}
