import type { GroupContributor } from '@isonomia/disclosure';

/**
 * Four countries and four agency types in which one agency alone ties two halves together: countries a and b with types p
 * and r, countries c and d with types q and s, and the agency of type q in country a. No group, and no two groups, tell of
 * it; but a + b − p − r is its number.
 */
export function bridgedRegion(people = 2000): readonly GroupContributor[] {
  const cells = [
    ['a', 'p', 6],
    ['a', 'q', 1],
    ['b', 'p', 6],
    ['b', 'r', 6],
    ['c', 'q', 6],
    ['c', 's', 6],
    ['d', 'q', 6],
    ['d', 's', 6],
  ] as const;
  return cells.flatMap(([country, type, agencies]) =>
    Array.from({ length: agencies }, (_, at) => {
      const id = `${country}-${type}-${at}`;
      const women = people + 37 * at;
      return {
        id,
        holding: id,
        country,
        groups: { all: 'all', country, type },
        rows: { staff: { women, men: 3 * women } },
      };
    }),
  );
}

export const BRIDGED_TABLE = { groupings: ['all', 'country', 'type'], layouts: [[{ id: 'staff', of: ['staff'] }]] };
