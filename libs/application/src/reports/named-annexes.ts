import { Injectable } from '@nestjs/common';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { NamedReader } from '../ports/named-reader.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import type { ReleaseHead } from '../releases/release.js';
import { annexOf, type NamedAnnex } from './named-annex.js';

/** Who of a round is named on paper at this moment, with what they show. */
@Injectable()
export class NamedAnnexes {
  constructor(
    private readonly named: NamedReader,
    private readonly instruments: InstrumentLibrary,
  ) {}

  /** Throws `NotFound` where nobody wants to be named. */
  async of(tx: Transaction, { round }: ReleaseHead): Promise<NamedAnnex> {
    const screen = await this.named.ofRound(tx, round);
    if (screen === undefined) throw new NotFound('release');
    const { instrumentId, instrumentVersion } = screen.round;
    const published = await this.instruments.find(instrumentId, instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    const annex = annexOf(screen, published.instrument);
    if (annex.ids.length === 0) throw new NotFound('agency');
    return annex;
  }
}
