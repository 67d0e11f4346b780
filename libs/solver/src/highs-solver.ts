import type { Bounds, Extreme, LinearProgram, LinearSession, LinearSolver } from '@isonomia/disclosure';
import highsModule, { type Highs, type ModelData } from 'highs';

/** A program of a release has some thousand unknowns and is answered in milliseconds; this is for what nobody foresaw. */
const DEFAULT_SECONDS = 10;

/**
 * Two questions differ by little, so that the last answer is nearly the next one: presolving would throw it away, and only
 * the primal simplex starts from an answer that is still possible (measured: 1 step instead of 130).
 */
const OPTIONS = { output_flag: false, presolve: 'off', solver: 'simplex', simplex_strategy: 4 } as const;

/** The package declares types for its CommonJS half alone; imported, its default export is the loader itself. */
const loadHighs = highsModule as unknown as () => Promise<Highs>;

type Model = ReturnType<Highs['createModel']>;

/**
 * The HiGHS solver. Loading it compiles its module (some 100 ms), once a process; solving is synchronous. One solve that
 * takes longer than `seconds` is given up: `unsolved`.
 */
export async function loadSolver(seconds = DEFAULT_SECONDS): Promise<LinearSolver> {
  const highs = await loadHighs();
  return (program, work) => {
    const model = highs.createModel(modelOf(program));
    // Not left to the garbage collector: what a model holds lies in the module's own memory.
    try {
      model.options.set({ ...OPTIONS, time_limit: seconds });
      return work(new HighsSession(highs, model));
    } finally {
      model.dispose();
    }
  };
}

class HighsSession implements LinearSession {
  private objective: readonly number[] = [];

  constructor(
    private readonly highs: Highs,
    private readonly model: Model,
  ) {}

  boundUnknown(unknown: number, { lower, upper }: Bounds): void {
    this.model.changeColBounds(unknown, lower, upper);
  }

  boundSum(sum: number, { lower, upper }: Bounds): void {
    this.model.changeRowBounds(sum, lower, upper);
  }

  extreme(unknowns: readonly number[], direction: 'least' | 'most'): Extreme {
    for (const unknown of this.objective) this.model.changeColCost(unknown, 0);
    for (const unknown of unknowns) this.model.changeColCost(unknown, 1);
    this.objective = [...unknowns];
    const { minimize, maximize } = this.highs.constants.objectiveSense;
    this.model.changeObjectiveSense(direction === 'least' ? minimize : maximize);
    // The limit is meant for one solve; the clock of a model runs on over all of them.
    this.model.zeroAllClocks();
    try {
      this.model.run();
    } catch {
      // Numerically stuck. What it found up to there is no answer.
      return { kind: 'unsolved' };
    }
    return this.outcome();
  }

  private outcome(): Extreme {
    const status = this.highs.constants.modelStatus;
    switch (this.model.getModelStatus()) {
      case status.optimal:
        return { kind: 'found', value: this.model.getObjectiveValue(), at: this.model.getSolution().colValue };
      case status.unbounded:
        return { kind: 'unbounded' };
      case status.infeasible:
        return { kind: 'infeasible' };
      default:
        return { kind: 'unsolved' };
    }
  }
}

function modelOf({ unknowns, sums }: LinearProgram): ModelData {
  const offsets = [0];
  const indices: number[] = [];
  for (const { of } of sums) {
    indices.push(...of);
    offsets.push(indices.length);
  }
  return {
    numCols: unknowns.length,
    numRows: sums.length,
    colCost: new Float64Array(unknowns.length),
    colLower: unknowns.map(({ lower }) => lower),
    colUpper: unknowns.map(({ upper }) => upper),
    rowLower: sums.map(({ lower }) => lower),
    rowUpper: sums.map(({ upper }) => upper),
    matrix: {
      format: 'csr',
      numRows: sums.length,
      numCols: unknowns.length,
      starts: offsets,
      indices,
      values: indices.map(() => 1),
    },
  };
}
