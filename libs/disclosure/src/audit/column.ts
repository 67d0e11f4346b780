import { marginOf } from '../groups/cell-safety.js';
import type { LinearSolver } from '../linear.js';
import type { DisclosureRules } from '../rules.js';
import { canFall, canRise, countriesOf } from './coalition.js';
import { NOBODY_SPARED, programOf, SystemProgram, type Question } from './program.js';
import { Swaps, type Direction } from './swaps.js';
import type { Atom, ColumnSystem, Unit } from './system.js';

export interface ColumnAudit {
  readonly unknowns: number;
  readonly certified: number;
  readonly solved: number;
  readonly failures: readonly Failure[];
}

/** A value that somebody could come too close to. */
export interface Failure {
  readonly atom: Atom;
  /** Nothing but the value itself fits what is published. */
  readonly exact: boolean;
}

/** One value that must be able to be more by a part of itself, or to be nothing, as far as anybody can tell. */
interface Target {
  readonly at: number;
  readonly unit: Unit;
  readonly direction: Direction;
  readonly amount: number;
}

/**
 * Whether anything published of one column lets two holdings of one country, or a reader, come too near to what another
 * holding has in an atom. Most are seen to be safe at once: whoever is in one atom with four others can trade with them.
 */
export class ColumnAuditor {
  private readonly swaps: Swaps;
  private readonly seen = new Map<string, boolean>();
  private readonly countries: readonly number[];

  constructor(
    private readonly system: ColumnSystem,
    private readonly rules: DisclosureRules,
  ) {
    this.swaps = new Swaps(system.atoms);
    this.countries = countriesOf(system.atoms);
  }

  audit(solver: LinearSolver): ColumnAudit {
    const targets = this.targets();
    const open = targets.filter((target) => !this.isCertified(target));
    const failed = open.length === 0 ? [] : this.solve(open, solver);
    return {
      unknowns: targets.length,
      certified: targets.length - open.length,
      solved: open.length,
      failures: failed.flatMap(({ at, direction }) => this.failureOf(at, direction)),
    };
  }

  private targets(): readonly Target[] {
    return this.system.atoms.flatMap((atom, at) => atom.units.flatMap((unit) => this.targetsOf(unit, at)));
  }

  private targetsOf(unit: Unit, at: number): readonly Target[] {
    const { protection, minimumCell } = this.rules;
    const amount = marginOf(this.system.spread.get(unit.holding) ?? unit.value, protection);
    const up: Target = { at, unit, direction: 'up', amount };
    const isSmall = unit.value > 0 && unit.value < minimumCell;
    return isSmall ? [up, { at, unit, direction: 'down', amount: unit.value }] : [up];
  }

  private isCertified(target: Target): boolean {
    const atom = this.atom(target.at);
    const left = Math.max(...countriesOf([atom]).map((country) => this.left(target, country)));
    if (left <= 0) return true;
    const { holding } = target.unit;
    const move = { amount: left, direction: target.direction, attacked: holding };
    // Who is in one atom alone differs from the others of it in nothing that a swap asks for.
    if (this.system.spread.has(holding)) return this.swaps.hides(atom, move);
    const key = `${target.at}:${target.direction}:${left}`;
    const known = this.seen.get(key) ?? this.swaps.hides(atom, { ...move, attacked: -1 });
    this.seen.set(key, known);
    return known;
  }

  /** What is left to be hidden elsewhere when rounding, and the others of the atom, have hidden what they can. */
  private left({ at, unit, direction, amount }: Target, country: number): number {
    const atom = this.atom(at);
    const attack = { country, attacked: unit.holding };
    if (direction === 'up') return amount - atom.slackUp - canFall(atom, attack);
    if (canRise(atom, attack)) return 0;
    const isLarge = atom.slackUp + canFall(atom, attack) >= this.rules.minimumCell - unit.value;
    return isLarge || atom.slackDown >= amount ? 0 : amount;
  }

  private solve(open: readonly Target[], solver: LinearSolver): readonly Target[] {
    const { system, countries } = this;
    return solver(programOf(system), (session) => {
      const program = new SystemProgram(system, session);
      const known = new Map<string, boolean>();
      return open.filter((target) => {
        const key = this.system.spread.has(target.unit.holding) ? undefined : this.keyOf(target);
        const hidden =
          (key === undefined ? undefined : known.get(key)) ?? program.isHidden(this.question(target), countries);
        if (key !== undefined) known.set(key, hidden);
        return !hidden;
      });
    });
  }

  private question(target: Target): Question {
    const { at, unit, direction, amount } = target;
    const atom = this.atom(at);
    const by: Question['by'] = (attack) => {
      if (direction === 'up') return amount - canFall(atom, attack);
      return canRise(atom, attack) ? 0 : amount;
    };
    return { atoms: [at], attacked: unit.holding, direction, by, spared: NOBODY_SPARED };
  }

  private keyOf({ at, unit, direction, amount }: Target): string {
    const known = this.atom(at)
      .byCountry.get(unit.country)
      ?.findIndex(({ holding }) => holding === unit.holding);
    // The two largest of a country are known to fewer than the others are.
    return `${at}:${direction}:${amount}:${unit.value}:${known === undefined || known > 2 ? '' : known}`;
  }

  private failureOf(at: number, direction: Direction): readonly Failure[] {
    const atom = this.atom(at);
    return [{ atom, exact: direction === 'up' && atom.slackUp === 0 && atom.slackDown === 0 }];
  }

  private atom(at: number): Atom {
    const atom = this.system.atoms[at];
    if (atom === undefined) throw new RangeError(`no atom ${at}`);
    return atom;
  }
}
