import { createHash } from 'node:crypto';
import type { IncomingFile } from '@isonomia/application';
import { NumbersInBytes } from './numbers-in-bytes.js';

export interface FileFacts {
  /** SHA-256 in hexadecimal. */
  readonly fingerprint: string;
  readonly found: readonly string[];
}

/** Passes through and is gone: nothing of it is kept, and no library opens it. */
export async function factsOf(bytes: IncomingFile['bytes']): Promise<FileFacts> {
  const hash = createHash('sha256');
  const found = new NumbersInBytes();
  for await (const chunk of bytes) {
    hash.update(chunk);
    found.read(chunk);
  }
  return { fingerprint: hash.digest('hex'), found: found.numbers() };
}
