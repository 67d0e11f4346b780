/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes
 * them. Keys whose value is `undefined` are left out, as in `JSON.stringify`. Throws a TypeError on what JSON cannot
 * say (NaN, Infinity, functions, an undefined element, lone surrogates): such a value must never be hashed.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return `[${Array.from(value as readonly unknown[], canonicalJson).join(',')}]`;
  if (typeof value === 'object') return canonicalObject(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`${typeof value} has no canonical JSON`);
};

const canonicalString = (text: string): string => {
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical JSON');
  return JSON.stringify(text);
};

const canonicalNumber = (number: number): string => {
  if (!Number.isFinite(number)) throw new TypeError(`${String(number)} has no canonical JSON`);
  return JSON.stringify(number);
};

const canonicalObject = (record: Readonly<Record<string, unknown>>): string => {
  // Without a comparator `sort` compares code units, which is what the RFC asks for; a locale would not.
  const keys = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${canonicalString(key)}:${canonicalJson(record[key])}`).join(',')}}`;
};
