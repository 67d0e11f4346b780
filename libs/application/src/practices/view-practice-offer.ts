import { Injectable } from '@nestjs/common';
import { mayAtAgency, maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { PracticeId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PlaceStore, type RegionKept } from '../ports/place-store.js';
import { PracticeStore } from '../ports/practice-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden } from '../problems/problems.js';
import { openedPractice } from './opened-practice.js';
import type { RegionalPractice } from './regional-practice.js';

/** What the form of an entry offers. */
export interface PracticeOffer {
  /** Those whose library this person keeps. */
  readonly regions: readonly RegionKept[];
  readonly offered: readonly PublishedInstrument[];
  /** The entry that is changed; absent while it is new. */
  readonly practice?: RegionalPractice;
}

@Injectable()
export class ViewPracticeOffer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly practices: PracticeStore,
    private readonly places: PlaceStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor, command: { readonly practice?: PracticeId } = {}): Promise<PracticeOffer> {
    if (!maySomewhere(actor, 'practice.view')) throw new Forbidden('practice.define');
    const offered = await this.instruments.offered();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const { practice: id } = command;
      const practice = id === undefined ? undefined : await openedPractice(this.practices, tx, { actor, practice: id });
      const regions = (await this.places.regions(tx)).filter(({ id: regionId }) =>
        mayAtAgency(actor, 'practice.define', { regionId }),
      );
      if (regions.length === 0) throw new Forbidden('practice.define');
      return { regions, offered, ...(practice !== undefined && { practice }) };
    });
  }
}
