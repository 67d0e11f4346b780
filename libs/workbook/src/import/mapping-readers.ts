import { readList, readNumber, readRecord, readText, type Spot } from '@isonomia/instrument';

export const LONG = 2_000;
const SHORT = 200;
const MOST = 500;

/** Numbers too: YAML takes `1` for one. The empty text when it is unreadable, which is then filed. */
export const text = (spot: Spot, raw: unknown, maximum = SHORT): string => {
  if (raw === undefined) return '';
  return readText(spot, typeof raw === 'number' ? String(raw) : raw, maximum) ?? '';
};

/** An absent list is an empty one. */
export const list = <Entry>(spot: Spot, raw: unknown, read: (spot: Spot, raw: unknown) => Entry): readonly Entry[] =>
  raw === undefined ? [] : (readList(spot, raw, MOST) ?? []).map((one, position) => read(spot.at(position), one));

/** An absent record is an empty one. */
export const entries = <Entry>(
  spot: Spot,
  raw: unknown,
  read: (spot: Spot, raw: unknown) => Entry,
): Readonly<Record<string, Entry>> => {
  if (raw === undefined) return {};
  const keys = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.keys(raw) : [];
  const record = readRecord(spot, raw, { required: [], optional: keys });
  return Object.fromEntries(keys.map((key) => [key, read(spot.at(key), record?.[key])]));
};

export const codes = (spot: Spot, raw: unknown): readonly string[] => list(spot, raw, code);
/** An empty cell is a code like any other. */
const code = (spot: Spot, raw: unknown): string => (raw === '' ? '' : text(spot, raw));

export const numberOf = (spot: Spot, raw: unknown): number => (raw === undefined ? 0 : (readNumber(spot, raw) ?? 0));
