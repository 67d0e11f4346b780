import type { AnswerValue } from './answer.js';
import { conditionHolds } from './asked.js';
import type { Condition, Instrument, Question } from './instrument.js';
import { findQuestion, isContextQuestion, questionsOfCondition } from './lookup.js';
import type { Spot } from './shape.js';

type Comparison = Extract<Condition, { readonly question: unknown }>;

/** Conditions refer to context questions that exist, in values these can have, without circles, and can hold. */
export const checkConditions = (instrument: Instrument, spot: Spot): void => {
  for (const question of instrument.questions) {
    const at = spot.at('questions').at(question.id).concerning({ id: question.id });
    if (question.when === undefined) continue;
    const comparisons = comparisonsOf(question.when);
    const sound = comparisons.map((comparison) => checkComparison(instrument, comparison, at)).every(Boolean);
    if (isCyclic(instrument, question)) at.fault('cyclic-condition');
    else if (sound && !isReachable(instrument, question)) at.fault('unreachable-question');
  }
};

const comparisonsOf = (condition: Condition): readonly Comparison[] => {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  return 'not' in condition ? comparisonsOf(condition.not) : [condition];
};

const checkComparison = (instrument: Instrument, comparison: Comparison, spot: Spot): boolean => {
  const question = findQuestion(instrument, comparison.question);
  if (question === undefined) {
    spot.fault('ref-question', { got: comparison.question });
    return false;
  }
  // Else what is asked, and with it every denominator, would depend on how well an agency does.
  if (!isContextQuestion(instrument, question.id)) spot.fault('condition-on-scored', { question: question.id });
  const possible = valuesOf(question, comparison);
  if (possible === undefined) {
    spot.fault('condition-on-type', { question: question.id, got: question.type });
    return false;
  }
  const missing = 'in' in comparison ? comparison.in.filter((one) => !isPossible(possible, one)) : [];
  for (const one of missing) spot.fault('ref-answer', { question: question.id, got: one });
  return missing.length === 0;
};

const isPossible = (possible: readonly AnswerValue[], wanted: string | number): boolean =>
  possible.some((value) => JSON.stringify(value).includes(JSON.stringify(wanted)));

/** Enough values of a question to try every way a comparison can turn out; undefined where it cannot be compared. */
const valuesOf = (question: Question, comparison: Comparison): readonly AnswerValue[] | undefined => {
  switch (question.type) {
    case 'compliance':
      return [{ answer: 'yes' }, { answer: 'partly' }, { answer: 'no' }];
    case 'maturity':
      return [{ level: 0 }, { level: 1 }, { level: 2 }, { level: 3 }, { level: 4 }];
    case 'checklist':
      return question.options.map((option) => ({ checked: [option.id] }));
    case 'number':
      return numbersOf(comparison)
        .filter((number) => number >= question.min && number <= question.max)
        .map((number) => ({ number }));
    default:
      return undefined;
  }
};

const numbersOf = (comparison: Comparison): readonly number[] =>
  'atLeast' in comparison ? [comparison.atLeast] : comparison.in.filter((one) => typeof one === 'number');

const isCyclic = (instrument: Instrument, start: Question): boolean => {
  const seen = new Set<string>();
  const visit = (question: Question | undefined): boolean => {
    if (question?.when === undefined) return false;
    return questionsOfCondition(question.when).some((id) => {
      if (id === start.id) return true;
      if (seen.has(id)) return false;
      seen.add(id);
      return visit(findQuestion(instrument, id));
    });
  };
  return visit(start);
};

/** Whether some agency is asked: for one variant and type, one set of answers to context questions. */
const isReachable = (instrument: Instrument, question: Question): boolean =>
  question.variants.some((variant) =>
    question.agencyTypes.some((type) => canBeAsked(instrument, question, { variant, type }, new Set())),
  );

interface Setting {
  readonly variant: string;
  readonly type: string;
}

const canBeAsked = (
  instrument: Instrument,
  question: Question,
  setting: Setting,
  above: ReadonlySet<string>,
): boolean => {
  if (above.has(question.id)) return false;
  if (!question.variants.includes(setting.variant) || !question.agencyTypes.includes(setting.type)) return false;
  const { when } = question;
  if (when === undefined) return true;
  const below = new Set([...above, question.id]);
  const domains = new Map<string, (AnswerValue | undefined)[]>();
  for (const comparison of comparisonsOf(when)) {
    const asked = findQuestion(instrument, comparison.question);
    const domain = domains.get(comparison.question) ?? [undefined];
    if (asked !== undefined && canBeAsked(instrument, asked, setting, below))
      domain.push(...(valuesOf(asked, comparison) ?? []));
    domains.set(comparison.question, domain);
  }
  return someAssignment([...domains], new Map(), (chosen) => conditionHolds(when, (id) => chosen.get(id)));
};

const someAssignment = (
  domains: readonly (readonly [string, readonly (AnswerValue | undefined)[]])[],
  chosen: ReadonlyMap<string, AnswerValue | undefined>,
  holds: (chosen: ReadonlyMap<string, AnswerValue | undefined>) => boolean,
): boolean => {
  const [first, ...rest] = domains;
  if (first === undefined) return holds(chosen);
  const [id, values] = first;
  return values.some((value) => someAssignment(rest, new Map([...chosen, [id, value]]), holds));
};
