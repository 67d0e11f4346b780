import type { Answer, AnswerFile, Fault } from './answer.js';
import { askedQuestions, type Selection } from './asked.js';
import type { Instrument, Question, QuestionType } from './instrument.js';
import { findQuestion } from './lookup.js';
import { checkEvidence, checkValue } from './parse-value.js';
import {
  type Keys,
  type RawRecord,
  Spot,
  codePoints,
  isRecord,
  printable,
  readChoice,
  readDate,
  readRecord,
  readText,
  shown,
} from './shape.js';

export type ParsedAnswer =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly faults: readonly Fault[] };
export type ParsedAnswerFile =
  { readonly ok: true; readonly file: AnswerFile } | { readonly ok: false; readonly faults: readonly Fault[] };

const MAXIMUM_SOURCE = 500;
const MAXIMUM_REASON = 2_000;
const ANSWERED: Keys = { required: ['value'], optional: ['evidence', 'source'] };
const NOT_APPLICABLE: Keys = { required: ['notApplicable'], optional: ['evidence'] };
const NOT_AVAILABLE: Keys = { required: ['notAvailable'] };
const STATES = ['value', 'notApplicable', 'notAvailable'] as const;

/** Only a figure can be "not available": not knowing whether a policy exists is level 0 or `no` (method.md §1). */
const FIGURES: readonly QuestionType[] = ['headcount', 'flow', 'rate', 'means', 'pay', 'coverage', 'number'];

/**
 * Whether this is a legal answer to this question, in every detail; it does not say whether the question is asked.
 * A legal answer is returned as given. Never throws. Source: method.md §1.
 */
export const parseAnswer = (instrument: Instrument, question: Question, raw: unknown): ParsedAnswer => {
  const faults: Fault[] = [];
  checkAnswer(instrument, question, raw, new Spot(`answers.${question.id}`, { faults, prefix: 'answer.' }));
  return faults.length === 0 ? { ok: true, answer: raw as Answer } : { ok: false, faults };
};

/**
 * A whole answer file, draft or complete: every entry legal and asked. Unanswered questions are no fault here; see
 * `unansweredQuestions`. A legal file is returned as given. Never throws. Source: method.md §1.
 */
export const parseAnswerFile = (instrument: Instrument, raw: unknown): ParsedAnswerFile => {
  const faults: Fault[] = [];
  const spot = new Spot('', { faults, prefix: 'answer-file.' });
  const file = readRecord(spot, raw, {
    required: ['instrument', 'version', 'variant', 'agencyType', 'reference', 'answers'],
  });
  if (file === undefined) return { ok: false, faults };
  checkHead(instrument, file, spot);
  // What is asked depends on variant, type and context answers: with those in doubt, "not asked" would be noise.
  const sound = faults.length === 0;
  const answers = file['answers'];
  if (answers !== undefined) checkAnswers(instrument, answers, spot, faults);
  if (sound && isRecord(answers)) checkAsked(instrument, file, answers, faults);
  return faults.length === 0 ? { ok: true, file: raw as AnswerFile } : { ok: false, faults };
};

const checkHead = (instrument: Instrument, file: RawRecord, spot: Spot): void => {
  const { instrument: id, version, variant, agencyType, reference } = file;
  if (id !== undefined && id !== instrument.id) {
    spot.at('instrument').fault('other-instrument', { expected: instrument.id, got: shown(id) });
  }
  if (version !== undefined && version !== instrument.version) {
    spot.at('version').fault('other-version', { expected: instrument.version, got: shown(version) });
  }
  if (variant !== undefined) readChoice(spot.at('variant'), variant, instrument.variants);
  if (agencyType !== undefined) readChoice(spot.at('agencyType'), agencyType, instrument.agencyTypes);
  if (reference !== undefined) checkReference(reference, spot.at('reference'));
};

const checkReference = (raw: unknown, spot: Spot): void => {
  const reference = readRecord(spot, raw, { required: ['from', 'to'] });
  if (reference?.['from'] === undefined || reference['to'] === undefined) return;
  const from = readDate(spot.at('from'), reference['from']);
  const to = readDate(spot.at('to'), reference['to']);
  if (from !== undefined && to !== undefined && from > to) spot.fault('period-reversed', { from, to });
};

const checkAnswers = (instrument: Instrument, raw: unknown, spot: Spot, faults: Fault[]): void => {
  const at = spot.at('answers');
  if (!isRecord(raw)) {
    at.fault('not-an-object', { got: shown(raw) });
    return;
  }
  for (const id of Object.keys(raw)) {
    const question = findQuestion(instrument, id);
    const place = new Spot(`answers.${printable(id)}`, { faults, prefix: 'answer.' });
    if (question === undefined) place.fault('unknown-question', { question: printable(id) });
    else checkAnswer(instrument, question, raw[id], place);
  }
};

const checkAsked = (instrument: Instrument, file: RawRecord, answers: RawRecord, faults: Fault[]): void => {
  const faulty = new Set(faults.map((fault) => fault.path.split('.')[1]));
  const legal = Object.entries(answers).filter(([id]) => !faulty.has(id));
  const selection = { ...file, answers: Object.fromEntries(legal) } as unknown as Selection;
  const asked = new Set<string>(askedQuestions(instrument, selection).map((question) => question.id));
  for (const [id] of legal) {
    if (!asked.has(id)) new Spot(`answers.${id}`, { faults, prefix: 'answer.' }).fault('not-asked', { question: id });
  }
};

const checkAnswer = (instrument: Instrument, question: Question, raw: unknown, place: Spot): void => {
  const spot = place.concerning({ question: question.id });
  if (!isRecord(raw)) {
    spot.fault('not-an-object', { got: shown(raw) });
    return;
  }
  const given = STATES.filter((state) => raw[state] !== undefined);
  const state = given[0];
  if (state === undefined || given.length > 1) {
    spot.fault('not-one-state', { got: given.join(', ') });
    return;
  }
  if (state === 'value') {
    checkAnswered(instrument, question, raw, spot);
    return;
  }
  if (state === 'notAvailable') {
    checkNotAvailable(question, raw, spot);
    return;
  }
  checkNotApplicable(instrument, question, raw, spot);
};

const checkAnswered = (instrument: Instrument, question: Question, raw: RawRecord, spot: Spot): void => {
  readRecord(spot, raw, ANSWERED);
  checkValue(instrument, question, raw['value'], spot.at('value'));
  if (raw['evidence'] !== undefined) checkEvidence(raw['evidence'], spot.at('evidence'));
  if (raw['source'] !== undefined) readText(spot.at('source'), raw['source'], MAXIMUM_SOURCE);
};

const checkNotAvailable = (question: Question, raw: RawRecord, spot: Spot): void => {
  readRecord(spot, raw, NOT_AVAILABLE);
  if (raw['notAvailable'] !== true) spot.at('notAvailable').fault('not-true', { got: shown(raw['notAvailable']) });
  if (!FIGURES.includes(question.type)) spot.at('notAvailable').fault('always-available');
};

const checkNotApplicable = (instrument: Instrument, question: Question, raw: RawRecord, spot: Spot): void => {
  readRecord(spot, raw, NOT_APPLICABLE);
  const at = spot.at('notApplicable');
  if (!question.notApplicable) at.fault('always-applicable');
  const reason = readText(at, raw['notApplicable'], MAXIMUM_REASON);
  const minimum = instrument.constants.notApplicableReasonLength;
  if (reason !== undefined && codePoints(reason.trim()) < minimum) at.fault('reason-too-short', { min: minimum });
  if (raw['evidence'] !== undefined) checkEvidence(raw['evidence'], spot.at('evidence'));
};
