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

/** One question that is asked, as the rules see its answer. */
export interface Entry {
  readonly question: PreparedQuestion;
  readonly state: AnswerState;
  /** Why an answer that was given is treated as not available. */
  readonly reason?: 'incomplete' | 'not-a-cohort';
  /** As given, also where it is treated as not available: its cells still count for `DA`. */
  readonly value?: AnswerValue;
  /** An evidence stands; for "not applicable", or a reviewer accepted it. */
  readonly proven: boolean;
  /** No source named: a figure is printed as "stated". */
  readonly stated: boolean;
  /** A flow with a stage that is not available: its other steps are still scored. */
  readonly partial?: boolean;
  readonly table?: HeadTable;
  readonly grades?: readonly PayRow[];
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
  if (answer === undefined) return { question, state: 'unanswered', proven: false, stated: true };
  if ('notAvailable' in answer) return { question, state: 'not-available', proven: false, stated: true };
  const proven = isProof(answer.evidence, reading.rejected);
  if ('notApplicable' in answer) {
    const accepted = reading.accepted.has(question.question.id);
    return { question, state: 'not-applicable', proven: proven || accepted, stated: true };
  }
  const { value } = answer;
  const given = { question, value, proven, stated: answer.source === undefined };
  switch (question.question.type) {
    case 'headcount':
      return headcountEntry(given, value as HeadcountValue, reading.prepared);
    case 'pay':
      return payEntry(given, value as PayValue);
    case 'flow':
      return flowEntry(given, value as FlowValue);
    default:
      return { ...given, state: 'answered' };
  }
};

type Given = Pick<Entry, 'question' | 'value' | 'proven' | 'stated'>;

const headcountEntry = (given: Given, value: HeadcountValue, prepared: Prepared): Entry => {
  const table = headTable(given.question.question.id, value, prepared.instrument.bands);
  return table === undefined
    ? { ...given, state: 'not-available', reason: 'incomplete' }
    : { ...given, state: 'answered', table };
};

const payEntry = (given: Given, value: PayValue): Entry => {
  const grades = gradesOf(value);
  return grades === undefined
    ? { ...given, state: 'not-available', reason: 'incomplete' }
    : { ...given, state: 'answered', grades };
};

const flowEntry = (given: Given, value: FlowValue): Entry => {
  if (value.cohort === false) return { ...given, state: 'not-available', reason: 'not-a-cohort' };
  const partial = value.stages.some((stage) => 'notAvailable' in stage);
  return { ...given, state: 'answered', partial };
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
