import type { WorkshopId } from '../ids.js';

/** What of a workshop moved: enough to know which part of a page to ask for again, and nothing of what was said. */
export const WORKSHOP_PARTS = [
  'workshop',
  'groups',
  'answers',
  'points',
  'choices',
  'clauses',
  'commitments',
  'offers',
  'quiz',
  'documents',
] as const;
export type WorkshopPart = (typeof WORKSHOP_PARTS)[number];

export interface Listening {
  readonly workshop: WorkshopId;
  /** What moved since then is told too; where nobody knows any more, every part is. */
  readonly since: Date;
  /** Called as often as something moves, also while the one before is not dealt with yet. */
  readonly told: (parts: readonly WorkshopPart[]) => void;
}

/** Told by the database once a change is committed, in every process: whoever asks then reads it. */
export abstract class WorkshopSignals {
  /** Until the function given back is called. */
  abstract listen(listening: Listening): () => void;
}
