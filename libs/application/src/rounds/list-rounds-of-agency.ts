import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { RoundReader, type RoundOfAgency } from '../ports/round-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { InvitedAgencies } from './invited-agency.js';

export interface RoundsOfAgency {
  readonly rounds: readonly RoundOfAgency[];
  readonly may: { readonly takePart: boolean };
}

/** For the home page of the agency, whoever sees it. */
@Injectable()
export class ListRoundsOfAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly invited: InvitedAgencies,
    private readonly reader: RoundReader,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<RoundsOfAgency> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { id, regionId } = await this.invited.agency(tx, actor, { ...command, action: 'agency.view' });
      const takePart = mayAtAgency(actor, 'round.take-part', { agencyId: id, regionId });
      return { rounds: await this.reader.ofAgency(tx, id), may: { takePart } };
    });
  }
}
