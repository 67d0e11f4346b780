import type { DocumentId } from '../ids.js';

export abstract class Clock {
  abstract now(): Date;
}

export abstract class Ids {
  /** A UUID of version 7: rows made one after the other lie side by side. */
  abstract uuid(): string;
  /** Sixty random bits: guessing one that exists is hopeless. */
  abstract documentId(): DocumentId;
  /** 256 random bits for a link that nobody can guess, in characters that an address takes. */
  abstract secret(): string;
}

export abstract class Hasher {
  /** SHA-256 of the UTF-8 bytes, in lower-case hexadecimal. */
  abstract sha256(text: string): string;
}

/** Where a room finds this machine, and how a phone knows that it is this one. */
export interface LanAddress {
  /** As people type them, the one to say first: `https://192.168.1.5:3000`. */
  readonly addresses: readonly string[];
  /** SHA-256 of the certificate that it made for itself: pairs of hexadecimal digits, colons between them. */
  readonly fingerprint: string;
}

/** What this installation is set to, from its configuration; bound with a plain object. */
export abstract class Installation {
  /** Bytes that the files of one agency may hold together. */
  abstract readonly agencyFiles: number;
  /** Bytes of one file of evidence. */
  abstract readonly evidenceFile: number;
  /** Bytes of a logo: it is printed on every document. */
  abstract readonly logoFile: number;
  /** Address of this installation, without a slash at the end: in QR codes and documents. */
  abstract readonly publicUrl: string;
  /** Package version and Node major, e.g. `0.1.0+node24`: stands in every result. */
  abstract readonly engine: string;
  /** Undefined unless it was started for a local network. */
  abstract readonly lan?: LanAddress;
}
