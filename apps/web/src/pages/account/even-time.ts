import { setTimeout as pause } from 'node:timers/promises';

/** Whatever the work was, the answer takes at least so long: how long it took says nothing of whether there was any. */
export async function inEvenTime<Result>(milliseconds: number, work: () => Promise<Result>): Promise<Result> {
  const [result] = await Promise.all([work(), pause(milliseconds)]);
  return result;
}
