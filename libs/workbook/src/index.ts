export { cellName, columnName } from './table.js';
export type { ReadTable, Table } from './table.js';
export { readTable, TABLE_FILE_LIMIT } from './read-table.js';
export { plainText, safeSheetName, safeText } from './safe-text.js';
export { writeCsv, writeWorkbook } from './write-workbook.js';
export type { WrittenCell, WrittenSheet } from './write-workbook.js';
export { readTemplate, templateOf } from './template.js';
export type { ReadTemplate, TableQuestion, TemplateAgency, TemplateRow, TemplateWords } from './template.js';
