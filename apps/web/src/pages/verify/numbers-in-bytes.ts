/** Crockford's base 32 as documents print it; found wherever it begins, even inside another one. */
const NUMBER = /(?=([0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}))/g;
const LENGTH = 14;
/** A file of ours names one document; a file full of numbers must not fill the memory. */
const MOST_KNOWN = 200;
const MOST_TOLD = 8;

/**
 * Numbers of documents that a file names where nothing is packed, chunk by chunk. The file is not opened as what it says
 * it is: whoever sends it may have made it to harm whoever opens it. Runs in browsers and on the server.
 */
export class NumbersInBytes {
  private readonly counts = new Map<string, number>();
  private rest = '';

  read(chunk: Uint8Array): void {
    const text = this.rest + latin1(chunk);
    for (const [, number = ''] of text.matchAll(NUMBER)) this.count(number);
    this.rest = text.slice(1 - LENGTH);
  }

  /** Those named most often first. */
  numbers(): readonly string[] {
    const ordered = [...this.counts].sort(([, a], [, b]) => b - a);
    return ordered.slice(0, MOST_TOLD).map(([number]) => number);
  }

  private count(number: string): void {
    const known = this.counts.get(number);
    if (known !== undefined || this.counts.size < MOST_KNOWN) this.counts.set(number, (known ?? 0) + 1);
  }
}

/** One character a byte, on either side. `TextDecoder` would read some bytes as others. */
function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}
