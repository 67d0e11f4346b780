import type { Block, Box, HeadingBlock, ParagraphBlock, ParagraphKind, Run, TableBlock } from './blocks.js';
import { mannerOf, runsOf, type Manner } from './inline.js';
import { attribute, childElements, classesOf, hasClass, isElement, type Element, type Node } from './page.js';
import { PictureShelf } from './picture-shelf.js';
import { readTable } from './read-table.js';

/** What stands around a block. */
export interface Place extends Manner {
  readonly box?: Box;
  readonly keepNext?: true;
  /** In a cell two languages stand above each other. */
  readonly isInCell?: true;
}

const BLOCKS = new Set('div section aside p h1 h2 h3 h4 ul ol dl table figure figcaption svg img caption'.split(' '));
const isBlock = (node: Node): node is Element => isElement(node) && BLOCKS.has(node.tagName);

const BOXES: Readonly<Record<string, Box>> = {
  copy: { color: '9A4B00', fill: 'FBF3E9', isFramed: true },
  fictional: { color: '9A4B00', isFramed: true },
  marking: { color: '1C2233', isFramed: true },
  edition: { color: '1D4F91', isFramed: false },
  practice: { color: '1D4F91', fill: 'F6F5F1', isFramed: false },
  alert: { color: 'A4161A', isFramed: false },
};
const MET = '1B6E3C';

const KINDS: Readonly<Record<string, ParagraphKind>> = {
  subtitle: 'subtitle',
  big: 'subtitle',
  'finding-note': 'note',
  'table-notes': 'note',
  practice__source: 'note',
  hash: 'note',
  small: 'small',
  next: 'small',
  derivation: 'small',
  write: 'line',
};

/** Reads the body of a page into blocks; what it draws goes onto the shelf. */
export class BlockReader {
  readonly shelf = new PictureShelf();
  readonly #isSideBySide: boolean;
  #lists = 0;
  #bookmark: string | undefined;
  #breaks = false;

  constructor(isSideBySide: boolean) {
    this.#isSideBySide = isSideBySide;
  }

  read(element: Element, place: Place): readonly Block[] {
    return this.#children(element.childNodes, place);
  }

  /** Blocks as they are; what stands loose between them as paragraphs of their own. */
  #children(nodes: readonly Node[], place: Place): readonly Block[] {
    const blocks: Block[] = [];
    let loose: Node[] = [];
    const flush = (): void => {
      blocks.push(...this.paragraph(loose, place, 'text'));
      loose = [];
    };
    for (const node of nodes) {
      if (!isBlock(node)) {
        loose.push(node);
        continue;
      }
      flush();
      blocks.push(...this.#block(node, place));
    }
    flush();
    return blocks;
  }

  #block(element: Element, around: Place): readonly Block[] {
    const place = { ...around, ...mannerOf(element, around), ...this.#boxOf(element) };
    this.#noteAnchor(element);
    const read = READERS[element.tagName];
    return read === undefined ? this.#container(element, place) : read(this, element, place);
  }

  #container(element: Element, place: Place): readonly Block[] {
    if (hasClass(element, 'page')) this.#breaks = true;
    if (hasClass(element, 'tiles')) return [this.#tiles(element, place)];
    const isBeside = this.#isSideBySide && place.isInCell !== true;
    if (hasClass(element, 'pair') && isBeside && place.box === undefined) return [this.#beside(element, place)];
    if (element.tagName === 'figcaption') return this.#children(element.childNodes, { ...place, keepNext: true });
    return this.#children(element.childNodes, place);
  }

  /** Where a link leads to: the next heading. */
  #noteAnchor(element: Element): void {
    if (element.tagName === 'section') this.#bookmark = attribute(element, 'id') ?? this.#bookmark;
  }

  #boxOf(element: Element): { readonly box?: Box } {
    const name = [...classesOf(element)].find((one) => Object.hasOwn(BOXES, one));
    const box = name === undefined ? undefined : BOXES[name];
    if (box === undefined) return {};
    return { box: hasClass(element, 'met') ? { ...box, color: MET } : box };
  }

  heading(element: Element, place: Place): readonly Block[] {
    const runs = runsOf(element.childNodes, place);
    if (runs.length === 0) return [];
    const bookmark = this.#bookmark;
    const isBroken = this.#breaks;
    this.#bookmark = undefined;
    this.#breaks = false;
    const level = Number(element.tagName.slice(1)) as HeadingBlock['level'];
    return [
      {
        type: 'heading',
        level,
        runs,
        ...sides(place),
        ...(bookmark !== undefined && { bookmark }),
        ...(isBroken && { pageBreak: true }),
      },
    ];
  }

  paragraph(nodes: readonly Node[], place: Place, kind: ParagraphKind): readonly ParagraphBlock[] {
    const runs = runsOf(nodes, place);
    // A line to write on has nothing on it yet.
    if (runs.length === 0 && kind !== 'line') return [];
    return [
      { type: 'paragraph', kind, runs, ...sides(place), ...(place.keepNext === true && { keepNext: true as const }) },
    ];
  }

  list(element: Element, place: Place): readonly Block[] {
    const isMarked = !hasClass(element, 'boxes', 'contents');
    const list = (this.#lists += 1);
    return childElements(element).flatMap((item): readonly Block[] => {
      const own = { ...place, ...mannerOf(item, place) };
      return this.#parts(item, own).map((runs, index): Block => {
        if (!isMarked) return { type: 'paragraph', kind: 'text', runs, ...sides(saidIn(runs, own)) };
        const isContinued = index > 0;
        return {
          type: 'item',
          ordered: element.tagName === 'ol',
          list,
          isContinued,
          runs,
          ...sides(saidIn(runs, own)),
        };
      });
    });
  }

  /** The lines of an item: one, or one a language. */
  #parts(item: Element, place: Place): readonly ParagraphBlock['runs'][] {
    const double = childElements(item).find((one) => hasClass(one, 'both') && one.tagName === 'span');
    if (double !== undefined) return this.#boxParts(item, double, place);
    const own = childElements(item);
    const isDouble = own.length > 0 && own.every(({ tagName }) => tagName === 'div');
    if (!isDouble) return [runsOf(item.childNodes, place)].filter((runs) => runs.length > 0);
    return own.map((part) => runsOf(part.childNodes, mannerOf(part, place))).filter((runs) => runs.length > 0);
  }

  /** A box to tick with its first language; the second below it, in its own direction. */
  #boxParts(item: Element, double: Element, place: Place): readonly ParagraphBlock['runs'][] {
    const [first, ...others] = childElements(double);
    const before = item.childNodes.filter((node) => node !== double);
    const lead = runsOf(first === undefined ? before : [...before, first], place);
    return [lead, ...others.map((part) => runsOf(part.childNodes, mannerOf(part, place)))];
  }

  definitions(element: Element, place: Place): readonly Block[] {
    const parts = childElements(element);
    const inside = { ...place, isInCell: true as const };
    const blocksOf = (part: Element, more: Partial<Place> = {}): readonly Block[] =>
      this.#children(part.childNodes, { ...inside, ...mannerOf(part, inside), ...more });
    if (hasClass(element, 'terms')) {
      return parts.flatMap((part) =>
        part.tagName === 'dt' ? blocksOf(part, { bold: true, keepNext: true }).map(asTerm) : blocksOf(part),
      );
    }
    const rows = parts.flatMap((part, index) => {
      const value = parts[index + 1];
      if (part.tagName !== 'dt' || value?.tagName !== 'dd') return [];
      const cell = { isHeader: false, numeric: false, columns: 1 };
      const term = { ...cell, isHeader: true, blocks: blocksOf(part, { color: '4B5263' }) };
      return [{ isHeader: false, isTotal: false, cells: [term, { ...cell, blocks: blocksOf(value) }] }];
    });
    return [{ type: 'table', kind: 'layout', rows, isTall: false, ...sides(place) }];
  }

  table(element: Element, place: Place): readonly Block[] {
    const inside = { ...place, isInCell: true as const };
    return readTable(element, {
      ...sides(place),
      caption: (caption) => this.#captioned(caption, place),
      cell: (cell) => this.#children(cell.childNodes, { ...inside, ...mannerOf(cell, inside) }),
    });
  }

  #captioned(caption: Element, place: Place): readonly Block[] {
    const blocks = this.#children(caption.childNodes, { ...place, isInCell: true, keepNext: true });
    return blocks.map((block) => (block.type === 'paragraph' ? { ...block, kind: 'caption' as const } : block));
  }

  picture(element: Element, place: Place): readonly Block[] {
    const picture = element.tagName === 'svg' ? this.shelf.drawing(element) : this.shelf.image(element);
    return picture === undefined ? [] : [{ type: 'picture', picture, ...sides(place) }];
  }

  #tiles(element: Element, place: Place): TableBlock {
    const cells = childElements(element).map((tile) => ({
      blocks: this.#children(tile.childNodes, { ...place, isInCell: true }),
      isHeader: false,
      numeric: false,
      columns: 1,
    }));
    return {
      type: 'table',
      kind: 'tiles',
      rows: [{ cells, isHeader: false, isTotal: false }],
      isTall: false,
      ...sides(place),
    };
  }

  /** Two languages beside each other: the first where reading begins. */
  #beside(element: Element, place: Place): TableBlock {
    const cells = childElements(element).map((side) => ({
      blocks: this.#block(side, { ...place, isInCell: true }),
      isHeader: false,
      numeric: false,
      columns: 1,
    }));
    const rows = [{ cells, isHeader: false, isTotal: false }];
    return { type: 'table', kind: 'layout', rows, isTall: false, ...sides(place) };
  }
}

type Reading = (reader: BlockReader, element: Element, place: Place) => readonly Block[];
const heading: Reading = (reader, element, place) => reader.heading(element, place);
const list: Reading = (reader, element, place) => reader.list(element, place);
const picture: Reading = (reader, element, place) => reader.picture(element, place);
/** What each element becomes; any other holds blocks. */
const READERS: Readonly<Record<string, Reading>> = {
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  p: (reader, element, place) => reader.paragraph(element.childNodes, place, kindOf(element)),
  ul: list,
  ol: list,
  dl: (reader, element, place) => reader.definitions(element, place),
  table: (reader, element, place) => reader.table(element, place),
  svg: picture,
  img: picture,
};

/** A line has the direction of the language that it is in. */
const saidIn = ([first]: readonly Run[], place: Place): Place =>
  first === undefined ? place : { ...place, language: first.language, direction: first.direction };

const sides = ({ language, direction, box }: Place) => ({ language, direction, ...(box !== undefined && { box }) });
const asTerm = (block: Block): Block => (block.type === 'paragraph' ? { ...block, kind: 'term' } : block);

const kindOf = (element: Element): ParagraphKind =>
  [...classesOf(element)].map((name) => KINDS[name]).find((kind) => kind !== undefined) ?? 'text';
