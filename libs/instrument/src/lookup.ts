import type { QuestionId } from './ids.js';
import type { Condition, CrossCheck, Instrument, Item, Question, Rule } from './instrument.js';

interface Lookup {
  readonly questions: ReadonlyMap<string, Question>;
  readonly items: ReadonlyMap<string, Item>;
  readonly scored: ReadonlySet<string>;
  readonly compared: ReadonlyMap<string, readonly QuestionId[]>;
  readonly conditional: readonly QuestionId[];
}

// An instrument is immutable and shared by every request, so its indexes are built once and die with it.
const lookups = new WeakMap<Instrument, Lookup>();

const lookupOf = (instrument: Instrument): Lookup => {
  const known = lookups.get(instrument);
  if (known !== undefined) return known;
  const built: Lookup = {
    questions: new Map(instrument.questions.map((question) => [question.id, question])),
    items: new Map(instrument.items.map((item) => [item.id, item])),
    scored: new Set(instrument.items.flatMap((item) => questionsOfRule(item.rule))),
    compared: comparedIn(instrument.checks),
    conditional: namedByConditions(instrument),
  };
  lookups.set(instrument, built);
  return built;
};

/** Undefined when the instrument has no such question. */
export const findQuestion = (instrument: Instrument, id: string): Question | undefined =>
  lookupOf(instrument).questions.get(id);

/** Undefined when the instrument has no such item. */
export const findItem = (instrument: Instrument, id: string): Item | undefined => lookupOf(instrument).items.get(id);

/** A context question feeds no item: it informs, decides what is asked, and is never scored. */
export const isContextQuestion = (instrument: Instrument, id: string): boolean => !lookupOf(instrument).scored.has(id);

/** Questions an item reads: none for `DA` (it reads all figures), two for `RI`. */
export const questionsOfRule = (rule: Rule): readonly string[] => {
  if (rule.code === 'DA') return [];
  return rule.code === 'RI' ? [rule.question, rule.reference.question] : [rule.question];
};

/** Questions a condition names, at any depth, in order of appearance. */
export const questionsOfCondition = (condition: Condition): readonly string[] => {
  if ('question' in condition) return [condition.question];
  if ('all' in condition) return condition.all.flatMap(questionsOfCondition);
  if ('any' in condition) return condition.any.flatMap(questionsOfCondition);
  return questionsOfCondition(condition.not);
};

/** Questions that some check compares with this one, itself included; none when its answer can raise no warning. */
export const questionsComparedWith = (instrument: Instrument, id: string): readonly QuestionId[] =>
  lookupOf(instrument).compared.get(id) ?? [];

/** Questions on which it depends whether others are asked. */
export const questionsOfConditions = (instrument: Instrument): readonly QuestionId[] =>
  lookupOf(instrument).conditional;

const comparedIn = (checks: readonly CrossCheck[]): ReadonlyMap<string, readonly QuestionId[]> => {
  const compared = new Map<string, readonly QuestionId[]>();
  for (const { left, right } of checks) {
    const together = [...left, ...right].map(({ question }) => question);
    for (const id of together) compared.set(id, [...new Set([...(compared.get(id) ?? []), ...together])]);
  }
  return compared;
};

const namedByConditions = ({ questions }: Instrument): readonly QuestionId[] => {
  const named = new Set<string>(
    questions.flatMap(({ when }) => (when === undefined ? [] : questionsOfCondition(when))),
  );
  return questions.map(({ id }) => id).filter((id) => named.has(id));
};
