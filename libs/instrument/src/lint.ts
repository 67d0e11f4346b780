import type { Instrument, Question } from './instrument.js';
import { lintTexts } from './lint-texts.js';
import type { Finding, FlatTexts, LintSettings, LintedContent, LintedRule, LintedTrigger } from './linted.js';
import { findItem, findQuestion, isContextQuestion, questionsOfCondition } from './lookup.js';

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
  const names = content.texts[settings.sourceLanguage] ?? {};
  const findings: Finding[] = [...repeated('recommendations', 'unique-rule', rules)];
  for (const rule of rules) {
    const file = (code: string, detail: Finding['detail']): void => {
      findings.push({ part: 'recommendations', id: rule.id, code, detail: { id: rule.id, ...detail } });
    };
    if (rule.triggers.length === 0) file('rule-without-trigger', {});
    for (const [code, got] of brokenRefs(content, rule, names)) file(code, { got });
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

const brokenRefs = (content: LintedContent, rule: LintedRule, names: FlatTexts): readonly BrokenRef[] => {
  const { instrument, references } = content;
  const broken: BrokenRef[] = rule.triggers.flatMap((trigger) => brokenTrigger(instrument, trigger, names));
  if (findItem(instrument, rule.rankedBy) === undefined) broken.push(['ref-item', rule.rankedBy]);
  for (const id of rule.references) {
    if (!references.some((reference) => reference.id === id)) broken.push(['ref-reference', id]);
  }
  return broken;
};

const brokenTrigger = (instrument: Instrument, trigger: LintedTrigger, names: FlatTexts): readonly BrokenRef[] => {
  const { item, gate, question, figure } = trigger;
  const broken: BrokenRef[] = [];
  if (item !== undefined && findItem(instrument, item) === undefined) broken.push(['ref-item', item]);
  if (gate !== undefined && !instrument.gates.some(({ id }) => id === gate)) broken.push(['ref-gate', gate]);
  if (question !== undefined && findQuestion(instrument, question) === undefined) {
    broken.push(['ref-question', question]);
  }
  // Every figure that is printed has a name; what has none is never computed, and such a trigger would never fire.
  if (figure !== undefined && names[`figure.${figure}.name`] === undefined) broken.push(['ref-figure', figure]);
  return broken;
};
