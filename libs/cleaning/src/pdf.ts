import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import type { PDFContext, PDFObject } from '@cantoo/pdf-lib';
import type { Cleaned, Trace } from './pictures.js';

/** How pictures are cleaned, and how to say that something cannot be; handed in, since this file imports packages only. */
export interface PictureCleaner {
  readonly cleanJpeg: (bytes: Uint8Array) => Cleaned;
  readonly refused: (fault: 'broken' | 'encrypted' | 'signed') => Error;
}

const NAME = {
  author: PDFName.of('Author'),
  metadata: PDFName.of('Metadata'),
  pieces: PDFName.of('PieceInfo'),
  modified: PDFName.of('LastModified'),
  range: PDFName.of('ByteRange'),
  type: PDFName.of('Type'),
  filter: PDFName.of('Filter'),
  jpeg: PDFName.of('DCTDecode'),
};
/** What programs hang onto any object: XMP, their own data, times. */
const HANGING = [NAME.metadata, NAME.pieces, NAME.modified];

/**
 * A PDF without its information dictionary, XMP and what programs hang onto objects, and without what nothing leads to
 * any more: an older state of the document may name its author. Contents of pages are copied as the packed bytes they are.
 */
export async function cleanPdf(bytes: Uint8Array, pictures: PictureCleaner): Promise<Cleaned> {
  const document = await open(bytes, pictures);
  const { context } = document;
  const removed = new Set<Trace>();
  const info = context.trailerInfo.Info;
  if (info !== undefined) noteInfo(context.lookup(info), removed);
  delete context.trailerInfo.Info;
  delete context.trailerInfo.ID;
  const reached = new Set<PDFRef>();
  const ahead: PDFObject[] = [document.catalog];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    if (next instanceof PDFRef) {
      if (reached.has(next)) continue;
      reached.add(next);
      const target = context.lookup(next);
      if (target !== undefined) ahead.push(cleanedStream(context, next, target, { pictures, removed }));
      continue;
    }
    ahead.push(...partsOf(next, context, { pictures, removed }));
  }
  if (context.trailerInfo.Root instanceof PDFRef) reached.add(context.trailerInfo.Root);
  for (const [ref] of context.enumerateIndirectObjects()) if (!reached.has(ref)) context.delete(ref);
  return {
    bytes: await document.save({ updateFieldAppearances: false, addDefaultPage: false, rewrite: true }),
    removed,
  };
}

interface Work {
  readonly pictures: PictureCleaner;
  readonly removed: Set<Trace>;
}

async function open(bytes: Uint8Array, { refused }: PictureCleaner): Promise<PDFDocument> {
  let document: PDFDocument;
  try {
    document = await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: true, preserveXFA: true });
    if (document.isEncrypted) throw refused('encrypted');
    if (document.getPageCount() === 0) throw refused('broken');
  } catch (error) {
    throw error instanceof Error && 'fault' in error ? error : refused('broken');
  }
  return document;
}

function noteInfo(info: PDFObject | undefined, removed: Set<Trace>): void {
  if (!(info instanceof PDFDict) || info.keys().length === 0) return;
  removed.add('details');
  if (info.has(NAME.author)) removed.add('author');
}

function partsOf(object: PDFObject, context: PDFContext, { pictures, removed }: Work): readonly PDFObject[] {
  if (object instanceof PDFArray) return object.asArray();
  const dict = object instanceof PDFStream ? object.dict : object;
  if (!(dict instanceof PDFDict)) return [];
  // The signature covers every byte: with one of them gone it would say that the document was forged.
  if (dict.has(NAME.range)) throw pictures.refused('signed');
  for (const name of HANGING)
    if (dict.has(name)) {
      removed.add('details');
      if (speaksOfAuthor(context.lookup(dict.get(name)))) removed.add('author');
      dict.delete(name);
    }
  return dict.values();
}

const speaksOfAuthor = (object: PDFObject | undefined): boolean =>
  object instanceof PDFRawStream && /dc:creator|pdf:Author/.test(Buffer.from(object.contents).toString('latin1'));

/** A photograph in a page is a whole JPEG, with all that the camera wrote into it. */
function cleanedStream(context: PDFContext, ref: PDFRef, object: PDFObject, { pictures, removed }: Work): PDFObject {
  if (!(object instanceof PDFRawStream) || !isJpeg(context, object.dict)) return object;
  try {
    const cleaned = pictures.cleanJpeg(object.contents);
    if (cleaned.removed.size === 0) return object;
    for (const trace of cleaned.removed) removed.add(trace);
    const replaced = PDFRawStream.of(object.dict, cleaned.bytes);
    context.assign(ref, replaced);
    return replaced;
  } catch {
    // Readers draw more than is a whole JPEG; then it stays what it is.
    return object;
  }
}

function isJpeg(context: PDFContext, dict: PDFDict): boolean {
  const filter = context.lookup(dict.get(NAME.filter));
  return filter === NAME.jpeg || (filter instanceof PDFArray && filter.size() === 1 && filter.get(0) === NAME.jpeg);
}
