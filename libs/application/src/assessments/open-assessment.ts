import type { DimensionId } from '@isonomia/instrument';
import { authorize } from '../access/access.js';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import type { InstrumentLibrary, PublishedInstrument } from '../ports/instrument-library.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import type { Assessment, Assignment, PinnedAssessment } from './assessment.js';

/** The assessment, if it is there and this person may. `assigned`: whether the part in question is theirs. */
export function opened(actor: Actor, action: Action, assessment: Assessment | undefined, assigned = false): Assessment {
  if (assessment === undefined) throw new NotFound('assessment');
  authorize(actor, action, { ...assessment, assigned });
  return assessment;
}

export function openedContents(
  actor: Actor,
  action: Action,
  contents: AssessmentContents | undefined,
  dimension?: DimensionId,
): AssessmentContents {
  if (contents === undefined) throw new NotFound('assessment');
  opened(actor, action, contents.assessment, isAssigned(actor, contents.assignments, dimension));
  return contents;
}

export const isAssigned = (
  actor: Actor,
  assignments: readonly Assignment[],
  dimension: DimensionId | undefined,
): boolean => assignments.some((one) => one.dimension === dimension && one.userId === actor.userId);

/** The version that the assessment is pinned to; that it is missing would be a broken database. */
export async function pinnedInstrument(
  library: InstrumentLibrary,
  assessment: PinnedAssessment,
): Promise<PublishedInstrument> {
  const published = await library.find(assessment.instrumentId, assessment.instrumentVersion);
  if (published === undefined) {
    throw new UnknownInstrument(assessment.instrumentId, assessment.instrumentVersion);
  }
  return published;
}
