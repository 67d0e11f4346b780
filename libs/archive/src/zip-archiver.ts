import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Archiver, type ArchiveEntry, type ByteStream } from '@isonomia/application';
import { ZipFile } from 'yazl';

/** Packed already: trying again costs time and saves nothing. */
const PACKED = /\.(?:pdf|png|jpe?g|docx|xlsx|odt|ods|zip)$/i;

/** One entry after the other, as the archive is read; whoever stops reading stops the source. */
export class ZipArchiver extends Archiver {
  pack(entries: AsyncIterable<ArchiveEntry>): ByteStream {
    const zip = new ZipFile();
    const out = zip.outputStream;
    if (!(out instanceof Readable)) throw new Error('The archive cannot be read as a stream.');
    fill(zip, out, entries).catch((error: unknown) =>
      out.destroy(error instanceof Error ? error : new Error('archive')),
    );
    return out;
  }
}

async function fill(zip: ZipFile, out: Readable, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  for await (const { path, bytes } of entries) {
    const source = Readable.from(bytes, { objectMode: false });
    const stop = (): void => {
      source.destroy();
    };
    out.once('close', stop);
    // The library looks at the path too, and refuses one that is absolute or leads upwards.
    zip.addReadStream(source, path, { compress: !PACKED.test(path) });
    await finished(source);
    out.off('close', stop);
    if (out.destroyed) return;
  }
  zip.end();
}
