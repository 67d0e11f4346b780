import type { Bounds, LinearProgram, LinearSession } from '../linear.js';
import { canFall, canRise, type Attack } from './coalition.js';
import type { Atom, ColumnSystem, Unit } from './system.js';

/** Numbers of a solver are not exact; counts are whole. */
const EPSILON = 1e-6;
/** More holdings of one country that differ in what they know are not tried two by two: what they hide is unsafe. */
const MOST_KINDS = 60;

/** `spared` where all countries may attack. */
export const NOBODY_SPARED = -2;

/** What is asked: can these atoms move together by `by`, seen from every country? */
export interface Question {
  readonly atoms: readonly number[];
  /** The attacked holding; -1 where a hidden group is asked for. */
  readonly attacked: number;
  readonly direction: 'up' | 'down';
  /** How far from the truth the sum of the atoms must be able to go, given who attacks. */
  readonly by: (attack: Attack) => number;
  /** Attacks from a country that cannot be meant: of the hidden group itself. */
  readonly spared: number;
}

/** A way to move that was found: the change of each atom. */
type Move = ReadonlyMap<number, number>;

export const programOf = ({ atoms, sums }: ColumnSystem): LinearProgram => ({
  unknowns: atoms.map(() => ({ lower: 0, upper: Infinity })),
  sums: sums.map(({ of, lower, upper }) => ({ of, lower, upper })),
});

/** The system as a linear program in the hands of a solver. */
export class SystemProgram {
  private bounded = new Set<number>();

  constructor(
    private readonly system: ColumnSystem,
    private readonly session: LinearSession,
  ) {}

  /** True only when, whichever two of whichever country attack, a way was found that they cannot exclude. */
  isHidden(question: Question, countries: readonly number[]): boolean {
    const moves: Move[] = [];
    if (question.spared === NOBODY_SPARED && this.isHiddenFromAll(question, countries, moves)) return true;
    return countries.every((country) => {
      if (country === question.spared) return true;
      const attack = { country, attacked: question.attacked };
      const known = (atom: Atom): Bounds => boundsAgainst(atom, attack);
      return this.hasMove(question, { attack, known }, moves) || this.isHiddenFromEach(question, attack, moves);
    });
  }

  /** One way that nobody can exclude: the cheapest answer, and most often there is one. */
  private isHiddenFromAll(question: Question, countries: readonly number[], moves: Move[]): boolean {
    const attacks = countries.map((country) => ({ country, attacked: question.attacked }));
    const by = Math.max(...attacks.map((attack) => question.by(attack)));
    const attack = attacks.find((one) => question.by(one) === by);
    if (attack === undefined) return true;
    const known = (atom: Atom): Bounds =>
      intersection([...atom.byCountry.keys()].map((country) => boundsAgainst(atom, { ...attack, country })));
    return this.hasMove(question, { attack, known }, moves);
  }

  /**
   * Named holdings know less than the largest two of every atom at once: where that is too much, each is tried with
   * whatever partner, and where that is too much too, with each partner.
   */
  private isHiddenFromEach(question: Question, attack: Attack, moves: Move[]): boolean {
    if (attack.country === -1) return false;
    const kinds = kindsOf(this.system, attack);
    if (kinds.length === 0 || kinds.length > MOST_KINDS) return false;
    const isHiddenFrom = (known: Limits['known']): boolean => this.hasMove(question, { attack, known }, moves);
    return kinds.every((one, at) => {
      if (isHiddenFrom((atom) => boundsAgainstOne(atom, one, attack))) return true;
      const partners = kinds.length === 1 ? [one] : kinds.slice(at + 1);
      return partners.every((two) => isHiddenFrom((atom) => boundsOf(atom, [one, two, question.attacked])));
    });
  }

  private hasMove(question: Question, { attack, known }: Seen, moves: Move[]): boolean {
    const by = question.by(attack);
    if (by <= EPSILON || moves.some((move) => this.isPossible(question, move, { by, known }))) return true;
    const found = this.solve(question, { by, known });
    if (found !== undefined) moves.push(found);
    return found !== undefined;
  }

  private isPossible({ atoms, attacked }: Question, move: Move, { by, known }: Limits): boolean {
    if (Math.abs(sumOf(atoms, move)) < by - EPSILON) return false;
    return [...move].every(([at, change]) => {
      const atom = this.system.atoms[at];
      // In its own atom it is the attacked who moves.
      if (atom === undefined || (attacked !== -1 && atoms.includes(at))) return true;
      const { lower, upper } = known(atom);
      return atom.total + change >= lower - EPSILON && atom.total + change <= upper + EPSILON;
    });
  }

  private solve(question: Question, { by, known }: Limits): Move | undefined {
    const { atoms, direction } = question;
    this.bound(question, { by, known });
    const extreme = this.session.extreme(atoms, direction === 'up' ? 'most' : 'least');
    if (extreme.kind !== 'found') return undefined;
    const move = new Map<number, number>();
    this.system.atoms.forEach((atom, at) => {
      const change = (extreme.at[at] ?? atom.total) - atom.total;
      if (Math.abs(change) > EPSILON) move.set(at, change);
    });
    return Math.abs(sumOf(atoms, move)) >= by - EPSILON ? move : undefined;
  }

  /** Only atoms that somebody knows of are bound by more than that there are no fewer than none. */
  private bound(question: Question, { by, known }: Limits): void {
    for (const at of this.bounded) this.session.boundUnknown(at, { lower: 0, upper: Infinity });
    this.bounded = new Set(question.atoms);
    this.system.atoms.forEach((atom, at) => {
      const asked = question.atoms.includes(at);
      const bounds = asked ? reachOf(atom, question, { by, known }) : known(atom);
      if (!asked && bounds.lower === 0 && bounds.upper === Infinity) return;
      this.bounded.add(at);
      this.session.boundUnknown(at, bounds);
    });
  }
}

/** What is asked for need not go further than it is asked to: the nearest way moves the fewest others. */
function reachOf(atom: Atom, { direction, attacked }: Question, { by, known }: Limits): Bounds {
  const limits = attacked === -1 ? known(atom) : { lower: 0, upper: Infinity };
  return direction === 'up'
    ? { lower: atom.total, upper: Math.min(limits.upper, atom.total + by) }
    : { lower: Math.max(limits.lower, atom.total - by), upper: atom.total };
}

interface Seen {
  readonly attack: Attack;
  readonly known: (atom: Atom) => Bounds;
}

interface Limits {
  readonly by: number;
  readonly known: (atom: Atom) => Bounds;
}

const sumOf = (atoms: readonly number[], move: Move): number => atoms.reduce((sum, at) => sum + (move.get(at) ?? 0), 0);

const intersection = (bounds: readonly Bounds[]): Bounds => ({
  lower: Math.max(...bounds.map(({ lower }) => lower)),
  upper: Math.min(...bounds.map(({ upper }) => upper)),
});

/** The atom's total when any two of the country know what is theirs: not under what they and the attacked have. */
function boundsAgainst(atom: Atom, attack: Attack): Bounds {
  return { lower: atom.total - canFall(atom, attack), upper: canRise(atom, attack) ? Infinity : atom.total };
}

function boundsOf(atom: Atom, holdings: readonly number[]): Bounds {
  const known = [...new Set(holdings)]
    .map((holding) => atom.byHolding.get(holding))
    .filter((unit) => unit !== undefined);
  const lower = known.reduce((sum, { value }) => sum + value, 0);
  return { lower, upper: known.length < atom.units.length ? Infinity : atom.total };
}

/** When this holding of the country knows what is its own, and whichever other one does. */
function boundsAgainstOne(atom: Atom, holding: number, { country, attacked }: Attack): Bounds {
  const known = [holding, attacked].filter((one, at, all) => all.indexOf(one) === at);
  const { lower } = boundsOf(atom, known);
  const partner = (atom.byCountry.get(country) ?? []).find((unit) => !known.includes(unit.holding));
  const left = atom.units.length - known.filter((one) => atom.byHolding.has(one)).length;
  return {
    lower: lower + (partner?.value ?? 0),
    upper: left > (partner === undefined ? 0 : 1) ? Infinity : atom.total,
  };
}

/**
 * Holdings of the country that stand for all: who is in one atom knows no more than the two largest of it, and the others
 * of it leave no more of it unknown. Whoever is in several atoms stands for itself.
 */
function kindsOf({ atoms, spread }: ColumnSystem, { country, attacked }: Attack): readonly number[] {
  const kinds = new Set<number>();
  for (const atom of atoms) {
    const units: readonly Unit[] = (atom.byCountry.get(country) ?? []).filter(({ holding }) => holding !== attacked);
    units.forEach(({ holding }, at) => {
      if (at < 2 || spread.has(holding)) kinds.add(holding);
    });
  }
  return [...kinds].toSorted((a, b) => a - b);
}
