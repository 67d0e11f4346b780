import { setTimeout as pause } from 'node:timers/promises';
import type { KeepRounds } from '@isonomia/application';
import { describeError, note } from './log.js';

/** Days begin at other hours than workers do: what is due is done within the hour, and looking costs next to nothing. */
const EVERY_MS = 3_600_000;
/** Whoever restarts the worker again and again must not make it look again and again. */
const FIRST_MS = 60_000;

/** Opens and closes rounds when their day has come, and reminds of them. */
export function keepRoundsHourly(
  rounds: KeepRounds,
  { first = FIRST_MS, every = EVERY_MS }: { readonly first?: number; readonly every?: number } = {},
): { close(): Promise<void> } {
  const stop = new AbortController();
  const wait = (ms: number): Promise<unknown> => pause(ms, undefined, { signal: stop.signal }).catch(() => undefined);
  const looking = (async () => {
    await wait(first);
    while (!stop.signal.aborted) {
      await look(rounds);
      await wait(every);
    }
  })();
  return {
    async close() {
      stop.abort();
      await looking;
    },
  };
}

async function look(rounds: KeepRounds): Promise<void> {
  try {
    const done = await rounds.execute();
    if (done.opened + done.closed + done.reminded > 0) note('info', 'rounds kept', { ...done });
  } catch (error) {
    note('error', 'rounds could not be kept', { err: describeError(error) });
  }
}
