/**
 * Canonical JSON (RFC 8785): keys sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes
 * them. Keys whose value is `undefined` are left out, as in `JSON.stringify`. Throws a TypeError on what JSON cannot
 * say (NaN, Infinity, functions, an undefined element, lone surrogates): such a value must never be hashed.
 */
export const canonicalJson = (value: unknown): string => {
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (Array.isArray(value)) return canonicalList(value as readonly unknown[]);
  if (typeof value === 'object') return canonicalObject(value as Readonly<Record<string, unknown>>);
  throw new TypeError(`${typeof value} has no canonical JSON`);
};

/** Printable ASCII without quote and backslash: most keys and ids, which need no escaping. */
const PLAIN = /^[ !#-[\]-~]*$/;

const canonicalString = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no canonical JSON');
  return JSON.stringify(text);
};

const canonicalNumber = (number: number): string => {
  if (!Number.isFinite(number)) throw new TypeError(`${String(number)} has no canonical JSON`);
  return JSON.stringify(number);
};

const canonicalList = (list: readonly unknown[]): string => {
  let elements = '';
  // By index, since a hole is an undefined element and must be refused like one.
  for (let index = 0; index < list.length; index += 1)
    elements += `${index === 0 ? '' : ','}${canonicalJson(list[index])}`;
  return `[${elements}]`;
};

const canonicalObject = (record: Readonly<Record<string, unknown>>): string => {
  // Without a comparator `sort` compares code units, which is what the RFC asks for; a locale would not.
  let members = '';
  for (const key of Object.keys(record).sort()) {
    const value = record[key];
    if (value === undefined) continue;
    members += `${members === '' ? '' : ','}${canonicalString(key)}:${canonicalJson(value)}`;
  }
  return `{${members}}`;
};
