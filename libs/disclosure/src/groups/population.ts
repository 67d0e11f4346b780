import type { EarlierTable, GroupContributor, GroupTable, PublishedRow } from '../groups.js';

/** The contributors in the order of their ids, with numbers for names: the rest counts, and need not compare texts. */
export interface Population {
  readonly contributors: readonly GroupContributor[];
  /** By contributor. */
  readonly holding: Int32Array;
  /** By holding: a holding is of one country. */
  readonly country: Int32Array;
  readonly groupings: readonly IndexedGrouping[];
}

export interface IndexedGrouping {
  readonly id: string;
  /** In the order of their ids. */
  readonly groups: readonly string[];
  /** By contributor; -1 where it is not in the grouping. */
  readonly groupOf: Int32Array;
  /** Contributors by group, then holding. */
  readonly order: Int32Array;
  /** Set where it is of an earlier release: what is shown in it cannot be changed any more. */
  readonly earlier?: EarlierTable;
}

/** One sex of one row, by contributor; NaN where nothing was supplied. */
export type Column = Float64Array;

export interface RowColumns {
  readonly row: PublishedRow;
  readonly women: Column;
  readonly men: Column;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function populationOf(given: readonly GroupContributor[], table: GroupTable): Population {
  const contributors = given.toSorted((a, b) => byText(a.id, b.id));
  const holdings = numbersOf(contributors.map(({ holding }) => holding));
  const countries = numbersOf(contributors.map(({ country }) => country));
  const holding = Int32Array.from(contributors, (one) => holdings.get(one.holding) ?? -1);
  const country = new Int32Array(holdings.size);
  contributors.forEach((one, at) => (country[holding[at] ?? 0] = countries.get(one.country) ?? 0));
  const index = (id: string, groups: (one: GroupContributor) => string | undefined): IndexedGrouping =>
    indexGrouping(id, contributors.map(groups), holding);
  const now = table.groupings.map((id) => index(id, (one) => one.groups[id]));
  const before = (table.earlier ?? []).flatMap((earlier) =>
    Object.keys(earlier.disclosed.groupings)
      .toSorted(byText)
      .map((id) => ({ ...index(id, (one) => earlier.members[one.id]?.[id]), earlier })),
  );
  return { contributors, holding, country, groupings: [...now, ...before] };
}

function indexGrouping(id: string, names: readonly (string | undefined)[], holding: Int32Array): IndexedGrouping {
  const groups = [...new Set(names.filter((name) => name !== undefined))].toSorted(byText);
  const numbers = new Map(groups.map((group, at) => [group, at]));
  const groupOf = Int32Array.from(names, (name) => (name === undefined ? -1 : (numbers.get(name) ?? -1)));
  const order = Int32Array.from(names.keys())
    .filter((at) => groupOf[at] !== -1)
    .sort((a, b) => (groupOf[a] ?? 0) - (groupOf[b] ?? 0) || (holding[a] ?? 0) - (holding[b] ?? 0) || a - b);
  return { id, groups, groupOf, order };
}

function numbersOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map([...new Set(names)].toSorted(byText).map((name, at) => [name, at]));
}

/** A row's values; one of the merged rows that is not supplied leaves the whole unsupplied. */
export function columnsOf({ contributors }: Population, row: PublishedRow): RowColumns {
  const women = new Float64Array(contributors.length);
  const men = new Float64Array(contributors.length);
  contributors.forEach(({ rows }, at) => {
    for (const part of row.of) {
      women[at] = (women[at] ?? 0) + (rows[part]?.women ?? NaN);
      men[at] = (men[at] ?? 0) + (rows[part]?.men ?? NaN);
    }
  });
  return { row, women, men };
}
