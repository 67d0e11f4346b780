import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import { AgencyStore } from '../ports/agency-store.js';
import { RoundStore } from '../ports/round-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { AgencyRetired, NotFound } from '../problems/problems.js';
import { openedRound } from '../rounds/locked-round.js';
import type { Round } from '../rounds/round.js';
import type { LinkPlace } from './link.js';

export type OpenedPlace = { readonly agency: Agency } | { readonly round: Round };

/** Lets those through who give the links of an agency, or of a round. */
@Injectable()
export class LinkPlaces {
  constructor(
    private readonly agencies: AgencyStore,
    private readonly rounds: RoundStore,
  ) {}

  async open(tx: Transaction, actor: Actor, place: LinkPlace): Promise<OpenedPlace> {
    if ('round' in place) {
      return { round: await openedRound(this.rounds, tx, { actor, action: 'report.hand-on', round: place.round }) };
    }
    const agency = await this.agencies.find(tx, place.agency);
    if (agency === undefined) throw new NotFound('agency');
    authorizeAtAgency(actor, 'link.give', { agencyId: agency.id, regionId: agency.regionId });
    return { agency };
  }

  /** To give one: what is retired hands nothing on. */
  async toGive(tx: Transaction, actor: Actor, place: LinkPlace): Promise<OpenedPlace> {
    const opened = await this.open(tx, actor, place);
    if ('agency' in opened && opened.agency.retiredAt !== undefined) throw new AgencyRetired();
    return opened;
  }
}

export const nameOf = (opened: OpenedPlace): string =>
  'agency' in opened ? opened.agency.name : `${opened.round.regionName}: ${opened.round.name}`;
