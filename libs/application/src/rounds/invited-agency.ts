import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId, RoundId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { RoundStore } from '../ports/round-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { Participation, Round } from './round.js';

export interface InRound {
  readonly agency: AgencyId;
  readonly round: RoundId;
}

export interface InvitedAgency {
  readonly agency: Agency;
  readonly round: Round;
  readonly participation: Participation;
}

/** An agency in a round, for its own people. */
@Injectable()
export class InvitedAgencies {
  constructor(
    private readonly agencies: AgencyStore,
    private readonly rounds: RoundStore,
  ) {}

  async agency(tx: Transaction, actor: Actor, asked: { readonly agency: AgencyId; readonly action: Action }) {
    const agency = await this.agencies.find(tx, asked.agency);
    if (agency === undefined) throw new NotFound('agency');
    authorizeAtAgency(actor, asked.action, { agencyId: agency.id, regionId: agency.regionId });
    return agency;
  }

  /** An agency that was not invited learns nothing of the round. */
  async open(tx: Transaction, actor: Actor, asked: InRound & { readonly action: Action }): Promise<InvitedAgency> {
    const agency = await this.agency(tx, actor, asked);
    const participation = await this.rounds.participation(tx, asked.round, agency.id);
    const round = participation === undefined ? undefined : await this.rounds.find(tx, asked.round);
    if (participation === undefined || round === undefined) throw new NotFound('round');
    return { agency, round, participation };
  }
}
