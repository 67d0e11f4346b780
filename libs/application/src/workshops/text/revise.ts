import type { Transaction } from '../../ports/unit-of-work.js';
import type { WorkshopTextStore } from '../../ports/workshop-text-store.js';
import { RevisionConflict } from '../../problems/problems.js';
import type { Clause, ClauseEvent } from './clause.js';

/** Writes a clause with its version, or says what stands there now. */
export async function revised(
  texts: WorkshopTextStore,
  tx: Transaction,
  clause: Clause,
  how: { readonly event: ClauseEvent; readonly expected: number },
): Promise<number> {
  const revision = await texts.change(tx, clause, how);
  if (revision !== undefined) return revision;
  throw new RevisionConflict<Clause | undefined>(await texts.clause(tx, clause.workshop, clause.id));
}
