import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { RoundReader, type Candidate } from '../ports/round-reader.js';
import { RoundStore } from '../ports/round-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { demandState, openedRound } from './locked-round.js';
import type { Round } from './round.js';

export interface CandidateList {
  readonly round: Round;
  readonly candidates: readonly Candidate[];
}

/** The agencies that may still be invited. */
@Injectable()
export class ListCandidates {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly reader: RoundReader,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<CandidateList> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const round = await openedRound(this.rounds, tx, { actor, action: 'round.invite', round: command.round });
      demandState(round, 'round.invite', 'planned', 'open');
      return { round, candidates: await this.reader.candidates(tx, round.id) };
    });
  }
}
