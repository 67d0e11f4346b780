import type { Fault } from '@isonomia/instrument';
import { InputRefused } from './problems.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Control characters but tab and line ends: NUL cannot be stored, the others hide in what is printed. */
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

const DEFAULT_LENGTH = 200;

/** Reads the fields of a command, keeps every fault with its place, and refuses all of them at once. */
export class Fields {
  private readonly faults: Fault[] = [];

  /** `prefix`: where in the command these fields are, with a dot at its end. */
  constructor(private readonly prefix = '') {}

  fault(path: string, code: string, detail: Fault['detail'] = {}): void {
    this.faults.push({ code: `input.${code}`, path: `${this.prefix}${path}`, detail });
  }

  /** Trimmed; the empty text when it is missing, which is a fault. */
  text(path: string, value: string | undefined, max = DEFAULT_LENGTH): string {
    const read = this.optionalText(path, value, max);
    if (read === undefined && !this.isFaulty(path)) this.fault(path, 'missing');
    return read ?? '';
  }

  /** Trimmed; undefined when there is nothing but white space. */
  optionalText(path: string, value: string | undefined, max = DEFAULT_LENGTH): string | undefined {
    const text = value?.trim();
    if (text === undefined || text === '') return undefined;
    if (CONTROL.test(text) || !text.isWellFormed()) this.fault(path, 'not-text');
    else if (Array.from(text).length > max) this.fault(path, 'too-long', { max });
    else return text;
    return undefined;
  }

  oneOf<Value extends string>(path: string, value: string, allowed: readonly Value[]): Value | undefined {
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.fault(path, 'not-in-list', { allowed: allowed.join(', ') });
    return found;
  }

  /** ISO date of a day that exists. */
  date(path: string, value: string | undefined): string {
    const read = this.optionalDate(path, value);
    if (read === undefined && !this.isFaulty(path)) this.fault(path, 'missing');
    return read ?? '';
  }

  optionalDate(path: string, value: string | undefined): string | undefined {
    if (value === undefined || value === '') return undefined;
    if (isDay(value)) return value;
    this.fault(path, 'not-a-date');
    return undefined;
  }

  period(path: string, value: { readonly from: string; readonly to: string }): { from: string; to: string } {
    const from = this.date(`${path}.from`, value.from);
    const to = this.date(`${path}.to`, value.to);
    if (from !== '' && to !== '' && from > to) this.fault(path, 'period-reversed', { from, to });
    return { from, to };
  }

  /** IANA name, as the machine spells it. */
  timeZone(path: string, value: string): string {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
    } catch {
      this.fault(path, 'not-a-time-zone');
      return value;
    }
  }

  private isFaulty(path: string): boolean {
    return this.faults.some((fault) => fault.path === `${this.prefix}${path}`);
  }

  /** Throws `InputRefused` when there was any fault. */
  check(): void {
    if (this.faults.length > 0) throw new InputRefused(this.faults);
  }
}

const isDay = (value: string): boolean => {
  if (!ISO_DATE.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
};
