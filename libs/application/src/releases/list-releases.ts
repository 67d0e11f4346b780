import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { ReleaseReader, type ReleasesOfRound } from '../ports/release-reader.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { mayBeTriedAgain } from './silence.js';

export interface ReleaseList extends ReleasesOfRound {
  readonly may: {
    readonly make: boolean;
    /** The one under way or failed, when trying it again would do something. */
    readonly retry: boolean;
  };
}

/** The releases of a round: all of them for the region's own people, the ready ones for its agencies. */
@Injectable()
export class ListReleases {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ReleaseReader,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<ReleaseList> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.reader.ofRound(tx, command.round));
    if (found === undefined) throw new NotFound('round');
    const place = { regionId: found.round.regionId };
    const ofAgency = found.own.some((agencyId) => mayAtAgency(actor, 'release.view', { agencyId }));
    if (!ofAgency && !mayAtAgency(actor, 'release.view', place)) throw new NotFound('round');
    const makes = mayAtAgency(actor, 'release.make', place);
    const open = found.releases.find(({ state }) => state !== 'ready');
    return {
      ...found,
      may: {
        make: makes && found.round.state === 'closed' && open === undefined,
        retry: makes && open !== undefined && mayBeTriedAgain(open, this.clock.now()),
      },
    };
  }
}
