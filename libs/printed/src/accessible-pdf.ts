import { deflateSync } from 'node:zlib';
import { PDFDict, PDFHexString, PDFName, PDFRawStream, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import { markArtifacts } from './artifacts.js';
import { finishLists } from './lists.js';
import { PrintedPdf } from './printed-pdf.js';

const name = (value: string): PDFName => PDFName.of(value);
/** The marks keep a PDF from being taken for text. */
const HEADER = '%PDF-1.7\n%\u00d3\u00eb\u00e9\u00e1\n';

/**
 * What the browser leaves out of a tagged PDF: titles of the outline as they are read rather than as they are drawn, lists
 * with items, labels and bodies, and a mark on everything that is painted but says nothing. `headings` are those of the page in
 * their order; where the outline has another number of entries it stays as it is.
 */
export function accessiblePdf(pdf: Uint8Array, headings: readonly string[]): Uint8Array {
  const file = new PrintedPdf(pdf);
  nameOutline(file, headings);
  finishLists(file);
  file.having('/Type /Page\n').forEach((page) => markPage(file, page));
  return file.write(HEADER);
}

function nameOutline(file: PrintedPdf, headings: readonly string[]): void {
  const outlines = file.dict(file.root).get(name('Outlines'));
  if (!(outlines instanceof PDFRef)) return;
  const entries = [...entriesUnder(file, file.dict(outlines))];
  if (entries.length !== headings.length) return;
  entries.forEach(([ref, entry], index) => {
    entry.set(name('Title'), PDFHexString.fromText(headings[index] ?? ''));
    file.put(ref, entry);
  });
}

/** Each before those under it. */
function* entriesUnder(file: PrintedPdf, parent: PDFDict): Generator<readonly [PDFRef, PDFDict]> {
  let next: PDFObject | undefined = parent.get(name('First'));
  while (next instanceof PDFRef) {
    const entry = file.dict(next);
    yield [next, entry];
    yield* entriesUnder(file, entry);
    next = entry.get(name('Next'));
  }
}

function markPage(file: PrintedPdf, page: PDFRef): void {
  const contents = file.dict(page).get(name('Contents'));
  if (!(contents instanceof PDFRef)) return;
  const marked = deflateSync(markArtifacts(file.content(contents)));
  file.put(
    contents,
    PDFRawStream.of(file.context.obj({ Filter: 'FlateDecode', Length: marked.length }), new Uint8Array(marked)),
  );
}
