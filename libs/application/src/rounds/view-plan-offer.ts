import { Injectable } from '@nestjs/common';
import { mayAtAgency, maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PlaceStore, type RegionKept } from '../ports/place-store.js';
import { RoundReader, type RoundLine } from '../ports/round-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden } from '../problems/problems.js';

/** What the form of a plan offers. */
export interface PlanOffer {
  /** Those in which this person may plan a round. */
  readonly regions: readonly RegionKept[];
  readonly offered: readonly PublishedInstrument[];
  readonly rounds: readonly RoundLine[];
}

@Injectable()
export class ViewPlanOffer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: RoundReader,
    private readonly places: PlaceStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor): Promise<PlanOffer> {
    if (!maySomewhere(actor, 'round.define')) throw new Forbidden('round.define');
    const offered = await this.instruments.offered();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const regions = (await this.places.regions(tx)).filter(({ id }) =>
        mayAtAgency(actor, 'round.define', { regionId: id }),
      );
      const reach = { everywhere: false, regions: regions.map(({ id }) => id), agencies: [] } as const;
      return { regions, offered, rounds: await this.reader.list(tx, reach) };
    });
  }
}
