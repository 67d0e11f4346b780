import type { WorkshopOutcome } from '@isonomia/comparison';
import type { Practice } from '@isonomia/outcome';
import type { WorkshopId, WorkshopOutcomeId } from '../../ids.js';

/** An outcome with what others have done about what it lacks, as the library had it then. */
export interface FrozenWorkshop {
  readonly outcome: WorkshopOutcome;
  readonly practices: readonly Practice[];
}

/** What is known of an outcome without reading it. */
export interface FrozenHead {
  readonly id: WorkshopOutcomeId;
  readonly workshop: WorkshopId;
  /** Within its workshop, from 1. */
  readonly revision: number;
  /** Of the canonical JSON of what was frozen. */
  readonly sha256: string;
  readonly frozenAt: Date;
  /** Everybody whose result it shows still lets it be shown. */
  readonly stands: boolean;
}
