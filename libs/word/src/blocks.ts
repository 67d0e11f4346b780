/** What a word processor knows of: the page between HTML and DOCX. */
export interface Run {
  readonly text: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly bold?: true;
  /** Hexadecimal, without a hash. */
  readonly color?: string;
  /** A new line before the text. */
  readonly breakBefore?: true;
  /** Leads to the bookmark of this name. */
  readonly anchor?: string;
}

export interface Picture {
  /** Position among the pictures of the page. */
  readonly index: number;
  readonly title: string;
  readonly description: string;
}

/** How a paragraph is set, where its style does not say it. */
export type ParagraphKind = 'text' | 'title' | 'subtitle' | 'caption' | 'note' | 'small' | 'term' | 'line';

interface Common {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly box?: Box;
}
export interface ParagraphBlock extends Common {
  readonly type: 'paragraph';
  readonly kind: ParagraphKind;
  readonly runs: readonly Run[];
  readonly keepNext?: true;
}
export interface HeadingBlock extends Common {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4;
  readonly runs: readonly Run[];
  readonly bookmark?: string;
  readonly pageBreak?: true;
}
export interface ListItemBlock extends Common {
  readonly type: 'item';
  readonly ordered: boolean;
  /** Which list: an ordered one begins again with each. */
  readonly list: number;
  /** A further paragraph of the same item has no mark of its own. */
  readonly isContinued: boolean;
  readonly runs: readonly Run[];
}
export interface PictureBlock extends Common {
  readonly type: 'picture';
  readonly picture: Picture;
  readonly keepNext?: true;
}
export interface CellBlock {
  readonly blocks: readonly Block[];
  readonly isHeader: boolean;
  readonly numeric: boolean;
  readonly columns: number;
}
export interface RowBlock {
  readonly cells: readonly CellBlock[];
  readonly isHeader: boolean;
  readonly isTotal: boolean;
}
export interface TableBlock extends Common {
  readonly type: 'table';
  /** `data` ruled between rows, `form` with a frame around every cell, `layout` with none: two languages, facts. */
  readonly kind: 'data' | 'form' | 'layout' | 'tiles';
  readonly rows: readonly RowBlock[];
  /** Room to write in. */
  readonly isTall: boolean;
}
export type Block = ParagraphBlock | HeadingBlock | ListItemBlock | PictureBlock | TableBlock;

/** A border at the beginning of the line, or all around. */
export interface Box {
  readonly color: string;
  readonly fill?: string;
  readonly isFramed: boolean;
}

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** Every text of blocks, cells included, one a paragraph. */
export const textsOf = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap((block) => {
    if (block.type === 'picture') return [];
    if (block.type === 'table') return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => textsOf(cell.blocks)));
    return [textOf(block.runs)];
  });
