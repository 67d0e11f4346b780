import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import type { WorkshopStore } from '../../ports/workshop-store.js';
import type { Transaction } from '../../ports/unit-of-work.js';
import { WorkshopWrongState } from '../../problems/workshop-problems.js';
import { openedWorkshop } from '../open-workshop.js';
import type { Workshop, WorkshopState } from '../workshop.js';

/** For those who lead it, and held until the transaction ends: what two of them do at once happens one after the other. */
export async function ledWorkshop(
  store: WorkshopStore,
  tx: Transaction,
  { actor, workshop }: { readonly actor: Actor; readonly workshop: WorkshopId },
): Promise<Workshop> {
  return openedWorkshop(actor, 'workshop.lead', await store.lock(tx, workshop));
}

export function demandWorkshopState(action: string, { state }: Workshop, ...states: readonly WorkshopState[]): void {
  if (!states.includes(state)) throw new WorkshopWrongState(action, state);
}
