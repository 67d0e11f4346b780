import { isAsked } from '@isonomia/instrument';
import type {
  Answer,
  AnswerFile,
  AnswerValue,
  FlowValue,
  HeadcountValue,
  PayRow,
  PayValue,
  RateValue,
  Review,
} from '@isonomia/instrument';
import { isProof, rejectedBy } from './evidence.js';
import type { Rejected } from './evidence.js';
import { headTable, sumOf, uniformed } from './head-table.js';
import type { HeadTable, People } from './head-table.js';
import { viewOf } from './prepare.js';
import type { Prepared, PreparedQuestion, View } from './prepare.js';
import type { AnswerState } from './result.js';
import { gradesOf } from './rules/pay-gap.js';
import { stepOfRate, stepsOfFlow } from './rules/steps.js';
import type { Step } from './rules/steps.js';

/** One question that is asked, as the rules see its answer. Every entry has every key: one shape reads fast. */
export interface Entry {
  readonly question: PreparedQuestion;
  readonly state: AnswerState;
  /** Why an answer that was given is treated as not available. */
  readonly reason: 'incomplete' | 'not-a-cohort' | undefined;
  /** As given, also where it is treated as not available: its cells still count for `DA`. */
  readonly value: AnswerValue | undefined;
  /** An evidence stands; for "not applicable", or a reviewer accepted it. */
  readonly proven: boolean;
  /** No source named: a figure is printed as "stated". */
  readonly stated: boolean;
  /** A flow with a stage that is not available: its other steps are still scored. */
  readonly partial: boolean;
  readonly table: HeadTable | undefined;
  readonly grades: readonly PayRow[] | undefined;
  /** Of a rate or flow that feeds an `SR` item. */
  readonly steps: readonly Step[];
}

/** The answers of one assessment, read once. Source: method.md §1. */
export interface Sheet {
  readonly prepared: Prepared;
  readonly view: View;
  /** By question index; undefined where not asked. */
  readonly entries: readonly (Entry | undefined)[];
  readonly rejected: Rejected;
}

export const readSheet = (prepared: Prepared, file: AnswerFile, review: Review): Sheet => {
  const rejected = rejectedBy(review);
  const accepted = new Set(review.accepted);
  const view = viewOf(prepared, file.variant, file.agencyType);
  const entries = new Array<Entry | undefined>(prepared.questions.length).fill(undefined);
  for (const question of view.questions) {
    const { id, when } = question.question;
    if (when !== undefined && !isAsked(prepared.instrument, file, id)) continue;
    const answer = file.answers[id];
    entries[question.index] = entryOf(question, answer, { prepared, rejected, accepted });
  }
  return { prepared, view, entries, rejected };
};

interface Reading {
  readonly prepared: Prepared;
  readonly rejected: Rejected;
  readonly accepted: ReadonlySet<string>;
}

/** All keys an answer may have. Reading them beats asking which of three shapes it is: answers come by the thousand. */
interface AnyAnswer {
  readonly value?: AnswerValue;
  readonly notApplicable?: string;
  readonly evidence?: readonly string[];
  readonly source?: string;
}

const entryOf = (question: PreparedQuestion, answer: Answer | undefined, reading: Reading): Entry => {
  if (answer === undefined) return withoutValue(question, 'unanswered', false);
  const { value, notApplicable, evidence, source } = answer as AnyAnswer;
  const proven = isProof(evidence, reading.rejected);
  if (value === undefined) {
    if (notApplicable === undefined) return withoutValue(question, 'not-available', false);
    return withoutValue(question, 'not-applicable', proven || reading.accepted.has(question.question.id));
  }
  const read = readValue(question, value, reading.prepared);
  return {
    question,
    state: read.state,
    reason: read.reason,
    value,
    proven,
    stated: source === undefined,
    partial: read.partial,
    table: read.table,
    grades: read.grades,
    steps: read.steps,
  };
};

const NO_STEPS: readonly Step[] = [];

const withoutValue = (question: PreparedQuestion, state: AnswerState, proven: boolean): Entry => ({
  question,
  state,
  reason: undefined,
  value: undefined,
  proven,
  stated: true,
  partial: false,
  table: undefined,
  grades: undefined,
  steps: NO_STEPS,
});

type Read = Pick<Entry, 'state' | 'reason' | 'partial' | 'table' | 'grades' | 'steps'>;

const WHOLE: Read = {
  state: 'answered',
  reason: undefined,
  partial: false,
  table: undefined,
  grades: undefined,
  steps: NO_STEPS,
};
const INCOMPLETE: Read = { ...WHOLE, state: 'not-available', reason: 'incomplete' };
const NOT_A_COHORT: Read = { ...WHOLE, state: 'not-available', reason: 'not-a-cohort' };

const readValue = (prepared: PreparedQuestion, value: AnswerValue, { bands, settings }: Prepared): Read => {
  const { question } = prepared;
  switch (question.type) {
    case 'headcount': {
      const table = headTable(question.id, value as HeadcountValue, bands);
      return table === undefined ? INCOMPLETE : { ...WHOLE, table };
    }
    case 'pay': {
      const grades = gradesOf(value as PayValue);
      return grades === undefined ? INCOMPLETE : { ...WHOLE, grades };
    }
    case 'flow':
      return readFlow(value as FlowValue, settings.constants.minimumCount);
    case 'rate': {
      if (prepared.items.length === 0) return WHOLE;
      return { ...WHOLE, steps: [stepOfRate(question.id, value as RateValue, settings.constants.minimumCount)] };
    }
    default:
      return WHOLE;
  }
};

const readFlow = (value: FlowValue, minimumCount: number): Read => {
  if (value.cohort === false) return NOT_A_COHORT;
  const partial = value.stages.some((stage) => 'notAvailable' in stage);
  return { ...WHOLE, partial, steps: stepsOfFlow(value, minimumCount) };
};

/** The headcount table of an answered entry. */
export const tableOf = (entry: Entry | undefined): HeadTable => {
  if (entry?.table === undefined) throw new Error('A rule on rows needs a headcount table: lint the instrument.');
  return entry.table;
};

/** The staff `RI` compares with: counting rows, of the uniformed part or of both. */
export const referencePeople = (
  reference: { readonly question: string; readonly part: 'uniformed' | 'all' },
  entry: Entry | undefined,
): People & { readonly question: string } => {
  const table = tableOf(entry);
  return { question: reference.question, ...sumOf(reference.part === 'uniformed' ? uniformed(table) : table.counting) };
};
