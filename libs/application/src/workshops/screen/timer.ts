import type { Timer } from '../workshop.js';

export const TIMER_ACTS = ['start', 'stop', 'resume', 'extend', 'clear'] as const;
export type TimerAct = (typeof TIMER_ACTS)[number];
export const MOST_MINUTES = 240;

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** Whole seconds, none once it is over. */
export function secondsLeft(timer: Timer, at: Date): number {
  if ('left' in timer) return timer.left;
  return Math.max(0, Math.ceil((timer.endsAt.getTime() - at.getTime()) / SECOND_MS));
}

const endingIn = (seconds: number, at: Date): Timer => ({ endsAt: new Date(at.getTime() + seconds * SECOND_MS) });

/** The clock after an act on it; undefined: there is none. What does not fit its state leaves it as it is. */
export function timerAfter(
  timer: Timer | undefined,
  act: { readonly act: TimerAct; readonly minutes: number },
  at: Date,
): Timer | undefined {
  const added = (act.minutes * MINUTE_MS) / SECOND_MS;
  if (act.act === 'start') return endingIn(added, at);
  if (act.act === 'clear' || timer === undefined) return undefined;
  const left = secondsLeft(timer, at);
  switch (act.act) {
    case 'stop':
      return { left };
    case 'resume':
      return endingIn(left, at);
    case 'extend': {
      const longer = Math.min(left + added, (MOST_MINUTES * MINUTE_MS) / SECOND_MS);
      return 'left' in timer ? { left: longer } : endingIn(longer, at);
    }
  }
}
