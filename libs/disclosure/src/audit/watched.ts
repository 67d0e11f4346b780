import { marginOf, type Part } from '../groups/cell-safety.js';
import type { RowPattern } from '../groups/pattern.js';
import type { Column, Population } from '../groups/population.js';
import type { LinearSolver } from '../linear.js';
import type { DisclosureRules } from '../rules.js';
import { canFall, canRise, countriesOf } from './coalition.js';
import { NOBODY_SPARED, programOf, SystemProgram } from './program.js';
import type { Direction } from './swaps.js';
import { buildSystem, type Atom, type ColumnSystem, type Watched } from './system.js';

/** Nobody's country: the attack of a reader who contributes nothing. */
const READER = -1;

interface WatchedColumn {
  readonly population: Population;
  readonly column: Column;
  readonly pattern: RowPattern;
  readonly rules: DisclosureRules;
}

/**
 * Whether the sum of a group that is not published stays unknown, to readers and to any two holdings of another country:
 * it could be more or less by a part of itself, and where it is one to four, nobody. Those of its own country know a part
 * of it, and what they do not know is attacked holding by holding.
 */
export function isSumHidden(given: WatchedColumn, watched: Watched, solver: LinearSolver): boolean {
  const system = buildSystem(given.population, given.column, { ...given, watched });
  const inside = [...system.atoms.keys()].filter((at) => isInside(system.atoms[at]));
  if (inside.length === 0) return true;
  const sum = inside.reduce((total, at) => total + (system.atoms[at]?.total ?? 0), 0);
  const isSmall = sum > 0 && sum < given.rules.minimumCell;
  const asked: Asked = {
    amount: isSmall ? sum : marginOf(sum, given.rules.protection),
    directions: isSmall ? ['down'] : ['down', 'up'],
    // A reader alone may be told of four people; whose two own some of them is asked for them.
    countries: isSmall ? [READER] : countriesOf(system.atoms),
    spared: onlyCountry(inside.map((at) => system.atoms[at])),
  };
  return (
    asked.directions.some((direction) => canTrade(system, asked, direction)) || isFound(system, inside, asked, solver)
  );
}

interface Asked {
  readonly amount: number;
  readonly directions: readonly Direction[];
  readonly countries: readonly number[];
  readonly spared: number;
}

function isFound(system: ColumnSystem, atoms: readonly number[], asked: Asked, solver: LinearSolver): boolean {
  const { spared, countries } = asked;
  return solver(programOf(system), (session) => {
    const program = new SystemProgram(system, session);
    return asked.directions.some((direction) =>
      program.isHidden({ atoms, attacked: READER, direction, by: () => asked.amount, spared }, countries),
    );
  });
}

const isInside = (atom: Atom | undefined): boolean => atom?.signature.at(-1) === 1;

/** Somebody outside who is in the same published sums can make up for the change, whoever attacks. */
function canTrade({ atoms }: ColumnSystem, asked: Asked, direction: Direction): boolean {
  const outside = new Map(
    atoms.filter((atom) => !isInside(atom)).map((atom) => [atom.signature.slice(0, -1).join(), atom]),
  );
  return atoms.some((atom) => {
    const other = isInside(atom) ? outside.get(atom.signature.slice(0, -1).join()) : undefined;
    if (other === undefined) return false;
    const [rising, falling] = direction === 'up' ? [atom, other] : [other, atom];
    return asked.countries.every((country) => {
      const attack = { country, attacked: READER };
      return country === asked.spared || (canRise(rising, attack) && canFall(falling, attack) >= asked.amount);
    });
  });
}

function onlyCountry(atoms: readonly (Atom | undefined)[]): Part['country'] {
  const countries = new Set(atoms.flatMap((atom) => [...(atom?.byCountry.keys() ?? [])]));
  const [only] = countries;
  return countries.size === 1 && only !== undefined ? only : NOBODY_SPARED;
}
