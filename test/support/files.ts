import { PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { crc32, deflateSync } from 'node:zlib';

/** A whole PDF of one page that says this, by somebody where one is named. */
export async function pdfOf(text: string, author?: string): Promise<Buffer> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.addPage([300, 200]).drawText(text, { x: 20, y: 100, size: 12 });
  if (author !== undefined) {
    document.setAuthor(author);
    document.setProducer('Scanner of room 12');
    const xmp = `<x:xmpmeta><dc:creator>${author}</dc:creator></x:xmpmeta>`;
    const stream = document.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
    document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
  }
  return Buffer.from(await document.save({ useObjectStreams: false }));
}

export function pngChunk(type: string, body: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(body.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}

/** A whole PNG of one grey dot, with chunks more before its end. */
export function pngOf(...more: readonly Buffer[]): Buffer {
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Uint8Array.of(0, 0x80))),
    ...more,
    pngChunk('IEND', new Uint8Array()),
  ]);
}
