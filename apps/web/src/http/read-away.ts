import type { IncomingMessage } from 'node:http';

/** More than a form without its file still has to come; nobody waits longer for what is thrown away. */
const MOST_BYTES = 512 * 1024;
const MOST_MS = 1_000;

/**
 * Reads the rest of a refused body and throws it away, within bounds. A connection that is ended while somebody still
 * writes to it takes the answer along: the sender would see a broken line and not the reason.
 */
export function readAway(body: IncomingMessage): Promise<void> {
  if (body.complete || body.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let left = MOST_BYTES;
    const count = (chunk: Buffer): void => {
      left -= chunk.length;
      if (left < 0) enough();
    };
    const enough = (): void => {
      clearTimeout(timer);
      body.off('data', count).off('end', enough).off('close', enough);
      resolve();
    };
    const timer = setTimeout(enough, MOST_MS);
    // Whoever was reading it has given up.
    body.unpipe();
    body.on('data', count).once('end', enough).once('close', enough).resume();
  });
}
