import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds: before the first time, and between one end and the next beginning. */
export interface Rhythm {
  readonly first: number;
  readonly every: number;
}

export interface Repeated {
  /** Waits for what is under way. */
  close(): Promise<void>;
}

/** Does the same work again and again until it is closed. The work tells of its own failures. */
export function repeat(work: () => Promise<void>, { first, every }: Rhythm): Repeated {
  const stop = new AbortController();
  const wait = (ms: number): Promise<unknown> => pause(ms, undefined, { signal: stop.signal }).catch(() => undefined);
  const working = (async () => {
    if (first > 0) await wait(first);
    while (!stop.signal.aborted) {
      await work();
      await wait(every);
    }
  })();
  return {
    async close() {
      stop.abort();
      await working;
    },
  };
}
