import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { PrintedPdf, UnknownLayout } from '@isonomia/printed';
import { xmpOf } from './xmp.js';

export interface Seal {
  readonly documentId: string;
  readonly verifyUrl: string;
  readonly language: string;
  readonly at: Date;
  /** As readers of PDFs show them: who signs, why, and what the field is called. */
  readonly signer: string;
  readonly reason: string;
  readonly label: string;
}

/** A finished file but for its signature, and where that goes. */
export interface Unsigned {
  readonly bytes: Buffer;
  /** Of the signature with its angle brackets: all that it does not cover. */
  readonly gap: { readonly from: number; readonly to: number };
}

/** The marks keep a PDF from being taken for text; the line after them names the document before all else. */
const headerOf = (id: string): string => `%PDF-1.7\n%\u00d3\u00eb\u00e9\u00e1\n%Isonomia ${id}\n`;
/** Printed, as archives want it, and locked; without a size it is drawn nowhere. */
const WIDGET_FLAGS = 132;
/** There is a signature, and the file may be added to only: whoever writes it anew breaks it. */
const SIGNATURE_FLAGS = 3;
const NO_CHANGES = 1;
const RANGE = '[0 0000000000 0000000000 0000000000]';

const name = (value: string): PDFName => PDFName.of(value);
const words = (value: string): PDFHexString => PDFHexString.fromText(value);
/** Readable in the bytes: letters, digits and what addresses have. */
function plain(value: string): PDFString {
  if (!/^[\w:/.~%[\]-]+$/.test(value)) throw new Error(`signing.text: "${value}" cannot stand in a PDF as it is.`);
  return PDFString.of(value);
}

/**
 * Everything that the signature will cover, with room for it. The id stands where nothing is packed, from the third line
 * to the trailer: a changed, shortened or lengthened copy still says which document it was.
 */
export function sealPdf(pdf: Uint8Array, seal: Seal, room: number): Unsigned {
  const file = new PrintedPdf(pdf);
  const [widget, metadata, signature] = [file.reserve(), file.reserve(), file.reserve()];
  const title = noteId(file, seal);
  const page = putOnFirstPage(file, widget);
  file.put(widget, widgetOf(file, seal, { signature, page }));
  file.put(metadata, metadataOf(file, { ...seal, title }));
  changeCatalog(file, { signature, widget, metadata });
  file.put(signature, signatureOf(seal, room));
  return withRange(file.write(headerOf(seal.documentId), plain(seal.documentId).toString()));
}

/** Into the information dictionary; gives back the title that stands there. */
function noteId(file: PrintedPdf, { documentId }: Seal): string {
  const info = file.dict(file.info);
  info.set(name('IsonomiaDocument'), plain(documentId));
  file.put(file.info, info);
  const title = info.get(name('Title'));
  return title instanceof PDFString || title instanceof PDFHexString ? title.decodeText() : documentId;
}

/** Beside the links of the first page. */
function putOnFirstPage(file: PrintedPdf, widget: PDFRef): PDFRef {
  const ref = firstPage(file);
  const page = file.dict(ref);
  const known = page.get(name('Annots'));
  if (known !== undefined && !(known instanceof PDFArray)) throw new UnknownLayout('the links of a page lie elsewhere');
  const annotations = known ?? file.context.obj([]);
  annotations.push(widget);
  page.set(name('Annots'), annotations);
  file.put(ref, page);
  return ref;
}

function firstPage(file: PrintedPdf): PDFRef {
  let at = file.dict(file.root).get(name('Pages'));
  while (at instanceof PDFRef) {
    const node = file.dict(at);
    if (node.get(name('Type')) === name('Page')) return at;
    const kids = node.get(name('Kids'));
    at = kids instanceof PDFArray ? kids.get(0) : undefined;
  }
  throw new UnknownLayout('there is no first page');
}

function widgetOf(
  file: PrintedPdf,
  seal: Seal,
  { signature, page }: { readonly signature: PDFRef; readonly page: PDFRef },
): PDFDict {
  return file.context.obj({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: plain(`Isonomia-${seal.documentId}`),
    // What a screen reader says instead.
    TU: words(seal.label),
    Rect: [0, 0, 0, 0],
    F: WIDGET_FLAGS,
    P: page,
    V: signature,
  });
}

function metadataOf(file: PrintedPdf, of: Parameters<typeof xmpOf>[0]): PDFRawStream {
  const xmp = Buffer.from(xmpOf(of), 'utf8');
  return PDFRawStream.of(file.context.obj({ Type: 'Metadata', Subtype: 'XML', Length: xmp.length }), xmp);
}

function changeCatalog(
  file: PrintedPdf,
  { signature, widget, metadata }: Readonly<Record<'signature' | 'widget' | 'metadata', PDFRef>>,
): void {
  const catalog = file.dict(file.root);
  if (catalog.has(name('AcroForm'))) throw new UnknownLayout('there is a form already');
  catalog.set(name('AcroForm'), file.context.obj({ Fields: [widget], SigFlags: SIGNATURE_FLAGS }));
  // Readers then say of any addition that it was not allowed.
  catalog.set(name('Perms'), file.context.obj({ DocMDP: signature }));
  catalog.set(name('Metadata'), metadata);
  file.put(file.root, catalog);
}

/** Spelled by hand, since the places of two of its values must be known. */
function signatureOf(seal: Seal, room: number): Buffer {
  const at = seal.at.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  const changes = `/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /V /1.2 /P ${NO_CHANGES}>>>>]`;
  const parts = [
    '<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/M (D:${at}Z)`,
    `/Name ${words(seal.signer).toString()}`,
    `/Reason ${words(seal.reason).toString()}`,
    // Where to ask about it: what the format has this entry for.
    `/ContactInfo ${plain(seal.verifyUrl).toString()}`,
    changes,
    `/ByteRange ${RANGE}`,
    `/Contents <${'0'.repeat(room * 2)}>>>`,
  ];
  return Buffer.from(parts.join('\n'), 'latin1');
}

/** Says in the file what the signature covers: all of it but itself. */
function withRange(bytes: Buffer): Unsigned {
  const range = bytes.lastIndexOf(RANGE, undefined, 'latin1');
  const from = bytes.indexOf('/Contents <', range, 'latin1') + '/Contents '.length;
  const to = bytes.indexOf('>', from, 'latin1') + 1;
  const [before, after] = [String(from), String(to)];
  const written = `[0 ${before.padStart(10, '0')} ${after.padStart(10, '0')} ${String(bytes.length - to).padStart(10, '0')}]`;
  bytes.write(written, range, 'latin1');
  return { bytes, gap: { from, to } };
}
