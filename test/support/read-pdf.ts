import { getDocument, OPS, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What a reader, a screen reader and a printer find in a PDF. */
export interface PdfContent {
  readonly title: string;
  readonly language: string;
  readonly marked: boolean;
  /** Titles of the outline, depth first. */
  readonly outline: readonly string[];
  readonly pages: readonly PdfPage[];
  readonly text: string;
}
export interface PdfPage {
  /** Lines between header and footer, top to bottom. */
  readonly lines: readonly string[];
  readonly margins: readonly string[];
  /** Role → how often it occurs in the page's structure. */
  readonly roles: Readonly<Record<string, number>>;
  readonly alternatives: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
}

const A4_HEIGHT = 842;
const MARGIN = 60;

/** Fonts are looked up on the first pages only: it takes drawing them. */
const PAGES_WITH_FONTS = 6;

export async function readPdf(bytes: Uint8Array): Promise<PdfContent> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, fontExtraProperties: true }).promise;
  const info = (await document.getMetadata()).info as Readonly<Record<string, unknown>>;
  // A Map, whatever its type says.
  const marks = (await document.getMarkInfo()) as unknown as ReadonlyMap<string, boolean> | null;
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1)
    pages.push(await readPage(await document.getPage(number), number <= PAGES_WITH_FONTS));
  const outline = flatten(await document.getOutline());
  await document.loadingTask.destroy();
  return {
    title: String(info['Title']),
    language: String(info['Language']),
    marked: marks?.get('Marked') === true,
    outline,
    pages,
    text: pages.map((page) => [...page.margins, ...page.lines].join('\n')).join('\n'),
  };
}

type Outline = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;
const flatten = (items: Outline | null): readonly string[] =>
  (items ?? []).flatMap((item) => [item.title, ...flatten(item.items as Outline)]);

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly children?: readonly Node[];
}

async function readPage(page: PDFPageProxy, withFonts: boolean): Promise<PdfPage> {
  const roles: Record<string, number> = {};
  const alternatives: string[] = [];
  const walk = (node: Node): void => {
    if (node.role !== undefined) roles[node.role] = (roles[node.role] ?? 0) + 1;
    if (node.alt !== undefined) alternatives.push(node.alt);
    node.children?.forEach(walk);
  };
  const tree = (await page.getStructTree()) as Node | null;
  if (tree !== null) walk(tree);
  const { body, margins } = await linesOf(page);
  return { lines: body, margins, roles, alternatives, fonts: withFonts ? await fontsOf(page) : [] };
}

async function linesOf(page: PDFPageProxy): Promise<{ body: string[]; margins: string[] }> {
  const content = await page.getTextContent();
  const lines = new Map<number, string[]>();
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const y = Math.round(Number(item.transform[5]));
    lines.set(y, [...(lines.get(y) ?? []), item.str.trim()]);
  }
  const ordered = [...lines].toSorted(([a], [b]) => b - a);
  const inside = (y: number): boolean => y > MARGIN && y < A4_HEIGHT - MARGIN;
  const text = (kept: (y: number) => boolean): string[] =>
    ordered.filter(([y]) => kept(y)).map(([, parts]) => parts.join(' '));
  return { body: text(inside), margins: text((y) => !inside(y)) };
}

async function fontsOf(page: PDFPageProxy): Promise<PdfPage['fonts']> {
  const operators = await page.getOperatorList();
  const ids = new Set(
    operators.fnArray.flatMap((code, index) => (code === OPS.setFont ? [String(operators.argsArray[index][0])] : [])),
  );
  return [...ids].map((id) => {
    const font = page.commonObjs.get(id) as { readonly name: string; readonly missingFile?: boolean };
    return { name: font.name, embedded: font.missingFile !== true };
  });
}
