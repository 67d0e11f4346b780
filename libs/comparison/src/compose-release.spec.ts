import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composeRelease } from './compose-release.js';
import type { Contribution } from './contribution.js';
import type { Release, ReleaseGroup, ShownGroup } from './release.js';
import type { ReleaseRequest } from './request.js';
import { STANDARD_RULES } from '@isonomia/disclosure';
import { NO_SOLVER, contributed } from '../../../test/support/contributions.js';
import { sampleInstrument } from '../../../test/support/sample-instrument.js';

const instrument = sampleInstrument();
const request = (contributions: readonly Contribution[], more: Partial<ReleaseRequest> = {}): ReleaseRequest => ({
  instrument,
  variant: 'full',
  reference: { from: '2025-01-01', to: '2025-12-31' },
  invited: 20,
  validated: contributions.length + 1,
  contributions,
  earlier: [],
  solver: NO_SOLVER,
  ...more,
});
const release = (contributions: readonly Contribution[], more: Partial<ReleaseRequest> = {}): Release =>
  composeRelease(request(contributions, more));
const groupIn = (made: Release, grouping: string, id: string): ReleaseGroup | undefined =>
  made.groups.find(({ grouping: one, group }) => one === grouping && group === id);
const shownIn = (made: Release, grouping: string, id: string): ShownGroup => {
  const group = groupIn(made, grouping, id);
  if (group?.state !== 'shown') throw new Error(`${grouping} ${id} is not shown`);
  return group;
};
const standing = (evidenced: number, claimed = evidenced) => ({ evidenced, claimed });
const several = (count: number, given: (at: number) => Parameters<typeof contributed>[1]): readonly Contribution[] =>
  Array.from({ length: count }, (_, at) => contributed(String(at).padStart(2, '0'), given(at)));

/**
 * A small region, reckoned by hand.
 *
 * country  agencies  D1 evidenced            claimed  gate open
 * A        6         20 30 40 50 60 70       +10      2 of 6
 * B        5         10 15 35 55 95          +0       3 of 5
 * C        2         5 100                   +0       1 of 2
 *
 * Everybody, in order: 5 10 15 20 30 35 40 50 55 60 70 95 100 (n = 13)
 *   median = the 7th = 40; quartiles (type 7) at 1 + 12 × ¼ = 4th = 20, and at 1 + 12 × ¾ = 10th = 60.
 *   claimed: 5 10 15 30 35 40 50 55 60 70 80 95 100, the 7th = 50.
 * A: median of six = (40 + 50) ÷ 2 = 45; claimed 55; no quartiles under ten.
 * C has two: not shown. Two alone would be everybody less A less B, so the smaller of the others, B, goes too.
 * Gate: 6 of 13 open. Of 13 the smallest step that holds four agencies is 33⅓ % (4.33); 6 ÷ 13 = 46 %: 33 to 67 %.
 */
const REGION: readonly Contribution[] = [
  ...[20, 30, 40, 50, 60, 70].map((score, at) => ({ score, country: 'A', claimed: score + 10, open: at < 2 })),
  ...[10, 15, 35, 55, 95].map((score, at) => ({ score, country: 'B', claimed: score, open: at < 3 })),
  ...[5, 100].map((score, at) => ({ score, country: 'C', claimed: score, open: at < 1 })),
].map(({ score, country, claimed, open }, at) =>
  contributed(`as-${String(at).padStart(2, '0')}`, {
    country,
    agencyType: at % 2 === 0 ? 'customs' : 'police',
    dimensions: { D1: standing(score, claimed), D2: {} },
    overall: standing(score, claimed),
    items: { GOV1: score },
    gates: { SVC7: open ? 'open' : 'met' },
  }),
);

const points = (number: number) => ({ kind: 'points', points: number });

describe('a release of a small region', () => {
  const made = release(REGION);

  it('has the medians and quartiles of everybody that are reckoned by hand', () => {
    const all = shownIn(made, 'all', 'all');
    expect(all.n).toEqual({ agencies: 13, holdings: 13 });
    expect(all.dimensions).toEqual([
      {
        dimension: 'D1',
        median: points(40),
        quartiles: { lower: points(20), upper: points(60) },
        claimed: points(50),
        partial: false,
      },
    ]);
    expect(all.overall).toMatchObject({ median: points(40), claimed: points(50) });
    expect(all.items).toEqual([{ item: 'GOV1', median: points(40), partial: false }]);
  });

  it('says of open gates a range that four agencies fit into', () => {
    expect(shownIn(made, 'all', 'all').gates).toEqual([{ gate: 'SVC7', open: { low: 33, high: 67 } }]);
    expect(shownIn(made, 'country', 'A').gates).toEqual([]);
  });

  it('shows a country of six without quartiles, items and shares', () => {
    expect(shownIn(made, 'country', 'A')).toEqual({
      grouping: 'country',
      group: 'A',
      state: 'shown',
      n: { agencies: 6, holdings: 6 },
      overall: { median: points(45), claimed: points(55), partial: false },
      dimensions: [{ dimension: 'D1', median: points(45), claimed: points(55), partial: false }],
      items: [],
      gates: [],
      coverage: { answered: { kind: 'over', bound: 90 }, evidenced: points(40), data: points(80) },
      strengths: { dimensions: [], items: [] },
      gaps: { dimensions: [], items: [] },
    });
  });

  it('withholds the country of two, and of the others the smaller, which would give it away; nothing else is in them', () => {
    expect(groupIn(made, 'country', 'C')).toEqual({
      grouping: 'country',
      group: 'C',
      state: 'withheld',
      reason: 'too-few',
    });
    expect(groupIn(made, 'country', 'B')).toEqual({
      grouping: 'country',
      group: 'B',
      state: 'withheld',
      reason: 'complementary',
    });
  });

  it('states versions, years, who took part, what is not there and why', () => {
    expect(made.statement).toMatchObject({
      instrument: { id: 'sample', version: '1.0.0', variant: 'full' },
      reference: { from: '2025-01-01', to: '2025-12-31' },
      participation: { invited: 20, validated: 14, sharing: 13, holdings: 13 },
      coverage: { answered: points(100), evidenced: points(40), data: points(80) },
      merged: [],
    });
    expect(made.statement.withheld).toEqual(
      expect.arrayContaining([
        { grouping: 'country', group: 'C', reason: 'too-few' },
        { grouping: 'country', group: 'B', reason: 'complementary' },
        { grouping: 'country', group: 'A', table: 'quartiles', reason: 'too-few' },
        { grouping: 'country', group: 'A', table: 'gates', reason: 'too-few' },
      ]),
    );
  });

  it('counts what is not shown', () => {
    /*
     * A group could have: overall 4, D1 4, GOV1 1, one gate 1, coverage 3 = 13 cells. Groups: all, A, B, C, customs, police,
     * one size band = 7, so 91. Shown: all 13, the size band of everybody 13, A, customs (7) and police (6) each 2 + 2 + 3 = 7,
     * B and C nothing: 47. Not shown: 44 of 91 = 48 %.
     */
    expect(made.statement.suppressed).toEqual({ cells: 44, of: 91, percent: 48 });
  });

  it('names a country of the round without anybody in the same words as one with four', () => {
    const known = { country: ['A', 'B', 'C', 'D'] };
    expect(groupIn(release(REGION, { known }), 'country', 'D')).toEqual({
      grouping: 'country',
      group: 'D',
      state: 'withheld',
      reason: 'too-few',
    });
  });

  it('would show all three countries if neither threshold nor complement held it back', () => {
    const weak = release(REGION, { rules: { ...STANDARD_RULES, minimumHoldings: 1, complementary: false } });
    expect(weak.groups.every(({ state }) => state === 'shown')).toBe(true);
  });
});

describe('agencies of one ministry', () => {
  it('count as one: five of them in a country are not five', () => {
    const one = several(12, (at) => ({
      country: at < 7 ? 'A' : 'B',
      holding: at < 7 ? `h-${String(at)}` : 'ministry',
      dimensions: { D1: standing(50) },
    }));
    const made = release(one);
    expect(groupIn(made, 'country', 'B')).toMatchObject({ state: 'withheld', reason: 'too-few' });
    expect(made.statement.participation).toMatchObject({ sharing: 12, holdings: 8 });
  });
});

describe('a score at an end of the scale', () => {
  it('is told from the end only from ten contributors on', () => {
    const low = (count: number): Release => release(several(count, () => ({ dimensions: { D1: standing(0) } })));
    expect(shownIn(low(9), 'all', 'all').dimensions[0]?.median).toEqual({ kind: 'under', bound: 10 });
    expect(shownIn(low(10), 'all', 'all').dimensions[0]?.median).toEqual(points(0));
  });

  it('is absent where fewer than five have it, and marked where not all do', () => {
    const made = release(
      several(9, (at) => ({
        dimensions: { ...(at < 4 ? { D1: standing(50) } : {}), ...(at < 6 ? { D2: standing(70) } : {}) },
      })),
    );
    expect(shownIn(made, 'all', 'all').dimensions).toEqual([
      { dimension: 'D2', median: points(70), claimed: points(70), partial: true },
    ]);
  });
});

describe('common strengths and gaps', () => {
  it('are the dimensions whose median is advanced, or under developing, best and worst first', () => {
    const made = release(
      several(10, () => ({ dimensions: { D1: standing(82), D2: standing(39) }, items: { GOV1: 12, SVC7: 90 } })),
    );
    expect(shownIn(made, 'all', 'all')).toMatchObject({
      strengths: { dimensions: ['D1'], items: ['SVC7'] },
      gaps: { dimensions: ['D2'], items: ['GOV1'] },
    });
  });
});

describe('a second release of a round', () => {
  const region = (count: number, country: (at: number) => string): readonly Contribution[] =>
    several(count, (at) => ({ country: country(at), dimensions: { D1: standing(50) } }));
  const byFive = (at: number): string => (at % 2 === 0 ? 'A' : 'B');

  it('is withheld whole when one to four agencies came since the first', () => {
    const first = region(12, byFive);
    const made = release(region(14, byFive), { earlier: [first] });
    expect(new Set(made.groups.map((group) => (group.state === 'withheld' ? group.reason : 'shown')))).toEqual(
      new Set(['earlier-release']),
    );
    expect(made.statement.coverage).toEqual({});
  });

  it('is shown when nobody came, or five and more', () => {
    const first = region(12, byFive);
    expect(shownIn(release(first, { earlier: [first] }), 'country', 'A').n.agencies).toBe(6);
    expect(shownIn(release(region(22, byFive), { earlier: [first] }), 'country', 'A').n.agencies).toBe(11);
  });

  it('counts a correction as another assessment', () => {
    const first = region(12, byFive);
    const corrected = first.map((one, at) => (at === 3 ? { ...one, assessment: 'corrected' } : one));
    expect(groupIn(release(corrected, { earlier: [first] }), 'all', 'all')?.state).toBe('withheld');
  });

  it('goes without a grouping in which one group changed by too few', () => {
    const first = region(14, byFive);
    // Two more in A, six more in B.
    const second = region(22, (at) => (at < 14 ? byFive(at) : at < 16 ? 'A' : 'B'));
    const made = release(second, { earlier: [first] });
    expect(groupIn(made, 'country', 'A')).toMatchObject({ state: 'withheld', reason: 'earlier-release' });
    expect(groupIn(made, 'country', 'B')).toMatchObject({ state: 'withheld', reason: 'earlier-release' });
    expect(groupIn(made, 'all', 'all')?.state).toBe('shown');
    expect(made.statement.withheld).toContainEqual({ grouping: 'country', reason: 'earlier-release' });
  });

  it('goes without a grouping whose unshown groups together changed by too few', () => {
    // C has two, so B of six goes with it and A of seven is shown. Then A gains five, which alone would do, and C two.
    const first = region(15, (at) => (at < 7 ? 'A' : at < 13 ? 'B' : 'C'));
    expect(groupIn(release(first), 'country', 'A')?.state).toBe('shown');
    expect(groupIn(release(first), 'country', 'B')?.state).toBe('withheld');
    const late = several(7, (at) => ({ country: at < 5 ? 'A' : 'C', dimensions: { D1: standing(50) } })).map((one) => ({
      ...one,
      assessment: `late-${one.assessment}`,
      holding: `late-${one.holding}`,
    }));
    const made = release([...first, ...late], { earlier: [first] });
    expect(groupIn(made, 'all', 'all')?.state).toBe('shown');
    expect(groupIn(made, 'country', 'A')).toMatchObject({ state: 'withheld', reason: 'earlier-release' });
    expect(groupIn(release([...first, ...late.slice(0, 5)], { earlier: [first] }), 'country', 'A')?.state).toBe(
      'shown',
    );
  });
});

const arbitrary = fc
  .array(
    fc.record({
      country: fc.constantFrom('A', 'B', 'C', 'D'),
      agencyType: fc.constantFrom('customs', 'police'),
      holding: fc.constantFrom('own', 'own', 'own', 'ministry'),
      sizeBand: fc.constantFrom('under-100' as const, '100-499' as const, 'unknown' as const),
      score: fc.option(fc.nat({ max: 100 }), { nil: undefined }),
      gate: fc.constantFrom('open' as const, 'met' as const, undefined),
    }),
    { maxLength: 45 },
  )
  .map((rows): readonly Contribution[] =>
    rows.map(({ country, agencyType, holding, sizeBand, score, gate }, at) =>
      contributed(`as-${String(at).padStart(2, '0')}`, {
        country,
        agencyType,
        sizeBand,
        holding: holding === 'own' ? `h-${String(at)}` : `${holding}-${country}`,
        overall: score === undefined ? {} : standing(score),
        dimensions: score === undefined ? {} : { D1: standing(score), D2: standing(100 - score, 100) },
        items: score === undefined ? {} : { GOV1: score },
        gates: gate === undefined ? {} : { SVC7: gate },
      }),
    ),
  );

const isFew = (number: number): boolean => number >= 1 && number <= 4;

describe('whatever agencies share', () => {
  it('their order never matters', () => {
    fc.assert(
      fc.property(arbitrary, fc.infiniteStream(fc.nat()), (given, order) => {
        const shuffled = given
          .map((one) => ({ one, at: order.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(release(shuffled)).toEqual(release(given));
      }),
      { numRuns: 60 },
    );
  });

  it('no number of agencies or holdings that is said of a group is one to four', () => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        for (const group of release(given).groups) {
          if (group.state === 'shown') {
            expect([group.n.agencies, group.n.holdings].filter(isFew)).toEqual([]);
            for (const { open } of group.gates)
              expect(((open.high - open.low) * group.n.agencies) / 100).toBeGreaterThanOrEqual(3.9);
          } else expect(Object.keys(group).toSorted()).toEqual(['group', 'grouping', 'reason', 'state']);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the groups not shown of a grouping never hold one to four holdings together while others are shown', () => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        const made = release(given);
        for (const [grouping, of] of [
          ['country', (one: Contribution) => one.country],
          ['agency-type', (one: Contribution) => one.agencyType],
          ['size-band', (one: Contribution) => one.sizeBand],
        ] as const) {
          const shown = made.groups.filter((group) => group.grouping === grouping && group.state === 'shown');
          if (shown.length === 0) continue;
          const left = given.filter((one) => !shown.some(({ group }) => group === of(one)));
          expect(isFew(new Set(left.map(({ holding }) => holding)).size)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('a contributor more or less of a withheld group changes nothing but the counts of everybody', () => {
    fc.assert(
      fc.property(arbitrary, fc.nat(), (given, at) => {
        const made = release(given);
        const hidden = given.filter((one) => groupIn(made, 'country', one.country)?.state === 'withheld');
        const changed = hidden[at % Math.max(1, hidden.length)];
        if (changed === undefined) return;
        const other = release(
          given.map((one) => (one === changed ? { ...one, dimensions: {}, items: {}, overall: {} } : one)),
        );
        expect(groupIn(other, 'country', changed.country)).toEqual(groupIn(made, 'country', changed.country));
      }),
      { numRuns: 60 },
    );
  });

  it('it is plain JSON', () => {
    fc.assert(
      fc.property(arbitrary, (given) => {
        const made = release(given);
        expect(JSON.parse(JSON.stringify(made))).toEqual(made);
      }),
      { numRuns: 30 },
    );
  });
});
