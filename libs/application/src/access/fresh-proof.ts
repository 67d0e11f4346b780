import type { Actor } from '../actor.js';
import { ProofRequired } from '../problems/problems.js';

/** How long after proving oneself the weighty things stay open. */
export const PROOF_MINUTES = 10;

/**
 * For what a stolen session must not do: export everything, erase, change what others may. The product's own jobs and
 * the command line, which nobody signs in to, pass; a program's token never does, since nobody sits behind it.
 */
export function demandFreshProof({ assurance }: Actor, now: Date): void {
  if (assurance === undefined) return;
  const age = assurance.kind === 'session' ? now.getTime() - assurance.provedAt.getTime() : Infinity;
  if (age > PROOF_MINUTES * 60_000) throw new ProofRequired(PROOF_MINUTES);
}
