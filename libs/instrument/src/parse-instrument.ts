import type { Fault } from './answer.js';
import { checkInstrument } from './check-instrument.js';
import { bandId, dimensionId, gateId, instrumentId, itemId, questionId } from './ids.js';
import type {
  Band,
  Classification,
  Constants,
  CrossCheck,
  Gate,
  Instrument,
  Item,
  ItemThreshold,
  Quantity,
  Question,
} from './instrument.js';
import { METHOD_CONSTANTS } from './method-constants.js';
import { parseItem } from './parse-item.js';
import { parseQuestion } from './parse-question.js';
import { type RawRecord, Spot, readChoice, readFlag, readNumber, readRecord, shown } from './shape.js';
import { fileRepeated, readEntries, readId, readIds, readScore, readWeight } from './structure.js';

export type ParsedInstrument =
  { readonly ok: true; readonly instrument: Instrument } | { readonly ok: false; readonly faults: readonly Fault[] };

const VERSION = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/;

/**
 * An instrument from its structure files, merged: `dimensions` holds one object a dimension, each with its `questions`
 * and `items`. Defaults are filled in; shape, references, cycles and reachability are checked. Never throws.
 */
export const parseInstrument = (raw: unknown): ParsedInstrument => {
  const faults: Fault[] = [];
  const spot = new Spot('', { faults, prefix: '' });
  const instrument = readInstrument(raw, spot);
  // References into something unreadable would only repeat what is already filed.
  if (instrument !== undefined && faults.length === 0) checkInstrument(instrument, faults);
  if (instrument === undefined || faults.length > 0) return { ok: false, faults };
  return { ok: true, instrument };
};

const readInstrument = (raw: unknown, spot: Spot): Instrument | undefined => {
  const record = readRecord(spot, raw, {
    required: ['id', 'version', 'agencyTypes', 'variants', 'dimensions'],
    optional: ['bands', 'constants', 'gates', 'classifications', 'checks'],
  });
  if (record === undefined) return undefined;
  const version = record['version'];
  if (typeof version !== 'string' || !VERSION.test(version)) {
    spot.at('version').fault('not-a-version', { got: shown(version) });
  }
  const agencyTypes = readIds(spot.at('agencyTypes'), record['agencyTypes'], 'unique-entry');
  const variants = readIds(spot.at('variants'), record['variants'], 'unique-entry');
  if (agencyTypes.length === 0) spot.at('agencyTypes').fault('empty-list');
  if (variants.length === 0) spot.at('variants').fault('empty-list');
  const body = readDimensions(record['dimensions'], { agencyTypes, variants }, spot.at('dimensions'));
  return {
    id: instrumentId(readId(spot.at('id'), record['id'])),
    version: String(version),
    agencyTypes,
    variants,
    bands: readAll(record['bands'], spot.at('bands'), 'unique-band', readBand),
    constants: readConstants(record['constants'], spot.at('constants')),
    ...body,
    gates: readAll(record['gates'], spot.at('gates'), 'unique-gate', readGate),
    classifications: readAll(
      record['classifications'],
      spot.at('classifications'),
      'unique-classification',
      readClassification,
    ),
    checks: readAll(record['checks'], spot.at('checks'), 'unique-check', readCheck),
  };
};

/** A list of records with ids, all different. */
const readAll = <Entry extends { readonly id: string }>(
  raw: unknown,
  spot: Spot,
  unique: string,
  read: (raw: unknown, spot: Spot) => Entry | undefined,
): readonly Entry[] => {
  const entries = readEntries(spot, raw)
    .map((entry, position) => read(entry, spot.at(position)))
    .filter((entry) => entry !== undefined);
  fileRepeated(
    spot,
    entries.map((entry) => entry.id),
    unique,
  );
  return entries;
};

type Body = Pick<Instrument, 'dimensions' | 'questions' | 'items'>;

const readDimensions = (
  raw: unknown,
  known: { readonly agencyTypes: readonly string[]; readonly variants: readonly string[] },
  spot: Spot,
): Body => {
  const questions: Question[] = [];
  const items: Item[] = [];
  const dimensions = readAll(raw, spot, 'unique-dimension', (entry, at) => {
    const record = readRecord(at, entry, { required: ['id'], optional: ['weight', 'questions', 'items'] });
    if (record === undefined) return undefined;
    const dimension = readId(at.at('id'), record['id']);
    const around = { ...known, dimension };
    const asked = at.at('questions');
    questions.push(
      ...readAll(record['questions'], asked, 'unique-question', (q, place) => parseQuestion(q, around, place)),
    );
    const scored = at.at('items');
    items.push(...readAll(record['items'], scored, 'unique-item', (item, place) => parseItem(item, dimension, place)));
    return { id: dimensionId(dimension), weight: readWeight(at.at('weight'), record['weight']) };
  });
  if (dimensions.length === 0) spot.fault('empty-list');
  return { dimensions, questions, items };
};

const readBand = (raw: unknown, spot: Spot): Band | undefined => {
  const record = readRecord(spot, raw, { required: ['id', 'part'], optional: ['counts', 'top'] });
  if (record === undefined) return undefined;
  const part = readChoice(spot.at('part'), record['part'], ['uniformed', 'civilian']);
  return {
    id: bandId(readId(spot.at('id'), record['id'])),
    part: part === 'civilian' ? 'civilian' : 'uniformed',
    counts: record['counts'] === undefined || (readFlag(spot.at('counts'), record['counts']) ?? true),
    top: record['top'] !== undefined && (readFlag(spot.at('top'), record['top']) ?? false),
  };
};

const readConstants = (raw: unknown, spot: Spot): Constants => {
  if (raw === undefined) return METHOD_CONSTANTS;
  const record = readRecord(spot, raw, { required: [], optional: Object.keys(METHOD_CONSTANTS) });
  if (record === undefined) return METHOD_CONSTANTS;
  const { levelBounds, ...numbers } = METHOD_CONSTANTS;
  const read = Object.entries(numbers).map(([key, standard]): [string, number] => {
    if (record[key] === undefined) return [key, standard];
    const number = readNumber(spot.at(key), record[key]) ?? standard;
    // Every constant is a count, a share, a score or a bound: none is meaningful below zero.
    if (number < 0) spot.at(key).fault('negative-constant', { got: number });
    return [key, number];
  });
  const bounds = record['levelBounds'];
  return {
    ...(Object.fromEntries(read) as unknown as Constants),
    levelBounds: bounds === undefined ? levelBounds : readBounds(bounds, spot.at('levelBounds')),
  };
};

const readBounds = (raw: unknown, spot: Spot): readonly number[] => {
  const bounds = readEntries(spot, raw).map((bound, position) => readScore(spot.at(position), bound));
  const ascending = bounds.every((bound, position) => position === 0 || bound > (bounds[position - 1] ?? bound));
  if (bounds.length !== METHOD_CONSTANTS.levelBounds.length || !ascending) spot.fault('not-level-bounds');
  return bounds;
};

const readGate = (raw: unknown, spot: Spot): Gate | undefined => {
  const record = readRecord(spot, raw, { required: ['id', 'item', 'threshold'] });
  if (record === undefined) return undefined;
  return {
    id: gateId(readId(spot.at('id'), record['id'])),
    item: itemId(readId(spot.at('item'), record['item'])),
    threshold: readScore(spot.at('threshold'), record['threshold']),
  };
};

const readClassification = (raw: unknown, spot: Spot): Classification | undefined => {
  const record = readRecord(spot, raw, { required: ['id', 'classes', 'otherwise'], optional: ['warnings'] });
  if (record === undefined) return undefined;
  const classes = readAll(record['classes'], spot.at('classes'), 'unique-class', (entry, at) => {
    const one = readRecord(at, entry, { required: ['id', 'allOf'] });
    return one && { id: readId(at.at('id'), one['id']), allOf: readThresholds(one['allOf'], at.at('allOf')) };
  });
  const warnings = readAll(record['warnings'], spot.at('warnings'), 'unique-warning', (entry, at) => {
    const one = readRecord(at, entry, { required: ['id', 'anyUnder'] });
    return one && { id: readId(at.at('id'), one['id']), anyUnder: readThresholds(one['anyUnder'], at.at('anyUnder')) };
  });
  const otherwise = readId(spot.at('otherwise'), record['otherwise']);
  return { id: readId(spot.at('id'), record['id']), classes, otherwise, warnings };
};

const readThresholds = (raw: unknown, spot: Spot): readonly ItemThreshold[] => {
  const thresholds = readEntries(spot, raw).map((entry, position) => {
    const at = spot.at(position);
    const record: RawRecord = readRecord(at, entry, { required: ['item', 'atLeast'] }) ?? {};
    return {
      item: itemId(readId(at.at('item'), record['item'])),
      atLeast: readScore(at.at('atLeast'), record['atLeast']),
    };
  });
  // "All of nothing" would put everybody into the class.
  if (thresholds.length === 0) spot.fault('empty-list');
  return thresholds;
};

const readCheck = (raw: unknown, spot: Spot): CrossCheck | undefined => {
  const record = readRecord(spot, raw, { required: ['id', 'relation', 'left', 'right'], optional: ['sex'] });
  if (record === undefined) return undefined;
  const relation = readChoice(spot.at('relation'), record['relation'], ['equal', 'at-most']);
  const sex = record['sex'];
  if (sex !== undefined) readChoice(spot.at('sex'), sex, ['women', 'men', 'each']);
  return {
    id: readId(spot.at('id'), record['id']),
    relation: relation === 'equal' ? 'equal' : 'at-most',
    left: readQuantities(record['left'], spot.at('left')),
    right: readQuantities(record['right'], spot.at('right')),
    ...(sex === undefined ? {} : { sex: sex as 'women' | 'men' | 'each' }),
  };
};

const readQuantities = (raw: unknown, spot: Spot): readonly Quantity[] => {
  const quantities = readEntries(spot, raw).map((entry, position) => readQuantity(entry, spot.at(position)));
  if (quantities.length === 0) spot.fault('empty-list');
  return quantities;
};

export const readQuantity = (raw: unknown, spot: Spot): Quantity => {
  const record = readRecord(spot, raw, { required: ['question'], optional: ['rows', 'bands', 'field'] }) ?? {};
  const { rows, bands, field } = record;
  if (field !== undefined) readChoice(spot.at('field'), field, ['count', 'of']);
  return {
    question: questionId(readId(spot.at('question'), record['question'])),
    ...(rows === undefined ? {} : { rows: readIds(spot.at('rows'), rows, 'unique-row') }),
    ...(bands === undefined ? {} : { bands: readIds(spot.at('bands'), bands, 'unique-band').map(bandId) }),
    ...(field === undefined ? {} : { field: field as 'count' | 'of' }),
  };
};
