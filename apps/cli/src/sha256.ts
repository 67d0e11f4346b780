import { createHash } from 'node:crypto';

/** In lower-case hexadecimal, of the UTF-8 bytes. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
