import type { ByteStream } from '../ports/file-store.js';
import { FileRefused } from '../problems/problems.js';

/** Bytes are left as they came; only what is no plain text is refused, wherever in the file it stands. */
export async function* checkedText(bytes: ByteStream): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of bytes) {
    demandText(decoded(() => decoder.decode(piece, { stream: true })));
    yield piece;
  }
  decoded(() => decoder.decode());
}

/** Half a character, as in UTF-8 that ends too early or holds a surrogate, is no UTF-8 either. */
function decoded(decode: () => string): string {
  try {
    return decode();
  } catch {
    throw new FileRefused('the text is not in UTF-8', 'not-utf-8');
  }
}

/** Of the control characters only those that set lines and columns: the others steer terminals and printers. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;
function demandText(text: string): void {
  if (CONTROL.test(text)) throw new FileRefused('the text holds control characters', 'control-characters');
}

/** UTF-16 has a mark of its own at the front, or a zero byte beside every Latin letter. */
export function isUtf16(head: Uint8Array): boolean {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const zeros = [0, 1].map((from) => head.filter((byte, at) => at % 2 === from && byte === 0).length);
  const half = Math.floor(head.length / 2);
  return half > 0 && zeros.some((zero) => zero * 2 >= half) && zeros.some((zero) => zero === 0);
}

/** A page or a drawing under a name of a text: kept, and shown as the characters that it consists of. */
export const isMarkup = (head: Uint8Array): boolean =>
  /^\ufeff?\s*</.test(new TextDecoder('utf-8', { ignoreBOM: true }).decode(head));
