import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';

/** A stretch of a PDF's bytes, and what stands there. */
export interface PdfPart {
  /** `font file`, `page`, `trailer`, … */
  readonly kind: string;
  /** Counted from 1; 0 for what belongs to no page. */
  readonly page: number;
  readonly from: number;
  readonly to: number;
}

const NOT_DOWN = new Set(['Parent', 'P', 'StructTreeRoot', 'K', 'Dest', 'V'].map((name) => PDFName.of(name)));

/**
 * Every object of a file with one table, by its kind and by the pages that use it, and what stands between and around the
 * objects: together every byte of the file.
 */
export async function partsOf(bytes: Buffer): Promise<readonly PdfPart[]> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  const { offsets, table } = tableOf(bytes);
  const ordered = [...offsets].toSorted(([, a], [, b]) => a - b);
  const ends = new Map(ordered.map(([number], index) => [number, ordered[index + 1]?.[1] ?? table]));
  const uses = usesOf(document);
  const objects = document.context.enumerateIndirectObjects().flatMap(([ref, object]) => {
    const [from, to] = [offsets.get(ref.objectNumber) ?? -1, ends.get(ref.objectNumber) ?? -1];
    const { pages, as } = uses.get(ref.objectNumber) ?? { pages: [0], as: '' };
    return pages.map((page) => ({ kind: kindOf(object) || as || 'other', page, from, to }));
  });
  const at = (word: string): number => bytes.lastIndexOf(word, undefined, 'latin1');
  const around = [
    { kind: 'header', from: 0, to: ordered[0]?.[1] ?? 0 },
    { kind: 'table', from: table, to: at('trailer') },
    { kind: 'trailer', from: at('trailer'), to: at('startxref') },
    { kind: 'start', from: at('startxref'), to: at('%%EOF') },
    { kind: 'end', from: at('%%EOF'), to: bytes.length },
  ];
  return [...objects, ...around.map((part) => ({ ...part, page: 0 }))];
}

function tableOf(bytes: Buffer): { readonly offsets: ReadonlyMap<number, number>; readonly table: number } {
  const table = Number(/startxref\n(\d+)\n%%EOF/.exec(bytes.toString('latin1'))?.[1]);
  const [, count = '0'] = /^xref\n0 (\d+)\n/.exec(bytes.toString('latin1', table, table + 40)) ?? [];
  const first = table + `xref\n0 ${count}\n`.length;
  const offsets = new Map<number, number>();
  for (let number = 1; number < Number(count); number += 1) {
    const entry = bytes.toString('latin1', first + number * 20, first + number * 20 + 20);
    if (entry.includes(' n')) offsets.set(number, Number(entry.slice(0, 10)));
  }
  return { offsets, table };
}

interface Use {
  readonly pages: number[];
  /** Under which key something leads to it. */
  as: string;
}

/** What a page leads to, and the elements of the structure that say they stand on it. */
function usesOf(document: PDFDocument): ReadonlyMap<number, Use> {
  const found = new Map<number, Use>();
  const note = (ref: PDFRef, page: number, as: string) => {
    const use = found.get(ref.objectNumber) ?? { pages: [], as };
    if (!use.pages.includes(page)) use.pages.push(page);
    found.set(ref.objectNumber, use);
  };
  const numbers = new Map(document.getPages().map(({ ref }, index) => [ref, index + 1]));
  for (const [page, number] of numbers) {
    const ahead: { readonly object: PDFObject; readonly as: string }[] = [{ object: page, as: '' }];
    const seen = new Set<PDFObject>();
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      const { object, as } = next;
      if (seen.has(object)) continue;
      seen.add(object);
      if (object instanceof PDFRef) {
        note(object, number, as);
        ahead.push({ object: document.context.lookup(object)!, as });
      } else ahead.push(...below(object, as));
    }
  }
  const { Info } = document.context.trailerInfo;
  if (Info instanceof PDFRef) note(Info, 0, 'Info');
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    const page = object instanceof PDFDict ? object.get(PDFName.of('Pg')) : undefined;
    const number = page instanceof PDFRef ? numbers.get(page) : undefined;
    if (number !== undefined) note(ref, number, '');
  }
  return found;
}

function below(object: PDFObject, as: string): readonly { readonly object: PDFObject; readonly as: string }[] {
  if (object instanceof PDFArray) return object.asArray().map((one) => ({ object: one, as }));
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return [];
  return dict.entries().flatMap(([key, value]) => (NOT_DOWN.has(key) ? [] : [{ object: value, as: key.decodeText() }]));
}

/** As it says itself; empty when only what leads to it tells. */
function kindOf(object: PDFObject): string {
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return '';
  const word = (name: string): string => String(dict.get(PDFName.of(name)) ?? '').replace('/', '');
  const named = [word('Type'), word('Subtype')].filter((part) => part !== '').join(' ');
  if (named !== '') return named;
  return dict.has(PDFName.of('S')) && dict.has(PDFName.of('P')) ? 'StructElem' : '';
}
