import { EdgeProblem } from './edge-problem.js';

export const MAXIMUM_DEPTH = 32;
const MAXIMUM_MEMBERS = 50_000;

const CODE = {
  quote: 34,
  comma: 44,
  openArray: 91,
  backslash: 92,
  closeArray: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/**
 * Refuses text that is nested too deeply or holds too many members, before it is parsed: a few kilobytes of brackets
 * overflow the stack of whatever walks the value later.
 */
export function demandFlat(text: string): void {
  let depth = 0;
  let members = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CODE.quote) at = endOfString(text, at);
    else if (code === CODE.openObject || code === CODE.openArray) depth += 1;
    else if (code === CODE.closeObject || code === CODE.closeArray) depth -= 1;
    else if (code === CODE.comma) members += 1;
    if (depth > MAXIMUM_DEPTH)
      throw new EdgeProblem(400, 'body.too-deep', `JSON may be nested ${MAXIMUM_DEPTH} levels deep.`);
  }
  if (members > MAXIMUM_MEMBERS) {
    throw new EdgeProblem(400, 'body.too-many-members', `JSON may hold ${MAXIMUM_MEMBERS} members.`);
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CODE.backslash) at += 1;
    else if (code === CODE.quote) return at;
  }
  return text.length;
}

const POISON = new Set(['__proto__', 'constructor', 'prototype']);

/** Parses a body that `demandFlat` accepts; keys that could reach a prototype are refused, not dropped. */
export function parseJsonBody(text: string): unknown {
  demandFlat(text);
  let value: unknown;
  try {
    value = JSON.parse(text) as unknown;
  } catch {
    throw new EdgeProblem(400, 'body.not-json', 'The body is not JSON.');
  }
  // Looked for in the text first: hardly any body holds such a key, and escapes can spell one without its letters.
  if (/proto|constructor|\\u/.test(text)) refusePoison(value);
  return value;
}

function refusePoison(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (POISON.has(key)) throw new EdgeProblem(400, 'body.forbidden-key', `A member may not be called "${key}".`);
    refusePoison(member);
  }
}
