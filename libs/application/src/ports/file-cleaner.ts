import type { ByteStream } from './file-store.js';

/** What a file told beside its content: where a picture was taken, who wrote it, and anything else of that kind. */
export const TRACES = ['place', 'author', 'details'] as const;
export type Trace = (typeof TRACES)[number];

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
