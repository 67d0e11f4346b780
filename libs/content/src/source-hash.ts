import { createHash } from 'node:crypto';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A stale translation is found by the beginning of its source's hash: long enough to tell, short enough to write. */
const SOURCE_HASH_LENGTH = 12;

export const sourceHash = (text: string): string => sha256(text).slice(0, SOURCE_HASH_LENGTH);
