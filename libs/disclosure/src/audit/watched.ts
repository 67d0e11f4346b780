import { marginOf } from '../groups/cell-safety.js';
import type { RowPattern } from '../groups/pattern.js';
import type { Column, Population } from '../groups/population.js';
import type { LinearSolver } from '../linear.js';
import type { DisclosureRules } from '../rules.js';
import { canFall, canRise, countriesOf } from './coalition.js';
import { NOBODY_SPARED, programOf, SystemProgram } from './program.js';
import type { Direction } from './swaps.js';
import { buildSystem, crowdOf, type ColumnSystem, type Crowd, type Unit, type Watched } from './system.js';

/** Nobody's country: the attack of a reader who contributes nothing. */
const READER = -1;

interface WatchedColumn {
  readonly population: Population;
  readonly column: Column;
  /** Of the column, without the hidden group told apart. */
  readonly system: ColumnSystem;
  readonly pattern: RowPattern;
  readonly rules: DisclosureRules;
}

/**
 * Whether the sum of a group that is not published stays unknown, to readers and to any two holdings of another country:
 * it could be more or less by a part of itself, and where it is one to four, nobody. Those of its own country know a part
 * of it, and what they do not know is attacked holding by holding.
 */
export function isSumHidden(given: WatchedColumn, watched: Watched, solver: LinearSolver): boolean {
  const parts = partsOf(given, watched);
  if (parts.length === 0) return true;
  const sum = parts.reduce((total, { inside }) => total + inside.total, 0);
  const isSmall = sum > 0 && sum < given.rules.minimumCell;
  const asked: Asked = {
    amount: isSmall ? sum : marginOf(sum, given.rules.protection),
    directions: isSmall ? ['down'] : ['down', 'up'],
    // A reader alone may be told of four people; whose two own some of them is asked for them.
    readerOnly: isSmall,
    spared: onlyCountry(parts.map(({ inside }) => inside)),
  };
  return parts.some((part) => canTrade(part, asked)) || isFound(given, watched, { asked, solver });
}

/** Those of an atom who are in the hidden group, and the others of the atom. */
interface Part {
  readonly inside: Crowd;
  readonly outside: Crowd;
}

function partsOf(given: WatchedColumn, watched: Watched): readonly Part[] {
  const { population, column, system } = given;
  const inside = new Map<number, Map<number, Unit>>();
  for (const at of membersOf(given, watched)) {
    const atom = system.atomOf[at] ?? -1;
    const holding = population.holding[at] ?? -1;
    const units = inside.get(atom) ?? new Map<number, Unit>();
    inside.set(atom, units);
    const before = units.get(holding)?.value ?? 0;
    units.set(holding, { holding, country: population.country[holding] ?? -1, value: before + (column[at] ?? 0) });
  }
  return [...inside].map(([atom, units]) => ({
    inside: crowdOf([...units.values()]),
    outside: crowdOf((system.atoms[atom]?.units ?? []).filter(({ holding }) => !units.has(holding))),
  }));
}

/** Contributors of the hidden group whom no published nought tells of. */
function membersOf({ population, system }: WatchedColumn, { grouping, group }: Watched): readonly number[] {
  const { groupOf, order } = population.groupings[grouping] ?? {};
  return [...(order ?? [])].filter((at) => groupOf?.[at] === group && system.atomOf[at] !== -1);
}

/** Somebody outside who is in the same published sums can make up for the change, whoever attacks. */
function canTrade({ inside, outside }: Part, { amount, directions, readerOnly, spared }: Asked): boolean {
  const countries = readerOnly ? [READER] : countriesOf([inside, outside]).filter((country) => country !== spared);
  return directions.some((direction) => {
    const [rising, falling] = direction === 'up' ? [inside, outside] : [outside, inside];
    return countries.every((country) => {
      const attack = { country, attacked: READER };
      return canRise(rising, attack) && canFall(falling, attack) >= amount;
    });
  });
}

interface Asked {
  readonly amount: number;
  readonly directions: readonly Direction[];
  readonly readerOnly: boolean;
  readonly spared: number;
}

interface Asking {
  readonly asked: Asked;
  readonly solver: LinearSolver;
}

function isFound(given: WatchedColumn, watched: Watched, { asked, solver }: Asking): boolean {
  const { amount, directions, readerOnly, spared } = asked;
  const system = buildSystem(given.population, given.column, { ...given, watched });
  const atoms = [...system.atoms.keys()].filter((at) => system.atoms[at]?.signature.at(-1) === 1);
  const countries = readerOnly ? [READER] : countriesOf(system.atoms);
  return solver(programOf(system), (session) => {
    const program = new SystemProgram(system, session);
    return directions.some((direction) =>
      program.isHidden({ atoms, attacked: READER, direction, by: () => amount, spared }, countries),
    );
  });
}

function onlyCountry(crowds: readonly Crowd[]): number {
  const countries = new Set(crowds.flatMap(({ byCountry }) => [...byCountry.keys()]));
  const [only] = countries;
  return countries.size === 1 && only !== undefined ? only : NOBODY_SPARED;
}
