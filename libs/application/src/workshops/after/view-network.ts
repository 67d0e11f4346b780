import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../../access/access.js';
import type { Actor } from '../../actor.js';
import type { AgencyId, RegionId, WorkshopId } from '../../ids.js';
import { AgencyStore } from '../../ports/agency-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork, type Transaction } from '../../ports/unit-of-work.js';
import { WorkshopAfterStore, type ListedContact, type OpenOffer } from '../../ports/workshop-after-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { NotFound } from '../../problems/problems.js';
import { openedWorkshop } from '../open-workshop.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';

/** An offer or an ask with what its subject is called, by language. */
export type NetworkOffer = OpenOffer & { readonly published?: PublishedInstrument };

export interface NetworkView {
  readonly contacts: readonly ListedContact[];
  readonly offers: readonly NetworkOffer[];
}

/** Who can be asked in the region, and what is still offered and asked for. Of those who agreed to be listed, nobody else. */
@Injectable()
export class ViewNetwork {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly agencies: AgencyStore,
    private readonly after: WorkshopAfterStore,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  ofRoom(seat: Seat): Promise<NetworkView> {
    const scope = { actor: SEAT_HOLDER, seat: { key: seat.key, at: this.clock.now() } };
    return this.unitOfWork.run(scope, (tx) => this.read(tx, seat.region));
  }

  ofWorkshop(
    actor: Actor,
    command: { readonly workshop: WorkshopId },
  ): Promise<NetworkView & { readonly title: string }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.lead', await this.workshops.find(tx, command.workshop));
      return { ...(await this.read(tx, workshop.regionId)), title: workshop.title };
    });
  }

  ofAgency(actor: Actor, command: { readonly agency: AgencyId }): Promise<NetworkView & { readonly name: string }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'workshop.follow', { agencyId: agency.id, regionId: agency.regionId });
      return { ...(await this.read(tx, agency.regionId)), name: agency.name };
    });
  }

  private async read(tx: Transaction, region: RegionId): Promise<NetworkView> {
    const offers = await this.after.openOffers(tx, region);
    const named = await Promise.all(
      offers.map(async (offer) => {
        const published = await this.instruments.find(offer.instrumentId, offer.instrumentVersion);
        return { ...offer, ...(published !== undefined && { published }) };
      }),
    );
    return { contacts: await this.after.contacts(tx, region), offers: named };
  }
}
