import type { Fault } from './answer.js';
import { findQuestion, findItem, questionsOfRule, isContextQuestion } from './lookup.js';
import { checkConditions } from './check-conditions.js';
import type {
  CrossCheck,
  Gate,
  HeadcountQuestion,
  Instrument,
  Item,
  Quantity,
  Question,
  QuestionType,
} from './instrument.js';
import { Spot } from './shape.js';
import { fileRepeated } from './structure.js';

const TYPES_OF_RULE: Readonly<Record<string, readonly QuestionType[]>> = {
  M: ['maturity'],
  Y: ['compliance'],
  CL: ['checklist'],
  PB: ['headcount'],
  RI: ['headcount'],
  GC: ['headcount'],
  DI: ['headcount'],
  SR: ['flow', 'rate'],
  ME: ['means'],
  PG: ['pay'],
  CV: ['coverage'],
};

/** Files what is wrong between the parts of an instrument whose parts are each well formed. */
export const checkInstrument = (instrument: Instrument, faults: Fault[]): void => {
  const spot = new Spot('', { faults, prefix: '' });
  checkUnique(instrument, spot);
  for (const item of instrument.items) checkItem(instrument, item, spotOf(spot, 'items', item.id));
  for (const gate of instrument.gates) checkGate(instrument, gate, spotOf(spot, 'gates', gate.id));
  for (const check of instrument.checks) checkCheck(instrument, check, spotOf(spot, 'checks', check.id));
  checkClassifications(instrument, spot);
  for (const question of instrument.questions) {
    if (question.optional && !isContextQuestion(instrument, question.id)) {
      spotOf(spot, 'questions', question.id).fault('optional-but-scored');
    }
  }
  checkConditions(instrument, spot);
};

/** Paths of these faults end in an id, not in a position: which file it stands in follows from the id. */
const spotOf = (spot: Spot, kind: string, id: string): Spot => spot.at(kind).at(id).concerning({ id });

const checkUnique = (instrument: Instrument, spot: Spot): void => {
  const questions = instrument.questions.map((question) => question.id);
  fileRepeated(spot.at('questions'), questions, 'unique-question');
  fileRepeated(
    spot.at('items'),
    instrument.items.map((item) => item.id),
    'unique-item',
  );
  // Texts of a dimension and of a question would lie under one key.
  const named = new Set<string>([...questions, ...instrument.items.map((item) => item.id)]);
  for (const { id } of instrument.dimensions) {
    if (named.has(id)) spotOf(spot, 'dimensions', id).fault('unique-dimension');
  }
};

const checkItem = (instrument: Instrument, item: Item, spot: Spot): void => {
  for (const variant of item.variants ?? []) {
    if (!instrument.variants.includes(variant)) spot.fault('ref-variant', refTo(variant, instrument.variants));
  }
  for (const id of questionsOfRule(item.rule)) {
    const question = findQuestion(instrument, id);
    if (question === undefined) spot.fault('ref-question', { got: id });
    else checkRuleType(item, question, spot);
  }
  checkBanded(instrument, item, spot);
};

const refTo = (got: string, choices: readonly string[]): { got: string; choices: string } => ({
  got,
  choices: choices.join(', '),
});

const checkRuleType = (item: Item, question: Question, spot: Spot): void => {
  const types = TYPES_OF_RULE[item.rule.code] ?? [];
  if (types.includes(question.type)) return;
  spot.fault('rule-of-other-type', {
    rule: item.rule.code,
    question: question.id,
    got: question.type,
    choices: types.join(', '),
  });
};

/** Only bands say who is uniformed and who leads. */
const checkBanded = (instrument: Instrument, item: Item, spot: Spot): void => {
  const table = bandedTableOf(item);
  if (table === undefined) return;
  const question = findQuestion(instrument, table) as HeadcountQuestion | undefined;
  if (question?.banded === true && instrument.bands.some((band) => band.top)) return;
  if (question !== undefined) spot.fault('rule-needs-bands', { rule: item.rule.code, question: table });
};

const bandedTableOf = ({ rule }: Item): string | undefined => {
  if (rule.code === 'GC') return rule.question;
  return rule.code === 'RI' && rule.reference.part === 'uniformed' ? rule.reference.question : undefined;
};

const checkGate = (instrument: Instrument, gate: Gate, spot: Spot): void => {
  const item = findItem(instrument, gate.item);
  if (item === undefined) {
    spot.fault('ref-item', { got: gate.item });
    return;
  }
  // A rights minimum that can be declared "not applicable" is none (method.md §1).
  const escapes = questionsOfRule(item.rule).filter((id) => findQuestion(instrument, id)?.notApplicable === true);
  for (const question of escapes) spot.fault('gate-may-not-apply', { question });
};

const checkClassifications = (instrument: Instrument, spot: Spot): void => {
  for (const classification of instrument.classifications) {
    const at = spotOf(spot, 'classifications', classification.id);
    const named = [
      ...classification.classes.flatMap((one) => one.allOf),
      ...classification.warnings.flatMap((warning) => warning.anyUnder),
    ];
    for (const { item } of named) {
      if (findItem(instrument, item) === undefined) at.fault('ref-item', { got: item });
    }
  }
};

const checkCheck = (instrument: Instrument, check: CrossCheck, spot: Spot): void => {
  for (const quantity of [...check.left, ...check.right]) checkQuantity(instrument, quantity, spot);
};

/** Files what a quantity names and the instrument does not have. */
export const checkQuantity = (instrument: Instrument, quantity: Quantity, spot: Spot): void => {
  const question = findQuestion(instrument, quantity.question);
  if (question === undefined) {
    spot.fault('ref-question', { got: quantity.question });
    return;
  }
  const bands = instrument.bands.map((band) => band.id);
  for (const band of quantity.bands ?? []) {
    if (!bands.includes(band)) spot.fault('ref-band', refTo(band, bands));
  }
  const rows = rowsOf(question);
  for (const row of quantity.rows ?? []) {
    if (!rows.includes(row)) spot.fault('ref-row', refTo(row, rows));
  }
};

const rowsOf = (question: Question): readonly string[] => {
  if (question.type === 'flow') return question.stages;
  return question.type === 'headcount' || question.type === 'pay' ? question.rows : [];
};
