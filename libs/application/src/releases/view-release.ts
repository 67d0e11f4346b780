import { bridgedItems, type Grouping } from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { ReleaseReader, type EarlierRelease, type ReleaseScreen } from '../ports/release-reader.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import { mayBeTriedAgain } from './silence.js';

export interface ReleaseView extends ReleaseScreen {
  readonly published: PublishedInstrument;
  /** Dimensions that mean the same in all the rounds shown. */
  readonly bridged: readonly string[];
  readonly may: { readonly retry: boolean; readonly oversee: boolean };
}

/** A release as the region's people and its agencies see it: the same numbers for all of them. */
@Injectable()
export class ViewRelease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ReleaseReader,
    private readonly instruments: InstrumentLibrary,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    { release, grouping }: { readonly release: ReleaseId; readonly grouping: Grouping },
  ): Promise<ReleaseView> {
    const screen = await this.unitOfWork.run({ actor: actor.userId }, (tx) =>
      this.reader.screen(tx, release, grouping),
    );
    if (screen === undefined) throw new NotFound('release');
    const place = { regionId: screen.head.region };
    const oversee = mayAtAgency(actor, 'release.view', place);
    const own = screen.own.filter(({ id }) => mayAtAgency(actor, 'release.view', { agencyId: id }));
    const isPublic = screen.head.state === 'ready' && own.length > 0;
    if (!oversee && !isPublic) throw new NotFound('release');
    const { instrumentId, instrumentVersion } = screen.round;
    const published = await this.instruments.find(instrumentId, instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    const followed = await this.followed(screen, published.instrument);
    const retry = mayAtAgency(actor, 'release.make', place) && mayBeTriedAgain(screen.head, this.clock.now());
    return { ...screen, ...followed, own, published, may: { retry, oversee } };
  }

  /** Rounds back as far as something means the same in all of them, and what does. Source: method.md §7. */
  private async followed(
    { round, earlier }: ReleaseScreen,
    instrument: Instrument,
  ): Promise<Pick<ReleaseView, 'earlier' | 'bridged'>> {
    let bridged: readonly string[] = instrument.dimensions.map(({ id }) => id);
    const kept: EarlierRelease[] = [];
    for (const before of earlier.toReversed()) {
      const { id, version, variant } = before.statement.instrument;
      const then = await this.instruments.find(id, version);
      // Another variant asks for other items of the same dimension.
      if (then === undefined || variant !== round.variant) break;
      const same = bridgedItems(then.instrument, instrument).dimensions;
      const both = bridged.filter((dimension) => same.includes(dimension));
      if (both.length === 0) break;
      bridged = both;
      kept.unshift(before);
    }
    return { earlier: kept, bridged };
  }
}
