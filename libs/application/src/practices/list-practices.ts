import { Injectable } from '@nestjs/common';
import type { Practice } from '@isonomia/outcome';
import { mayAtAgency, maySomewhere } from '../access/access.js';
import type { Actor } from '../actor.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PracticeLibrary } from '../ports/practice-library.js';
import { PracticeStore } from '../ports/practice-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Forbidden } from '../problems/problems.js';
import { keptLinks, practicesFor } from './practices-for.js';
import { toPractice, type RegionalPractice } from './regional-practice.js';

export interface PracticeShelved {
  readonly published: PublishedInstrument;
  readonly practices: readonly Practice[];
}
export interface PracticeList {
  /** By questionnaire: the library's entries, then the published ones of the person's regions. */
  readonly shelves: readonly PracticeShelved[];
  /** Entries that this person keeps, whatever their state. */
  readonly kept: readonly RegionalPractice[];
  readonly may: { readonly define: boolean };
}

/** The library of good practice, for everybody who is signed in and has a role. */
@Injectable()
export class ListPractices {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly library: PracticeLibrary,
    private readonly regional: PracticeStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor): Promise<PracticeList> {
    if (!maySomewhere(actor, 'practice.view')) throw new Forbidden('practice.view');
    const library = await this.library.all();
    const offered = await this.instruments.offered();
    const entries = await this.unitOfWork.run({ actor: actor.userId }, (tx: Transaction) => this.regional.all(tx));
    const shown = entries.filter(({ state }) => state === 'published').toReversed();
    return {
      shelves: offered.map((published) => ({
        published,
        practices: [...practicesFor(library, published), ...shown.flatMap((entry) => onShelf(entry, published))],
      })),
      kept: entries.filter(({ regionId }) => mayAtAgency(actor, 'practice.define', { regionId })),
      may: { define: maySomewhere(actor, 'practice.define') },
    };
  }
}

function onShelf(entry: RegionalPractice, published: PublishedInstrument): readonly Practice[] {
  if (entry.instrument !== published.instrument.id) return [];
  const links = keptLinks(entry, published);
  return links === undefined ? [] : [toPractice(entry, links)];
}
