import type { Rule } from '@isonomia/instrument';
import type { ItemScore, Raise, Trace, TraceValue } from '../result.js';

type Detail = Raise['detail'];
type Row = Readonly<Record<string, TraceValue>>;

/**
 * The smallest change in people that would raise an item on figures: one person for one of the under-represented sex in
 * the lowest-scoring row, or one more passing. Undefined at full marks, and for means and pay, where no single person is
 * the answer. No gain is computed: people are not points. Source: method.md §3.
 */
export const exchangeFor = (rule: Rule, { claimed, trace }: ItemScore): Detail | undefined => {
  return claimed === undefined || claimed >= 100 ? undefined : smallestChange(rule, trace);
};

const smallestChange = (rule: Rule, trace: Trace): Detail | undefined => {
  const rows = trace.rows ?? [];
  switch (rule.code) {
    case 'PB':
      return parityExchange(rows);
    case 'RI':
      return representationExchange(rows);
    case 'GC':
      return { row: 'top', sex: 'women' };
    case 'DI':
      return segregationExchange(rows);
    case 'SR':
      return stepExchange(rows, trace.values['step'], rule.event);
    case 'CV':
      return { covered: 1 };
    case 'DA':
      return dataExchange(rows);
    default:
      return undefined;
  }
};

const number = (row: Row, name: string): number => Number(row[name] ?? 0);

/** First on a tie. */
const lowest = (rows: readonly Row[], value: (row: Row) => number): Row | undefined => {
  let found: Row | undefined;
  for (const row of rows) if (found === undefined || value(row) < value(found)) found = row;
  return found;
};

const parityExchange = (rows: readonly Row[]): Detail | undefined => {
  const row = lowest(rows, (one) => number(one, 'score'));
  if (row === undefined) return undefined;
  return { row: String(row['row']), sex: number(row, 'women') < number(row, 'men') ? 'women' : 'men' };
};

const representationExchange = (rows: readonly Row[]): Detail => {
  const row = lowest(rows, (one) => number(one, 'score'));
  return row === undefined ? { sex: 'women' } : { row: String(row['row']), sex: 'women' };
};

const segregationExchange = (rows: readonly Row[]): Detail | undefined => {
  const row = lowest(rows, (one) => -number(one, 'difference'));
  if (row === undefined) return undefined;
  return { row: String(row['row']), sex: number(row, 'ofWomen') < number(row, 'ofMen') ? 'women' : 'men' };
};

/** One more of the sex that passes less often, or one fewer of the sex that leaves more often. */
const stepExchange = (
  rows: readonly Row[],
  step: TraceValue | undefined,
  event: 'gain' | 'loss',
): Detail | undefined => {
  const row = rows.find((one) => one['step'] === step);
  if (row === undefined) return undefined;
  const womenLower = number(row, 'womenRate') < number(row, 'menRate');
  const sex = womenLower === (event === 'gain') ? 'women' : 'men';
  return { step: String(step), sex, people: event === 'gain' ? 1 : -1 };
};

const dataExchange = (rows: readonly Row[]): Detail | undefined => {
  const row = lowest(
    rows.filter((one) => one['share'] !== undefined),
    (one) => number(one, 'share'),
  );
  return row === undefined ? undefined : { question: String(row['question']), cells: 1 };
};
