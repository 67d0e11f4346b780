import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Clock, documentId, Hasher, Ids, SealKey, type DocumentId } from '@isonomia/application';

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

/** HMAC-SHA-256 with the installation's secret for the audit. */
export class HmacSealKey extends SealKey {
  constructor(private readonly secret: string) {
    super();
  }

  sign(text: string): string {
    return createHmac('sha256', this.secret).update(text, 'utf8').digest('hex');
  }
}

/** Crockford's base 32: no I, L, O or U, so that what is read from paper is typed right. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const DOCUMENT_CHARACTERS = 12;
const SECRET_BYTES = 32;
const VERSION_7 = 0x7000;
const MOST_IN_A_MILLISECOND = 0xfff;
const VARIANT = 0x80;

export class RandomIds extends Ids {
  private millisecond = 0;
  private count = 0;

  constructor(private readonly clock: Clock) {
    super();
  }

  /** Ids of one process rise, also within a millisecond: what was made first is listed first. */
  uuid(): string {
    this.advance();
    const bytes = randomBytes(16);
    bytes.writeUIntBE(this.millisecond, 0, 6);
    bytes.writeUInt16BE(VERSION_7 | this.count, 6);
    bytes[8] = VARIANT | ((bytes[8] ?? 0) & 0x3f);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** A clock that was set back must not bring back ids: time then stands still here until it has caught up. */
  private advance(): void {
    const now = this.clock.now().getTime();
    if (now > this.millisecond) {
      this.millisecond = now;
      this.count = 0;
    } else if (this.count < MOST_IN_A_MILLISECOND) {
      this.count += 1;
    } else {
      this.millisecond += 1;
      this.count = 0;
    }
  }

  secret(): string {
    return randomBytes(SECRET_BYTES).toString('base64url');
  }

  documentId(): DocumentId {
    // 256 is a multiple of 32: every character is equally likely.
    const characters = Array.from(randomBytes(DOCUMENT_CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]);
    return documentId(characters.join(''));
  }
}
