import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { exactCell, plainCount, shareOf, sumCells, type Cell } from './cell.js';
import { discloseCount, discloseTable, exactTable, type CountRow, type ShownTable } from './counts.js';
import { STANDARD_RULES, type DisclosureRules } from './rules.js';

const cellsOf = (table: ShownTable): readonly Cell[] =>
  [...table.rows, table.total].flatMap((row) => [row.women, row.men, row.other, row.total]);

const row = (index: number): fc.Arbitrary<CountRow> =>
  fc.record({
    id: fc.constant(`row-${index}`),
    women: fc.nat({ max: 60 }),
    men: fc.nat({ max: 60 }),
    other: fc.oneof(fc.constant(0), fc.nat({ max: 8 })),
  });
const rows = fc
  .integer({ min: 1, max: 7 })
  .chain((length) => fc.tuple(...Array.from({ length }, (_, index) => row(index))));

const isSmall = (count: number | undefined): boolean => count !== undefined && count >= 1 && count <= 4;
/** Every table that differs only inside small cells, and so must look the same from outside. */
function withSmallCells(table: readonly CountRow[], small: number): readonly CountRow[] {
  const swap = (count: number | undefined): number | undefined => (isSmall(count) ? small : count);
  const part = (sex: 'women' | 'men' | 'other', one: CountRow) => {
    const value = swap(one[sex]);
    return value === undefined ? {} : { [sex]: value };
  };
  return table.map((one) => ({ id: one.id, ...part('women', one), ...part('men', one), ...part('other', one) }));
}

describe('headcounts that leave the agency', () => {
  it.each([
    [0, 0],
    [5, 5],
    [7, 5],
    [8, 10],
    [12, 10],
    [13, 15],
    [1189, 1190],
  ])('a count of %d is shown as %d', (count, shown) => {
    expect(discloseCount(count, 'shown')).toEqual(exactCell(shown));
  });

  it.each([1, 2, 3, 4])('a count of %d is shown as fewer than five', (count) => {
    expect(discloseCount(count, 'shown')).toEqual({ kind: 'under', bound: 5 });
  });

  it('nobody looks like a few where zero may not be shown, as with complaints', () => {
    expect(discloseCount(0, 'hidden')).toEqual(discloseCount(3, 'hidden'));
  });

  it('never show a count from 1 to 4, nor one that is no multiple of five', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom('shown' as const, 'hidden' as const), (table, zero) => {
        for (const cell of cellsOf(discloseTable(table, zero))) {
          if (cell.kind === 'count') expect(cell.count % 5).toBe(0);
        }
      }),
    );
  });

  it('look the same whatever a small cell holds, totals and shares included', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 4 }), (table, small) => {
        expect(discloseTable(withSmallCells(table, small), 'shown')).toEqual(discloseTable(table, 'shown'));
      }),
    );
  });

  it('look the same whether small cells hold somebody or nobody where zero is hidden', () => {
    fc.assert(
      fc.property(rows, (table) => {
        expect(discloseTable(withSmallCells(table, 0), 'hidden')).toEqual(discloseTable(table, 'hidden'));
      }),
    );
  });

  it('add up: a total is the sum of the cells shown, and says "at least" when one is not', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const shown = discloseTable(table, 'shown');
        const women = shown.rows.map((one) => one.women);
        const sum = women.reduce((total, cell) => total + (plainCount(cell) ?? 0), 0);
        const { total } = shown;
        if (total.women.kind === 'count') {
          expect(total.women.count).toBe(sum);
          expect(total.women.atLeast).toBe(women.some((cell) => cell.kind !== 'count'));
        } else {
          expect(sum).toBe(0);
        }
      }),
    );
  });

  it('would give small cells away with rounding off or the threshold at one: the rules are what protects', () => {
    const table = [{ id: 'head', women: 2, men: 31 }];
    const weak: DisclosureRules = { ...STANDARD_RULES, minimumCell: 1, roundingBase: 1 };
    expect(discloseTable(table, 'shown', weak)).not.toEqual(
      discloseTable([{ id: 'head', women: 3, men: 31 }], 'shown', weak),
    );
    expect(discloseTable(table, 'shown')).toEqual(discloseTable([{ id: 'head', women: 3, men: 31 }], 'shown'));
  });

  it('say "not available" for what was not supplied, and never nought', () => {
    const shown = exactTable([{ id: 'a' }, { id: 'b', women: 3, men: 4 }]);
    expect(shown.rows[0]?.women).toEqual({ kind: 'missing' });
    expect(shown.rows[0]?.total).toEqual({ kind: 'missing' });
    expect(shown.total.women).toEqual({ kind: 'count', count: 3, atLeast: true });
  });
});

describe('shares that leave the agency', () => {
  it('stand on twenty people at least', () => {
    expect(shareOf(exactCell(5), exactCell(15), 20)).toBeUndefined();
    expect(shareOf(exactCell(5), exactCell(20), 20)).toBe(0.25);
  });

  it('are not printed where a hidden cell takes part, on either side', () => {
    const under: Cell = { kind: 'under', bound: 5 };
    expect(shareOf(under, exactCell(100), 20)).toBeUndefined();
    expect(shareOf(exactCell(20), sumCells([exactCell(80), under]), 20)).toBeUndefined();
  });
});
