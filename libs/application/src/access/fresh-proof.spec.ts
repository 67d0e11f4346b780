import { describe, expect, it } from '@jest/globals';
import type { Actor, Assurance } from '../actor.js';
import { userId } from '../ids.js';
import { ProofRequired } from '../problems/problems.js';
import { demandFreshProof } from './fresh-proof.js';

const NOW = new Date('2026-11-22T12:00:00Z');
const minutesAgo = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const actor = (assurance?: Assurance): Actor => ({
  userId: userId('asha'),
  name: 'Asha',
  language: 'en',
  memberships: [],
  ...(assurance !== undefined && { assurance }),
});

describe('what a stolen session must not do', () => {
  it('is open for ten minutes after a proof, and not a moment longer', () => {
    const at = (provedAt: Date) => () =>
      demandFreshProof(actor({ kind: 'session', secondFactor: true, provedAt }), NOW);
    expect(at(minutesAgo(10))).not.toThrow();
    expect(at(new Date(minutesAgo(10).getTime() - 1))).toThrow(ProofRequired);
  });

  it('is never open for a token', () => {
    expect(() => demandFreshProof(actor({ kind: 'token', tokenId: 't', scopes: [] }), NOW)).toThrow(ProofRequired);
  });

  it('is open for the command line, which nobody signs in to', () => {
    expect(() => demandFreshProof(actor(), NOW)).not.toThrow();
  });
});
