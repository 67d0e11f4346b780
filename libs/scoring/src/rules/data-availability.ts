import type { FlowValue, HeadcountValue, PayValue, QuestionType } from '@isonomia/instrument';
import type { Settings } from '../constants.js';
import { round9 } from '../numbers/round.js';
import type { ItemScore } from '../result.js';
import type { Entry } from '../sheet.js';
import type { TraceRow } from './rule-score.js';

/** Mean share of cells supplied, as a sum over questions and their number. */
export interface Availability {
  /** Questions asked and applicable with something requested. */
  readonly questions: number;
  readonly supplied: number;
  /** Questions whose "not applicable" is not proven: they count 0 in the evidenced score. */
  readonly unproven: number;
  readonly rows: readonly TraceRow[];
}

const FIGURES: ReadonlySet<QuestionType> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']);

export const isFigureQuestion = (type: QuestionType): boolean => FIGURES.has(type);

/** What the agency could supply, over all figures asked, those for context included. Source: method.md §2, `DA`. */
export const availability = (entries: readonly (Entry | undefined)[]): Availability => {
  let questions = 0;
  let supplied = 0;
  let unproven = 0;
  const rows: TraceRow[] = [];
  for (const entry of entries) {
    if (entry === undefined || !FIGURES.has(entry.question.question.type)) continue;
    const { id } = entry.question.question;
    if (entry.state === 'not-applicable') {
      if (!entry.proven) unproven += 1;
      rows.push({ question: id, state: entry.state, proven: entry.proven });
      continue;
    }
    const cells = cellsOf(entry);
    if (cells === undefined) {
      questions += 1;
      rows.push({ question: id, state: entry.state, share: 0 });
    } else if (cells.requested > 0) {
      const share = cells.supplied / cells.requested;
      questions += 1;
      supplied += share;
      rows.push({ question: id, supplied: cells.supplied, requested: cells.requested, share: round9(share) });
    }
  }
  return { questions, supplied, unproven, rows };
};

/** `DA`: 100 × the mean of supplied ÷ requested cells. Source: method.md §2. */
export const dataAvailability = (data: Availability, settings: Settings): ItemScore => {
  const { questions, supplied, unproven, rows } = data;
  const parts = { rule: 'DA', inputs: { questions, unproven }, constants: settings.printed.DA, rows } as const;
  if (questions === 0) {
    const trace = { ...parts, sentence: 'trace.DA.nothing-requested', values: {} };
    return { state: 'answered', rule: 'DA', reason: 'nothing-requested', trace };
  }
  const claimed = claimedAvailability(data);
  const evidenced = evidencedAvailability(data);
  return {
    state: 'answered',
    rule: 'DA',
    claimed,
    evidenced,
    trace: { ...parts, sentence: 'trace.DA', values: { supplied: round9(supplied), claimed, evidenced } },
  };
};

export const claimedAvailability = ({ questions, supplied }: Availability): number =>
  round9(100 * (supplied / questions));

export const evidencedAvailability = ({ questions, supplied, unproven }: Availability): number =>
  round9(100 * (supplied / (questions + unproven)));

interface Cells {
  readonly requested: number;
  readonly supplied: number;
}

/** Undefined when nothing was given at all. Figures that are not tables are given whole or not at all. */
const cellsOf = ({ question: { question }, value }: Entry): Cells | undefined => {
  if (value === undefined) return undefined;
  switch (question.type) {
    case 'headcount':
      return cellsOfRows((value as HeadcountValue).rows, PER_HEADCOUNT_ROW);
    case 'flow':
      return cellsOfRows((value as FlowValue).stages, PER_HEADCOUNT_ROW);
    case 'pay':
      return cellsOfRows((value as PayValue).rows, PER_PAY_ROW);
    default:
      return ALL_GIVEN;
  }
};

const ALL_GIVEN: Cells = { requested: 1, supplied: 1 };

const cellsOfRows = (rows: readonly object[], perRow: number): Cells => {
  let supplied = 0;
  for (const row of rows as readonly { readonly notAvailable?: true }[])
    if (row.notAvailable !== true) supplied += perRow;
  return { requested: rows.length * perRow, supplied };
};

const PER_HEADCOUNT_ROW = 2;
const PER_PAY_ROW = 4;
