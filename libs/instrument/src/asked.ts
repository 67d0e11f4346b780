import type { Answer, AnswerFile, AnswerValue } from './answer.js';
import type { Condition, Instrument, Item, Question } from './instrument.js';
import { findQuestion, questionsOfRule } from './lookup.js';

/** What decides which questions are asked; an `AnswerFile` is one. */
export type Selection = Pick<AnswerFile, 'variant' | 'agencyType' | 'answers'>;

/**
 * The questions this agency is asked, in instrument order. What is left out by variant, agency type or a condition is
 * *not asked*: it takes no answer and leaves every denominator. Source: method.md §1.
 */
export const askedQuestions = (instrument: Instrument, selection: Selection): readonly Question[] => {
  const candidates = candidatesOf(instrument, selection.variant, selection.agencyType);
  if (!candidates.conditional) return candidates.questions;
  const ids = askedIds(instrument, selection);
  return candidates.questions.filter((question) => ids.has(question.id));
};

/**
 * The items scored for this agency, in instrument order: those whose questions, the reference table of `RI` included,
 * are all asked. `DA` reads no question of its own and follows its variants alone.
 */
export const askedItems = (instrument: Instrument, selection: Selection): readonly Item[] => {
  const ids = askedIds(instrument, selection);
  return instrument.items.filter((item) => isItemAsked(item, selection.variant, ids));
};

/** Whether one question is asked; false for ids the instrument does not know. */
export const isAsked = (instrument: Instrument, selection: Selection, id: string): boolean => {
  const question = findQuestion(instrument, id);
  return question !== undefined && asker(instrument, selection)(question);
};

/** Questions that block submission: asked, not optional, without an answer. Source: method.md §1. */
export const unansweredQuestions = (instrument: Instrument, selection: Selection): readonly Question[] =>
  askedQuestions(instrument, selection).filter(
    (question) => !question.optional && !Object.hasOwn(selection.answers, question.id),
  );

const isItemAsked = (item: Item, variant: string, asked: ReadonlySet<string>): boolean => {
  if (item.variants !== undefined && !item.variants.includes(variant)) return false;
  return questionsOfRule(item.rule).every((id) => asked.has(id));
};

interface Candidates {
  readonly questions: readonly Question[];
  readonly ids: ReadonlySet<string>;
  readonly conditional: boolean;
}
const candidatesByInstrument = new WeakMap<Instrument, Map<string, Candidates>>();

/** Questions by variant and agency type alone, kept: only conditions depend on the answers. */
const candidatesOf = (instrument: Instrument, variant: string, agencyType: string): Candidates => {
  let kept = candidatesByInstrument.get(instrument);
  if (kept === undefined) candidatesByInstrument.set(instrument, (kept = new Map<string, Candidates>()));
  const key = `${variant} ${agencyType}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const questions = instrument.questions.filter(
    (question) => question.variants.includes(variant) && question.agencyTypes.includes(agencyType),
  );
  const built: Candidates = {
    questions,
    ids: new Set(questions.map((question) => question.id)),
    conditional: questions.some((question) => question.when !== undefined),
  };
  // Free text as variant or type must not fill the memory.
  if (instrument.variants.includes(variant) && instrument.agencyTypes.includes(agencyType)) kept.set(key, built);
  return built;
};

const askedIds = (instrument: Instrument, selection: Selection): ReadonlySet<string> => {
  const candidates = candidatesOf(instrument, selection.variant, selection.agencyType);
  if (!candidates.conditional) return candidates.ids;
  const asked = asker(instrument, selection);
  return new Set(candidates.questions.filter(asked).map((question) => question.id));
};

/** A condition on a question that is itself not asked does not hold: what it says is not known. */
const asker = (instrument: Instrument, selection: Selection): ((question: Question) => boolean) => {
  const candidates = candidatesOf(instrument, selection.variant, selection.agencyType);
  const decided = new Map<string, boolean>();
  const asks = (question: Question): boolean => {
    if (!candidates.ids.has(question.id)) return false;
    if (question.when === undefined) return true;
    const known = decided.get(question.id);
    if (known !== undefined) return known;
    // Parsing refuses cycles; should one be built by hand, the question is not asked rather than asked forever.
    decided.set(question.id, false);
    const holds = conditionHolds(question.when, valueOf);
    decided.set(question.id, holds);
    return holds;
  };
  const valueOf = (id: string): AnswerValue | undefined => {
    const question = findQuestion(instrument, id);
    return question !== undefined && asks(question) ? answerValue(selection.answers, id) : undefined;
  };
  return asks;
};

const answerValue = (answers: Readonly<Record<string, Answer>>, id: string): AnswerValue | undefined => {
  const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
  return answer !== undefined && 'value' in answer ? answer.value : undefined;
};

/** A comparison with a question that is unanswered, or not available, does not hold. */
export const conditionHolds = (condition: Condition, valueOf: (id: string) => AnswerValue | undefined): boolean => {
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, valueOf));
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, valueOf));
  if ('not' in condition) return !conditionHolds(condition.not, valueOf);
  const value = valueOf(condition.question);
  if (value === undefined) return false;
  const given = comparable(value);
  if ('in' in condition) return given.some((one) => condition.in.includes(one));
  return given.some((one) => typeof one === 'number' && one >= condition.atLeast);
};

/** What a condition can compare: the answer, the level, the options checked, the number. */
const comparable = (value: AnswerValue): readonly (string | number)[] => {
  if ('answer' in value) return [value.answer];
  if ('level' in value) return [value.level];
  if ('checked' in value) return value.checked;
  if ('number' in value) return [value.number];
  return [];
};
