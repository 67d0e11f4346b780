import type { KeepRetention, RetentionDays } from '@isonomia/application';
import { describeError, note } from './log.js';
import { repeat, type Repeated, type Rhythm } from './repeating.js';

const EVERY_MS = 86_400_000;
/** Whoever restarts the worker again and again must not make it count again and again. */
const FIRST_MS = 60_000;

/** Deletes once a day what has been kept for long enough, and says of which class how much. */
export function retainDaily(
  retention: KeepRetention,
  days: RetentionDays,
  { first = FIRST_MS, every = EVERY_MS }: Partial<Rhythm> = {},
): Repeated {
  return repeat(() => round(retention, days), { first, every });
}

async function round(retention: KeepRetention, days: RetentionDays): Promise<void> {
  try {
    const purged = (await retention.execute({ days, purge: true })).filter(({ due }) => due > 0);
    if (purged.length > 0) note('info', 'kept long enough and deleted', { purged });
  } catch (error) {
    note('error', 'what is kept long enough could not be deleted', { err: describeError(error) });
  }
}
