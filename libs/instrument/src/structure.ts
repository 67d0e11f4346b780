import { type Spot, readList, readNumber, shown } from './shape.js';

/** Readers of instrument structure. What is unreadable is filed and stands in as something empty: it is never used. */

const ID = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const MAXIMUM_ENTRIES = 1000;

export const readId = (spot: Spot, raw: unknown): string => {
  if (typeof raw === 'string' && ID.test(raw)) return raw;
  if (raw !== undefined) spot.fault('not-an-id', { got: shown(raw) });
  return '';
};

/** A list of distinct ids. */
export const readIds = (spot: Spot, raw: unknown, unique: string): readonly string[] => {
  const ids = readEntries(spot, raw).map((id, position) => readId(spot.at(position), id));
  fileRepeated(spot, ids, unique);
  return ids;
};

/** An absent list is an empty one. */
export const readEntries = (spot: Spot, raw: unknown): readonly unknown[] =>
  raw === undefined ? [] : (readList(spot, raw, MAXIMUM_ENTRIES) ?? []);

/** Files every id that was there before, under the code `unique-…`. */
export const fileRepeated = (spot: Spot, ids: readonly string[], code: string): void => {
  const seen = new Set<string>();
  for (const id of ids) {
    if (id !== '' && seen.has(id)) spot.fault(code, { id });
    seen.add(id);
  }
};

export const readWeight = (spot: Spot, raw: unknown): number => {
  if (raw === undefined) return 1;
  const weight = readNumber(spot, raw);
  if (weight !== undefined && weight <= 0) spot.fault('weights-not-positive', { got: weight });
  return weight ?? 1;
};

export const readScore = (spot: Spot, raw: unknown): number => {
  if (raw === undefined) return 0;
  const score = readNumber(spot, raw);
  if (score !== undefined && (score < 0 || score > 100)) spot.fault('score-out-of-range', { got: score });
  return score ?? 0;
};
