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

export interface SheetFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export type ReadRows =
  | { readonly ok: true; readonly rows: readonly (readonly string[])[] }
  | { readonly ok: false; readonly faults: readonly Fault[] };
export interface FilledTable {
  readonly question: TableQuestion;
  /** The language that its titles are in. */
  readonly words: SheetWords;
  readonly rows: readonly SheetRow[];
}
export type ManyRows =
  | {
      readonly ok: true;
      readonly tables: readonly FilledTable[];
      /** Of a table that could not be read: which sheet, and why. */
      readonly faults: readonly (Fault & { readonly sheet: string })[];
    }
  | { readonly ok: false; readonly faults: readonly Fault[] };

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
  /** Several tables as sheets of one workbook, behind sheets of words. */
  abstract templates(
    before: readonly (Sheet & { readonly name: string })[],
    tables: readonly { readonly question: TableQuestion; readonly words: SheetWords }[],
    agency: Pick<Agency, 'ranks' | 'units'>,
  ): Promise<Uint8Array>;
  abstract csv(sheet: Sheet, mark?: 'byte-order-mark' | 'none'): Uint8Array;
  /** The same, sheet by sheet; the same sheets are the same bytes. */
  abstract workbook(sheets: readonly (Sheet & { readonly name: string })[]): Promise<Uint8Array>;
  /** The first visible sheet as text, row after row. */
  abstract rows(file: SheetFile): Promise<ReadRows>;
  /** Several tables of one workbook, each read from its own sheet: those that the workbook has. */
  abstract readMany(
    file: SheetFile,
    tables: readonly { readonly question: TableQuestion; readonly words: readonly SheetWords[] }[],
    bands: readonly string[],
  ): Promise<ManyRows>;
  abstract read(
    file: SheetFile,
    question: TableQuestion,
    words: SheetWords,
    bands: readonly string[],
  ): Promise<SheetRows>;
}
