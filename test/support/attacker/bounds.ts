import type { Extreme, LinearProgram, LinearSession, LinearSolver } from '@isonomia/disclosure';
import { determined } from './elimination.js';
import type { Quantity } from './facts.js';

/** A number that somebody found out, or came too near to. */
export interface Leak {
  readonly quantity: string;
  readonly attackers: readonly string[];
  readonly agency: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly kind: 'exact' | 'narrow';
}

/** Nearer than this part of a number nobody may come: from both sides, or to the highest it can be. */
const NEAR = 0.1;
/** Numbers of people under it must not be told from nobody, or from more. */
const FEW = 5;
const EPSILON = 1e-6;

/** Agencies that no published sum tells apart: of their numbers, only what they are together matters. */
interface Alike {
  readonly agencies: readonly string[];
  readonly sums: readonly number[];
  readonly total: number;
  /** The most that their sum must be able to be, for none of them to be known from above. */
  readonly upTo: number;
  /** The least that it must be able to be, for none of them to be known from below; undefined where that is plain. */
  readonly downTo: number | undefined;
}

/** Finds what the coalition learns of the others from sums: exactly, by elimination, and nearly, by linear programs. */
export function attackSums(quantity: Quantity, coalition: ReadonlySet<string>, solver: LinearSolver): readonly Leak[] {
  const alike = alikeIn(quantity, coalition);
  const program = programOf(quantity, coalition, alike);
  const equations = program.sums.filter(({ lower, upper }) => lower === upper).map(({ of }) => of);
  const known = determined(equations);
  return solver(program, (session) => {
    const attempt = new Attempt(alike, program, session);
    return alike.flatMap((some, at): readonly Leak[] => {
      const { lower, upper } = attempt.range(at, quantity);
      const single = some.agencies.length === 1;
      return some.agencies.flatMap((agency): readonly Leak[] => {
        const value = quantity.truth.get(agency) ?? 0;
        const others = some.agencies.length - 1;
        const own = {
          // The others may have everything, or nothing.
          lower: others === 0 ? lower : Math.max(quantity.least, lower - others * quantity.most),
          upper: Math.min(quantity.most, upper - others * quantity.least),
        };
        const kind = single && known.has(at) ? 'exact' : kindOf(value, own, quantity.most);
        return kind === undefined
          ? []
          : [{ quantity: quantity.name, attackers: [...coalition], agency, value, ...own, kind }];
      });
    });
  });
}

/**
 * Finds what the coalition learns of whole groups that it has no part in: of a hidden one its sum, and of one that few
 * people are in how many they are.
 */
export function attackGroups(
  quantity: Quantity,
  coalition: ReadonlySet<string>,
  solver: LinearSolver,
): readonly Leak[] {
  const foreign = quantity.guarded.filter((of) => of.every((agency) => !coalition.has(agency)));
  return foreign.flatMap((of): readonly Leak[] => {
    const inside = new Set(of);
    const alike = alikeIn(quantity, coalition, inside);
    const asked = [...alike.keys()].filter((at) => inside.has(alike[at]?.agencies[0] ?? ''));
    if (asked.length === 0) return [];
    const [lower, upper] = solver(programOf(quantity, coalition, alike), (session) =>
      (['least', 'most'] as const).map((direction) => valueOf(session.extreme(asked, direction))),
    );
    const value = of.reduce((sum, agency) => sum + (quantity.truth.get(agency) ?? 0), 0);
    const range = { lower: lower ?? 0, upper: upper ?? Infinity };
    const kind = kindOfSum(value, range, quantity);
    const found = { quantity: quantity.name, attackers: [...coalition], agency: of.join(' + '), value, ...range };
    return kind === undefined ? [] : [{ ...found, kind }];
  });
}

function valueOf(extreme: Extreme): number {
  if (extreme.kind === 'found') return extreme.value;
  if (extreme.kind === 'unbounded') return Infinity;
  throw new Error(`what is published contradicts the truth, or is too hard: ${extreme.kind}`);
}

/** That few are in a group may be said, how many they are may not; a hidden sum must stay open by a part of itself. */
function kindOfSum(
  value: number,
  range: { lower: number; upper: number },
  { sums }: Quantity,
): Leak['kind'] | undefined {
  const lower = Math.ceil(range.lower - EPSILON);
  const upper = Math.floor(range.upper + EPSILON);
  if (lower >= upper) return 'exact';
  return sums.length > 0 && upper - lower < NEAR * value - EPSILON ? 'narrow' : undefined;
}

function kindOf(value: number, range: { lower: number; upper: number }, most: number): Leak['kind'] | undefined {
  const lower = Math.ceil(range.lower - EPSILON);
  const upper = Math.floor(range.upper + EPSILON);
  if (lower >= upper) return 'exact';
  if (most === 1) return undefined;
  const near = NEAR * value - EPSILON;
  const isNear = upper - lower < near || (value >= FEW && upper - value < near);
  return isNear || (lower >= 1 && upper < FEW) ? 'narrow' : undefined;
}

/** Those whom a published nought tells of are left out: that nobody is there is meant to be said. */
function alikeIn(
  quantity: Quantity,
  coalition: ReadonlySet<string>,
  inside: ReadonlySet<string> = new Set(),
): readonly Alike[] {
  const told = new Set(quantity.sums.filter(({ upper }) => upper === 0).flatMap(({ of }) => of));
  const sums = new Map<string, number[]>();
  quantity.sums.forEach(({ of }, at) => {
    for (const agency of of) sums.set(agency, [...(sums.get(agency) ?? []), at]);
  });
  const unknown = [...quantity.truth.keys()].filter((agency) => !coalition.has(agency) && !told.has(agency));
  const keyOf = (agency: string): string => `${(sums.get(agency) ?? []).join()};${inside.has(agency)}`;
  return [...Map.groupBy(unknown, keyOf)].map(([, agencies]): Alike => {
    const values = agencies.map((agency) => quantity.truth.get(agency) ?? 0);
    return {
      agencies,
      sums: sums.get(agencies[0] ?? '') ?? [],
      total: values.reduce((sum, value) => sum + value, 0),
      ...(quantity.most === 1 ? reachOfChoices(values) : reachOfCounts(values)),
    };
  });
}

const reachOfCounts = (values: readonly number[]): Pick<Alike, 'upTo' | 'downTo'> => ({
  upTo: Math.max(...values.map((value) => value + Math.max(1, Math.ceil(value * NEAR - EPSILON)))),
  downTo: values.length === 1 && values.some((value) => value > 0 && value < FEW) ? 0 : undefined,
});

const reachOfChoices = (values: readonly number[]): Pick<Alike, 'upTo' | 'downTo'> => ({
  upTo: values.includes(0) ? 1 : 0,
  downTo: values.includes(1) ? values.length - 1 : undefined,
});

function programOf(quantity: Quantity, coalition: ReadonlySet<string>, alike: readonly Alike[]): LinearProgram {
  const members = quantity.sums.map((): number[] => []);
  alike.forEach(({ sums }, at) => {
    for (const sum of sums) members[sum]?.push(at);
  });
  return {
    unknowns: alike.map(({ agencies }) => ({
      lower: agencies.length * quantity.least,
      upper: agencies.length * quantity.most,
    })),
    sums: quantity.sums.map(({ of, lower, upper }, at) => {
      const own = of.reduce((sum, id) => sum + (coalition.has(id) ? (quantity.truth.get(id) ?? 0) : 0), 0);
      return { of: members[at] ?? [], lower: lower - own, upper: upper - own };
    }),
  };
}

/** One coalition's work on one quantity. A solution shows of all unknowns at once what they can be. */
class Attempt {
  private readonly highest: number[];
  private readonly lowest: number[];

  constructor(
    private readonly alike: readonly Alike[],
    private readonly program: LinearProgram,
    private readonly session: LinearSession,
  ) {
    // The truth is possible.
    this.highest = alike.map(({ total }) => total);
    this.lowest = alike.map(({ total }) => total);
    this.raiseTogether();
  }

  /** What the sum of those alike can be: as far as it matters, and to its end where it does not go so far. */
  range(at: number, { most }: Quantity): { lower: number; upper: number } {
    const some = this.alike[at];
    if (some === undefined) throw new RangeError(`nobody at ${at}`);
    const isShort = (): boolean => this.high(at) < some.upTo - EPSILON;
    const isClose = (): boolean => some.downTo !== undefined && this.low(at) > some.downTo + EPSILON;
    if (isShort()) this.ask(at, 'most');
    if (isClose() || isShort()) this.ask(at, 'least');
    // One who cannot be nobody may still be many.
    if (isClose() && most > 1) this.ask(at, 'most');
    const free = some.agencies.length > 1 && most > 1;
    return { lower: free ? 0 : this.low(at), upper: this.high(at) };
  }

  /** As many as possible are raised in one program; what is left is asked for one by one. */
  private raiseTogether(): void {
    for (let before = Infinity; ;) {
      const open = [...this.alike.keys()].filter((at) => this.high(at) < (this.alike[at]?.upTo ?? 0) - EPSILON);
      if (open.length < 2 || open.length >= before) return;
      before = open.length;
      for (const at of open) this.session.boundUnknown(at, { ...this.bounds(at), upper: this.alike[at]?.upTo ?? 0 });
      this.see(open, 'most');
      for (const at of open) this.session.boundUnknown(at, this.bounds(at));
    }
  }

  private ask(at: number, direction: 'least' | 'most'): void {
    if (this.see([at], direction) !== 'unbounded') return;
    if (direction === 'most') this.highest[at] = Infinity;
    else this.lowest[at] = -Infinity;
  }

  private see(unknowns: readonly number[], direction: 'least' | 'most'): string {
    const extreme = this.session.extreme(unknowns, direction);
    if (extreme.kind === 'infeasible') throw new Error('what is published contradicts the truth');
    if (extreme.kind === 'found') {
      this.alike.forEach((_, at) => {
        const value = extreme.at[at] ?? 0;
        this.highest[at] = Math.max(this.high(at), value);
        this.lowest[at] = Math.min(this.low(at), value);
      });
    }
    return extreme.kind;
  }

  private high(at: number): number {
    return this.highest[at] ?? 0;
  }

  private low(at: number): number {
    return this.lowest[at] ?? 0;
  }

  private bounds(at: number): { lower: number; upper: number } {
    return this.program.unknowns[at] ?? { lower: 0, upper: Infinity };
  }
}
