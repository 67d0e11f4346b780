import type { Instrument, Question } from './instrument.js';
import { lintTexts } from './lint-texts.js';
import { findItem, findQuestion, isContextQuestion, questionsOfCondition } from './lookup.js';

/** What the linter needs to know of a recommendation rule; `RecommendationRule` is one. */
export interface LintedRule {
  readonly id: string;
  readonly triggers: readonly LintedTrigger[];
  readonly rankedBy: string;
  readonly owner: string;
  readonly horizon: string;
  readonly effort: number;
  readonly references: readonly string[];
}
export interface LintedTrigger {
  readonly kind: 'item' | 'figure' | 'gate' | 'missing';
  readonly item?: string;
  readonly gate?: string;
  readonly figure?: string;
  readonly question?: string;
}

export type FlatTexts = Readonly<Record<string, string>>;

export interface LintedContent {
  readonly instrument: Instrument;
  readonly rules: readonly LintedRule[];
  readonly references: readonly { readonly id: string }[];
  readonly glossary: readonly string[];
  /** Language → flat texts. */
  readonly texts: Readonly<Record<string, FlatTexts>>;
  /** Language → key → hash of the source text that was translated, as `hash` gives it. */
  readonly translatedFrom?: Readonly<Record<string, FlatTexts>>;
}

export interface LintSettings {
  /** The language that is translated from; all others must match it. */
  readonly sourceLanguage: string;
  readonly hash: (text: string) => string;
  /** Keys every language must have besides those of the instrument, e.g. the sentences of traces. */
  readonly furtherKeys?: readonly string[];
  /** Kinds of figures the scoring prints; left out, figure triggers are not checked for their kind. */
  readonly figureKinds?: readonly string[];
}

/** `part` and `id` say where: which file they mean is known to whoever read the files. */
export interface Finding {
  readonly part: 'structure' | 'recommendations' | 'references' | 'glossary' | 'texts';
  readonly id: string;
  readonly code: string;
  readonly language?: string;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Everything wrong with content whose instrument parses: between structure, rules, references and texts. */
export const lintInstrument = (content: LintedContent, settings: LintSettings): readonly Finding[] => [
  ...lintStructure(content),
  ...lintRules(content, settings),
  ...repeated('references', 'unique-reference', content.references),
  ...repeated(
    'glossary',
    'unique-term',
    content.glossary.map((id) => ({ id })),
  ),
  ...lintTexts(content, settings),
];

const repeated = (
  part: Finding['part'],
  code: string,
  entries: readonly { readonly id: string }[],
): readonly Finding[] => {
  const seen = new Set<string>();
  return entries.flatMap(({ id }) => {
    if (seen.has(id)) return [{ part, id, code, detail: { id } }];
    seen.add(id);
    return [];
  });
};

const lintStructure = ({ instrument, references }: LintedContent): readonly Finding[] => {
  const known = new Set(references.map((reference) => reference.id));
  const findings: Finding[] = [];
  const file = (id: string, code: string, detail: Finding['detail']): void => {
    findings.push({ part: 'structure', id, code, detail: { id, ...detail } });
  };
  for (const question of instrument.questions) {
    for (const reference of question.references) {
      if (!known.has(reference)) file(question.id, 'ref-reference', { got: reference });
    }
    if (isForgotten(instrument, question)) file(question.id, 'item-without-rule', {});
  }
  for (const { id } of instrument.dimensions) {
    if (!instrument.items.some((item) => item.dimension === id)) file(id, 'dimension-without-item', {});
  }
  return findings;
};

/** A policy question that nothing scores and no condition needs: its item was left out. */
const isForgotten = (instrument: Instrument, question: Question): boolean => {
  if (!['maturity', 'compliance', 'checklist'].includes(question.type) || question.optional) return false;
  if (!isContextQuestion(instrument, question.id)) return false;
  const needed = instrument.questions.some(
    ({ when }) => when !== undefined && questionsOfCondition(when).includes(question.id),
  );
  return !needed;
};

const lintRules = (content: LintedContent, settings: LintSettings): readonly Finding[] => {
  const { instrument, rules } = content;
  const findings: Finding[] = [...repeated('recommendations', 'unique-rule', rules)];
  for (const rule of rules) {
    const file = (code: string, detail: Finding['detail']): void => {
      findings.push({ part: 'recommendations', id: rule.id, code, detail: { id: rule.id, ...detail } });
    };
    if (rule.triggers.length === 0) file('rule-without-trigger', {});
    for (const [code, got] of brokenRefs(content, rule, settings)) file(code, { got });
  }
  const triggers = rules.flatMap((rule) => rule.triggers);
  const scored = new Set(triggers.filter((trigger) => trigger.kind === 'item').map((trigger) => trigger.item));
  for (const { id } of instrument.items) {
    if (!scored.has(id)) findings.push(without('item-without-recommendation', id));
  }
  const gated = new Set(triggers.map((trigger) => trigger.gate));
  for (const { id } of instrument.gates) {
    if (!gated.has(id)) findings.push(without('gate-without-recommendation', id));
  }
  return findings;
};

const without = (code: string, id: string): Finding => ({ part: 'recommendations', id, code, detail: { id } });

type BrokenRef = readonly [code: string, got: string];

const brokenRefs = (content: LintedContent, rule: LintedRule, settings: LintSettings): readonly BrokenRef[] => {
  const { instrument, references } = content;
  const broken: BrokenRef[] = rule.triggers.flatMap((trigger) => brokenTrigger(instrument, trigger, settings));
  if (findItem(instrument, rule.rankedBy) === undefined) broken.push(['ref-item', rule.rankedBy]);
  for (const id of rule.references) {
    if (!references.some((reference) => reference.id === id)) broken.push(['ref-reference', id]);
  }
  return broken;
};

const brokenTrigger = (
  instrument: Instrument,
  trigger: LintedTrigger,
  settings: LintSettings,
): readonly BrokenRef[] => {
  const { item, gate, question, figure } = trigger;
  const broken: BrokenRef[] = [];
  if (item !== undefined && findItem(instrument, item) === undefined) broken.push(['ref-item', item]);
  if (gate !== undefined && !instrument.gates.some(({ id }) => id === gate)) broken.push(['ref-gate', gate]);
  if (question !== undefined && findQuestion(instrument, question) === undefined) {
    broken.push(['ref-question', question]);
  }
  const kinds = settings.figureKinds;
  if (figure !== undefined && kinds !== undefined && !kinds.includes(figure)) broken.push(['ref-figure', figure]);
  return broken;
};
