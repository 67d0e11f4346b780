import type { Fault } from './answer.js';

/** Enough to mend a file in one pass; a hostile one must not make a report larger than itself. */
const MAXIMUM_FAULTS = 100;
const MAXIMUM_SHOWN = 40;

type Detail = Readonly<Record<string, string | number>>;

/** Where faults go, how their codes begin, and what each of them says besides its own detail. */
export interface Report {
  readonly faults: Fault[];
  readonly prefix: string;
  readonly about?: Detail;
}

/**
 * A place in the input, where faults are filed. Children are made by `at`; all share one list. Most input is sound, so
 * a place is only a link to the one above: its path is spelled out when a fault is filed.
 */
export class Spot {
  constructor(
    private readonly key: string | number,
    private readonly report: Report,
    private readonly above?: Spot,
  ) {}

  at(key: string | number): Spot {
    return new Spot(key, this.report, this);
  }

  /** The same place with more said about it in every fault, e.g. the question's id. */
  concerning(about: Detail): Spot {
    return new Spot(this.key, { ...this.report, about: { ...this.report.about, ...about } }, this.above);
  }

  fault(code: string, detail: Detail = {}): void {
    const { faults, prefix, about } = this.report;
    if (faults.length >= MAXIMUM_FAULTS) return;
    faults.push({ code: `${prefix}${code}`, path: this.path(), detail: { ...about, ...detail } });
  }

  private path(): string {
    const above = this.above?.path() ?? '';
    return above === '' ? String(this.key) : `${above}.${String(this.key)}`;
  }
}

export type RawRecord = Readonly<Record<string, unknown>>;

/** A plain object, from whichever realm: its prototype is none or one that has none itself. */
export const isRecord = (raw: unknown): raw is RawRecord => {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return false;
  const prototype: unknown = Object.getPrototypeOf(raw);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** What was given, short enough for a sentence and free of words, so that any language can print it. */
export const shown = (raw: unknown): string | number => {
  if (typeof raw === 'number') return Number.isFinite(raw) ? raw : String(raw);
  if (typeof raw === 'string') return `"${printable(raw)}"`;
  if (typeof raw === 'object' && raw !== null) return Array.isArray(raw) ? '[…]' : '{…}';
  return typeof raw === 'function' ? '(…)' : String(raw);
};

/** Cut to a length and without control characters or halves of characters. */
export const printable = (text: string): string => {
  const cut = text.length > MAXIMUM_SHOWN ? `${text.slice(0, MAXIMUM_SHOWN)}…` : text;
  return cut.toWellFormed().replace(/\p{Cc}/gu, '\uFFFD');
};

export const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

/** NUL, which PostgreSQL text cannot hold, and lone surrogates, which UTF-8 cannot. */
const hasForbiddenCharacter = (text: string): boolean => text.includes('\0') || !text.isWellFormed();

export interface Keys {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
}

/** The object itself when it has every required key and none that is unknown; else faults, the object when usable. */
export const readRecord = (spot: Spot, raw: unknown, keys: Keys): RawRecord | undefined => {
  if (!isRecord(raw)) {
    spot.fault('not-an-object', { got: shown(raw) });
    return undefined;
  }
  for (const key of Object.keys(raw)) {
    if (keys.required.includes(key) || keys.optional?.includes(key) === true) continue;
    spot.at(printable(key)).fault('unknown-key', { key: printable(key) });
  }
  for (const key of keys.required) {
    if (raw[key] === undefined) spot.at(key).fault('missing-key', { key });
  }
  return raw;
};

/** An object with one key, whose value goes to `check`. */
export const readSingle = (key: string, raw: unknown, spot: Spot, check: (at: Spot, raw: unknown) => unknown): void => {
  const value = readRecord(spot, raw, { required: [key] });
  if (value?.[key] !== undefined) check(spot.at(key), value[key]);
};

export const readList = (spot: Spot, raw: unknown, maximum: number): readonly unknown[] | undefined => {
  if (!Array.isArray(raw)) {
    spot.fault('not-a-list', { got: shown(raw) });
    return undefined;
  }
  if (raw.length > maximum) {
    spot.fault('too-many', { max: maximum, got: raw.length });
    return undefined;
  }
  return raw as readonly unknown[];
};

export const readNumber = (spot: Spot, raw: unknown): number | undefined => {
  if (typeof raw === 'number' && Number.isFinite(raw)) return raw;
  spot.fault('not-a-number', { got: shown(raw) });
  return undefined;
};

export const readWhole = (spot: Spot, raw: unknown): number | undefined => {
  if (typeof raw === 'number' && Number.isInteger(raw)) return raw;
  spot.fault('not-a-whole-number', { got: shown(raw) });
  return undefined;
};

export const readFlag = (spot: Spot, raw: unknown): boolean | undefined => {
  if (typeof raw === 'boolean') return raw;
  spot.fault('not-true-or-false', { got: shown(raw) });
  return undefined;
};

/** Text that says something, of at most `maximum` code points. */
export const readText = (spot: Spot, raw: unknown, maximum: number): string | undefined => {
  if (typeof raw !== 'string') {
    spot.fault('not-text', { got: shown(raw) });
    return undefined;
  }
  if (hasForbiddenCharacter(raw)) {
    spot.fault('forbidden-character');
    return undefined;
  }
  if (raw.trim() === '') {
    spot.fault('empty-text');
    return undefined;
  }
  // A code point is one or two units: only texts in between need counting.
  if (raw.length <= maximum) return raw;
  const length = raw.length > 2 * maximum ? raw.length : codePoints(raw);
  if (length <= maximum) return raw;
  spot.fault('text-too-long', { max: maximum, got: length });
  return undefined;
};

export const readChoice = (spot: Spot, raw: unknown, choices: readonly string[]): string | undefined => {
  if (typeof raw === 'string' && choices.includes(raw)) return raw;
  spot.fault('not-a-choice', { choices: choices.join(', '), got: shown(raw) });
  return undefined;
};

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the Gregorian calendar, `YYYY-MM-DD`. */
export const readDate = (spot: Spot, raw: unknown): string | undefined => {
  if (typeof raw === 'string' && isDay(raw)) return raw;
  spot.fault('not-a-date', { got: shown(raw) });
  return undefined;
};

const isDay = (text: string): boolean => {
  const parts = DATE.exec(text);
  if (parts === null) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
};
