import { mayAtAgency } from '../access/access.js';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import type { RoundStore } from '../ports/round-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { Forbidden, NotFound } from '../problems/problems.js';
import { RoundWrongState } from '../problems/round-problems.js';
import type { Round, RoundState } from './round.js';

/** Whoever may not see how far a round is learns nothing of it, not even that there is one. */
function authorizeAtRound(actor: Actor, action: Action, { regionId }: Pick<Round, 'regionId'>): void {
  if (mayAtAgency(actor, action, { regionId })) return;
  throw mayAtAgency(actor, 'round.view', { regionId }) ? new Forbidden(action) : new NotFound('round');
}

export function demandState(round: Round, action: Action, ...states: readonly RoundState[]): void {
  if (!states.includes(round.state)) throw new RoundWrongState(action, round.state);
}

interface Asked {
  readonly actor: Actor;
  readonly action: Action;
  readonly round: RoundId;
}

export async function openedRound(rounds: RoundStore, tx: Transaction, asked: Asked): Promise<Round> {
  const found = await rounds.find(tx, asked.round);
  if (found === undefined) throw new NotFound('round');
  authorizeAtRound(asked.actor, asked.action, found);
  return found;
}

/** For a change by those who keep the round: whoever else changes it waits. */
export async function lockedRound(rounds: RoundStore, tx: Transaction, asked: Asked): Promise<Round> {
  // Found first: a lock is refused to whoever may only look, and they are to hear why.
  const found = await openedRound(rounds, tx, asked);
  return (await rounds.lock(tx, asked.round)) ?? found;
}
