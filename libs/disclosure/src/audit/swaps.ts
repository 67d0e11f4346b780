import { canFall, canRise, countriesOf } from './coalition.js';
import type { Atom } from './system.js';

/** Which way the attacked value is moved. */
export type Direction = 'up' | 'down';

/**
 * Three atoms that make up for a change of a fourth, so that every published sum stays as it is: `against` move the other
 * way, `along` the same way.
 */
interface Swap {
  readonly against: readonly [Atom, Atom];
  readonly along: Atom;
}

interface Move {
  readonly amount: number;
  readonly direction: Direction;
  readonly attacked: number;
}

/** Looking for longer than this costs more than a linear program. */
const MOST_TRIED = 4000;

/** Finds changes of four atoms that nobody who reads the sums can see: much cheaper than a linear program. */
export class Swaps {
  private readonly masks: readonly (readonly number[])[];
  private readonly bySignature: ReadonlyMap<string, Atom>;
  private readonly neighbours: readonly ReadonlyMap<string, readonly Atom[]>[];

  constructor(atoms: readonly Atom[]) {
    this.bySignature = new Map(atoms.map((atom) => [atom.signature.join(), atom]));
    this.masks = masksOf(atoms);
    this.neighbours = this.masks.map((mask) => Map.groupBy(atoms, (atom) => without(atom.signature, mask).join()));
  }

  /** Whether, whoever attacks, there is a swap in which the atom's value can move by the amount. */
  hides(atom: Atom, move: Move): boolean {
    let open: ReadonlySet<number> | undefined;
    let tried = 0;
    for (const swap of this.swapsOf(atom)) {
      tried += 1;
      if (tried > MOST_TRIED) return false;
      const failing = swap === undefined ? undefined : failingCountries(swap, move);
      if (failing === undefined) continue;
      open = open === undefined ? failing : new Set([...open].filter((country) => failing.has(country)));
      if (open.size === 0) return true;
    }
    return false;
  }

  /** Nothing where three atoms have no fourth. */
  private *swapsOf(atom: Atom): Generator<Swap | undefined> {
    for (const [first, mask] of this.masks.entries()) {
      for (const near of this.near(atom, first)) {
        for (const [second, other] of this.masks.entries()) {
          if (other.some((coordinate) => mask.includes(coordinate))) continue;
          for (const far of this.near(atom, second)) {
            const along = this.bySignature.get(replaced(far.signature, mask, near.signature).join());
            yield along === undefined ? undefined : { against: [near, far], along };
          }
        }
      }
    }
  }

  /** Atoms that differ from this one in all coordinates of the mask and in no other. */
  private near(atom: Atom, mask: number): readonly Atom[] {
    const coordinates = this.masks[mask] ?? [];
    const same = this.neighbours[mask]?.get(without(atom.signature, coordinates).join()) ?? [];
    return same.filter((other) => coordinates.every((at) => other.signature[at] !== atom.signature[at]));
  }
}

/** The countries from which two holdings would see through the swap; undefined where it cannot be made at all. */
function failingCountries(swap: Swap, move: Move): ReadonlySet<number> | undefined {
  const countries = countriesOf([...swap.against, swap.along]);
  const failing = new Set(countries.filter((country) => !isPossible(swap, move, country)));
  return failing.has(-1) ? undefined : failing;
}

function isPossible({ against, along }: Swap, { amount, direction, attacked }: Move, country: number): boolean {
  const attack = { country, attacked };
  const [falling, rising] = direction === 'up' ? [against, [along]] : [[along], against];
  return falling.every((atom) => canFall(atom, attack) >= amount) && rising.every((atom) => canRise(atom, attack));
}

/** One or two of the coordinates in which atoms differ at all: two, since an earlier release has the same groups again. */
function masksOf(atoms: readonly Atom[]): readonly (readonly number[])[] {
  const length = atoms[0]?.signature.length ?? 0;
  const varying = Array.from({ length }, (_, at) => at).filter((at) =>
    atoms.some((atom) => atom.signature[at] !== atoms[0]?.signature[at]),
  );
  const pairs = varying.flatMap((a) => varying.filter((b) => b > a).map((b) => [a, b]));
  return [...varying.map((at) => [at]), ...pairs];
}

const without = (signature: readonly number[], mask: readonly number[]): readonly number[] =>
  signature.map((group, at) => (mask.includes(at) ? -2 : group));

const replaced = (signature: readonly number[], mask: readonly number[], by: readonly number[]): readonly number[] =>
  signature.map((group, at) => (mask.includes(at) ? (by[at] ?? -1) : group));
