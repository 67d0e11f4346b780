import type { Cell, DisclosedGroups, GroupContributor, ShownPoints, ShownShare } from '@isonomia/disclosure';

/** Somebody whose numbers are behind what is published. Who takes part, and in which groups, everybody knows. */
export interface Agency {
  readonly id: string;
  readonly holding: string;
  readonly country: string;
}

/** What is published of a sum of one quantity over some agencies, both ends included. */
export interface SumFact {
  readonly of: readonly string[];
  readonly lower: number;
  readonly upper: number;
}

/** What is published of a median or quartile of one quantity over some agencies. */
export interface MedianFact {
  readonly of: readonly string[];
  readonly lower: number;
  readonly upper: number;
  /** 0.5, 0.25 or 0.75: between the numbers on either side of that part of the way through them. */
  readonly part: number;
}

/** One number of every agency: women of a rank, a score, whether a gate is open. */
export interface Quantity {
  readonly name: string;
  /** Agencies without it are known to be without it. */
  readonly truth: ReadonlyMap<string, number>;
  readonly least: number;
  readonly most: number;
  readonly sums: readonly SumFact[];
  /** Groups that nothing is published of, or that few are in: what they are together must not be found out either. */
  readonly guarded: readonly (readonly string[])[];
  readonly medians: readonly MedianFact[];
}

/** How cells are made is no secret: the attacker reads it in the manual. */
export interface Manual {
  readonly roundingBase: number;
  readonly minimumCell: number;
}

/** Everything that a printed cell can stand for; undefined where nothing is printed. */
export function behind(
  cell: Cell,
  { roundingBase, minimumCell }: Manual,
): { lower: number; upper: number } | undefined {
  if (cell.kind === 'under') return { lower: 1, upper: cell.bound - 1 };
  if (cell.kind !== 'count') return undefined;
  if (cell.count === 0) return { lower: 0, upper: 0 };
  const fits = (count: number): boolean =>
    count >= minimumCell && Math.floor(count / roundingBase + 0.5) * roundingBase === cell.count;
  const around = Array.from({ length: 2 * roundingBase + 1 }, (_, at) => cell.count - roundingBase + at).filter(fits);
  return { lower: Math.min(...around), upper: Math.max(...around) };
}

const SEXES = ['women', 'men'] as const;

/** All columns of a table: women and men of each row that was published. */
export function quantitiesOfTable(
  name: string,
  contributors: readonly GroupContributor[],
  tables: readonly { readonly disclosed: DisclosedGroups; readonly members: readonly GroupContributor[] }[],
  manual: Manual,
): readonly Quantity[] {
  const rows = new Map(tables.flatMap(({ disclosed }) => disclosed.rows.map((row) => [row.id, row] as const)));
  return [...rows.values()].flatMap((row) =>
    SEXES.map((sex): Quantity => {
      const values = contributors.flatMap(({ id, rows: given }) => {
        const parts = row.of.map((part) => given[part]?.[sex]);
        return parts.every((part) => part !== undefined)
          ? [[id, parts.reduce((sum, part) => sum + part, 0)] as const]
          : [];
      });
      const truth = new Map(values);
      const sums = tables.flatMap(({ disclosed, members }) =>
        sumsOf(disclosed, members, { row: row.id, sex, truth, manual }),
      );
      const guarded = tables.flatMap(({ disclosed, members }) => guardedIn(disclosed, members, { truth, sums }));
      return { name: `${name}: ${sex}, ${row.id}`, truth, least: 0, most: Infinity, sums, guarded, medians: [] };
    }),
  );
}

const FEW = 5;

/** Groups without a published sum, and those whose sum is one to four. */
function guardedIn(
  disclosed: DisclosedGroups,
  members: readonly GroupContributor[],
  { truth, sums }: Pick<Quantity, 'truth' | 'sums'>,
): readonly (readonly string[])[] {
  const published = new Set(sums.map(({ of }) => of.join()));
  const total = (of: readonly string[]): number => of.reduce((sum, id) => sum + (truth.get(id) ?? 0), 0);
  return Object.entries(disclosed.groupings).flatMap(([grouping, groups]) =>
    Object.keys(groups)
      .map((group) =>
        members.filter(({ id, groups: own }) => own[grouping] === group && truth.has(id)).map(({ id }) => id),
      )
      .filter((of) => !published.has(of.join()) || (total(of) > 0 && total(of) < FEW)),
  );
}

interface Column {
  readonly row: string;
  readonly sex: (typeof SEXES)[number];
  readonly truth: ReadonlyMap<string, number>;
  readonly manual: Manual;
}

function sumsOf(disclosed: DisclosedGroups, members: readonly GroupContributor[], column: Column): readonly SumFact[] {
  return Object.entries(disclosed.groupings).flatMap(([grouping, groups]) =>
    Object.entries(groups).flatMap(([group, shown]) => {
      const row = shown.state === 'shown' ? shown.rows.find(({ id }) => id === column.row) : undefined;
      const range = row === undefined ? undefined : behind(row[column.sex], column.manual);
      if (range === undefined) return [];
      const of = members
        .filter(({ id, groups: own }) => own[grouping] === group && column.truth.has(id))
        .map(({ id }) => id);
      return [{ of, ...range }];
    }),
  );
}

/** What a printed median says: it was rounded to a whole point, or only its end of the scale is named. */
export function behindPoints(shown: ShownPoints): { lower: number; upper: number } {
  if (shown.kind === 'under') return { lower: 0, upper: shown.bound };
  if (shown.kind === 'over') return { lower: shown.bound, upper: 100 };
  return { lower: shown.points - 0.5, upper: shown.points + 0.5 };
}

/** How many agencies a printed share can stand for: all that would have been printed alike. */
export function behindShare({ from, to }: ShownShare, n: number): { lower: number; upper: number } {
  const counts = Array.from({ length: n + 1 }, (_, count) => count);
  // The range ends before its upper end, unless that is everybody; half a ten-thousandth for thirds.
  const fits = counts.filter(
    (count) => (count * 100) / n >= from - 5e-5 && (to >= 100 || (count * 100) / n < to - 5e-5),
  );
  return { lower: Math.min(...fits), upper: Math.max(...fits) };
}
