import type { Fault } from '@isonomia/instrument';

/** A sheet as text, every cell where the spreadsheet shows it: `rows[2][0]` is cell A3. Cells are trimmed; empty is `''`. */
export interface Table {
  readonly format: 'csv' | 'xlsx';
  readonly rows: readonly (readonly string[])[];
  /** Name of the sheet that was read; a CSV file has none. */
  readonly sheet?: string;
  /** Sheets that were not read, for the person to know: only the first visible one is. */
  readonly otherSheets: readonly string[];
  readonly hiddenSheets: readonly string[];
}

export type ReadTable = { readonly ok: true; readonly table: Table } | { readonly ok: false; readonly fault: Fault };

export type ReadSheets =
  | {
      readonly ok: true;
      readonly format: Table['format'];
      readonly sheets: readonly { readonly name: string; readonly rows: Table['rows'] }[];
    }
  | { readonly ok: false; readonly fault: Fault };

const LETTERS = 26;
const CODE_OF_A = 65;

/** 0 → `A`, 26 → `AA`. */
export function columnName(index: number): string {
  const before = Math.floor(index / LETTERS);
  const letter = String.fromCharCode(CODE_OF_A + (index % LETTERS));
  return before === 0 ? letter : `${columnName(before - 1)}${letter}`;
}

/** Name of a cell as spreadsheets show it, from positions that begin with 0. */
export const cellName = (row: number, column: number): string => `${columnName(column)}${row + 1}`;
