import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { spread } from './spread.js';

const people = (sizes: readonly number[]) =>
  sizes.flatMap((size, agency) =>
    Array.from({ length: size }, (_, n) => ({
      id: `p${agency}-${n}`,
      from: `agency ${agency}`,
      country: `c${agency % 3}`,
    })),
  );
const countOf = (all: readonly string[], one: string): number => all.filter((other) => other === one).length;

describe('spreading people over mixed groups', () => {
  it('seats everybody once, as few of an agency together as can be, and in groups that are as large as each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 14 }), { minLength: 1, maxLength: 7 }),
        fc.integer({ min: 1, max: 8 }),
        (sizes, count) => {
          const groups = Array.from({ length: count }, (_, n) => `g${n}`);
          const all = people(sizes);
          const placed = spread(all, groups);
          expect(placed.size).toBe(all.length);
          for (const [agency, size] of sizes.entries()) {
            const where = all.filter(({ from }) => from === `agency ${agency}`).map(({ id }) => placed.get(id) ?? '');
            for (const group of groups) expect(countOf(where, group)).toBeLessThanOrEqual(Math.ceil(size / count));
          }
          const full = groups.map((group) => countOf([...placed.values()], group));
          expect(Math.max(...full) - Math.min(...full)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('gives the same places to the same people in whatever order they are listed', () => {
    const all = people([5, 3, 4]);
    expect([...spread([...all].reverse(), ['a', 'b'])].sort()).toEqual([...spread(all, ['a', 'b'])].sort());
  });

  it('leaves those where they are who sit already, and seats a latecomer away from their own', () => {
    const there = [
      { id: 'x', from: 'one', group: 'a' },
      { id: 'y', from: 'one', group: 'a' },
      { id: 'z', from: 'two', group: 'b' },
    ] as const;
    const placed = spread([...there, { id: 'late', from: 'two' }, { id: 'later', from: 'one' }], ['a', 'b']);
    expect([...placed]).toEqual([
      ['later', 'b'],
      ['late', 'a'],
    ]);
  });
});
