import { STANDARD_RULES } from '@isonomia/disclosure';
import {
  askedItems,
  askedQuestions,
  findQuestion,
  questionsOfRule,
  type Answer,
  type Item,
  type Question,
} from '@isonomia/instrument';
import type { Edition, Outcome, Reference } from '@isonomia/outcome';

import { createFormat, directionOf, localeOf, type Format } from '../text/format.js';
import { createTranslator, type Translate, type Translator } from '../text/translator.js';

/**
 * An outcome read in one language for one circle of readers. Everything that is printed or drawn of an outcome goes
 * through one of these, so that page, document, chart and sentence of an edition cannot tell different things.
 */
export interface Reading {
  readonly outcome: Outcome;
  readonly edition: Edition;
  readonly direction: 'ltr' | 'rtl';
  readonly translator: Translator;
  readonly t: Translate;
  readonly format: Format;
  /** In instrument order. */
  readonly questions: readonly Question[];
  readonly items: readonly Item[];
  readonly references: ReadonlyMap<string, Reference>;
  /** Least number of people behind a percentage, and its decimals. */
  readonly minimumBase: number;
  readonly digits: 0 | 1;
  /** The language beside which this one stands: lists have its order, or what belongs together would not meet. */
  readonly lead?: Reading;
}

export interface ReadingOptions {
  readonly edition: Edition;
  readonly language: string;
  /** Words of screens and documents in that language; those of the instrument come with the outcome. */
  readonly texts: Readonly<Record<string, string>>;
  readonly lead?: Reading;
}

/** The language the outcome's texts fall back to: an instrument is always written in it. */
const SOURCE_LANGUAGE = 'en';

export function readOutcome(outcome: Outcome, options: ReadingOptions): Reading {
  const { edition, language, lead } = options;
  const stored = outcome.texts[language] ?? outcome.texts[SOURCE_LANGUAGE] ?? {};
  const translator = createTranslator(language, localeOf(language), stored, options.texts);
  const sharing = edition === 'sharing';
  return {
    outcome,
    edition,
    direction: directionOf(language),
    translator,
    t: translator.t,
    format: createFormat(language, translator.t),
    questions: askedQuestions(outcome.instrument, outcome.answers),
    items: askedItems(outcome.instrument, outcome.answers),
    references: new Map(outcome.references.map((reference) => [reference.id, reference])),
    minimumBase: sharing ? STANDARD_RULES.minimumPercentageBase : outcome.instrument.constants.minimumCount,
    // A share of rounded counts has no meaningful decimals.
    digits: sharing ? 0 : 1,
    ...(lead !== undefined && { lead }),
  };
}

export const isSharing = (reading: Reading): boolean => reading.edition === 'sharing';

export function answerOf(reading: Reading, question: string): Answer | undefined {
  const { answers } = reading.outcome.answers;
  return Object.hasOwn(answers, question) ? answers[question] : undefined;
}

/** Name of a question or a computed item, short enough for a table. */
export const shortName = (reading: Reading, id: string): string => reading.translator.find(`${id}.short`) ?? id;

export const dimensionName = (reading: Reading, id: string): string => reading.translator.find(`${id}.title`) ?? id;
export const dimensionShort = (reading: Reading, id: string): string => reading.translator.find(`${id}.short`) ?? id;

/** Whether an item is scored from numbers of people or money, which say more than they seem to. */
export function isScoredFromFigures(reading: Reading, item: Item): boolean {
  const types = questionsOfRule(item.rule).map((id) => findQuestion(reading.outcome.instrument, id)?.type);
  return types.some((type) => type !== undefined && FIGURES.has(type));
}
const FIGURES: ReadonlySet<string> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']);

/** What an agency or the instrument calls a row, stage or grade. */
export function rowName(
  reading: Reading,
  question: Question,
  row: { readonly id: string; readonly label?: string },
): string {
  const { agency } = reading.outcome;
  const group = question.type === 'flow' ? 'stages' : 'rows';
  return (
    reading.translator.find(`${question.id}.${group}.${row.id}`) ??
    row.label ??
    answeredLabel(reading, question.id, row.id) ??
    agency.ranks.find((rank) => rank.id === row.id)?.label ??
    agency.units.find((unit) => unit.id === row.id)?.label ??
    row.id
  );
}

/** What the agency called a row of an open table when it answered. */
function answeredLabel(reading: Reading, question: string, id: string): string | undefined {
  const answer = answerOf(reading, question);
  if (answer === undefined || !('value' in answer) || !('rows' in answer.value)) return undefined;
  const row = answer.value.rows.find((one) => one.id === id);
  return row !== undefined && 'label' in row ? row.label : undefined;
}

/** The dates every table of the agency stands under. */
function datesNote(reading: Reading): string {
  const { outcome, format, t } = reading;
  const { from, to } = outcome.answers.reference;
  return t('document.dates', { stock: format.date(outcome.stockDate), period: format.period(from, to) });
}

/** Who says so: the register named, or that nobody is. A register's name is evidence, and stays inside. */
function sourceNote(reading: Reading, question: string): string {
  const answer = answerOf(reading, question);
  const source = answer !== undefined && 'value' in answer ? answer.source : undefined;
  if (source === undefined) return reading.t('document.stated');
  return isSharing(reading) ? '' : reading.t('document.source', { source });
}

/** Under a chart, the one date that its counts have; its table has both. */
export function chartNote(reading: Reading, question: string, kind: 'stock' | 'period'): string {
  const { outcome, format, t } = reading;
  const { from, to } = outcome.answers.reference;
  const date =
    kind === 'stock'
      ? t('document.date-stock', { stock: format.date(outcome.stockDate) })
      : t('document.date-period', { period: format.period(from, to) });
  return [date, sourceNote(reading, question)].filter((part) => part !== '').join(' ');
}

export const noteOf = (reading: Reading, question: string): string =>
  [datesNote(reading), sourceNote(reading, question)].filter((part) => part !== '').join(' ');
