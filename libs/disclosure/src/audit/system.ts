import { publishedInterval, type Interval } from '../groups/cell-safety.js';
import type { RowPattern } from '../groups/pattern.js';
import type { Column, Population } from '../groups/population.js';
import type { DisclosureRules } from '../rules.js';

/** Who is in an atom, or in a part of it. */
export interface Crowd {
  readonly units: readonly Unit[];
  readonly total: number;
  readonly byHolding: ReadonlyMap<number, Unit>;
  /** Largest first. */
  readonly byCountry: ReadonlyMap<number, readonly Unit[]>;
}

/** What one holding has in one atom. */
export interface Unit {
  readonly holding: number;
  readonly country: number;
  value: number;
}

/**
 * The agencies that are in the same published sums: nothing that is published tells one of them from another, so that all
 * equations are about atoms. Who is in no published sum at all is in an atom without sums.
 */
export interface Atom extends Crowd {
  /** By grouping, the group whose sum is published; -1 where none is. */
  readonly signature: readonly number[];
  /** How far all published sums that it is in let it rise or fall while nothing else moves. */
  readonly slackUp: number;
  readonly slackDown: number;
}

/** A published sum of atoms, what it is and what its rounding lets it be. */
interface PublishedSum {
  readonly of: number[];
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** All that is published of one sex of one row. */
export interface ColumnSystem {
  readonly atoms: readonly Atom[];
  readonly sums: readonly PublishedSum[];
  /** By contributor; -1 where it is in none: without the row, or told of by a published nought. */
  readonly atomOf: Int32Array;
  /** Everything a holding has in the column, where it is in several atoms. */
  readonly spread: ReadonlyMap<number, number>;
}

/** A group to be told from the others although it is not published: to see what its hidden sum can be. */
export interface Watched {
  readonly grouping: number;
  readonly group: number;
}

interface SystemOptions {
  readonly pattern: RowPattern;
  readonly rules: DisclosureRules;
  readonly watched?: Watched;
}

interface Published {
  readonly signatureOf: (at: number) => readonly number[];
  readonly value: ReadonlyMap<string, number>;
  readonly interval: ReadonlyMap<string, Interval>;
}

interface RawAtom {
  readonly signature: readonly number[];
  readonly number: number;
  readonly units: Map<number, Unit>;
}

export function buildSystem(population: Population, column: Column, options: SystemOptions): ColumnSystem {
  const { pattern, rules, watched } = options;
  const present = [...population.contributors.keys()].filter((at) => !Number.isNaN(column[at] ?? NaN));
  const signatureOf = (at: number): readonly number[] =>
    population.groupings.map(({ groupOf }, grouping) => {
      const group = groupOf[at] ?? -1;
      return pattern[grouping]?.[group] === true ? group : -1;
    });
  const value = sumsOf(column, present, signatureOf);
  const interval = new Map([...value].map(([key, sum]) => [key, publishedInterval(sum, rules)]));
  const published = { signatureOf, value, interval };
  const atomOf = new Int32Array(population.contributors.length).fill(-1);
  const raw = rawAtoms(population, { column, present, published, watched, atomOf });
  const sums = new Map<string, PublishedSum>();
  const atoms = raw.map((atom) => enteredAtom(atom, published, sums));
  return { atoms, sums: [...sums.values()], atomOf, spread: spreadOf(atoms) };
}

interface RawOptions {
  readonly column: Column;
  readonly present: readonly number[];
  readonly published: Published;
  readonly watched: Watched | undefined;
  readonly atomOf: Int32Array;
}

function rawAtoms(population: Population, options: RawOptions): readonly RawAtom[] {
  const { column, present, published, watched, atomOf } = options;
  const atoms = new Map<string, RawAtom>();
  const watchedIn = watched === undefined ? undefined : population.groupings[watched.grouping]?.groupOf;
  // A published nought tells of everybody in it: there is nothing left to protect, or to hide behind.
  const isNought = (group: number, grouping: number): boolean =>
    group !== -1 && published.value.get(sumKey(grouping, group)) === 0;
  for (const at of present) {
    const signature = published.signatureOf(at);
    if (signature.some(isNought)) continue;
    const full = watchedIn === undefined ? signature : [...signature, watchedIn[at] === watched?.group ? 1 : 0];
    const key = full.join();
    const atom = atoms.get(key) ?? { signature: full, number: atoms.size, units: new Map<number, Unit>() };
    atoms.set(key, atom);
    atomOf[at] = atom.number;
    addUnit(population, atom, at, column);
  }
  return [...atoms.values()];
}

function addUnit(population: Population, { units }: RawAtom, at: number, column: Column): void {
  const holding = population.holding[at] ?? -1;
  const unit = units.get(holding) ?? { holding, country: population.country[holding] ?? -1, value: 0 };
  unit.value += column[at] ?? 0;
  units.set(holding, unit);
}

/** The atom, which is entered in every published sum that it is a part of. */
function enteredAtom(raw: RawAtom, published: Published, sums: Map<string, PublishedSum>): Atom {
  let slackUp = Infinity;
  let slackDown = Infinity;
  raw.signature.forEach((group, grouping) => {
    const key = sumKey(grouping, group);
    const value = published.value.get(key);
    const interval = published.interval.get(key);
    if (value === undefined || interval === undefined) return;
    const sum = sums.get(key) ?? { of: [], value, ...interval };
    sums.set(key, sum);
    sum.of.push(raw.number);
    slackUp = Math.min(slackUp, interval.upper - value);
    slackDown = Math.min(slackDown, value - interval.lower);
  });
  return { signature: raw.signature, ...crowdOf([...raw.units.values()]), slackUp, slackDown };
}

const sumKey = (grouping: number, group: number): string => `${grouping}:${group}`;

function sumsOf(
  column: Column,
  present: readonly number[],
  signatureOf: Published['signatureOf'],
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const at of present) {
    signatureOf(at).forEach((group, grouping) => {
      if (group === -1) return;
      const key = sumKey(grouping, group);
      sums.set(key, (sums.get(key) ?? 0) + (column[at] ?? 0));
    });
  }
  return sums;
}

export function crowdOf(units: readonly Unit[]): Crowd {
  const byCountry = new Map<number, Unit[]>();
  for (const unit of units.toSorted((a, b) => b.value - a.value || a.holding - b.holding)) {
    const same = byCountry.get(unit.country) ?? [];
    same.push(unit);
    byCountry.set(unit.country, same);
  }
  return {
    units,
    total: units.reduce((sum, { value }) => sum + value, 0),
    byHolding: new Map(units.map((unit) => [unit.holding, unit])),
    byCountry,
  };
}

function spreadOf(atoms: readonly Atom[]): ReadonlyMap<number, number> {
  const seen = new Map<number, { atoms: number; value: number }>();
  for (const { units } of atoms) {
    for (const { holding, value } of units) {
      const one = seen.get(holding) ?? { atoms: 0, value: 0 };
      seen.set(holding, { atoms: one.atoms + 1, value: one.value + value });
    }
  }
  return new Map([...seen].filter(([, one]) => one.atoms > 1).map(([holding, { value }]) => [holding, value]));
}
