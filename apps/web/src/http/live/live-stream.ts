import { PassThrough } from 'node:stream';
import type { WorkshopPart } from '@isonomia/application';

/** A room of phones that save at once tells each of them once. */
const GATHER_MS = 300;
/** After which a browser comes again when the connection broke. */
const RETRY_MS = 2_000;
/** A right that nobody could ask for is good for less than a minute. */
const UNASKED_MS = 50_000;
/** A browser that reads nothing is gone. */
const UNREAD_BYTES = 16_384;

/** One answer that goes on, as https://html.spec.whatwg.org/multipage/server-sent-events.html has it. */
export class LiveStream {
  readonly readable = new PassThrough();
  private readonly moved = new Set<WorkshopPart>();
  private gathering: NodeJS.Timeout | undefined;
  private askedAt = Date.now();

  constructor() {
    this.write(`retry: ${RETRY_MS}\n\n`);
    this.onEnd(() => clearTimeout(this.gathering));
  }

  onEnd(call: () => void): void {
    this.readable.once('close', call);
  }

  tell(parts: readonly WorkshopPart[]): void {
    for (const part of parts) this.moved.add(part);
    this.gathering ??= setTimeout(() => this.flush(), GATHER_MS).unref();
  }

  /** The right was asked for and is there. Also keeps whoever stands between from ending what looks idle. */
  beat(): void {
    this.askedAt = Date.now();
    this.write(':\n\n');
  }

  isUnasked(): boolean {
    return Date.now() - this.askedAt > UNASKED_MS;
  }

  /** Another page of the same person took its place: it is to come back only when somebody looks at it. */
  leave(): void {
    this.write('event: leave\ndata:\n\n');
    this.end();
  }

  end(): void {
    this.readable.end();
  }

  private flush(): void {
    this.gathering = undefined;
    // The number is what a browser that lost the connection says it knows.
    this.write(`id: ${Date.now()}\nevent: moved\ndata: ${[...this.moved].join(' ')}\n\n`);
    this.moved.clear();
  }

  private write(text: string): void {
    if (!this.readable.writable) return;
    this.readable.write(text);
    if (this.readable.readableLength > UNREAD_BYTES) this.readable.destroy();
  }
}
