import type { ReleaseHead } from './release.js';

const MINUTE = 60_000;
/** Longer than the largest region takes. */
const SILENT_MINUTES = 15;

/** Whatever began before has nobody working on it any more. */
export const silentSince = (now: Date): Date => new Date(now.getTime() - SILENT_MINUTES * MINUTE);

/** Whether trying again would do anything. */
export function mayBeTriedAgain({ state, startedAt, createdAt }: ReleaseHead, now: Date): boolean {
  if (state === 'failed') return true;
  return state === 'building' && (startedAt ?? createdAt) < silentSince(now);
}
