/** As documents print it: three groups of four in Crockford's base 32. */
const NUMBER = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;
const LENGTH = 14;
const GROUP = 4;
const HYPHEN = 0x2d;
/** A file of ours names one document; a file full of numbers must not fill the memory. */
const MOST_KNOWN = 200;
const MOST_TOLD = 8;

/**
 * Numbers of documents that a file names where nothing is packed, chunk by chunk. The file is not opened as what it says
 * it is: whoever sends it may have made it to harm whoever opens it. Runs in browsers and on the server.
 */
export class NumbersInBytes {
  private readonly counts = new Map<string, number>();
  /** The end of what was read: a number may begin in it. */
  private rest = new Uint8Array(0);

  read(chunk: Uint8Array): void {
    const bytes = new Uint8Array(this.rest.length + chunk.length);
    bytes.set(this.rest);
    bytes.set(chunk, this.rest.length);
    for (let at = bytes.indexOf(HYPHEN, GROUP); at >= 0; at = bytes.indexOf(HYPHEN, at + 1)) {
      if (bytes[at + GROUP + 1] === HYPHEN) this.note(bytes.subarray(at - GROUP, at - GROUP + LENGTH));
    }
    this.rest = bytes.slice(1 - LENGTH);
  }

  /** Those named most often first. */
  numbers(): readonly string[] {
    const ordered = [...this.counts].sort(([, a], [, b]) => b - a);
    return ordered.slice(0, MOST_TOLD).map(([number]) => number);
  }

  private note(bytes: Uint8Array): void {
    const text = String.fromCharCode(...bytes);
    if (!NUMBER.test(text)) return;
    const known = this.counts.get(text);
    if (known !== undefined || this.counts.size < MOST_KNOWN) this.counts.set(text, (known ?? 0) + 1);
  }
}
