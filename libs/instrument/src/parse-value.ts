import type { ChecklistQuestion, Instrument, NumberQuestion, Question } from './instrument.js';
import {
  MAXIMUM_ID,
  MAXIMUM_ROWS,
  checkCoverage,
  checkFlow,
  checkHeadcount,
  checkMeans,
  checkPay,
  checkRate,
} from './parse-table.js';
import {
  type Spot,
  isRecord,
  readChoice,
  readDate,
  readList,
  readNumber,
  readRecord,
  readSingle,
  readText,
  readWhole,
  shown,
} from './shape.js';

const MAXIMUM_LEVEL = 4;
const MAXIMUM_EVIDENCE = 200;

/**
 * Files a fault for everything in `raw` that the question's type does not allow; none means the value is legal as it
 * stands. Nothing is corrected or defaulted on the way, so what is hashed is what was given. Source: method.md §1.
 */
export const checkValue = (instrument: Instrument, question: Question, raw: unknown, spot: Spot): void => {
  switch (question.type) {
    case 'headcount':
      checkHeadcount(instrument, question, raw, spot);
      break;
    case 'flow':
      checkFlow(question, raw, spot);
      break;
    case 'rate':
      checkRate(raw, spot);
      break;
    case 'means':
      checkMeans(raw, spot);
      break;
    case 'pay':
      checkPay(question, raw, spot);
      break;
    case 'coverage':
      checkCoverage(raw, spot);
      break;
    case 'checklist':
      checkChecklist(question, raw, spot);
      break;
    default:
      checkSimple(question, raw, spot);
  }
};

type SimpleQuestion = Extract<Question, { readonly type: 'maturity' | 'compliance' | 'number' | 'text' | 'date' }>;

const checkSimple = (question: SimpleQuestion, raw: unknown, spot: Spot): void => {
  switch (question.type) {
    case 'maturity':
      readSingle('level', raw, spot, checkLevel);
      break;
    case 'compliance':
      readSingle('answer', raw, spot, (at, answer) => readChoice(at, answer, ['yes', 'partly', 'no']));
      break;
    case 'number':
      readSingle('number', raw, spot, (at, number) => checkNumber(question, number, at));
      break;
    case 'text':
      readSingle('text', raw, spot, (at, text) => readText(at, text, question.maxLength));
      break;
    case 'date':
      readSingle('date', raw, spot, readDate);
  }
};

export const checkEvidence = (raw: unknown, spot: Spot): void => {
  readList(spot, raw, MAXIMUM_EVIDENCE)?.forEach((id, position) => readText(spot.at(position), id, MAXIMUM_ID));
};

const checkLevel = (spot: Spot, raw: unknown): void => {
  const level = readWhole(spot, raw);
  if (level !== undefined && (level < 0 || level > MAXIMUM_LEVEL)) {
    spot.fault('out-of-range', { min: 0, max: MAXIMUM_LEVEL, got: level });
  }
};

const checkNumber = (question: NumberQuestion, raw: unknown, spot: Spot): void => {
  const number = question.whole ? readWhole(spot, raw) : readNumber(spot, raw);
  if (number !== undefined && (number < question.min || number > question.max)) {
    spot.fault('number-out-of-range', { min: question.min, max: question.max, got: number });
  }
};

const checkChecklist = (question: ChecklistQuestion, raw: unknown, spot: Spot): void => {
  const value = readRecord(spot, raw, { required: ['checked'], optional: ['proved'] });
  if (value?.['checked'] === undefined) return;
  const checked = readList(spot.at('checked'), value['checked'], MAXIMUM_ROWS);
  if (checked === undefined) return;
  checkOptions(question, checked, spot.at('checked'));
  if (value['proved'] !== undefined) checkProofs(checked, value['proved'], spot.at('proved'));
};

const checkOptions = (question: ChecklistQuestion, checked: readonly unknown[], spot: Spot): void => {
  const ids = question.options.map((option) => option.id);
  const seen = new Set<unknown>();
  checked.forEach((option, position) => {
    readChoice(spot.at(position), option, ids);
    if (seen.has(option)) spot.at(position).fault('repeated-option', { option: shown(option) });
    seen.add(option);
  });
  const exclusive = question.options.filter((option) => option.exclusive).map((option) => option.id);
  // With a "none of these" on offer, an empty list says nothing: it could be an answer or a form never filled in.
  if (checked.length === 0 && exclusive.length > 0) spot.fault('nothing-checked', { option: exclusive.join(', ') });
  const alone = exclusive.find((option) => seen.has(option));
  if (alone !== undefined && checked.length > 1) spot.fault('exclusive-option', { option: alone });
};

const checkProofs = (checked: readonly unknown[], raw: unknown, spot: Spot): void => {
  if (!isRecord(raw)) {
    spot.fault('not-an-object', { got: shown(raw) });
    return;
  }
  for (const [option, ids] of Object.entries(raw)) {
    if (checked.includes(option)) checkEvidence(ids, spot.at(option));
    else spot.fault('proof-of-unchecked', { option: shown(option) });
  }
};
