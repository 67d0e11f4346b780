import { dimensionId, questionId, referenceId } from './ids.js';
import type { Condition, Question, QuestionType } from './instrument.js';
import {
  type RawRecord,
  type Spot,
  isRecord,
  readChoice,
  readFlag,
  readNumber,
  readRecord,
  readWhole,
  shown,
} from './shape.js';
import { readEntries, readId, readIds } from './structure.js';

/** What every question of an instrument may refer to. */
export interface Surroundings {
  readonly agencyTypes: readonly string[];
  readonly variants: readonly string[];
  readonly dimension: string;
}

const COMMON_KEYS = ['variants', 'agencyTypes', 'when', 'notApplicable', 'optional', 'references'];
const KEYS_OF_TYPE: Readonly<Record<QuestionType, readonly string[]>> = {
  maturity: [],
  compliance: [],
  checklist: ['options'],
  headcount: ['rows', 'banded', 'rowsFrom'],
  flow: ['stages'],
  rate: [],
  means: [],
  pay: ['rows'],
  coverage: [],
  number: ['min', 'max', 'whole'],
  text: ['maxLength'],
  date: [],
};
const DEFAULT_MAXIMUM = 10_000_000;
const DEFAULT_TEXT_LENGTH = 2_000;
const MAXIMUM_CONDITION_DEPTH = 8;

/** Undefined when it is no question at all; else a question, with every fault filed. */
export const parseQuestion = (raw: unknown, around: Surroundings, place: Spot): Question | undefined => {
  if (!isRecord(raw)) {
    place.fault('not-an-object', { got: shown(raw) });
    return undefined;
  }
  const id = readId(place.at('id'), raw['id']);
  const spot = place.concerning({ id });
  const type = readChoice(spot.at('type'), raw['type'], Object.keys(KEYS_OF_TYPE)) as QuestionType | undefined;
  if (type === undefined) return undefined;
  readRecord(spot, raw, { required: ['id', 'type'], optional: [...COMMON_KEYS, ...KEYS_OF_TYPE[type]] });
  const when = raw['when'] === undefined ? undefined : parseCondition(raw['when'], spot.at('when'), 0);
  const base = {
    id: questionId(id),
    dimension: dimensionId(around.dimension),
    variants: parseSubset(raw['variants'], around.variants, 'ref-variant', spot.at('variants')),
    agencyTypes: parseSubset(raw['agencyTypes'], around.agencyTypes, 'ref-agency-type', spot.at('agencyTypes')),
    ...(when === undefined ? {} : { when }),
    notApplicable: parseFlag(raw['notApplicable'], spot.at('notApplicable')),
    optional: parseFlag(raw['optional'], spot.at('optional')),
    references: readIds(spot.at('references'), raw['references'], 'unique-reference').map(referenceId),
  };
  return { ...base, ...parseType(type, raw, spot) } as unknown as Question;
};

const parseType = (type: QuestionType, raw: RawRecord, spot: Spot): object => {
  switch (type) {
    case 'checklist':
      return { type, options: parseOptions(raw['options'], spot.at('options')) };
    case 'headcount':
      return { type, ...parseHeadcount(raw, spot) };
    case 'flow':
      return { type, stages: parseStages(raw['stages'], spot.at('stages')) };
    case 'pay':
      return { type, rows: readIds(spot.at('rows'), raw['rows'], 'unique-row') };
    case 'number':
      return { type, ...parseNumber(raw, spot) };
    case 'text':
      return { type, maxLength: parseMaxLength(raw['maxLength'], spot.at('maxLength')) };
    default:
      return { type };
  }
};

const parseFlag = (raw: unknown, spot: Spot): boolean => raw !== undefined && (readFlag(spot, raw) ?? false);

/** All of them when none is named; at least one. */
const parseSubset = (raw: unknown, all: readonly string[], code: string, spot: Spot): readonly string[] => {
  if (raw === undefined) return all;
  const named = readIds(spot, raw, 'unique-entry');
  if (named.length === 0) spot.fault('empty-list');
  for (const one of named) {
    if (one !== '' && !all.includes(one)) spot.fault(code, { got: one, choices: all.join(', ') });
  }
  return named;
};

const parseOptions = (raw: unknown, spot: Spot): readonly { id: string; exclusive: boolean }[] => {
  const options = readEntries(spot, raw).map((option, position) => {
    const at = spot.at(position);
    const record = readRecord(at, option, { required: ['id'], optional: ['exclusive'] }) ?? {};
    return { id: readId(at.at('id'), record['id']), exclusive: parseFlag(record['exclusive'], at.at('exclusive')) };
  });
  const ids = options.map((option) => option.id);
  if (new Set(ids).size < ids.length) spot.fault('unique-option');
  // A checklist scores by the options that count; with none, it would divide by zero.
  if (options.every((option) => option.exclusive)) spot.fault('empty-list');
  return options;
};

const parseHeadcount = (raw: RawRecord, spot: Spot): object => {
  const rows = readIds(spot.at('rows'), raw['rows'], 'unique-row');
  const from = raw['rowsFrom'];
  if (from !== undefined) readChoice(spot.at('rowsFrom'), from, ['ranks', 'units']);
  if (from !== undefined && rows.length > 0) spot.at('rowsFrom').fault('rows-fixed-and-open');
  return {
    rows,
    banded: parseFlag(raw['banded'], spot.at('banded')),
    ...(from === undefined ? {} : { rowsFrom: from }),
  };
};

const parseStages = (raw: unknown, spot: Spot): readonly string[] => {
  const stages = readIds(spot, raw, 'unique-stage');
  if (stages.length < 2) spot.fault('too-few-stages', { got: stages.length });
  return stages;
};

const parseNumber = (raw: RawRecord, spot: Spot): object => {
  const min = raw['min'] === undefined ? 0 : (readNumber(spot.at('min'), raw['min']) ?? 0);
  const max = raw['max'] === undefined ? DEFAULT_MAXIMUM : (readNumber(spot.at('max'), raw['max']) ?? min);
  if (min > max) spot.at('max').fault('bounds-reversed', { min, max });
  return { min, max, whole: raw['whole'] === undefined || parseFlag(raw['whole'], spot.at('whole')) };
};

const parseMaxLength = (raw: unknown, spot: Spot): number => {
  if (raw === undefined) return DEFAULT_TEXT_LENGTH;
  const length = readWhole(spot, raw) ?? 1;
  if (length < 1) spot.fault('length-not-positive', { got: length });
  return length;
};

const parseCondition = (raw: unknown, spot: Spot, depth: number): Condition | undefined => {
  if (!isRecord(raw) || depth > MAXIMUM_CONDITION_DEPTH) {
    spot.fault(isRecord(raw) ? 'condition-too-deep' : 'not-an-object', { got: shown(raw) });
    return undefined;
  }
  if (raw['all'] !== undefined) return parseParts('all', raw, spot, depth);
  if (raw['any'] !== undefined) return parseParts('any', raw, spot, depth);
  if (raw['not'] !== undefined) {
    readRecord(spot, raw, { required: ['not'] });
    const not = parseCondition(raw['not'], spot.at('not'), depth + 1);
    return not === undefined ? undefined : { not };
  }
  return parseComparison(raw, spot);
};

const parseParts = (key: 'all' | 'any', raw: RawRecord, spot: Spot, depth: number): Condition => {
  readRecord(spot, raw, { required: [key] });
  const at = spot.at(key);
  const parts = readEntries(at, raw[key]).map((part, position) => parseCondition(part, at.at(position), depth + 1));
  // An empty "all" always holds and an empty "any" never does: neither is what an author means.
  if (parts.length === 0) at.fault('empty-list');
  const sound = parts.filter((part) => part !== undefined);
  return key === 'all' ? { all: sound } : { any: sound };
};

const parseComparison = (raw: RawRecord, spot: Spot): Condition | undefined => {
  const comparison = raw['atLeast'] === undefined ? 'in' : 'atLeast';
  readRecord(spot, raw, { required: ['question', comparison] });
  const question = questionId(readId(spot.at('question'), raw['question']));
  if (comparison === 'atLeast') {
    const atLeast = readNumber(spot.at('atLeast'), raw['atLeast']);
    return atLeast === undefined ? undefined : { question, atLeast };
  }
  const values = readEntries(spot.at('in'), raw['in']);
  if (values.length === 0) spot.at('in').fault('empty-list');
  const comparable = values.filter((value) => typeof value === 'string' || typeof value === 'number');
  if (comparable.length < values.length) spot.at('in').fault('not-comparable');
  return { question, in: comparable };
};
