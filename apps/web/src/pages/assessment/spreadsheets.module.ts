import { Global, Module } from '@nestjs/common';
import {
  readSheets,
  readTable,
  readTemplate,
  safeSheetName,
  TABLE_FILE_LIMIT,
  templateOf,
  writeCsv,
  writeWorkbook,
} from '@isonomia/workbook';
import {
  Spreadsheets,
  type FilledTable,
  type ManyRows,
  type ReadRows,
  type Sheet,
  type SheetRows,
} from './spreadsheets.js';

/** Of a sheet that is read, not filled in. */
const WORDS = [34, 80];

class Workbooks extends Spreadsheets {
  readonly limit = TABLE_FILE_LIMIT;

  async template(...[question, words, agency, format]: Parameters<Spreadsheets['template']>): Promise<Uint8Array> {
    const sheet = templateOf(question, words, agency);
    return format === 'csv' ? writeCsv(sheet) : writeWorkbook([sheet]);
  }

  csv(sheet: Sheet, mark: 'byte-order-mark' | 'none' = 'byte-order-mark'): Uint8Array {
    return mark === 'none' ? writeCsv(sheet, '') : writeCsv(sheet);
  }

  workbook(sheets: Parameters<Spreadsheets['workbook']>[0]): Promise<Uint8Array> {
    return writeWorkbook(sheets);
  }

  templates(...[before, tables, agency]: Parameters<Spreadsheets['templates']>): Promise<Uint8Array> {
    const sheets = tables.map(({ question, words }) => templateOf(question, words, agency));
    return writeWorkbook([...before.map((sheet) => ({ ...sheet, widths: WORDS })), ...sheets]);
  }

  async rows(file: Parameters<Spreadsheets['rows']>[0]): Promise<ReadRows> {
    const read = await readTable(file.bytes, file.name);
    return read.ok ? { ok: true, rows: read.table.rows } : { ok: false, faults: [read.fault] };
  }

  async readMany(...[file, tables, bands]: Parameters<Spreadsheets['readMany']>): Promise<ManyRows> {
    const read = await readSheets(file.bytes, file.name);
    if (!read.ok) return { ok: false, faults: [read.fault] };
    const filled: FilledTable[] = [];
    const faults: (Extract<SheetRows, { ok: false }>['faults'][number] & { sheet: string })[] = [];
    for (const { question, words } of tables) {
      for (const own of words) {
        const name = safeSheetName(own.sheet);
        const sheet = read.sheets.find((one) => one.name.toLowerCase() === name.toLowerCase());
        if (sheet === undefined || sheet.rows.length === 0) continue;
        const table = { format: read.format, rows: sheet.rows, otherSheets: [], hiddenSheets: [] };
        const rows = readTemplate(question, own, table, bands);
        if (rows.ok) filled.push({ question, words: own, rows: rows.rows });
        else faults.push(...rows.faults.map((fault) => ({ ...fault, sheet: name })));
        break;
      }
    }
    return { ok: true, tables: filled, faults };
  }

  async read(...[file, question, words, bands]: Parameters<Spreadsheets['read']>): Promise<SheetRows> {
    const read = await readTable(file.bytes, file.name);
    return read.ok ? readTemplate(question, words, read.table, bands) : { ok: false, faults: [read.fault] };
  }
}

@Global()
@Module({ providers: [{ provide: Spreadsheets, useClass: Workbooks }], exports: [Spreadsheets] })
export class SpreadsheetsModule {}
