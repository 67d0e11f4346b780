import type { Agency } from '@isonomia/application';
import type { Fault, FlowQuestion, HeadcountQuestion, PayQuestion } from '@isonomia/instrument';

export type TableQuestion = HeadcountQuestion | FlowQuestion | PayQuestion;
export type TableFormat = 'xlsx' | 'csv';

/** What a person reads in a spreadsheet of ours. */
export interface SheetWords {
  readonly sheet: string;
  readonly columns: Readonly<Record<SheetColumn, string>>;
  readonly notAvailable: string;
  readonly row: (id: string) => string;
  readonly band: (id: string) => string;
  readonly decimalMark: '.' | ',';
  readonly rightToLeft: boolean;
}
type SheetColumn = 'id' | 'label' | 'band' | SheetFigure;
export type SheetFigure = 'women' | 'men' | 'other' | 'womenCount' | 'womenMean' | 'menCount' | 'menMean';

export interface SheetRow {
  readonly id: string;
  readonly label: string;
  readonly band?: string;
  readonly notAvailable: boolean;
  /** As somebody would have typed them. */
  readonly cells: Readonly<Partial<Record<SheetFigure, string>>>;
}
export type SheetRows =
  { readonly ok: true; readonly rows: readonly SheetRow[] } | { readonly ok: false; readonly faults: readonly Fault[] };

export interface Sheet {
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Templates out, filled tables in. What reads a stranger's file stands behind it, at arm's length. */
export abstract class Spreadsheets {
  /** Bytes of a file that is read at all. */
  abstract readonly limit: number;
  abstract template(
    question: TableQuestion,
    words: SheetWords,
    agency: Pick<Agency, 'ranks' | 'units'>,
    format: TableFormat,
  ): Promise<Uint8Array>;
  /** Rows for a spreadsheet program: none of them can be taken for a formula. Programs that read formats want no mark. */
  abstract csv(sheet: Sheet, mark?: 'byte-order-mark' | 'none'): Uint8Array;
  /** The same, sheet by sheet; the same sheets are the same bytes. */
  abstract workbook(sheets: readonly (Sheet & { readonly name: string })[]): Promise<Uint8Array>;
  abstract read(
    file: { readonly name: string; readonly bytes: Uint8Array },
    question: TableQuestion,
    words: SheetWords,
    bands: readonly string[],
  ): Promise<SheetRows>;
}
