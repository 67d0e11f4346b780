import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { NamedReader } from '../ports/named-reader.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import type { ReleaseHead } from '../releases/release.js';
import { ReadRelease } from '../releases/read-release.js';
import { reportKey, type ReportKey, type ReportWish } from './report.js';
import { annexOf, type NamedAnnex } from './named-annex.js';

/** What is to be known before a report is ordered: who of a round is named on paper at this moment, in which words it exists. */
@Injectable()
export class NamedAnnexes {
  constructor(
    private readonly named: NamedReader,
    private readonly instruments: InstrumentLibrary,
    private readonly read: ReadRelease,
  ) {}

  /** Which report is meant, where the words of the release exist in its languages; for whoever may see the release. */
  async keyOf(actor: Actor, wish: ReportWish): Promise<ReportKey> {
    return reportKey(wish, (await this.read.execute(actor, { release: wish.release })).published);
  }

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
