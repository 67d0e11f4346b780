import { readFileSync } from 'node:fs';

/** What `isonomia fixture` prints, as far as an attacker reads it. Written out here: the kit knows no code of the product. */
export interface Fixture {
  readonly format: string;
  readonly baseUrl: string;
  readonly seed: string;
  readonly regions: readonly { readonly key: string; readonly id: string }[];
  readonly countries: readonly { readonly code: string; readonly id: string; readonly region: string }[];
  readonly agencies: readonly FixtureAgency[];
  readonly users: readonly FixtureUser[];
  readonly resources: readonly FixtureResource[];
}
export interface FixtureAgency {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly country: string;
  readonly canaries: Readonly<Record<string, string>>;
  readonly primes: readonly number[];
}
export interface FixtureUser {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly totpSecret?: string;
  readonly role: string;
  readonly agency?: string;
  readonly region?: string;
}
interface FixtureResource {
  readonly kind: string;
  readonly id: string;
  readonly agency: string;
  readonly state: string;
  readonly assessment?: string;
  readonly question?: string;
  readonly rule?: string;
}

const FORMAT = 'isonomia-fixture-1';

export function readFixture(file: string): Fixture {
  const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture;
  if (fixture.format !== FORMAT) throw new Error(`${file} is not what "isonomia fixture" prints (${FORMAT}).`);
  return fixture;
}

export function one<T>(items: readonly T[], isWanted: (item: T) => boolean, what: string): T {
  const found = items.find(isWanted);
  if (found === undefined) throw new Error(`The fixture holds no ${what}.`);
  return found;
}
