import type { Actor, Membership } from '../actor.js';
import type { AgencyId, RegionId } from '../ids.js';
import type { Problem } from '../problems/problem.js';
import { Forbidden, NotFound, WrongState } from '../problems/problems.js';
import { ASSESSMENT_STATES, grantOf, type Action, type AssessmentState } from './table.js';

/** Where a thing is, as its own row says: never as a request says. Neither region nor agency: the installation itself. */
export interface Place {
  readonly agencyId?: AgencyId;
  readonly regionId?: RegionId;
}

/** An assessment, or a part of one: `assigned` tells whether its dimension is this person's. */
export interface GuardedAssessment extends Place {
  readonly agencyId: AgencyId;
  readonly regionId: RegionId;
  readonly state: AssessmentState;
  readonly assigned?: boolean;
}

/** The states in which a person may act on anything of an assessment, or only on dimensions assigned to them. */
export interface Permit {
  readonly anywhere: readonly AssessmentState[];
  readonly whereAssigned: readonly AssessmentState[];
}

/** A role counts where it was given: in its agency, in its region, or everywhere for an administrator. */
export const covers = (membership: Membership, place: Place): boolean => {
  if (membership.role === 'administrator') return true;
  if (membership.agencyId !== undefined) return membership.agencyId === place.agencyId;
  return membership.regionId !== undefined && membership.regionId === place.regionId;
};

/** All that this person's roles at this place grant, taken together. */
export function permitFor(actor: Actor, action: Action, place: Place): Permit {
  const grants = actor.memberships
    .filter((membership) => covers(membership, place))
    .flatMap((membership) => grantOf(action, membership.role) ?? []);
  const granted = (state: AssessmentState, assigned: boolean): boolean =>
    grants.some((grant) => (grant.assigned === true) === assigned && grant.states.includes(state));
  const anywhere = ASSESSMENT_STATES.filter((state) => granted(state, false));
  return { anywhere, whereAssigned: ASSESSMENT_STATES.filter((state) => granted(state, true)) };
}

const isEmpty = (permit: Permit): boolean => permit.anywhere.length === 0 && permit.whereAssigned.length === 0;

/** May this person do this to this agency, in this region, or to the installation? */
export const mayAtAgency = (actor: Actor, action: Action, place: Place): boolean =>
  !isEmpty(permitFor(actor, action, place));

export function may(actor: Actor, action: Action, assessment: GuardedAssessment): boolean {
  const permit = permitFor(actor, action, assessment);
  if (permit.anywhere.includes(assessment.state)) return true;
  return assessment.assigned === true && permit.whereAssigned.includes(assessment.state);
}

/** Whether the person may know that the assessment exists. */
const sees = (actor: Actor, assessment: GuardedAssessment): boolean =>
  may(actor, 'assessment.view', assessment) || may(actor, 'document.view', assessment);

/** Why this person may not; undefined when they may. Who may not even see it gets the answer for things that do not exist. */
export function refusal(actor: Actor, action: Action, assessment: GuardedAssessment): Problem | undefined {
  if (may(actor, action, assessment)) return undefined;
  if (!sees(actor, assessment)) return new NotFound('assessment');
  const permit = permitFor(actor, action, assessment);
  const inAnotherState =
    permit.anywhere.length > 0 || (assessment.assigned === true && permit.whereAssigned.length > 0);
  return inAnotherState ? new WrongState(action, assessment.state) : new Forbidden(action);
}

export function authorize(actor: Actor, action: Action, assessment: GuardedAssessment): void {
  const problem = refusal(actor, action, assessment);
  if (problem !== undefined) throw problem;
}

export function authorizeAtAgency(actor: Actor, action: Action, place: Place): void {
  if (mayAtAgency(actor, action, place)) return;
  if (mayAtAgency(actor, 'agency.view', place)) throw new Forbidden(action);
  throw new NotFound('agency');
}

/** Of a region: whoever may not even see it learns nothing of it. */
export function authorizeAtRegion(actor: Actor, action: Action, regionId: RegionId): void {
  if (mayAtAgency(actor, action, { regionId })) return;
  if (mayAtAgency(actor, 'region.view', { regionId })) throw new Forbidden(action);
  throw new NotFound('region');
}

/** May this person do this anywhere at all? For pages that then show what lies within their reach. */
export const maySomewhere = (actor: Actor, action: Action): boolean =>
  actor.memberships.some((membership) => placed(membership) && grantOf(action, membership.role) !== undefined);

/** A broken row, a lead of nothing, must not count. */
const placed = ({ role, agencyId, regionId }: Membership): boolean =>
  role === 'administrator' || agencyId !== undefined || regionId !== undefined;

/** Reads by somebody from outside the agency leave a trace in its audit. */
export const isOutsider = (actor: Actor, agency: AgencyId): boolean =>
  !actor.memberships.some((membership) => membership.agencyId === agency);
