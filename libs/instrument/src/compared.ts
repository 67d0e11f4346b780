import type { Fault } from './answer.js';
import { checkQuantity } from './check-instrument.js';
import type { Instrument, Quantity, QuestionType } from './instrument.js';
import { findQuestion } from './lookup.js';
import { readQuantity } from './parse-instrument.js';
import { type RawRecord, Spot, readRecord } from './shape.js';

/**
 * Which answers give the people that agencies are compared by. Declared by each version of an instrument in a file of its
 * own, so that it can come later than the questions, whose published hash it is no part of.
 */
export interface ComparedPeople {
  /** The banded table of all staff; also the size of an agency. */
  readonly staff?: Quantity;
  /** The stage of a flow at which people have joined. */
  readonly hires?: Quantity;
  /** Leavers of their own accord. */
  readonly leavers?: Quantity;
}

export interface ParsedComparedPeople {
  readonly compared: ComparedPeople;
  readonly faults: readonly Fault[];
}

// Pay cannot be named at all: no table of means, coverage or pay grades is in this list.
const TYPES = { staff: 'headcount', hires: 'flow', leavers: 'rate' } as const satisfies Record<string, QuestionType>;

/** `comparison.yaml`: every key may be missing; what is not named is not compared. */
export const parseComparedPeople = (raw: unknown, instrument: Instrument): ParsedComparedPeople => {
  const faults: Fault[] = [];
  const spot = new Spot('', { faults, prefix: '' });
  const record = readRecord(spot, raw, { required: [], optional: Object.keys(TYPES) }) ?? {};
  const one = (key: keyof typeof TYPES): ComparedPeople => {
    const quantity = readOne(instrument, record, key, spot.at(key).concerning({ id: key }));
    return quantity === undefined ? {} : { [key]: quantity };
  };
  return { compared: { ...one('staff'), ...one('hires'), ...one('leavers') }, faults };
};

const readOne = (
  instrument: Instrument,
  record: RawRecord,
  key: keyof typeof TYPES,
  spot: Spot,
): Quantity | undefined => {
  if (record[key] === undefined) return undefined;
  const quantity = readQuantity(record[key], spot);
  checkQuantity(instrument, quantity, spot);
  const question = findQuestion(instrument, quantity.question);
  if (question === undefined) return undefined;
  if (question.type !== TYPES[key]) {
    spot.fault('compared-of-other-type', { question: question.id, got: question.type, expected: TYPES[key] });
  }
  if (question.type === 'headcount' && !question.banded) spot.fault('compared-needs-bands', { question: question.id });
  return quantity;
};
