import type { Crowd, Unit } from './system.js';

/**
 * Who tries: any two holdings of one country, who know what is theirs; at -1 nobody but a reader. What the attacked holding
 * has elsewhere is not moved either, so that it cannot hide behind itself.
 */
export interface Attack {
  readonly country: number;
  readonly attacked: number;
}

const PARTNERS = 2;

/** By how much the atom can fall at least, whichever two of the country know what is theirs. */
export function canFall(atom: Crowd, { country, attacked }: Attack): number {
  const known = knownUnits(atom, { country, attacked }).reduce((sum, { value }) => sum + value, 0);
  return atom.total - known - (atom.byHolding.get(attacked)?.value ?? 0);
}

/** Whether somebody is left in the atom whose value the two do not know. */
export function canRise(atom: Crowd, attack: Attack): boolean {
  const own = atom.byHolding.has(attack.attacked) ? 1 : 0;
  return atom.units.length - own - knownUnits(atom, attack).length > 0;
}

function knownUnits(atom: Crowd, { country, attacked }: Attack): readonly Unit[] {
  const units = atom.byCountry.get(country) ?? [];
  const known: Unit[] = [];
  for (const unit of units) {
    if (known.length === PARTNERS) break;
    if (unit.holding !== attacked) known.push(unit);
  }
  return known;
}

/** Countries whose holdings are in these atoms, and "nobody": an attack from any other country changes nothing in them. */
export function countriesOf(atoms: readonly Crowd[]): readonly number[] {
  return [-1, ...new Set(atoms.flatMap((atom) => [...atom.byCountry.keys()]))];
}
