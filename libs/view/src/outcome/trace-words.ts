import { findQuestion } from '@isonomia/instrument';
import type { Trace, TraceValue } from '@isonomia/scoring';

import { rowName, type Reading } from './reading.js';

/** Names in traces that hold a share, rate or gap 0…1, and those that hold a score 0…100. */
const SHARES: ReadonlySet<string> = new Set([
  'parityThreshold',
  'otherShareLimit',
  'underrepresentedShare',
  'referenceShare',
  'share',
  'shareAll',
  'shareTop',
  'fromShare',
  'toShare',
  'womenRate',
  'menRate',
  'womenShare',
  'payFullScoreGap',
  'payMiddleGap',
  'payZeroGap',
  'payMinimumCoverage',
  'payFindingGap',
  'signedGap',
  'gap',
  'low',
  'high',
  'dimensionCoverage',
  'overallCoverage',
]);
const HUNDREDS: ReadonlySet<string> = new Set(['coverage']);
const SCORES: ReadonlySet<string> = new Set(['claimed', 'evidenced', 'score', 'lowestClaimed', 'lowestEvidenced']);
/** Figures that are themselves shares. */
const SHARE_FIGURES: ReadonlySet<string> = new Set(['womens-share', 'mean-gap', 'median-gap']);
const HUNDRED_FIGURES: ReadonlySet<string> = new Set(['coverage-by-sex', 'data-availability']);
const OTHER_DIGITS = 4;

/** The sentence of a trace with its numbers written out: what a reader with a calculator can follow. */
export function traceSentence(reading: Reading, trace: Trace, question?: string): string {
  const values: Record<string, string> = {};
  for (const part of [trace.inputs, trace.constants, trace.values]) {
    for (const [name, value] of Object.entries(part))
      values[name] = traceValue(reading, trace, { name, value, question });
  }
  return reading.translator.find(trace.sentence, values) ?? '';
}

interface Named {
  readonly name: string;
  readonly value: TraceValue;
  readonly question: string | undefined;
}

/** One number, id or list of a trace in words, with its unit. */
export function traceValue(reading: Reading, trace: Trace, named: Named): string {
  const { value } = named;
  if (typeof value === 'number') return numberWords(reading, trace, named.name, value);
  if (typeof value === 'string') return idWords(reading, named, value);
  if (typeof value === 'boolean') return reading.t(value ? 'answer-words.true' : 'answer-words.false');
  return reading.format.list(
    value.map((part) => (typeof part === 'number' ? String(part) : idWords(reading, named, part))),
  );
}

function numberWords({ format }: Reading, trace: Trace, name: string, value: number): string {
  if (SCORES.has(name)) return format.score(value);
  if (SHARES.has(name)) return format.percent(value, 1);
  if (HUNDREDS.has(name)) return format.percent(value / 100, 1);
  if (name === 'value' && SHARE_FIGURES.has(trace.rule)) return format.percent(value, 1);
  if (name === 'value' && HUNDRED_FIGURES.has(trace.rule)) return format.percent(value / 100, 1);
  return new Intl.NumberFormat(format.locale, { maximumFractionDigits: OTHER_DIGITS }).format(value);
}

/** Ids of tables, rows, steps, answers and sexes as their names. */
function idWords(reading: Reading, { name, question }: Named, id: string): string {
  const { translator, outcome } = reading;
  if (name === 'answer') return translator.find(`answer.${id}`) ?? id;
  if (name === 'sex') return translator.find(`chart.${id}`) ?? id;
  const table = translator.find(`${id}.short`);
  if (table !== undefined) return table;
  const band = translator.find(`band.${id}.title`);
  if (band !== undefined) return band;
  const asked = question === undefined ? undefined : findQuestion(outcome.instrument, question);
  return asked === undefined ? id : rowName(reading, asked, { id });
}
