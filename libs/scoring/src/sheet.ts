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
import { stepOfRate, stepsOfFlow } from './rules/rates.js';
import type { Step } from './rules/rates.js';

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

const entryOf = (question: PreparedQuestion, answer: Answer | undefined, reading: Reading): Entry => {
  if (answer === undefined) return withoutValue(question, 'unanswered', false);
  if ('notAvailable' in answer) return withoutValue(question, 'not-available', false);
  const proven = isProof(answer.evidence, reading.rejected);
  if ('notApplicable' in answer) {
    return withoutValue(question, 'not-applicable', proven || reading.accepted.has(question.question.id));
  }
  const { value, source } = answer;
  const { state, reason, partial, table, grades } = readValue(question, value, reading.prepared);
  return { question, state, reason, value, proven, stated: source === undefined, partial, table, grades };
};

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
});

type Read = Pick<Entry, 'state' | 'reason' | 'partial' | 'table' | 'grades'>;

const readState = (state: AnswerState, reason?: Entry['reason'], partial = false): Read => ({
  state,
  reason,
  partial,
  table: undefined,
  grades: undefined,
});
const WHOLE = readState('answered');
const PARTIAL = readState('answered', undefined, true);
const INCOMPLETE = readState('not-available', 'incomplete');
const NOT_A_COHORT = readState('not-available', 'not-a-cohort');

const readValue = ({ question }: PreparedQuestion, value: AnswerValue, prepared: Prepared): Read => {
  switch (question.type) {
    case 'headcount': {
      const table = headTable(question.id, value as HeadcountValue, prepared.bands);
      return table === undefined
        ? INCOMPLETE
        : { state: 'answered', reason: undefined, partial: false, table, grades: undefined };
    }
    case 'pay': {
      const grades = gradesOf(value as PayValue);
      return grades === undefined
        ? INCOMPLETE
        : { state: 'answered', reason: undefined, partial: false, table: undefined, grades };
    }
    case 'flow':
      return readFlow(value as FlowValue);
    default:
      return WHOLE;
  }
};

const readFlow = (value: FlowValue): Read => {
  if (value.cohort === false) return NOT_A_COHORT;
  return value.stages.some((stage) => 'notAvailable' in stage) ? PARTIAL : WHOLE;
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

/** The steps of a flow, or the one step of a rate. */
export const stepsOf = ({ question: { question }, value }: Entry): readonly Step[] =>
  question.type === 'flow' ? stepsOfFlow(value as FlowValue) : [stepOfRate(question.id, value as RateValue)];
