import { mayAtAgency } from '../access/access.js';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import { NotFound } from '../problems/problems.js';
import { WorkshopWrongState } from '../problems/workshop-problems.js';
import type { Seat } from './seat.js';
import type { Workshop } from './workshop.js';

/** The workshop, if there is one that this person may do this to; else there is none. */
export function openedWorkshop<Found extends Pick<Workshop, 'regionId'>>(
  actor: Actor,
  action: Action & `workshop.${string}`,
  found: Found | undefined,
): Found {
  if (found === undefined || !mayAtAgency(actor, action, { regionId: found.regionId })) throw new NotFound('workshop');
  return found;
}

/** What groups say is said while the workshop is open. */
export function demandOpen(action: string, { state }: Pick<Workshop | Seat, 'state'>): void {
  if (state !== 'open') throw new WorkshopWrongState(action, state);
}
