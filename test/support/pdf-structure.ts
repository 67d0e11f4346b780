import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  PDFString,
  type PDFObject,
} from '@cantoo/pdf-lib';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** An element of the structure as whoever listens to a document meets it. */
export interface Tagged {
  readonly role: string;
  /** Its own or that of what it lies in. */
  readonly language: string;
  readonly alternative: string | undefined;
  /** Of a header of a table. */
  readonly scope: string | undefined;
  /** Painted directly in it. */
  readonly text: string;
  readonly children: readonly Tagged[];
}

export interface PdfStructure {
  readonly language: string;
  readonly title: string;
  readonly showsTitle: boolean;
  readonly marked: boolean;
  readonly tree: Tagged;
  readonly pages: number;
  /** Entries of the outline, depth first, with their depth from 1. */
  readonly outline: readonly { readonly title: string; readonly depth: number }[];
  /** Texts painted in marks of no content, and texts painted in no mark or in one that no element claims. */
  readonly artifacts: readonly string[];
  readonly unclaimed: readonly string[];
}

/** The structure tree of a PDF, read from its objects, with the texts that its elements claim. */
export async function readStructure(bytes: Uint8Array): Promise<PdfStructure> {
  const file = await PDFDocument.load(bytes, { updateMetadata: false });
  const painted = await readPainted(bytes);
  const { catalog, context } = file;
  const root = context.lookup(catalog.get(name('StructTreeRoot')), PDFDict);
  const pages = new Map(file.getPages().map((page, index) => [page.ref.toString(), index]));
  const reader = new TreeReader(context, painted.claimable, pages);
  const language = textValue(catalog.get(name('Lang')));
  const [tree] = reader.children(root.get(name('K')), { language, page: undefined }).children;
  if (tree === undefined) throw new Error('the PDF has no structure');
  const preferences = context.lookupMaybe(catalog.get(name('ViewerPreferences')), PDFDict);
  const marks = context.lookupMaybe(catalog.get(name('MarkInfo')), PDFDict);
  return {
    language,
    title: file.getTitle() ?? '',
    showsTitle: String(preferences?.get(name('DisplayDocTitle'))) === 'true',
    marked: String(marks?.get(name('Marked'))) === 'true',
    tree,
    pages: pages.size,
    outline: painted.outline,
    artifacts: painted.artifacts,
    unclaimed: [...painted.loose, ...reader.unclaimed()],
  };
}

/** Every element, in the order in which it is read. */
export const elementsOf = (element: Tagged): readonly Tagged[] => [element, ...element.children.flatMap(elementsOf)];

export const textOf = (element: Tagged): string => [element.text, ...element.children.map(textOf)].join('');

const name = (value: string): PDFName => PDFName.of(value);

function textValue(value: PDFObject | undefined): string {
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';
}

interface Around {
  readonly language: string;
  readonly page: PDFObject | undefined;
}

class TreeReader {
  readonly #claimed = new Set<string>();

  constructor(
    private readonly context: PDFDocument['context'],
    private readonly texts: ReadonlyMap<string, string>,
    private readonly pages: ReadonlyMap<string, number>,
  ) {}

  unclaimed(): readonly string[] {
    return [...this.texts]
      .filter(([key, text]) => !this.#claimed.has(key) && text.trim() !== '')
      .map(([, text]) => text);
  }

  /** What an entry `K` holds: elements, and texts of marked content. */
  children(
    value: PDFObject | undefined,
    around: Around,
  ): { readonly children: readonly Tagged[]; readonly text: string } {
    const found = this.#lookup(value);
    const parts = found instanceof PDFArray ? found.asArray() : found === undefined ? [] : [found];
    const children: Tagged[] = [];
    let text = '';
    for (const part of parts) {
      const object = this.#lookup(part);
      if (object instanceof PDFDict && object.has(name('S'))) children.push(this.#element(object, around));
      else text += this.#content(object, around);
    }
    return { children, text };
  }

  #lookup(value: PDFObject | undefined): PDFObject | undefined {
    return value instanceof PDFRef ? this.context.lookup(value) : value;
  }

  /** A number is content on the page of its element; with a page of its own it is a dictionary. Links hold no content. */
  #content(object: PDFObject | undefined, around: Around): string {
    if (object instanceof PDFNumber) return this.#claim(around.page, object.asNumber());
    if (!(object instanceof PDFDict) || !object.has(name('MCID'))) return '';
    return this.#claim(object.get(name('Pg')) ?? around.page, object.lookup(name('MCID'), PDFNumber).asNumber());
  }

  #element(dict: PDFDict, around: Around): Tagged {
    const language = textValue(dict.get(name('Lang'))) || around.language;
    const inside = { language, page: dict.get(name('Pg')) ?? around.page };
    const alternative = dict.get(name('Alt'));
    return {
      role: dict.lookup(name('S'), PDFName).decodeText(),
      language,
      alternative: alternative === undefined ? undefined : textValue(alternative),
      scope: this.#scope(dict.get(name('A'))),
      ...this.children(dict.get(name('K')), inside),
    };
  }

  #scope(value: PDFObject | undefined): string | undefined {
    const attributes = value === undefined ? undefined : this.context.lookup(value);
    const all = attributes instanceof PDFArray ? attributes.asArray() : attributes === undefined ? [] : [attributes];
    const scopes = all.flatMap((one) => {
      const dict = this.context.lookup(one);
      const scope = dict instanceof PDFDict ? dict.get(name('Scope')) : undefined;
      return scope instanceof PDFName ? [scope.decodeText()] : [];
    });
    return scopes[0];
  }

  #claim(page: PDFObject | undefined, mark: number): string {
    const key = `${this.pages.get(String(page)) ?? -1} ${mark}`;
    if (this.#claimed.has(key)) throw new Error(`two elements claim the content ${key}`);
    this.#claimed.add(key);
    return this.texts.get(key) ?? '';
  }
}

interface Painted {
  /** By page and mark. */
  readonly claimable: ReadonlyMap<string, string>;
  readonly artifacts: readonly string[];
  readonly loose: readonly string[];
  readonly outline: PdfStructure['outline'];
}

async function readPainted(bytes: Uint8Array): Promise<Painted> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const claimable = new Map<string, string>();
  const [artifacts, loose]: [string[], string[]] = [[], []];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open: string[] = [];
    for (const item of items) {
      if ('str' in item)
        note(item.str + (item.hasEOL ? '\n' : ''), open, { claimable, artifacts, loose, page: number - 1 });
      else if (item.type === 'endMarkedContent') open.pop();
      else open.push(markOf(item));
    }
  }
  const outline = flatten(await document.getOutline(), 1);
  await document.loadingTask.destroy();
  return { claimable, artifacts, loose, outline };
}

/** More than its type says. */
interface Mark {
  readonly tag?: string;
  readonly id?: string | null;
}
const markOf = ({ tag, id }: Mark): string =>
  tag === 'Artifact' ? 'artifact' : (/_mc(\d+)$/.exec(id ?? '')?.[1] ?? '');

function note(
  text: string,
  open: readonly string[],
  to: { claimable: Map<string, string>; artifacts: string[]; loose: string[]; readonly page: number },
): void {
  const mark = open.findLast((one) => one !== '');
  if (mark === 'artifact') to.artifacts.push(text);
  else if (mark !== undefined)
    to.claimable.set(`${to.page} ${mark}`, (to.claimable.get(`${to.page} ${mark}`) ?? '') + text);
  else if (text.trim() !== '') to.loose.push(text);
}

type Entries = Awaited<ReturnType<PDFDocumentProxy['getOutline']>>;
const flatten = (entries: Entries | null, depth: number): PdfStructure['outline'] =>
  (entries ?? []).flatMap((entry) => [{ title: entry.title, depth }, ...flatten(entry.items as Entries, depth + 1)]);
