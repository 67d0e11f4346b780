import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { PlaceStore, type RegionKept } from '../ports/place-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';

export interface RegionList {
  readonly regions: readonly (RegionKept & { readonly mayAddCountry: boolean })[];
  readonly mayDefine: boolean;
}

/** The regions that this person keeps, with their countries. */
@Injectable()
export class ListRegions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceStore,
  ) {}

  async execute(actor: Actor): Promise<RegionList> {
    const all = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.places.regions(tx));
    const kept = all.filter(({ id }) => mayAtAgency(actor, 'region.view', { regionId: id }));
    return {
      regions: kept.map((region) => ({
        ...region,
        mayAddCountry: mayAtAgency(actor, 'country.define', { regionId: region.id }),
      })),
      mayDefine: mayAtAgency(actor, 'region.define', {}),
    };
  }
}
