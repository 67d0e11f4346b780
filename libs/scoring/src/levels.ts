import type { Level } from './result.js';

const LEVELS: readonly Level[] = ['initial', 'emerging', 'developing', 'advanced', 'leading'];

/** A bound belongs to the level above it. Decided on the rounded value. Source: method.md §3. */
export const levelOf = (score: number, bounds: readonly number[]): Level => {
  let reached = 0;
  for (const bound of bounds) if (score >= bound) reached += 1;
  return LEVELS[reached] ?? 'leading';
};
