import type { KeepRounds } from '@isonomia/application';
import { describeError, note } from './log.js';
import { repeat, type Repeated, type Rhythm } from './repeating.js';

/** Days begin at other hours than workers do: what is due is done within the hour, and looking costs next to nothing. */
const EVERY_MS = 3_600_000;
/** Whoever restarts the worker again and again must not make it look again and again. */
const FIRST_MS = 60_000;

/** Opens and closes rounds when their day has come, and reminds of them. */
export function keepRoundsHourly(
  rounds: KeepRounds,
  { first = FIRST_MS, every = EVERY_MS }: Partial<Rhythm> = {},
): Repeated {
  return repeat(() => look(rounds), { first, every });
}

async function look(rounds: KeepRounds): Promise<void> {
  try {
    const done = await rounds.execute();
    if (done.opened + done.closed + done.reminded > 0) note('info', 'rounds kept', { ...done });
  } catch (error) {
    note('error', 'rounds could not be kept', { err: describeError(error) });
  }
}
