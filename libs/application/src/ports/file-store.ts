import type { AgencyId, FileId } from '../ids.js';
import type { Trace } from './traces.js';
import type { AgencyScope, Transaction } from './unit-of-work.js';

export interface StoredFile {
  readonly id: FileId;
  readonly agencyId: AgencyId;
  readonly name: string;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** What was taken out before storing; undefined for files made here, and for those stored before anything was. */
  readonly removed?: readonly Trace[];
}

export interface NewFile {
  readonly id: FileId;
  readonly agencyId: AgencyId;
  /** As shown and as offered for download; never a path. */
  readonly name: string;
  readonly mediaType: string;
  /** Asked for once every byte was read. */
  readonly removed?: () => readonly Trace[];
}

/** Bytes as they arrive; nothing holds a whole file. */
export type ByteStream = AsyncIterable<Uint8Array>;

export abstract class FileStore {
  /** Throws `FileTooLarge` or `QuotaExceeded` when the stream outgrows a limit; the transaction then leaves nothing. */
  abstract write(
    tx: Transaction,
    file: NewFile,
    bytes: ByteStream,
    limits: { readonly file: number; readonly agency: number },
  ): Promise<StoredFile>;
  abstract find(tx: Transaction, id: FileId): Promise<StoredFile | undefined>;
  /** A chunk at a time, in the transaction or outside of any; nothing comes of a file that the reader has not. */
  abstract read(reader: Transaction | AgencyScope, id: FileId): ByteStream;
  abstract remove(tx: Transaction, id: FileId): Promise<void>;
}
