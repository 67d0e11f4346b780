import { Injectable } from '@nestjs/common';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import type { RegionKept } from '../ports/place-store.js';
import { RoundReader } from '../ports/round-reader.js';
import { Clock } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import type { PlanContext } from './read-plan.js';
import { today } from './round-day.js';

/** What a plan is read against. */
@Injectable()
export class PlanContexts {
  constructor(
    private readonly reader: RoundReader,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  offered(): Promise<readonly PublishedInstrument[]> {
    return this.instruments.offered();
  }

  async of(tx: Transaction, offered: readonly PublishedInstrument[], region: RegionKept): Promise<PlanContext> {
    const others = await this.reader.list(tx, { everywhere: false, regions: [region.id], agencies: [] });
    return { offered, region, others, today: today(this.clock.now()) };
  }
}
