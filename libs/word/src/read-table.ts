import type { Block, CellBlock, RowBlock, TableBlock } from './blocks.js';
import { attribute, childElements, hasClass, type Element } from './page.js';

export interface TableReading {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly caption: (caption: Element) => readonly Block[];
  readonly cell: (cell: Element) => readonly Block[];
}

const FORMS = ['form-table', 'who', 'signatures'] as const;

/** A table of data with its caption above it. */
export function readTable(table: Element, reading: TableReading): readonly Block[] {
  const { language, direction } = reading;
  const parts = childElements(table);
  const caption = parts.filter(({ tagName }) => tagName === 'caption').flatMap(reading.caption);
  const rows = parts.flatMap((part) => {
    if (part.tagName === 'thead') return childElements(part).map((row) => readRow(row, reading, true));
    if (part.tagName === 'tbody') return childElements(part).map((row) => readRow(row, reading, false));
    return part.tagName === 'tr' ? [readRow(part, reading, false)] : [];
  });
  const isForm = hasClass(table, ...FORMS);
  const block: TableBlock = {
    type: 'table',
    kind: isForm ? 'form' : 'data',
    rows,
    isTall: isForm,
    language,
    direction,
  };
  return rows.length === 0 ? caption : [...caption, block];
}

function readRow(row: Element, reading: TableReading, isHeader: boolean): RowBlock {
  const cells = childElements(row).map((cell): CellBlock => ({
    blocks: reading.cell(cell),
    isHeader: cell.tagName === 'th',
    numeric: hasClass(cell, 'numeric'),
    columns: Number(attribute(cell, 'colspan') ?? '1'),
  }));
  return { cells, isHeader, isTotal: hasClass(row, 'total') };
}
