import type { Instrument } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../instruments/publish-instruments.js';
import { ContributionStore } from '../ports/contribution-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import type { CompositionRequest } from '../ports/release-composer.js';
import { ReleaseReader, type RoundOfRelease } from '../ports/release-reader.js';
import { ReleaseStore } from '../ports/release-store.js';
import { Snapshots, type Transaction } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import type { ReleaseHead } from './release.js';

/** Gathers what a release is worked out from. */
@Injectable()
export class ReleaseInputs {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly releases: ReleaseStore,
    private readonly reader: ReleaseReader,
    private readonly contributions: ContributionStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  /** In one snapshot: whoever takes their consent back while this is read is either in or out, in every table. */
  gather(head: ReleaseHead): Promise<CompositionRequest> {
    return this.snapshots.read({ actor: SYSTEM }, async (tx) => {
      const round = await this.roundOf(tx, head);
      const instrument = await this.instrumentOf(round);
      const { invited, validated } = await this.releases.participants(tx, head.round);
      return {
        instrument,
        round,
        invited,
        validated,
        contributions: await this.contributions.releasable(tx, head.round, instrument),
        earlier: await this.releases.members(tx, head.round),
      };
    });
  }

  private async roundOf(tx: Transaction, head: ReleaseHead): Promise<RoundOfRelease> {
    const found = await this.reader.ofRound(tx, head.round);
    if (found === undefined) throw new NotFound('round');
    return found.round;
  }

  private async instrumentOf({ instrumentId, instrumentVersion }: RoundOfRelease): Promise<Instrument> {
    const found = await this.instruments.find(instrumentId, instrumentVersion);
    if (found === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    return found.instrument;
  }
}
