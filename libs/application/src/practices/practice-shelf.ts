import { Injectable } from '@nestjs/common';
import type { Practice } from '@isonomia/outcome';
import type { RegionId } from '../ids.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import { PracticeLibrary } from '../ports/practice-library.js';
import { PracticeStore } from '../ports/practice-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { keptLinks, practicesFor } from './practices-for.js';
import { toPractice } from './regional-practice.js';

/** What others have done about an instrument's questions: the library's entries, then those of the region. */
@Injectable()
export class PracticeShelf {
  constructor(
    private readonly library: PracticeLibrary,
    private readonly regional: PracticeStore,
  ) {}

  /** Without entries of the region, the same object each time. */
  async about(
    tx: Transaction,
    published: Pick<PublishedInstrument, 'instrument' | 'rules'>,
    region: RegionId,
  ): Promise<readonly Practice[]> {
    const own = practicesFor(await this.library.all(), published);
    const entries = await this.regional.published(tx, region, published.instrument.id);
    const added = entries.flatMap((entry): readonly Practice[] => {
      const links = keptLinks(entry, published);
      return links === undefined ? [] : [toPractice(entry, links)];
    });
    return added.length === 0 ? own : [...own, ...added];
  }
}
