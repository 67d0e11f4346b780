import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupsOf } from './groups.js';
import { type Expected, type ProspectGroup, prospect } from './prospect.js';
import { STANDARD_RULES } from '@isonomia/disclosure';

const expected = (count: number, given: Partial<Expected>): readonly Expected[] =>
  Array.from({ length: count }, (_, at) => {
    const id = `${given.country ?? 'A'}-${given.agencyType ?? 'customs'}-${String(at)}`;
    return { assessment: id, holding: id, country: 'A', agencyType: 'customs', sizeBand: 'unknown', ...given };
  });
const groupIn = (groups: readonly ProspectGroup[], id: string): ProspectGroup => {
  const found = groups.find(({ group, grouping }) => group === id && grouping !== 'size-band');
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const known = { country: ['A', 'B', 'C'], 'agency-type': ['customs', 'police'] };

describe('what may be published so far', () => {
  it('is nothing of four agencies, and one more opens everybody', () => {
    expect(groupIn(prospect(expected(4, {}), known), 'all')).toMatchObject({
      holdings: 4,
      needed: 5,
      withheld: 'too-few',
      more: 1,
      tables: [],
    });
  });

  it('is a type of five beside another of five, and one more agency would open a type of four and the one it holds back', () => {
    const groups = prospect([...expected(6, {}), ...expected(4, { agencyType: 'police' })], known);
    expect(groupIn(groups, 'customs')).toMatchObject({ holdings: 6, withheld: 'complementary' });
    expect(groupIn(groups, 'police')).toMatchObject({ holdings: 4, withheld: 'too-few', more: 1, opens: ['customs'] });
  });

  it('is held back where one more agency in a third group would give the two away', () => {
    const two = [...expected(6, {}), ...expected(5, { country: 'B' })];
    const groups = prospect(two, known);
    expect(groupIn(groups, 'A').withheld).toBeUndefined();
    // One in C alone: everybody less A less B.
    expect(groupIn(groups, 'C')).toMatchObject({ holdings: 0, withheld: 'too-few', more: 5, opens: [], closes: ['B'] });
  });

  it('counts agencies of one ministry as one', () => {
    expect(groupIn(prospect(expected(5, { holding: 'ministry' }), known), 'all')).toMatchObject({
      holdings: 1,
      more: 4,
    });
  });

  it('says per table what it needs: scores five, quartiles and items ten, shares of gates twelve', () => {
    const { tables } = groupIn(prospect(expected(9, {}), known), 'all');
    expect(Object.fromEntries(tables.map(({ table, state, more }) => [table, `${state} ${String(more)}`]))).toEqual({
      overall: 'open 0',
      dimensions: 'open 0',
      quartiles: 'closed 1',
      items: 'closed 1',
      people: 'checked 0',
      hires: 'checked 0',
      leavers: 'checked 0',
      gates: 'closed 3',
      coverage: 'open 0',
    });
  });

  it('counts for tables of people only those who bring them, once that is known', () => {
    const brought = [...expected(3, { brings: ['people'] }), ...expected(4, { country: 'B', brings: [] })];
    const { tables } = groupIn(prospect(brought, known), 'all');
    expect(tables.find(({ table }) => table === 'people')).toMatchObject({ state: 'closed', more: 2 });
    expect(tables.find(({ table }) => table === 'hires')).toMatchObject({ state: 'closed', more: 5 });
  });

  const agencies = fc.array(
    fc.record({
      country: fc.constantFrom('A', 'B', 'C'),
      agencyType: fc.constantFrom('customs', 'police'),
      sizeBand: fc.constant('unknown' as const),
    }),
    { maxLength: 30 },
  );

  it('is what a release would show of its groups', () => {
    fc.assert(
      fc.property(agencies, (given) => {
        const members = given.map((one, at) => ({ ...one, assessment: String(at), holding: String(at) }));
        const shown = (groups: readonly { readonly group: string; readonly withheld?: unknown }[]) =>
          groups.filter(({ withheld }) => withheld === undefined).map(({ group }) => group);
        expect(shown(prospect(members, known))).toEqual(shown(groupsOf(members, known, STANDARD_RULES)));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps its promise: as many more of a group as it says do open it, as far as its own grouping goes', () => {
    fc.assert(
      fc.property(agencies, (given) => {
        const members = given.map((one, at) => ({
          ...one,
          agencyType: 'customs',
          assessment: String(at),
          holding: String(at),
        }));
        for (const { grouping, group, more } of prospect(members, known)) {
          if (grouping !== 'country' || more === undefined) continue;
          const further = expected(more, { country: group }).map((one) => ({
            ...one,
            holding: `x-${one.holding}`,
            assessment: `x-${one.assessment}`,
          }));
          const then = groupsOf([...members, ...further], known, STANDARD_RULES);
          const fewer = groupsOf([...members, ...further.slice(1)], known, STANDARD_RULES);
          const isOpen = (groups: typeof then) =>
            groups.find((one) => one.grouping === grouping && one.group === group)?.withheld === undefined;
          expect([isOpen(then), isOpen(fewer)]).toEqual([true, false]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
