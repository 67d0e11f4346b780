import type { ByteStream } from './file-store.js';
import type { Trace } from './traces.js';

export interface CleanedFile {
  readonly bytes: ByteStream;
  /** What was taken out; known once the bytes have been read to their end. */
  readonly removed: () => readonly Trace[];
}

export abstract class FileCleaner {
  /**
   * The same content without what it tells about its author. While they are read the bytes throw `FileRefused` for a file
   * that cannot be cleaned without harm, and `FileTooLarge` for more than `limit` bytes.
   */
  abstract clean(mediaType: string, bytes: ByteStream, limit: number): CleanedFile;
}
