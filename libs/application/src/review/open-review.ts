import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { Assessment } from '../assessments/assessment.js';
import { opened } from '../assessments/open-assessment.js';
import type { AgencyId } from '../ids.js';
import { NotTheirReview, OwnAgencyReview } from '../problems/problems.js';

export type ReviewAction = Extract<Action, `review.${string}`>;

/** Whoever reviews an agency and has another role there would judge their own work. */
export const isOfAgency = (actor: Actor, agency: AgencyId): boolean =>
  actor.memberships.some(({ agencyId, role }) => agencyId === agency && role !== 'reviewer');

/** The assessment, for whoever may review it. */
export function openedReview(actor: Actor, action: ReviewAction, found: Assessment | undefined): Assessment {
  const assessment = opened(actor, action, found);
  if (isOfAgency(actor, assessment.agencyId)) throw new OwnAgencyReview();
  return assessment;
}

export const isHeldBy = (actor: Actor, { state, reviewedBy }: Assessment): boolean =>
  state === 'in-review' && reviewedBy === actor.userId;

/** The assessment, for whoever has it in review. */
export function heldReview(actor: Actor, action: ReviewAction, found: Assessment | undefined): Assessment {
  const assessment = openedReview(actor, action, found);
  if (!isHeldBy(actor, assessment)) throw new NotTheirReview();
  return assessment;
}
