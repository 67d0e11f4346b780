import type { Trace, TraceValue } from '@isonomia/scoring';

import { numeric, row, wording, type TableView } from '../charts/chart.js';
import type { Reading } from '../outcome/reading.js';
import { traceSentence, traceValue } from '../outcome/trace-words.js';

export interface TraceEntry {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** All the decimals that were computed with, where print leaves some out. */
  readonly exact: string | undefined;
}

/** How one number came about, ready to be printed: the sentence, what went in, the method's constants, the steps. */
export interface Explanation {
  readonly sentence: string;
  readonly inputs: readonly TraceEntry[];
  readonly constants: readonly TraceEntry[];
  readonly values: readonly TraceEntry[];
  /** One line a row, step or grade. */
  readonly steps: TableView | undefined;
}

/** Ids that a trace names only to find the answer: a link, not a number. */
const NOT_PRINTED: ReadonlySet<string> = new Set(['question', 'item', 'dimension', 'proven']);

/** `question`: the table whose rows the trace speaks of. */
export function explainTrace(reading: Reading, trace: Trace, question: string | undefined): Explanation {
  const entries = (part: Trace['inputs']): readonly TraceEntry[] =>
    Object.entries(part)
      .filter(([name]) => !NOT_PRINTED.has(name))
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([name, value]) => {
        const text = valueWords(reading, trace, { name, value, question });
        return { name, label: nameOf(reading, name), value: text, exact: exactOf(reading, value, text) };
      });
  return {
    sentence: traceSentence(reading, trace, question),
    inputs: entries(trace.inputs),
    constants: entries(trace.constants),
    values: entries(trace.values),
    steps: trace.rows === undefined || trace.rows.length === 0 ? undefined : stepsOf(reading, trace, question),
  };
}

/** A stored trace has lost the order it was written in: people before shares, shares before scores, women before men. */
const ORDER = [
  'from',
  'to',
  'womenOf',
  'womenCount',
  'womenRate',
  'menOf',
  'menCount',
  'menRate',
  'women',
  'womenMean',
  'men',
  'menMean',
  'other',
  'n',
  'ofWomen',
  'ofMen',
  'difference',
  'share',
  'shareOfWomen',
  'gap',
  'ratio',
  'p',
  'direction',
  'verdict',
  'finding',
  'counts',
  'supplied',
  'requested',
  'weight',
  'claimed',
  'evidenced',
  'score',
  'state',
  'status',
  'hidden',
];
const placeOf = (name: string): number => {
  const place = ORDER.indexOf(name);
  return place === -1 ? ORDER.length : place;
};

interface NamedValue {
  readonly name: string;
  readonly value: TraceValue;
  readonly question: string | undefined;
}

/** Words of the method, such as a state or the side a step favours, are said in the reader's language. */
function valueWords(reading: Reading, trace: Trace, named: NamedValue): string {
  const { name, value } = named;
  const word = typeof value === 'string' ? reading.translator.find(`explain.word.${name}.${value}`) : undefined;
  return word ?? traceValue(reading, trace, named);
}

const EXACT_DIGITS = 9;

function exactOf({ format }: Reading, value: TraceValue, text: string): string | undefined {
  if (typeof value !== 'number' || Number.isInteger(value)) return undefined;
  const exact = new Intl.NumberFormat(format.locale, { maximumFractionDigits: EXACT_DIGITS }).format(value);
  return text === exact ? undefined : exact;
}

/** What a trace calls a number; a name that nobody worded is shown as it is rather than hidden. */
const nameOf = ({ translator }: Reading, name: string): string => translator.find(`trace-name.${name}`) ?? name;

/** One line a row, step or grade. What only some lines have gets a column, with a dash in the others. */
function stepsOf(reading: Reading, trace: Trace, question: string | undefined): TableView {
  const rows = trace.rows ?? [];
  const names = [...new Set(rows.flatMap((one) => Object.keys(one)))].sort((a, b) => placeOf(a) - placeOf(b));
  const [head = '', ...columns] = headFirst(names);
  const cell = (name: string, value: TraceValue | undefined): string =>
    value === undefined ? '–' : valueWords(reading, trace, { name, value, question: tableOf(name, question) });
  const isNumeric = (name: string): boolean => rows.some((one) => typeof one[name] === 'number');
  return {
    caption: reading.t('explain.steps'),
    columns: [head, ...columns].map((name) => ({ label: nameOf(reading, name), numeric: isNumeric(name) })),
    rows: rows.map((one) =>
      row(
        cell(head, one[head]),
        columns.map((name) => {
          const text = cell(name, one[name]);
          return isNumeric(name) ? numeric(text) : wording(text);
        }),
      ),
    ),
    notes: [],
  };
}

const HEADS = ['row', 'step', 'dimension', 'item', 'question', 'from'];

/** The name of the line stands first, whatever order the scoring wrote it in. */
const headFirst = (names: readonly string[]): readonly string[] => {
  const head = HEADS.find((one) => names.includes(one));
  if (head === undefined) return names;
  // Where a step begins is the line above it.
  return [head, ...names.filter((name) => name !== head && !(head === 'step' && name === 'from'))];
};

const tableOf = (name: string, question: string | undefined): string | undefined =>
  name === 'question' || name === 'item' || name === 'dimension' ? undefined : question;
