import { createHash, randomBytes } from 'node:crypto';
import { Clock, documentId, Hasher, Ids, type DocumentId } from '@isonomia/application';

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

export class NodeHasher extends Hasher {
  sha256(text: string): string {
    return createHash('sha256').update(text, 'utf8').digest('hex');
  }
}

/** Crockford's base 32: no I, L, O or U, so that what is read from paper is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DOCUMENT_CHARACTERS = 12;
const VERSION_7 = 0x70;
const VARIANT = 0x80;

export class RandomIds extends Ids {
  constructor(private readonly clock: Clock) {
    super();
  }

  uuid(): string {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(this.clock.now().getTime(), 0, 6);
    bytes[6] = VERSION_7 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = VARIANT | ((bytes[8] ?? 0) & 0x3f);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  documentId(): DocumentId {
    // 256 is a multiple of 32: every character is equally likely.
    const characters = Array.from(randomBytes(DOCUMENT_CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]);
    return documentId(characters.join(''));
  }
}
