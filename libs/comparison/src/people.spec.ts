import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Cell, type LinearSolver, STANDARD_RULES } from '@isonomia/disclosure';
import type { Band } from '@isonomia/instrument';
import { loadSolver } from '@isonomia/solver';
import fc from 'fast-check';
import { contributed } from '../../../test/support/contributions.js';
import { sampleInstrument } from '../../../test/support/sample-instrument.js';
import { composeRelease } from './compose-release.js';
import type { Contribution } from './contribution.js';
import type { PeopleRow, Release, ShownGroup } from './release.js';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});

const release = (contributions: readonly Contribution[], more: object = {}): Release =>
  composeRelease({
    instrument: sampleInstrument(),
    variant: 'full',
    reference: { from: '2025-01-01', to: '2025-12-31' },
    invited: contributions.length,
    validated: contributions.length,
    contributions,
    earlier: [],
    solver,
    ...more,
  });
const shownIn = (made: Release, grouping: string, id: string): ShownGroup => {
  const group = made.groups.find((one) => one.grouping === grouping && one.group === id);
  if (group?.state !== 'shown') throw new Error(`${grouping} ${id} is not shown`);
  return group;
};

interface Staff {
  readonly trainees?: readonly [women: number, men: number];
  readonly officers: readonly [women: number, men: number];
  readonly heads: readonly [women: number, men: number];
  readonly clerks: readonly [women: number, men: number];
}
const bandsOf = ({ trainees = [3, 3], officers, heads, clerks }: Staff): Contribution['bands'] =>
  Object.entries({ trainees, officers, heads, clerks }).map(([band, [women, men]]) => ({ band, women, men }));
const cells = (rows: readonly PeopleRow[]): readonly Cell[] =>
  rows.flatMap(({ women, men, total }) => [women, men, total]);
const rowsOf = (group: ShownGroup): readonly PeopleRow[] => [
  ...(group.people === undefined ? [] : [...group.people.rows, group.people.total]),
  ...(group.hires === undefined ? [] : [group.hires]),
  ...(group.leavers === undefined ? [] : [group.leavers]),
];
const count = (number: number): Cell => ({ kind: 'count', count: number, atLeast: false });

/**
 * Ten agencies alike, so that no one dominates, reckoned by hand:
 * officers 10 × (21 women, 62 men) = 210 and 620; heads 10 × (2, 7) = 20 and 70; clerks 10 × (13, 4) = 130 and 40.
 * All are multiples of five. Women: 210 + 20 + 130 = 360; men: 620 + 70 + 40 = 730; everybody 1,090, women 33.0 %.
 * Trainees are no staff that counts: they are in no row and no total. Joined: 10 × (4, 9) = 40 and 90, women 30.8 %.
 */
const ALIKE: readonly Contribution[] = Array.from({ length: 10 }, (_, at) =>
  contributed(`as-${String(at)}`, {
    agencyType: at < 5 ? 'customs' : 'police',
    bands: bandsOf({ officers: [21, 62], heads: [2, 7], clerks: [13, 4] }),
    hires: { women: 4, men: 9 },
  }),
);

describe('people in a release', () => {
  it('are women and men by band over everybody, with the share of women', () => {
    const { people, hires, leavers } = shownIn(release(ALIKE), 'all', 'all');
    expect(people?.rows.map(({ id }) => id)).toEqual(['officers', 'heads', 'clerks']);
    expect(people?.rows[1]).toMatchObject({ bands: ['heads'], women: count(20), men: count(70), total: count(90) });
    expect(people?.rows[1]?.share).toBeCloseTo(20 / 90, 12);
    expect(people?.total).toEqual({ women: count(360), men: count(730), total: count(1090), share: 360 / 1090 });
    expect(people).toMatchObject({ merged: false, partial: false });
    expect(hires).toEqual({ women: count(40), men: count(90), total: count(130), share: 40 / 130 });
    expect(leavers).toBeUndefined();
  });

  it('are marked where some of the group brought no such table', () => {
    const made = release([...ALIKE, contributed('as-x', { agencyType: 'police' })]);
    expect(shownIn(made, 'all', 'all').people?.partial).toBe(true);
  });

  it('are put together by leadership, other uniformed and civilian staff where a band alone would tell of one agency', () => {
    // Most directors of the region work for one agency; among all leaders they are few.
    const instrument = sampleInstrument();
    const directors = { ...instrument.bands.find(({ id }) => id === 'heads'), id: 'directors' } as Band;
    const made = release(
      ALIKE.map((one, at) => ({
        ...one,
        bands: [
          ...bandsOf({ officers: [21, 62], heads: [20, 70], clerks: [13, 4] }),
          { band: 'directors', women: at === 0 ? 30 : 1, men: at === 0 ? 30 : 1 },
        ],
      })),
      { instrument: { ...instrument, bands: [...instrument.bands, directors] } },
    );
    const { people } = shownIn(made, 'all', 'all');
    expect(people?.rows.map(({ id, bands }) => [id, bands])).toEqual([
      ['leadership', ['heads', 'directors']],
      ['other-uniformed', ['officers']],
      ['civilian', ['clerks']],
    ]);
    // 10 × 20 + 30 + 9 × 1 = 239 women, 10 × 70 + 39 = 739 men.
    expect(people?.rows[0]).toMatchObject({ women: count(240), men: count(740) });
    expect(people?.merged).toBe(true);
    expect(made.statement.merged).toContain('all');
  });

  it('are nobody’s where fewer than five brought the table, and the statement says why', () => {
    const made = release(
      ALIKE.map((one, at) => (at < 4 ? one : { ...one, bands: [], hires: undefined as never })).map(withoutUndefined),
    );
    expect(shownIn(made, 'all', 'all').people).toBeUndefined();
    expect(made.statement.withheld).toContainEqual({
      grouping: 'all',
      group: 'all',
      table: 'people',
      reason: 'too-few',
    });
  });

  it('are withheld in a second release when one to four of those who came since brought them', () => {
    const late = Array.from({ length: 6 }, (_, at) =>
      contributed(`late-${String(at)}`, at < 2 ? { bands: ALIKE[0]?.bands ?? [] } : {}),
    );
    const made = release([...ALIKE, ...late], { earlier: [ALIKE] });
    expect(shownIn(made, 'all', 'all').people).toBeUndefined();
    expect(made.statement.withheld).toContainEqual({
      grouping: 'all',
      group: 'all',
      table: 'people',
      reason: 'earlier-release',
    });
  });
});

const withoutUndefined = (one: Contribution): Contribution => JSON.parse(JSON.stringify(one)) as Contribution;

const pair = fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 90 }));
const regions = fc
  .array(
    fc.record({
      country: fc.constantFrom('A', 'B', 'C'),
      agencyType: fc.constantFrom('customs', 'police'),
      staff: fc.option(
        fc.record({ officers: pair, heads: fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 9 })), clerks: pair }),
        {
          nil: undefined,
          freq: 6,
        },
      ),
    }),
    { minLength: 5, maxLength: 24 },
  )
  .map((rows) =>
    rows.map(({ country, agencyType, staff }, at) =>
      contributed(`as-${String(at).padStart(2, '0')}`, {
        country,
        agencyType,
        bands: staff === undefined ? [] : bandsOf(staff),
        ...(staff === undefined ? {} : { hires: { women: staff.heads[0], men: staff.heads[1] } }),
      }),
    ),
  );

describe('whatever agencies share of their people', () => {
  it('no count of them is one to four, all are multiples of five, and the sexes of a row are shown or hidden together', () => {
    fc.assert(
      fc.property(regions, (given) => {
        for (const group of release(given).groups) {
          if (group.state === 'withheld') continue;
          for (const cell of cells(rowsOf(group))) if (cell.kind === 'count') expect(cell.count % 5).toBe(0);
          for (const { women, men } of rowsOf(group).slice(0, group.people?.rows.length ?? 0))
            expect(women.kind === 'hidden').toBe(men.kind === 'hidden');
        }
      }),
      { numRuns: 12 },
    );
  });

  it('exact counts would be seen if nothing were rounded: the rules are what protects', () => {
    const weak = {
      ...STANDARD_RULES,
      roundingBase: 1,
      minimumCell: 1,
      minimumHoldings: 1,
      audited: false,
      dominance: 1,
      protection: 0,
    };
    const three = ALIKE.map((one, at) =>
      at === 0 ? { ...one, country: 'Z', bands: bandsOf({ officers: [3, 62], heads: [2, 7], clerks: [13, 4] }) } : one,
    );
    const row = shownIn(release(three, { rules: { ...weak, complementary: false } }), 'country', 'Z').people?.rows[0];
    expect(row?.women).toEqual(count(3));
  });
});
