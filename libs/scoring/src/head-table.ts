import type { Band, HeadcountValue } from '@isonomia/instrument';

/** Bands by id with their position: rows are summed by band in the order of the instrument. */
export type BandIndex = ReadonlyMap<string, { readonly band: Band; readonly position: number }>;

/** `n` is women + men; `other` is printed and in totals, never in `n`. */
export interface People {
  readonly women: number;
  readonly men: number;
  readonly other: number;
  readonly n: number;
}

export interface HeadRow extends People {
  /** The band where rows were summed by band, else the row's own id. */
  readonly id: string;
  readonly part: Band['part'] | undefined;
  readonly counts: boolean;
  readonly top: boolean;
}

/** A complete headcount table as the rules see it: summed by band, rows without women and men dropped. */
export interface HeadTable {
  readonly question: string;
  readonly rows: readonly HeadRow[];
  /** Rows that count: all but trainees. */
  readonly counting: readonly HeadRow[];
}

/** Undefined when a row is marked not available: the table is incomplete. Source: method.md §1. */
export const headTable = (question: string, value: HeadcountValue, bands: BandIndex): HeadTable | undefined => {
  const perBand: (HeadRow | undefined)[] = [];
  const loose: HeadRow[] = [];
  for (const given of value.rows) {
    const row: AnyRow = given;
    if (row.notAvailable === true) return undefined;
    const known = row.band === undefined ? undefined : bands.get(row.band);
    if (known === undefined) loose.push(looseRow(row));
    else perBand[known.position] = bandRow(known.band, perBand[known.position], row);
  }
  const rows = [...perBand, ...loose].filter((row) => row !== undefined && row.n > 0) as readonly HeadRow[];
  return { question, rows, counting: rows.every(({ counts }) => counts) ? rows : rows.filter(({ counts }) => counts) };
};

export const sumOf = (rows: readonly People[]): People => {
  let women = 0;
  let men = 0;
  let other = 0;
  for (const row of rows) {
    women += row.women;
    men += row.men;
    other += row.other;
  }
  return { women, men, other, n: women + men };
};

/** GC, pipeline and relative likelihood look at the uniformed bands alone. Source: method.md §1. */
export const uniformed = (table: HeadTable): readonly HeadRow[] =>
  table.counting.filter((row) => row.part === 'uniformed');

/** All keys a row may have; counts are missing only where it is not available. */
interface AnyRow {
  readonly id: string;
  readonly band?: string;
  readonly women?: number;
  readonly men?: number;
  readonly other?: number;
  readonly notAvailable?: true;
}

const looseRow = ({ id, women = 0, men = 0, other = 0 }: AnyRow): HeadRow => ({
  id,
  women,
  men,
  other,
  n: women + men,
  part: undefined,
  counts: true,
  top: false,
});

const bandRow = (band: Band, sum: HeadRow | undefined, row: AnyRow): HeadRow => {
  const { women, men, other } = looseRow(row);
  const { id, part, counts, top } = band;
  if (sum === undefined) return { id, women, men, other, n: women + men, part, counts, top };
  const allWomen = sum.women + women;
  const allMen = sum.men + men;
  return { id, women: allWomen, men: allMen, other: sum.other + other, n: allWomen + allMen, part, counts, top };
};
