import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { discloseAverages, exactAverages, type AverageRow } from './averages.js';
import { suppressRows, type SuppressionRow } from './suppression.js';

const side = fc.record({ count: fc.nat({ max: 40 }), mean: fc.integer({ min: 1000, max: 9000 }) });
const grades = fc
  .integer({ min: 1, max: 8 })
  .chain((length) =>
    fc.tuple(
      ...Array.from({ length }, (_, index) => fc.record({ id: fc.constant(`g${index}`), women: side, men: side })),
    ),
  );
const isLarge = (row: AverageRow): boolean => (row.women?.count ?? 0) >= 10 && (row.men?.count ?? 0) >= 10;

describe('pay that leaves the agency', () => {
  it('is shown only where ten women and ten men stand behind it', () => {
    fc.assert(
      fc.property(grades, (rows) => {
        const shown = discloseAverages(rows);
        shown.rows.forEach((row, index) => {
          const given = rows[index];
          if (row.women.mean.kind === 'mean' || row.men.mean.kind === 'mean') {
            expect(given !== undefined && isLarge(given)).toBe(true);
          }
        });
      }),
    );
  });

  it('goes for both sexes of a grade together', () => {
    fc.assert(
      fc.property(grades, (rows) => {
        for (const row of discloseAverages(rows).rows) expect(row.women.mean.kind).toBe(row.men.mean.kind);
      }),
    );
  });

  it('hides no grade alone, nor grades that together hold fewer than ten of a sex, beside an average of all', () => {
    fc.assert(
      fc.property(grades, (rows) => {
        const shown = discloseAverages(rows);
        const hidden = rows.filter((_, index) => shown.rows[index]?.women.mean.kind !== 'mean');
        if (hidden.length === 0 || hidden.length === rows.length) return;
        expect(hidden.length).toBeGreaterThanOrEqual(2);
        const sum = (sex: 'women' | 'men'): number => hidden.reduce((total, row) => total + row[sex].count, 0);
        expect(sum('women')).toBeGreaterThanOrEqual(10);
        expect(sum('men')).toBeGreaterThanOrEqual(10);
      }),
    );
  });

  it('has no average over all where even all are too few', () => {
    expect(discloseAverages([{ id: 'a', women: { count: 9, mean: 1 }, men: { count: 90, mean: 1 } }]).overall).toBe(
      false,
    );
  });

  it('is exact for the agency itself', () => {
    const [row] = exactAverages([{ id: 'a', women: { count: 3, mean: 1234.56 }, men: { count: 0 } }]).rows;
    expect(row?.women.mean).toEqual({ kind: 'mean', mean: 1234.56 });
    expect(row?.men.mean).toEqual({ kind: 'missing' });
  });
});

describe('rows left out of a women/men table', () => {
  const rows: readonly SuppressionRow[] = [
    { id: 'a', women: 3, men: 40, primary: true },
    { id: 'b', women: 12, men: 30, primary: false },
    { id: 'c', women: 60, men: 80, primary: false },
  ];

  it('take the smallest other row with them when the bottom line stays', () => {
    expect([...suppressRows(rows, { columnTotals: true, minimumHidden: 10 })]).toEqual(['a', 'b']);
  });

  it('need no company where no total is published', () => {
    expect([...suppressRows(rows, { columnTotals: false, minimumHidden: 10 })]).toEqual(['a']);
  });

  it('are none where no row is sensitive', () => {
    const open = rows.map((row) => ({ ...row, primary: false }));
    expect([...suppressRows(open, { columnTotals: true, minimumHidden: 10 })]).toEqual([]);
  });

  it('are all of them when the rest cannot hide them', () => {
    const [first] = rows;
    expect([...suppressRows(first === undefined ? [] : [first], { columnTotals: true, minimumHidden: 10 })]).toEqual([
      'a',
    ]);
  });
});
