import { EdgeProblem } from './edge-problem.js';

export const MAXIMUM_DEPTH = 32;
const MAXIMUM_MEMBERS = 50_000;

const CODE = {
  quote: 34,
  comma: 44,
  colon: 58,
  openArray: 91,
  backslash: 92,
  closeArray: 93,
  openObject: 123,
  closeObject: 125,
} as const;

/**
 * Refuses text that is nested too deeply, holds too many members or says one thing twice, before it is parsed: a few
 * kilobytes of brackets overflow the stack of whatever walks the value later, and of two members with one name every
 * reader takes another.
 */
export function demandFlat(text: string): void {
  const walk = new Walk();
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CODE.quote) {
      const end = endOfString(text, at);
      walk.string(text, at, end);
      at = end;
    } else {
      walk.mark(code);
    }
  }
}

/** Where the reader is: in which brackets, and whether the next string is the name of a member. */
class Walk {
  /** The names of every open object; undefined for an array. */
  private readonly open: (Set<string> | undefined)[] = [];
  private isName = false;
  private members = 0;

  mark(code: number): void {
    if (code === CODE.openObject || code === CODE.openArray) this.enter(code === CODE.openObject);
    else if (code === CODE.closeObject || code === CODE.closeArray) this.leave();
    else if (code === CODE.comma) this.next();
    else if (code === CODE.colon) this.isName = false;
  }

  string(text: string, start: number, end: number): void {
    const names = this.open.at(-1);
    if (!this.isName || names === undefined) return;
    const name = nameIn(text.slice(start + 1, end));
    if (names.has(name)) throw new EdgeProblem(400, 'body.twice', 'A member of the JSON is there twice.');
    names.add(name);
  }

  private enter(isObject: boolean): void {
    this.open.push(isObject ? new Set() : undefined);
    this.isName = isObject;
    if (this.open.length > MAXIMUM_DEPTH)
      throw new EdgeProblem(400, 'body.too-deep', `JSON may be nested ${MAXIMUM_DEPTH} levels deep.`);
  }

  private leave(): void {
    this.open.pop();
    this.isName = false;
  }

  private next(): void {
    this.isName = this.open.at(-1) !== undefined;
    this.members += 1;
    if (this.members > MAXIMUM_MEMBERS)
      throw new EdgeProblem(400, 'body.too-many-members', `JSON may hold ${MAXIMUM_MEMBERS} members.`);
  }
}

/** Escapes spell the same name in other letters. What is no JSON is left for the parser to refuse. */
function nameIn(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
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

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a body; bytes that are no text are refused and not replaced by question marks. */
export function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new EdgeProblem(400, 'body.not-utf-8', 'The body is not in UTF-8.');
  }
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
