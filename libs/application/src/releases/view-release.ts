import type { Grouping } from '@isonomia/comparison';
import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { ReleaseReader, type ReleaseScreen } from '../ports/release-reader.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import { mayBeTriedAgain } from './silence.js';

export interface ReleaseView extends ReleaseScreen {
  readonly published: PublishedInstrument;
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
    const retry = mayAtAgency(actor, 'release.make', place) && mayBeTriedAgain(screen.head, this.clock.now());
    return { ...screen, own, published, may: { retry, oversee } };
  }
}
