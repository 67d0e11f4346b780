import { WordWriter, type DrawingPainter, type PrintableDocument } from '@isonomia/application';
import {
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  TabStopType,
  TextRun,
  type IRunOptions,
} from 'docx';

import { readPage, type Page } from './page.js';
import { BlockReader } from './read-blocks.js';
import { settled } from './settle.js';
import { FONT, NUMBERING, STYLES } from './styles.js';
import { textRun, type Shown } from './to-paragraphs.js';
import { toDocx } from './to-tables.js';
import type { Shelved } from './picture-shelf.js';

/** Twentieths of a point. */
const PAPER = { width: 11906, height: 16838 };
const MARGIN = 1247;
const WIDTH = PAPER.width - 2 * MARGIN;
/** Drawings are 640 units wide where they are as wide as the text. */
const PIXELS_A_UNIT = WIDTH / 15 / 640;
const LOGO_HEIGHT = 90;

/** Printable pages as DOCX, by way of the same HTML: what the PDF says, this says. The same page gives the same bytes. */
export class DocxWriter extends WordWriter {
  readonly #painter: DrawingPainter;

  constructor(painter: DrawingPainter) {
    super();
    this.#painter = painter;
  }

  override async write({ html }: PrintableDocument): Promise<Uint8Array> {
    const page = readPage(html);
    const reader = new BlockReader(page.isSideBySide);
    const { language, direction } = page;
    const blocks = reader.read(page.body, { language, direction });
    const pictures = await this.#paint(reader.shelf.items, page);
    const anchors = new Set(blocks.flatMap((block) => (block.type === 'heading' ? [block.bookmark ?? ''] : [])));
    const children = toDocx(blocks, { pictures, anchors, width: WIDTH });
    return settled(await Packer.toBuffer(documentOf(page, children)), page);
  }

  async #paint(items: readonly Shelved[], { fontFaces, language, direction }: Page): Promise<readonly Shown[]> {
    const list = items.flatMap((item) => ('drawing' in item ? [item.drawing] : []));
    const style = `${fontFaces} body { margin: 0; font: 400 13px "Noto Sans"; }`;
    const painted = [...(await this.#painter.paint({ style, list, language, direction }))].values();
    return items.map((item) => {
      if ('image' in item) return { ...item.image, ...imageSize(item.image.bytes) };
      const bytes = painted.next().value;
      if (bytes === undefined) throw new Error('word.picture: the painter left a drawing out.');
      const { width, height } = item.drawing;
      return { bytes, type: 'png', width: width * PIXELS_A_UNIT, height: height * PIXELS_A_UNIT };
    });
  }
}

/** Logos are as high as the cover has room for. Their own proportions stand in the first bytes of a PNG. */
function imageSize(bytes: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isPng = bytes.length > 24 && bytes[0] === 0x89;
  const [width, height] = isPng ? [view.getUint32(16), view.getUint32(20)] : jpegSize(view);
  const scale = LOGO_HEIGHT / Math.max(1, height);
  return { width: width * scale, height: LOGO_HEIGHT };
}

/** Width and height from the frame header; a square where there is none. */
function jpegSize(view: DataView): readonly [number, number] {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    at += 2 + view.getUint16(at + 2);
  }
  return [1, 1];
}

function documentOf(page: Page, children: ReturnType<typeof toDocx>): Document {
  const { language, direction } = page;
  const run = direction === 'rtl' ? { bidirectional: language } : { value: language };
  const styles = {
    ...STYLES,
    default: {
      ...STYLES.default,
      document: { ...STYLES.default?.document, run: { ...STYLES.default?.document?.run, font: FONT, language: run } },
    },
  };
  const margin = { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 620, footer: 620 };
  return new Document({
    title: page.title,
    creator: page.author,
    lastModifiedBy: page.author,
    styles,
    numbering: NUMBERING,
    sections: [
      {
        properties: { page: { size: PAPER, margin }, titlePage: true },
        headers: {
          default: new Header({ children: [marginLine(page, header(page))] }),
          first: new Header({ children: [empty()] }),
        },
        footers: {
          default: new Footer({ children: [marginLine(page, footer(page))] }),
          first: new Footer({ children: [empty()] }),
        },
        children,
      },
    ],
  });
}

const empty = (): Paragraph => new Paragraph({ style: 'Margin' });

const marginLine = ({ direction }: Page, children: readonly TextRun[]): Paragraph =>
  new Paragraph({
    style: 'Margin',
    ...(direction === 'rtl' && { bidirectional: true }),
    tabStops: [{ type: TabStopType.RIGHT, position: WIDTH }],
    children: [...children],
  });

function header({ language, direction, margins }: Page): readonly TextRun[] {
  const manner = { language, direction };
  return [
    textRun({ ...manner, text: margins.running }),
    tab(),
    textRun({ ...manner, text: margins.marking, bold: true }),
  ];
}

function footer({ language, direction, margins }: Page): readonly TextRun[] {
  const manner = { language, direction };
  const field = (value: IRunOptions['children']): TextRun =>
    new TextRun({ children: value ?? [], ...(direction === 'rtl' && { rightToLeft: true }) });
  return [
    textRun({ ...manner, text: margins.foot }),
    tab(),
    textRun({ ...manner, text: `${margins.pageWord} ` }),
    field([PageNumber.CURRENT]),
    textRun({ ...manner, text: ` ${margins.ofWord} ` }),
    field([PageNumber.TOTAL_PAGES]),
  ];
}

const tab = (): TextRun => new TextRun({ children: [new Tab()] });
