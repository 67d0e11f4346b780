import type { IncomingMessage } from 'node:http';

/** A body that says how long it is, and is no longer than a file may be, would have been read had it been taken. */
const MOST_DECLARED_BYTES = 32 * 1024 * 1024;
/** Of one that may go on for ever. */
const MOST_BYTES = 512 * 1024;
const MOST_MS = 10_000;
/** Whoever trickles is not waited for. */
const LONGEST_PAUSE_MS = 1_000;

/**
 * Reads the rest of a refused body and throws it away, within bounds. A connection that is ended while somebody still
 * writes to it takes the answer along: the sender would see a broken line and not the reason.
 */
export function readAway(body: IncomingMessage): Promise<void> {
  if (body.complete || body.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let left = mostOf(body);
    const count = (chunk: Buffer): void => {
      left -= chunk.length;
      pause.refresh();
      if (left < 0) enough();
    };
    const enough = (): void => {
      clearTimeout(end);
      clearTimeout(pause);
      body.off('data', count).off('end', enough).off('close', enough);
      resolve();
    };
    const end = setTimeout(enough, MOST_MS);
    const pause = setTimeout(enough, LONGEST_PAUSE_MS);
    // Whoever was reading it has given up.
    body.unpipe();
    body.on('data', count).once('end', enough).once('close', enough).resume();
  });
}

function mostOf({ headers }: IncomingMessage): number {
  const declared = Number(headers['content-length']);
  return declared <= MOST_DECLARED_BYTES ? declared : MOST_BYTES;
}
