import { Injectable } from '@nestjs/common';
import { mayAtAgency, maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import { reachOf } from '../agencies/reach.js';
import { RoundReader, type RoundLine } from '../ports/round-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden } from '../problems/problems.js';

export interface RoundList {
  readonly rounds: readonly RoundLine[];
  readonly may: { readonly define: boolean };
}

/** The rounds of the regions in which this person follows them. */
@Injectable()
export class ListRounds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: RoundReader,
  ) {}

  async execute(actor: Actor): Promise<RoundList> {
    if (!maySomewhere(actor, 'round.view')) throw new Forbidden('round.view');
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.reader.list(tx, reachOf(actor)));
    const rounds = found.filter(({ regionId }) => mayAtAgency(actor, 'round.view', { regionId }));
    return { rounds, may: { define: maySomewhere(actor, 'round.define') } };
  }
}
