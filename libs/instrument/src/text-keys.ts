import type { Instrument, Question } from './instrument.js';
import type { FlatTexts, LintedContent, LintedRule } from './linted.js';
import { findQuestion, isContextQuestion } from './lookup.js';

/** A key that texts have or may have, and how many code points its text may take. */
export interface TextKey {
  readonly key: string;
  /** The id it is filed under when it is missing. */
  readonly id: string;
  readonly maximum: number;
  readonly required: boolean;
}

/** In code points. Longer texts break tables, charts and forms, or are not read. */
const LENGTH = {
  chartLabel: 24,
  tableLabel: 48,
  title: 140,
  label: 100,
  question: 320,
  help: 800,
  step: 360,
  evidence: 160,
  why: 700,
  paragraph: 1200,
} as const;

const STATES = ['answered', 'not-applicable', 'not-available', 'unanswered'];
const LEVELS = ['initial', 'emerging', 'developing', 'advanced', 'leading'];
const STEPS = ['0', '1', '2', '3', '4'];
const ANSWERS = ['yes', 'partly', 'no'];
const GATE_STATES = ['open', 'notShown', 'met', 'unanswered'];
const MAXIMUM_EVIDENCE_EXAMPLES = 8;

/** Every key that the texts of one language must or may have. */
export const textKeys = (content: LintedContent): readonly TextKey[] => {
  const { instrument } = content;
  return [
    ...instrumentKeys(instrument),
    ...instrument.dimensions.flatMap(({ id }) => dimensionKeys(id)),
    ...instrument.questions.flatMap((question) => questionKeys(instrument, question)),
    ...computedItemKeys(instrument),
    ...content.rules.flatMap(ruleKeys),
    ...settingKeys(content.rules),
    ...Object.keys(referenceTexts(content.references)).map((key) => may(key, key, LENGTH.question)),
    ...content.glossary.flatMap((id) => [
      must(id, `${id}.term`, LENGTH.label),
      must(id, `${id}.meaning`, LENGTH.paragraph),
    ]),
  ];
};

/** What references are called, as texts of the source language: a translation says it under the same keys. */
export const referenceTexts = (references: LintedContent['references']): FlatTexts =>
  Object.fromEntries(
    references.flatMap(({ id, title, article }): [string, string][] => [
      ...(title === undefined ? [] : [[`reference.${id}.title`, title] satisfies [string, string]]),
      ...(article === undefined ? [] : [[`reference.${id}.article`, article] satisfies [string, string]]),
    ]),
  );

const must = (id: string, key: string, maximum: number): TextKey => ({ key, id, maximum, required: true });
const may = (id: string, key: string, maximum: number): TextKey => ({ key, id, maximum, required: false });

const titled = (kind: string, ids: readonly string[]): readonly TextKey[] =>
  ids.flatMap((id) => [
    must(id, `${kind}.${id}.title`, LENGTH.title),
    must(id, `${kind}.${id}.about`, LENGTH.paragraph),
  ]);

const instrumentKeys = (instrument: Instrument): readonly TextKey[] => {
  const { id } = instrument;
  const parts = [...new Set(instrument.bands.map((band) => band.part))];
  const asks = (type: Question['type']): boolean => instrument.questions.some((question) => question.type === type);
  return [
    must(id, 'instrument.title', LENGTH.title),
    must(id, 'instrument.short', LENGTH.tableLabel),
    must(id, 'instrument.intro', LENGTH.paragraph),
    ...['origin', 'before', 'population', 'sources'].map((key) => may(id, `instrument.${key}`, LENGTH.paragraph)),
    ...titled('variant', instrument.variants),
    ...instrument.variants.map((variant) => may(variant, `variant.${variant}.minutes`, LENGTH.chartLabel)),
    ...instrument.agencyTypes.map((type) => must(type, `agencyType.${type}`, LENGTH.tableLabel)),
    ...titled(
      'band',
      instrument.bands.map((band) => band.id),
    ),
    ...parts.map((part) => must(id, `part.${part}`, LENGTH.tableLabel)),
    ...STATES.map((state) => must(id, `state.${state}`, LENGTH.tableLabel)),
    ...titled('level', LEVELS),
    ...(asks('maturity') ? titled('scale', STEPS) : []),
    ...(asks('compliance') ? ANSWERS.map((answer) => must(id, `answer.${answer}`, LENGTH.tableLabel)) : []),
    ...instrument.gates.flatMap((gate) => gateKeys(gate.id)),
    ...classificationKeys(instrument),
    ...instrument.checks.map((check) => must(check.id, `checks.${check.id}`, LENGTH.question)),
  ];
};

const gateKeys = (id: string): readonly TextKey[] => [
  must(id, `gate.${id}.title`, LENGTH.title),
  ...GATE_STATES.map((state) => must(id, `gate.${id}.${state}`, LENGTH.step)),
];

const classificationKeys = (instrument: Instrument): readonly TextKey[] =>
  instrument.classifications.flatMap(({ id, classes, otherwise, warnings }) => {
    const names = new Set([...classes.map((one) => one.id), otherwise]);
    return [
      ...titled('classification', [id]),
      ...titled(`classification.${id}.class`, [...names]),
      ...warnings.map((warning) => must(id, `classification.${id}.warning.${warning.id}`, LENGTH.step)),
    ];
  });

const dimensionKeys = (id: string): readonly TextKey[] => [
  must(id, `${id}.title`, LENGTH.title),
  must(id, `${id}.short`, LENGTH.chartLabel),
  must(id, `${id}.about`, LENGTH.paragraph),
];

const questionKeys = (instrument: Instrument, question: Question): readonly TextKey[] => {
  const { id } = question;
  const example = isContextQuestion(instrument, id) ? may : must;
  const numbers = Array.from({ length: MAXIMUM_EVIDENCE_EXAMPLES }, (_, position) => String(position));
  return [
    must(id, `${id}.short`, LENGTH.tableLabel),
    must(id, `${id}.question`, LENGTH.question),
    must(id, `${id}.help`, LENGTH.help),
    must(id, `${id}.why`, LENGTH.why),
    may(id, `${id}.unit`, LENGTH.tableLabel),
    may(id, `${id}.stepGap`, LENGTH.step),
    ...numbers.map((number) => (number === '0' ? example : may)(id, `${id}.evidence.${number}`, LENGTH.evidence)),
    ...typeKeys(question),
  ];
};

const typeKeys = (question: Question): readonly TextKey[] => {
  const { id } = question;
  switch (question.type) {
    case 'maturity':
      return STEPS.map((step) => must(id, `${id}.levels.${step}`, LENGTH.step));
    case 'compliance':
      return ANSWERS.map((answer) => must(id, `${id}.answers.${answer}`, LENGTH.step));
    case 'checklist':
      return question.options.map((option) => must(id, `${id}.options.${option.id}`, LENGTH.label));
    case 'headcount':
    case 'pay':
      return question.rows.map((row) => must(id, `${id}.rows.${row}`, LENGTH.label));
    case 'flow':
      return question.stages.map((stage) => must(id, `${id}.stages.${stage}`, LENGTH.label));
    default:
      return [];
  }
};

/** Items that are no question have a name and a reason of their own, and nothing to ask. */
const computedItemKeys = (instrument: Instrument): readonly TextKey[] =>
  instrument.items
    .filter((item) => findQuestion(instrument, item.id) === undefined)
    .flatMap(({ id }) => [
      must(id, `${id}.short`, LENGTH.tableLabel),
      must(id, `${id}.title`, LENGTH.title),
      must(id, `${id}.why`, LENGTH.why),
    ]);

const ruleKeys = ({ id }: LintedRule): readonly TextKey[] => [
  must(id, `${id}.title`, LENGTH.title),
  must(id, `${id}.action`, LENGTH.paragraph),
  must(id, `${id}.expected`, LENGTH.step),
  must(id, `${id}.indicator`, LENGTH.step),
  may(id, `${id}.goodPractice`, LENGTH.why),
];

/** Names of owners, horizons and efforts that some rule uses. */
const settingKeys = (rules: readonly LintedRule[]): readonly TextKey[] => [
  ...new Map(
    rules
      .flatMap((rule) => [
        must(rule.owner, `owner.${rule.owner}`, LENGTH.label),
        must(rule.horizon, `horizon.${rule.horizon}`, LENGTH.tableLabel),
        must(String(rule.effort), `effort.${String(rule.effort)}`, LENGTH.tableLabel),
      ])
      .map((key): [string, TextKey] => [key.key, key]),
  ).values(),
];
