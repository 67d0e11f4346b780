import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadSolver } from '@isonomia/solver';
import fc from 'fast-check';
import { FULL } from '../../../test/support/full.js';
import {
  discloseGroups,
  STANDARD_RULES,
  sumCells,
  type Cell,
  type DisclosedGroup,
  type DisclosedGroups,
  type DisclosureRules,
  type GroupContributor,
  type GroupTable,
  type LinearSolver,
} from './index.js';

const ROWS = ['officers', 'leaders'] as const;
const TABLE: GroupTable = {
  groupings: ['all', 'country', 'type'],
  layouts: [ROWS.map((id) => ({ id, of: [id] })), [{ id: 'staff', of: [...ROWS] }]],
};

const people = fc.record({
  women: fc.oneof(fc.nat(4), fc.nat(60), fc.nat(900)),
  men: fc.oneof(fc.nat(30), fc.nat(2000)),
});
const agency = fc.record({
  country: fc.constantFrom('a', 'b', 'c', 'd'),
  type: fc.constantFrom('p', 'q'),
  ministry: fc.boolean(),
  officers: fc.option(people, { nil: undefined, freq: 12 }),
  leaders: fc.option(people, { nil: undefined, freq: 12 }),
});
const region = fc.array(agency, { minLength: 3, maxLength: 40 }).map((agencies) =>
  agencies.map(({ country, type, ministry, officers, leaders }, at): GroupContributor => {
    const id = `agency-${String(at).padStart(2, '0')}`;
    const holding = ministry && at % 4 === 0 ? `ministry-${country}` : id;
    return { id, holding, country, groups: { all: 'all', country, type }, rows: { officers, leaders } };
  }),
);

const RUNS = { numRuns: FULL ? 1000 : 40 };

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadSolver();
});
const disclose = (agencies: readonly GroupContributor[], rules: DisclosureRules = STANDARD_RULES): DisclosedGroups =>
  discloseGroups(agencies, TABLE, solver, rules);
const isShown = (cell: Cell | undefined): boolean => cell?.kind === 'count' || cell?.kind === 'under';

/** Rows of one grouping: who is in the groups that show it, and in those that do not, as far as they supply it. */
function linesOf(agencies: readonly GroupContributor[], disclosed: DisclosedGroups) {
  return Object.entries(disclosed.groupings).flatMap(([grouping, groups]) =>
    disclosed.rows.map((row) => {
      const supplies = agencies.filter(({ rows }) => row.of.every((part) => rows[part] !== undefined));
      const parts = Object.entries(groups).map(([group, shown]) => ({
        members: supplies.filter((one) => one.groups[grouping] === group),
        cells: shown.state === 'shown' ? shown.rows.find(({ id }) => id === row.id) : undefined,
      }));
      return parts.filter(({ members }) => members.length > 0);
    }),
  );
}

const holdings = (members: readonly GroupContributor[]): number => new Set(members.map(({ holding }) => holding)).size;
const eachShown = (disclosed: DisclosedGroups): readonly (DisclosedGroup & { state: 'shown' })[] =>
  Object.values(disclosed.groupings).flatMap((groups) =>
    Object.values(groups).flatMap((group) => (group.state === 'shown' ? [group] : [])),
  );

describe('tables of women and men over groups of agencies', () => {
  it('show no cell of fewer than five holdings, and both sexes of a row or neither', () => {
    fc.assert(
      fc.property(region, (agencies) => {
        for (const { members, cells } of linesOf(agencies, disclose(agencies)).flat()) {
          expect(isShown(cells?.women)).toBe(isShown(cells?.men));
          if (isShown(cells?.women)) expect(holdings(members)).toBeGreaterThanOrEqual(5);
        }
      }),
      RUNS,
    );
  });

  /** Whether the groups that do not show a row, in a grouping where some do, are none or several of five holdings. */
  const isCovered = (line: ReturnType<typeof linesOf>[number]): boolean => {
    const gaps = line.filter(({ cells }) => !isShown(cells?.women));
    if (gaps.length === 0 || gaps.length === line.length) return true;
    return gaps.length >= 2 && holdings(gaps.flatMap(({ members }) => members)) >= 5;
  };

  it('have no line with exactly one gap, and what is hidden of a line are five holdings and more', () => {
    fc.assert(
      fc.property(region, (agencies) => {
        for (const line of linesOf(agencies, disclose(agencies))) expect(isCovered(line)).toBe(true);
      }),
      RUNS,
    );
  });

  it('would have such lines if nothing else went to cover what is hidden', () => {
    const rules = { ...STANDARD_RULES, complementary: false, audited: false };
    const lines = fc
      .sample(region, { numRuns: 60, seed: 1 })
      .flatMap((agencies) => linesOf(agencies, disclose(agencies, rules)));
    expect(lines.every(isCovered)).toBe(false);
  });

  it('add up from what is shown: no total says anything of a hidden cell', () => {
    fc.assert(
      fc.property(region, (agencies) => {
        for (const { rows, total } of eachShown(disclose(agencies))) {
          for (const row of [...rows, total]) expect(row.total).toEqual(sumCells([row.women, row.men]));
          expect(total.women).toEqual(sumCells(rows.map((row) => row.women)));
          expect(total.men).toEqual(sumCells(rows.map((row) => row.men)));
        }
      }),
      RUNS,
    );
  });

  it('are the same for the same agencies in any order', () => {
    fc.assert(
      fc.property(
        region.chain((agencies) =>
          fc.tuple(fc.constant(agencies), fc.shuffledSubarray(agencies, { minLength: agencies.length })),
        ),
        ([agencies, shuffled]) => {
          expect(disclose(shuffled)).toEqual(disclose(agencies));
        },
      ),
      RUNS,
    );
  });

  it('say of a group that is not shown nothing but why', () => {
    fc.assert(
      fc.property(region, (agencies) => {
        const groups = Object.values(disclose(agencies).groupings).flatMap((some) => Object.values(some));
        for (const group of groups) {
          if (group.state === 'withheld') expect(Object.keys(group).toSorted()).toEqual(['reason', 'state']);
        }
      }),
      RUNS,
    );
  });
});

describe('a table over six agencies of one country', () => {
  const six = (women: readonly number[]): readonly GroupContributor[] =>
    women.map((count, at) => ({
      id: `agency-${at}`,
      holding: `agency-${at}`,
      country: 'a',
      groups: { all: 'all' },
      rows: { officers: { women: count, men: 100 + at }, leaders: { women: 10, men: 20 } },
    }));
  const one = { ...TABLE, groupings: ['all'] };
  const officers = (agencies: readonly GroupContributor[], rules = STANDARD_RULES): Cell | undefined => {
    const all = discloseGroups(agencies, { ...one, layouts: TABLE.layouts.slice(0, 1) }, solver, rules).groupings[
      'all'
    ]?.['all'];
    return all?.state === 'shown' ? all.rows[0]?.women : undefined;
  };

  it('is rounded, and says that few are few and nobody nobody', () => {
    expect(officers(six([11, 12, 13, 11, 12, 14]))).toEqual({ kind: 'count', count: 75, atLeast: false });
    expect(officers(six([1, 1, 0, 0, 0, 0]))).toEqual({ kind: 'under', bound: 5 });
    expect(officers(six([0, 0, 0, 0, 0, 0]))).toEqual({ kind: 'count', count: 0, atLeast: false });
  });

  it('hides what one agency has most of', () => {
    expect(officers(six([80, 12, 13, 11, 12, 14]))).toEqual({ kind: 'hidden' });
    expect(officers(six([80, 12, 13, 11, 12, 14]), { ...STANDARD_RULES, dominance: 1 })).toMatchObject({ count: 140 });
  });

  it('hides what two agencies could tell a third of, by taking away what is theirs', () => {
    expect(officers(six([50, 50, 50, 1, 0, 0]))).toEqual({ kind: 'hidden' });
    expect(officers(six([50, 50, 50, 9, 9, 9]))).toMatchObject({ count: 175 });
  });

  it('merges rows where one of them could not be shown over everybody', () => {
    const merged = discloseGroups(six([80, 12, 13, 11, 12, 14]), one, solver);
    expect(merged.rows).toEqual([{ id: 'staff', of: [...ROWS] }]);
    expect(merged.audit.coarsenings).toContainEqual({ kind: 'merged-rows', layout: 1 });
  });
});

describe('an audit whose solver gives up', () => {
  const tired: LinearSolver = (_, work) =>
    work({ boundUnknown: () => undefined, boundSum: () => undefined, extreme: () => ({ kind: 'unsolved' }) });
  const shownCells = (disclosed: DisclosedGroups): number =>
    eachShown(disclosed).flatMap(({ rows }) => rows.filter(({ women }) => isShown(women))).length;

  it('takes what it does not know for the worst: less is shown, never more', () => {
    const layouts = TABLE.layouts.slice(0, 1);
    const pairs = fc.sample(region, { numRuns: 200, seed: 2 }).map((agencies) => ({
      rested: shownCells(discloseGroups(agencies, { ...TABLE, layouts }, solver)),
      tired: shownCells(discloseGroups(agencies, { ...TABLE, layouts }, tired)),
    }));
    for (const pair of pairs) expect(pair.tired).toBeLessThanOrEqual(pair.rested);
    expect(pairs.some((pair) => pair.tired < pair.rested)).toBe(true);
  });
});
