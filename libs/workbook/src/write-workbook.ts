import { stringify } from 'csv-stringify/sync';
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node';
import { safeSheetName, safeText } from './safe-text.js';
import { timeless } from './timeless.js';

/** A number is written as one, everything else as text that no program takes for a formula; undefined is an empty cell. */
export type WrittenCell = string | number | undefined;

export interface WrittenSheet {
  readonly name: string;
  /** Printed bold, and kept in sight. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly WrittenCell[])[];
  /** Widths in characters; by the longest cell when left out. */
  readonly widths?: readonly number[];
  readonly rightToLeft?: boolean;
}

/** XLSX without formulas, macros, links or the name of an author; the same sheets are the same bytes at any time. */
export async function writeWorkbook(sheets: readonly WrittenSheet[]): Promise<Uint8Array> {
  const taken = new Set<string>();
  const named = sheets.map((sheet) => {
    const name = uniqueName(safeSheetName(sheet.name), taken);
    taken.add(name.toLowerCase());
    return {
      data: cellsOf(sheet),
      sheet: name,
      columns: widthsOf(sheet).map((width) => ({ width })),
      stickyRowsCount: 1,
      rightToLeft: sheet.rightToLeft ?? false,
    };
  });
  return timeless(await writeXlsxFile(named).toBuffer());
}

/** CSV in UTF-8 with the byte order mark by which spreadsheet programs know it; programs that read formats want none. */
export function writeCsv(
  { header, rows }: Pick<WrittenSheet, 'header' | 'rows'>,
  mark: '\ufeff' | '' = '\ufeff',
): Uint8Array {
  const text = (cell: WrittenCell): string =>
    typeof cell === 'number' ? String(cell) : cell === undefined ? '' : safeText(cell);
  const records = [header, ...rows].map((row) => row.map(text));
  return new TextEncoder().encode(`${mark}${stringify(records, { record_delimiter: 'windows' })}`);
}

const cellsOf = ({ header, rows }: WrittenSheet): SheetData => [
  header.map((value): Cell => ({ value: safeText(value), type: String, fontWeight: 'bold', wrap: true })),
  ...rows.map((row) => row.map(cellOf)),
];

function cellOf(value: WrittenCell): Cell {
  if (value === undefined || value === '') return null;
  if (typeof value === 'number' && Number.isFinite(value)) return { value, type: Number };
  return { value: safeText(String(value)), type: String };
}

const NARROW = 10;
const WIDE = 60;

const widthsOf = ({ header, rows, widths }: WrittenSheet): readonly number[] =>
  widths ??
  header.map((title, column) => {
    const longest = Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length));
    return Math.min(WIDE, Math.max(NARROW, longest + 2));
  });

function uniqueName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number += 1) {
    const tail = ` ${number}`;
    const candidate = `${name.slice(0, 31 - tail.length)}${tail}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
