import { plainCount, shareOf, sumCells, type Cell } from '@isonomia/disclosure';

import { numeric, row, type TableContext, type TableRowView, type TableView } from './chart.js';

export interface CountsRow {
  readonly id: string;
  readonly label: string;
  readonly women: Cell;
  readonly men: Cell;
  readonly other: Cell;
  /** Everybody, others included. */
  readonly total: Cell;
}

/** What women's share is a share of: others are in no share (method.md §1). */
export const womenAndMen = (row: { readonly women: Cell; readonly men: Cell }): Cell => sumCells([row.women, row.men]);

export interface CountsData {
  readonly rows: readonly CountsRow[];
  /** Left out where rows are no parts of a whole. */
  readonly total?: CountsRow | undefined;
  readonly caption: string;
  /** What a row is: "Rank", "Unit". */
  readonly column?: string | undefined;
  readonly note: string;
  readonly notes: readonly string[];
  readonly minimumBase: number;
  readonly digits: 0 | 1;
}

/** Women, men and their share, row by row; a column for others only where somebody is in it. */
export function countsTable(data: CountsData, { t, format }: TableContext): TableView {
  const withOther = data.rows.some(({ other }) => other.kind === 'under' || (plainCount(other) ?? 0) > 0);
  const line = (entry: CountsRow): TableRowView => {
    const share = shareOf(entry.women, womenAndMen(entry), data.minimumBase);
    return row(entry.label, [
      numeric(format.cell(entry.women)),
      numeric(format.cell(entry.men)),
      ...(withOther ? [numeric(format.cell(entry.other))] : []),
      numeric(format.cell(entry.total)),
      numeric(share === undefined ? t('chart.no-share') : format.percent(share, data.digits)),
    ]);
  };
  const keys = ['women', 'men', ...(withOther ? ['other'] : []), 'total', 'womens-share'];
  return {
    caption: data.caption,
    columns: [
      { label: data.column ?? t('chart.composition.column'), numeric: false },
      ...keys.map((key) => ({ label: t(`chart.${key}`), numeric: true })),
    ],
    rows: [
      ...data.rows.map(line),
      ...(data.total === undefined ? [] : [{ ...line(data.total), kind: 'total' as const }]),
    ],
    notes: [data.note, ...data.notes],
  };
}
