import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { PracticeId } from '../ids.js';
import type { PracticeStore } from '../ports/practice-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import type { RegionalPractice } from './regional-practice.js';

/** For those who keep the region's entries; whoever reads a published one is told that it is not theirs to change. */
export async function openedPractice(
  practices: PracticeStore,
  tx: Transaction,
  { actor, practice }: { readonly actor: Actor; readonly practice: PracticeId },
): Promise<RegionalPractice> {
  const found = await practices.find(tx, practice);
  if (found === undefined) throw new NotFound('practice');
  if (!mayAtAgency(actor, 'practice.define', { regionId: found.regionId })) throw new Forbidden('practice.define');
  return found;
}
