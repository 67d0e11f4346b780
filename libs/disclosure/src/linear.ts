/** A linear program over unknowns that are bounded on both sides; `Infinity` where they are not. */
export interface LinearProgram {
  readonly unknowns: readonly Bounds[];
  readonly sums: readonly BoundedSum[];
}

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** A sum of some of the unknowns, each once. */
export interface BoundedSum extends Bounds {
  readonly of: readonly number[];
}

/** `unsolved`: the solver gave up. Whoever asked must take it for the worst. */
export type Extreme =
  | { readonly kind: 'found'; readonly value: number; readonly at: ArrayLike<number> }
  | { readonly kind: 'unbounded' }
  | { readonly kind: 'infeasible' }
  | { readonly kind: 'unsolved' };

/** One program held by the solver, to be changed and asked again and again. */
export interface LinearSession {
  boundUnknown(unknown: number, bounds: Bounds): void;
  boundSum(sum: number, bounds: Bounds): void;
  /** The least or most that the sum of these unknowns can be. */
  extreme(unknowns: readonly number[], direction: 'least' | 'most'): Extreme;
}

/**
 * What solves the linear programs of the audit. The program lives while `work` runs, so that nothing of it is left behind.
 */
export type LinearSolver = <Result>(program: LinearProgram, work: (session: LinearSession) => Result) => Result;
