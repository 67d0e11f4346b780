import { describe, expect, it } from '@jest/globals';
import { METHOD_CONSTANTS } from '@isonomia/instrument';
import type { Band, HeadcountRow } from '@isonomia/instrument';
import { settingsOf } from '../constants.js';
import { headTable, sumOf } from '../head-table.js';
import type { HeadTable } from '../head-table.js';
import { glassCeiling } from './glass-ceiling.js';
import { parityBand } from './parity-band.js';
import { representation } from './representation.js';
import { segregation } from './segregation.js';

const settings = settingsOf(METHOD_CONSTANTS);

const band = (
  id: string,
  flags: { readonly counts?: boolean; readonly top?: boolean; readonly civilian?: boolean } = {},
): Band =>
  ({
    id,
    part: flags.civilian === true ? 'civilian' : 'uniformed',
    counts: flags.counts ?? true,
    top: flags.top ?? false,
  }) as Band;
const BANDS = new Map(
  [
    band('trainees', { counts: false }),
    band('officers'),
    band('chiefs', { top: true }),
    band('clerks', { civilian: true }),
  ].map((one, position) => [one.id as string, { band: one, position }] as const),
);

type Row = readonly [id: string, women: number, men: number, other?: number];

const tableOf = (rows: readonly HeadcountRow[]): HeadTable => {
  const table = headTable('TABLE', { rows }, BANDS);
  if (table === undefined) throw new Error('incomplete');
  return table;
};
/** Rows without bands. */
const rows = (...given: readonly Row[]): HeadTable =>
  tableOf(given.map(([id, women, men, other = 0]) => ({ id, women, men, other })));
/** The id is the band. */
const banded = (...given: readonly Row[]): HeadTable =>
  tableOf(
    given.map(([id, women, men, other = 0], index) => ({ id: `r${String(index)}`, band: id, women, men, other })),
  );

describe('a headcount table', () => {
  it('sums the ranks of a band before anything else, in the order of the bands', () => {
    const table = banded(['chiefs', 1, 9], ['officers', 5, 5], ['officers', 10, 20, 3]);
    expect(table.rows.map(({ id, women, men, other, n }) => [id, women, men, other, n])).toEqual([
      ['officers', 15, 25, 3, 40],
      ['chiefs', 1, 9, 0, 10],
    ]);
  });

  it('drops a row without women and men, whatever it holds of others, and never counts trainees', () => {
    const table = banded(['trainees', 50, 50], ['officers', 0, 0, 7], ['chiefs', 4, 6]);
    expect(table.rows.map(({ id }) => id)).toEqual(['trainees', 'chiefs']);
    expect(table.counting.map(({ id }) => id)).toEqual(['chiefs']);
  });

  it('is incomplete when one row is not available', () => {
    expect(
      headTable(
        'T',
        {
          rows: [
            { id: 'a', notAvailable: true },
            { id: 'b', women: 1, men: 1 },
          ],
        },
        BANDS,
      ),
    ).toBeUndefined();
  });
});

describe('PB, parity band', () => {
  it('weighs rows of under ten people less', () => {
    // officers 30 of 100: 0.30 ÷ 0.40 = 0.75 → 75, weight 1
    // clerks    5 of  10: 0.50 ÷ 0.40 > 1    → 100, weight 1
    // chiefs    1 of   5: 0.20 ÷ 0.40 = 0.5  → 50, weight 5 ÷ 10 = 0.5
    // (75 + 100 + 25) ÷ 2.5 = 80
    expect(parityBand(rows(['officers', 30, 70], ['clerks', 5, 5], ['chiefs', 1, 4]), 'rows', settings).score).toBe(80);
  });

  it('over the total looks at the summed row alone', () => {
    // 36 of 115: (36 ÷ 115) ÷ 0.40 = 0.782608695652…
    const score = parityBand(rows(['officers', 30, 70], ['clerks', 5, 5], ['chiefs', 1, 4]), 'total', settings);
    expect(score.score).toBe(78.260869565);
  });

  it('treats too few men as it treats too few women', () => {
    // 80 of 100: (1 − 0.8) ÷ 0.40 = 0.5, in binary 0.4999…, rounded 50
    expect(parityBand(rows(['a', 80, 20]), 'rows', settings).score).toBe(50);
    expect(parityBand(rows(['a', 100, 0]), 'rows', settings).score).toBe(0);
  });

  it('gives full marks from 40 to 60 %', () => {
    for (const women of [40, 50, 60])
      expect(parityBand(rows(['a', women, 100 - women]), 'rows', settings).score).toBe(100);
    expect(parityBand(rows(['a', 39, 61]), 'rows', settings).score).toBe(97.5);
  });

  it('leaves others out of the shares up to 5 %, and adds them to the larger sex above', () => {
    // 5 of 100 is 5 %, not more: 38 of 95 = 0.40 → 100
    expect(parityBand(rows(['a', 38, 57, 5]), 'rows', settings).score).toBe(100);
    // 10 of 100: shares over all three; men are more, so women stay 30 of 100 = 0.30 → 75 (30 of 90 would be 83.3)
    const men = parityBand(rows(['a', 30, 60, 10]), 'rows', settings);
    expect([men.score, men.trace.values['withOther']]).toEqual([75, true]);
    // Women are more: (60 + 10) of 100 = 0.70, (1 − 0.70) ÷ 0.40 = 0.75 → 75
    expect(parityBand(rows(['a', 60, 30, 10]), 'rows', settings).score).toBe(75);
  });

  it('is not scored under ten people in all', () => {
    expect(parityBand(rows(['a', 4, 5, 100]), 'rows', settings)).toMatchObject({ reason: 'too-small' });
    expect(parityBand(rows(['a', 4, 6]), 'rows', settings).score).toBe(100);
  });
});

describe('RI, representation', () => {
  const reference = { question: 'REF', ...sumOf([{ women: 40, men: 160, other: 0, n: 200 }]) };

  it('compares each row with the reference, small rows together, weighted with people', () => {
    // The reference is 40 of 200 = 0.20. Small: under 10, or n × 40 < 5 × 200, that is n < 25.
    // marine  6 of 40 = 0.15 → 75        ports 12 of 40 = 0.30 → 100
    // canine  2 of 20 (small) + cyber 1 of 10 (small) = 3 of 30 = 0.10 → 50; 30 is large enough
    // (40 × 75 + 40 × 100 + 30 × 50) ÷ 110 = 8500 ÷ 110 = 77.2727…
    const table = rows(['canine', 2, 18], ['marine', 6, 34], ['ports', 12, 28], ['cyber', 1, 9]);
    const score = representation(table, reference, settings);
    expect(score.score).toBe(77.272727273);
    expect(score.trace.rows?.map((row) => row['row'])).toEqual(['marine', 'ports', 'small-rows']);
  });

  it('leaves small rows out when their sum is small too', () => {
    // canine alone, 20 people: 20 × 40 = 800 < 1000
    expect(representation(rows(['canine', 0, 20], ['marine', 6, 34]), reference, settings).score).toBe(75);
    expect(representation(rows(['canine', 0, 20]), reference, settings).reason).toBe('too-small');
  });

  it('keeps a row of 25, where exactly five women are expected', () => {
    expect(representation(rows(['a', 0, 25]), reference, settings).score).toBe(0);
  });

  it('is 0 without any woman in a reference of ten, even for an empty table', () => {
    const men = { question: 'REF', ...sumOf([{ women: 0, men: 10, other: 0, n: 10 }]) };
    expect(representation(rows(), men, settings).score).toBe(0);
    const few = { question: 'REF', ...sumOf([{ women: 0, men: 9, other: 0, n: 9 }]) };
    expect(representation(rows(), few, settings).reason).toBe('reference-too-small');
  });
});

describe('GC, glass ceiling', () => {
  it('compares the top group with the uniformed service; clerks and trainees do not matter', () => {
    // officers 46 of 210, chiefs 4 of 40: all 50 of 250 = 0.20; top 0.10; 0.10 ÷ 0.20 = 0.5 → 50
    const table = banded(['officers', 46, 164], ['chiefs', 4, 36], ['clerks', 90, 10], ['trainees', 0, 500]);
    expect(glassCeiling(table, settings).score).toBe(50);
  });

  it('is not scored under ten at the top, which is looked at first', () => {
    expect(glassCeiling(banded(['officers', 0, 100], ['chiefs', 0, 9]), settings).reason).toBe('too-small');
  });

  it('is 0 with ten at the top and no woman in the service', () => {
    expect(glassCeiling(banded(['officers', 0, 100], ['chiefs', 0, 10], ['clerks', 50, 0]), settings).score).toBe(0);
  });

  it('is not scored while fewer than five women would be expected at the top', () => {
    // all 10 of 100; top 40: 40 × 10 = 400 < 5 × 100; with 50 at the top exactly five are expected
    expect(glassCeiling(banded(['officers', 10, 50], ['chiefs', 0, 40]), settings).reason).toBe('too-small');
    expect(glassCeiling(banded(['officers', 10, 40], ['chiefs', 0, 50]), settings).score).toBe(0);
  });
});

describe('DI, segregation', () => {
  it('is 100 less the index of dissimilarity', () => {
    // women 30 and 10 of 40, men 20 and 40 of 60: |20/60 − 30/40| + |40/60 − 10/40| = 0.41666… × 2
    // D = 0.41666…, 100 × (1 − D) = 58.333…
    expect(segregation(rows(['a', 30, 20], ['b', 10, 40]), settings).score).toBe(58.333333333);
  });

  it('sums small rows into one, which stays even if small itself', () => {
    // a and b as above plus 2 of 5: small, and alone it stays: women 42, men 63
    // |20/63 − 30/42| = 0.396825…, |40/63 − 10/42| = 0.396825…, |3/63 − 2/42| = 0 → D = 0.396825…
    const score = segregation(rows(['a', 30, 20], ['b', 10, 40], ['c', 2, 3]), settings);
    expect(score.score).toBe(60.317460317);
    expect(score.trace.rows).toHaveLength(3);
  });

  it('calls a row small when under five of the rarer sex are expected in it', () => {
    // rarer share 20 of 220; rows of 20: 20 × 20 = 400 < 5 × 220 = 1100, so both go together
    const score = segregation(rows(['a', 18, 162], ['b', 2, 18], ['c', 0, 20]), settings);
    expect(score.trace.rows?.map((row) => row['row'])).toEqual(['a', 'small-rows']);
  });

  it('needs two rows, ten women and ten men', () => {
    expect(segregation(rows(['a', 50, 50]), settings).reason).toBe('too-small');
    expect(segregation(rows(['a', 9, 50], ['b', 0, 50]), settings).reason).toBe('too-small');
    expect(segregation(rows(['a', 50, 9], ['b', 50, 0]), settings).reason).toBe('too-small');
  });

  it('is 0 when women and men never share a unit', () => {
    expect(segregation(rows(['a', 50, 0], ['b', 0, 50]), settings).score).toBe(0);
  });
});
