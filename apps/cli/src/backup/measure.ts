import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';

export interface Measured {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

const LINE_FEED = 0x0a;

/** Passes rows on as they come; COPY ends each with the only line feed in it. */
export class Measure extends Transform {
  private readonly hash = createHash('sha256');
  private rows = 0;
  private bytes = 0;

  constructor(private readonly progress: (bytes: number) => void) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) this.rows += 1;
    this.progress(chunk.length);
    done(null, chunk);
  }

  /** Once, when everything has passed. */
  result(): Measured {
    return { rows: this.rows, bytes: this.bytes, sha256: this.hash.digest('hex') };
  }
}
