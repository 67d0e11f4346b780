import { Global, Module } from '@nestjs/common';
import { readTable, readTemplate, TABLE_FILE_LIMIT, templateOf, writeCsv, writeWorkbook } from '@isonomia/workbook';
import { Spreadsheets, type Sheet, type SheetRows } from './spreadsheets.js';

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

  async read(...[file, question, words, bands]: Parameters<Spreadsheets['read']>): Promise<SheetRows> {
    const read = await readTable(file.bytes, file.name);
    return read.ok ? readTemplate(question, words, read.table, bands) : { ok: false, faults: [read.fault] };
  }
}

@Global()
@Module({ providers: [{ provide: Spreadsheets, useClass: Workbooks }], exports: [Spreadsheets] })
export class SpreadsheetsModule {}
