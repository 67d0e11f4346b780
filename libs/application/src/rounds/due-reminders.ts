import type { Reminding } from '../ports/round-reader.js';

const DAY_MS = 86_400_000;

export interface DueReminders {
  /** Who would be written to now. */
  readonly due: readonly Reminding[];
  /** Who was written to within the last day, and is left in peace: pressing twice writes once. */
  readonly recent: readonly Reminding[];
}

export function dueReminders(waiting: readonly Reminding[], now: Date): DueReminders {
  const since = now.getTime() - DAY_MS;
  const isRecent = ({ remindedAt }: Reminding): boolean => remindedAt !== undefined && remindedAt.getTime() > since;
  return { due: waiting.filter((one) => !isRecent(one)), recent: waiting.filter(isRecent) };
}
