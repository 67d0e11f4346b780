import {
  BorderStyle,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type ITableCellOptions,
} from 'docx';

import type { Block, CellBlock, RowBlock, TableBlock } from './blocks.js';
import { columnWidths, isNarrow, measureOf } from './columns.js';
import { toParagraph, type Setting } from './to-paragraphs.js';

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const HAIR = { style: BorderStyle.SINGLE, size: 4, color: 'C9CBD1' };
const RULE = { style: BorderStyle.SINGLE, size: 8, color: '1C2233' };
const BARE = { top: NONE, bottom: NONE, left: NONE, right: NONE };
/** Room for a hand that writes. */
const TALL = 480;
const TERM_SHARE = 0.28;

/** Blocks as the file has them; tables that follow each other are kept apart, which a word processor would join. */
export function toDocx(blocks: readonly Block[], setting: Setting): (Paragraph | Table)[] {
  return joined(blocks).flatMap((block, index, all) => {
    if (block.type !== 'table') return [toParagraph(block, setting)];
    const next = all[index + 1];
    const isFollowed = next !== undefined && next.type !== 'table';
    // A cell ends in a paragraph, and so does a document.
    return [toTable(block, setting), ...(isFollowed && block.kind === 'layout' ? [] : [spacer()])];
  });
}

const spacer = (): Paragraph =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 160, lineRule: LineRuleType.EXACT } });

/** Pairs of paragraphs that follow each other are rows of one table. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const all: Block[] = [];
  for (const block of blocks) {
    const last = all.at(-1);
    if (isPairs(block) && last !== undefined && isPairs(last)) {
      all[all.length - 1] = { ...last, rows: [...last.rows, ...block.rows] };
    } else all.push(block);
  }
  return all;
}

const isPairs = (block: Block): block is TableBlock =>
  block.type === 'table' && block.kind === 'layout' && block.rows.every(({ cells }) => cells[0]?.isHeader === false);

function toTable(block: TableBlock, setting: Setting): Table {
  const widths = widthsOf(block, setting.width);
  const isRuled = block.kind === 'data' || block.kind === 'form';
  return new Table({
    rows: block.rows.map((row) => toRow(row, block, setting, widths)),
    width: { size: setting.width, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: { ...BARE, insideHorizontal: NONE, insideVertical: NONE },
    ...(block.direction === 'rtl' && { visuallyRightToLeft: true }),
    tableLook: { firstRow: block.rows[0]?.isHeader === true, firstColumn: isRuled },
  });
}

function widthsOf({ kind, rows }: TableBlock, width: number): readonly number[] {
  const columns = rows[0]?.cells.length ?? 1;
  if (kind === 'layout' && rows[0]?.cells[0]?.isHeader === true) {
    const term = Math.floor(width * TERM_SHARE);
    return [term, width - term];
  }
  if (kind === 'layout' || kind === 'tiles') {
    return Array.from({ length: columns }, () => Math.floor(width / columns));
  }
  return columnWidths(rows, width);
}

function toRow(row: RowBlock, table: TableBlock, setting: Setting, widths: readonly number[]): TableRow {
  let column = 0;
  const cells = row.cells.map((cell) => {
    const width = widths.slice(column, column + cell.columns).reduce((sum, one) => sum + one, 0);
    column += cell.columns;
    return toCell(cell, { row, table }, setting, width);
  });
  return new TableRow({
    children: cells,
    cantSplit: true,
    ...(row.isHeader && { tableHeader: true }),
    ...(table.isTall && !row.isHeader && { height: { value: TALL, rule: HeightRule.ATLEAST } }),
  });
}

function toCell(
  cell: CellBlock,
  { row, table }: { readonly row: RowBlock; readonly table: TableBlock },
  setting: Setting,
  width: number,
): TableCell {
  const isData = table.kind === 'data' || table.kind === 'form';
  const { isCell: _, isNarrow: __, ...around } = setting;
  const { left, right } = measureOf(table.rows);
  const inside: Setting = {
    ...around,
    width: width - left - right,
    ...(isData && { isCell: true }),
    ...(isNarrow(table.rows) && { isNarrow: true }),
    numeric: cell.numeric,
    bold: row.isHeader || row.isTotal,
  };
  const children = toDocx(cell.blocks, inside);
  return new TableCell({
    children: children.length > 0 ? children : [new Paragraph({ style: 'Cell' })],
    width: { size: width, type: WidthType.DXA },
    columnSpan: cell.columns,
    margins: { top: 20, bottom: 20, left, right },
    verticalAlign: row.isHeader ? VerticalAlignTable.BOTTOM : VerticalAlignTable.TOP,
    borders: bordersOf(row, table),
  });
}

function bordersOf(row: RowBlock, { kind }: TableBlock): NonNullable<ITableCellOptions['borders']> {
  if (kind === 'layout') return BARE;
  if (kind === 'tiles' || kind === 'form') return { top: HAIR, bottom: HAIR, left: HAIR, right: HAIR };
  return { ...BARE, bottom: row.isHeader ? RULE : HAIR, ...(row.isTotal && { top: RULE }) };
}
