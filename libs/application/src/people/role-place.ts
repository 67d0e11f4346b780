import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, authorizeAtRegion, mayAtAgency, type Place } from '../access/access.js';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { AgencyId, RegionId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import type { GivenPlace } from '../ports/people-store.js';
import { PlaceStore } from '../ports/place-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { AgencyRetired, Forbidden, NotFound } from '../problems/problems.js';

export interface AskedPlace {
  readonly agency?: AgencyId;
  readonly region?: RegionId;
}

/** A place that a role holds in, as its own rows say. */
export interface RolePlace {
  /** What grants are asked about: an agency's place names its region too. */
  readonly place: Place;
  /** What the role's row names: one of the two, or neither. */
  readonly given: GivenPlace;
  readonly name?: string;
}

/** Loads the place of a role and makes sure that the actor may act on people there. */
@Injectable()
export class RolePlaces {
  constructor(
    private readonly agencies: AgencyStore,
    private readonly places: PlaceStore,
  ) {}

  async open(tx: Transaction, actor: Actor, action: Action, { agency, region }: AskedPlace): Promise<RolePlace> {
    if (agency !== undefined) return this.openAgency(tx, actor, action, agency);
    if (region !== undefined) return this.openRegion(tx, actor, action, region);
    if (!mayAtAgency(actor, action, {})) throw new Forbidden(action);
    return { place: {}, given: {} };
  }

  /** Nothing new begins in an agency that was retired; what was given there can still be taken. */
  private async openAgency(tx: Transaction, actor: Actor, action: Action, id: AgencyId): Promise<RolePlace> {
    const agency = await this.agencies.find(tx, id);
    if (agency === undefined) throw new NotFound('agency');
    const place = { agencyId: agency.id, regionId: agency.regionId };
    authorizeAtAgency(actor, action, place);
    if (agency.retiredAt !== undefined) throw new AgencyRetired();
    return { place, given: { agencyId: agency.id }, name: agency.name };
  }

  private async openRegion(tx: Transaction, actor: Actor, action: Action, id: RegionId): Promise<RolePlace> {
    const region = await this.places.region(tx, id);
    if (region === undefined) throw new NotFound('region');
    authorizeAtRegion(actor, action, region.id);
    return { place: { regionId: region.id }, given: { regionId: region.id }, name: region.name };
  }
}
