import type { ConfigFault } from './config.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings one by one and keeps every fault, so that all are reported together. */
export class Settings {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly env: Environment) {}

  fault(setting: string, message: string): void {
    this.faults.push({ setting, message });
  }

  /** An empty setting counts as absent: `PORT= npm start` means the default. */
  text(name: string): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  whole(name: string, fallback: number, range: { readonly min: number; readonly max: number }): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= range.min && number <= range.max) return number;
    this.fault(name, `takes a whole number from ${range.min} to ${range.max}; got "${value}".`);
    return fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.text(name)?.toLowerCase();
    if (value === undefined) return fallback;
    if (['1', 'true', 'yes', 'on'].includes(value)) return true;
    if (['0', 'false', 'no', 'off'].includes(value)) return false;
    this.fault(name, `takes on or off; got "${value}".`);
    return fallback;
  }

  oneOf<Value extends string>(name: string, values: readonly Value[], fallback: Value): Value {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const found = values.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    this.fault(name, `takes one of ${values.join(', ')}; got "${value}".`);
    return fallback;
  }

  url(name: string, protocols: readonly string[]): URL | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const url = URL.parse(value);
    // The value is not repeated: such an address often carries a password.
    if (url === null) this.fault(name, 'is not an address that can be read.');
    else if (!protocols.includes(url.protocol)) this.fault(name, `must begin with ${protocols.join(' or ')}//.`);
    else return url;
    return undefined;
  }
}
