import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Bounds, LinearProgram, LinearSolver } from '@isonomia/disclosure';
import { loadSolver } from './highs-solver.js';

const FREE: Bounds = { lower: 0, upper: Infinity };
const exactly = (value: number): Bounds => ({ lower: value, upper: value });

/** Two rows and two columns with their margins: 3 and 6, 4 and 5. */
const square: LinearProgram = {
  unknowns: [FREE, FREE, FREE, FREE],
  sums: [
    { of: [0, 1], ...exactly(3) },
    { of: [2, 3], ...exactly(6) },
    { of: [0, 2], ...exactly(4) },
    { of: [1, 3], ...exactly(5) },
  ],
};

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadSolver();
});

describe('the solver', () => {
  it('finds the least and the most that a hidden cell can be', () => {
    const found = solve(square, (session) => [session.extreme([0], 'least'), session.extreme([0], 'most')]);
    expect(found).toMatchObject([
      { kind: 'found', value: 0 },
      { kind: 'found', value: 3 },
    ]);
    expect(solve(square, (session) => session.extreme([3], 'least'))).toMatchObject({ value: 2 });
  });

  it('finds the extremes of a sum, and takes back what it was asked before', () => {
    const [two, one] = solve(square, (session) => [session.extreme([0, 3], 'most'), session.extreme([3], 'most')]);
    expect(two).toMatchObject({ kind: 'found', value: 8 });
    expect(one).toMatchObject({ kind: 'found', value: 5 });
  });

  it('takes bounds that change between two questions', () => {
    solve(square, (session) => {
      session.boundUnknown(1, exactly(2));
      expect(session.extreme([0], 'most')).toMatchObject({ kind: 'found', value: 1 });
      session.boundSum(0, { lower: 3, upper: 4 });
      session.boundSum(2, { lower: 4, upper: 5 });
      expect(session.extreme([0], 'most')).toMatchObject({ kind: 'found', value: 2 });
    });
  });

  it('says what has no bound and what cannot be', () => {
    const open: LinearProgram = { unknowns: [FREE], sums: [{ of: [0], lower: 2, upper: Infinity }] };
    expect(solve(open, (session) => session.extreme([0], 'most')).kind).toBe('unbounded');
    solve(open, (session) => {
      session.boundUnknown(0, exactly(1));
      expect(session.extreme([0], 'most').kind).toBe('infeasible');
    });
  });

  it('gives up when its time is over, and says so', async () => {
    const hasty = await loadSolver(0);
    const large: LinearProgram = {
      unknowns: Array.from({ length: 400 }, () => FREE),
      sums: Array.from({ length: 300 }, (_, sum) => ({
        of: Array.from({ length: 40 }, (_, at) => (sum * 7 + at * (3 + (sum % 5))) % 400).filter(
          (unknown, at, all) => all.indexOf(unknown) === at,
        ),
        ...{ lower: 90, upper: 100 + (sum % 9) },
      })),
    };
    expect(hasty(large, (session) => session.extreme([0], 'most')).kind).toBe('unsolved');
    expect(solve(large, (session) => session.extreme([0], 'most')).kind).toBe('found');
  });

  it('leaves nothing behind: hundreds of programs, failed ones among them, in the memory of the first', () => {
    const once = (): void => {
      solve(square, (session) => session.extreme([0], 'most'));
      expect(() =>
        solve(square, () => {
          throw new Error('the audit stops here');
        }),
      ).toThrow('the audit stops here');
    };
    for (let warm = 0; warm < 50; warm += 1) once();
    const before = process.memoryUsage();
    for (let again = 0; again < 500; again += 1) once();
    const after = process.memoryUsage();
    expect(after.arrayBuffers + after.external - before.arrayBuffers - before.external).toBeLessThan(4 << 20);
  });
});
