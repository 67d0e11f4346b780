import type { Trace, TraceValue } from '@isonomia/scoring';

import { numeric, row, wording, type TableView } from '../charts/chart.js';
import type { Reading } from '../outcome/reading.js';
import { traceSentence, traceValue } from '../outcome/trace-words.js';

export interface TraceEntry {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

/** How one number came about, ready to be printed: the sentence, what went in, the method's constants, the steps. */
export interface Explanation {
  readonly sentence: string;
  readonly inputs: readonly TraceEntry[];
  readonly constants: readonly TraceEntry[];
  /** With as many decimals as it takes to follow the arithmetic. */
  readonly values: readonly TraceEntry[];
  readonly steps: TableView | undefined;
}

/** Ids that a trace names only to find the answer: a link, not a number. */
const NOT_PRINTED: ReadonlySet<string> = new Set(['question', 'item', 'dimension', 'proven']);

/** `question`: the table whose rows the trace speaks of. */
export function explainTrace(reading: Reading, trace: Trace, question: string | undefined): Explanation {
  const entries = (part: Trace['inputs']): readonly TraceEntry[] =>
    Object.entries(part)
      .filter(([name]) => !NOT_PRINTED.has(name))
      .map(([name, value]) => ({
        name,
        label: nameOf(reading, name),
        value: traceValue(reading, trace, { name, value, question }),
      }));
  return {
    sentence: traceSentence(reading, trace, question),
    inputs: entries(trace.inputs),
    constants: entries(trace.constants),
    values: entries(trace.values),
    steps: trace.rows === undefined || trace.rows.length === 0 ? undefined : stepsOf(reading, trace, question),
  };
}

/** What a trace calls a number; a name that nobody worded is shown as it is rather than hidden. */
const nameOf = ({ translator }: Reading, name: string): string => translator.find(`trace-name.${name}`) ?? name;

/** One line a row, step or grade. What only some lines have gets a column, with a dash in the others. */
function stepsOf(reading: Reading, trace: Trace, question: string | undefined): TableView {
  const rows = trace.rows ?? [];
  const names = [...new Set(rows.flatMap((one) => Object.keys(one)))];
  const [head = '', ...columns] = headFirst(names);
  const cell = (name: string, value: TraceValue | undefined): string =>
    value === undefined ? '–' : traceValue(reading, trace, { name, value, question: tableOf(name, question) });
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
  return head === undefined ? names : [head, ...names.filter((name) => name !== head)];
};

const tableOf = (name: string, question: string | undefined): string | undefined =>
  name === 'question' || name === 'item' || name === 'dimension' ? undefined : question;
