import type { KeepPlans } from '@isonomia/application';
import { describeError, note } from './log.js';
import { repeat, type Repeated, type Rhythm } from './repeating.js';

/** Days begin at other hours than workers do: what is due is done within the hour, and looking costs next to nothing. */
const EVERY_MS = 3_600_000;
/** Whoever restarts the worker again and again must not make it look again and again. */
const FIRST_MS = 60_000;

/** Reminds of tasks and offers to look back when their day has come, and gives up files of removed evidence. */
export function keepPlansHourly(
  plans: KeepPlans,
  { first = FIRST_MS, every = EVERY_MS }: Partial<Rhythm> = {},
): Repeated {
  return repeat(() => look(plans), { first, every });
}

async function look(plans: KeepPlans): Promise<void> {
  try {
    const done = await plans.execute();
    if (done.reminded + done.offered + done.files > 0) note('info', 'plans kept', { ...done });
  } catch (error) {
    note('error', 'plans could not be kept', { err: describeError(error) });
  }
}
