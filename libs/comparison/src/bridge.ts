import {
  type Instrument,
  type Item,
  type Question,
  canonicalJson,
  findItem,
  findQuestion,
  questionsOfRule,
} from '@isonomia/instrument';

/** What two versions of an instrument have in common: only over this are answers carried over and trends drawn. */
export interface Bridge {
  /** Questions that mean the same: type, options, rows, stages and bounds are alike under the same id. */
  readonly questions: readonly string[];
  /** Items with the same rule over such questions. */
  readonly items: readonly string[];
  /** Dimensions of the same items with the same weights, scored with the same constants. */
  readonly dimensions: readonly string[];
  /** Whether all dimensions are, with the same weights. */
  readonly overall: boolean;
}

/** Ids in the order of the later version. What an id's words say is the instrument's promise: ids are never reused. */
export const bridgedItems = (from: Instrument, to: Instrument): Bridge => {
  const sameConstants = canonicalJson(from.constants) === canonicalJson(to.constants);
  const sameBands = canonicalJson(from.bands) === canonicalJson(to.bands);
  const isQuestion = (id: string): boolean => {
    const [before, now] = [findQuestion(from, id), findQuestion(to, id)];
    if (before === undefined || now === undefined) return false;
    return meaningOf(before) === meaningOf(now) && (sameBands || !isBanded(now));
  };
  const isItem = ({ id, rule, dimension }: Item): boolean => {
    const before = findItem(from, id);
    if (before?.dimension !== dimension || canonicalJson(before.rule) !== canonicalJson(rule)) return false;
    const questions = rule.code === 'DA' ? figuresOf(from, to) : questionsOfRule(rule);
    return questions.every(isQuestion);
  };
  const items = to.items.filter(isItem).map(({ id }) => id);
  const dimensions = to.dimensions.map(({ id }) => id).filter((id) => sameConstants && isWhole(id, from, to, items));
  return {
    questions: to.questions.map(({ id }) => id).filter(isQuestion),
    items,
    dimensions,
    overall:
      dimensions.length === to.dimensions.length && canonicalJson(from.dimensions) === canonicalJson(to.dimensions),
  };
};

/** Around a question, not in it: whom it is asked of, when, and where it stands. */
const AROUND = {
  dimension: undefined,
  variants: undefined,
  agencyTypes: undefined,
  when: undefined,
  notApplicable: undefined,
  optional: undefined,
  references: undefined,
};
const meaningOf = (question: Question): string => canonicalJson({ ...question, ...AROUND });

const isBanded = (question: Question): boolean => question.type === 'headcount' && question.banded;

const FIGURES: ReadonlySet<Question['type']> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']);

/** What the availability of data looks at: every table of either version. */
const figuresOf = (...versions: readonly Instrument[]): readonly string[] =>
  versions.flatMap(({ questions }) => questions.filter(({ type }) => FIGURES.has(type)).map(({ id }) => id));

const isWhole = (dimension: string, from: Instrument, to: Instrument, bridged: readonly string[]): boolean => {
  const inside = ({ items }: Instrument): readonly Item[] => items.filter((item) => item.dimension === dimension);
  const weighed = (instrument: Instrument): string =>
    canonicalJson(inside(instrument).map(({ id, weight, variants = [] }) => ({ id, weight, variants })));
  return inside(to).length > 0 && weighed(from) === weighed(to) && inside(to).every(({ id }) => bridged.includes(id));
};
