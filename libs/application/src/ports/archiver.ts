import type { ByteStream } from './file-store.js';

export interface ArchiveEntry {
  /** With slashes; neither absolute nor upwards. */
  readonly path: string;
  readonly bytes: ByteStream;
}

export abstract class Archiver {
  /** As it is read: neither the archive nor one of its files is ever whole in memory. */
  abstract pack(entries: AsyncIterable<ArchiveEntry>): ByteStream;
}
