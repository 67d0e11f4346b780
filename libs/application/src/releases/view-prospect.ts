import { prospect, type ProspectGroup } from '@isonomia/comparison';
import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { ReleaseReader, type ExpectedAgency, type ProspectScreen } from '../ports/release-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import { holdingOf } from '../review/contributions.js';

export interface ProspectView extends Omit<ProspectScreen, 'expected'> {
  readonly groups: readonly ProspectGroup[];
  readonly published: PublishedInstrument;
}

/** What a release made now would show, what it would hold back and why, and what one more agency would open. */
@Injectable()
export class ViewProspect {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ReleaseReader,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<ProspectView> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.reader.prospect(tx, command.round));
    if (found === undefined) throw new NotFound('round');
    const { round, countries, expected } = found;
    authorizeAtRegion(actor, 'release.make', round.regionId);
    const published = await this.instruments.find(round.instrumentId, round.instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(round.instrumentId, round.instrumentVersion);
    const types = round.agencyTypes.length > 0 ? round.agencyTypes : published.instrument.agencyTypes;
    const groups = prospect(expected.map(expectedOf), { country: round.countries, 'agency-type': types });
    return { round, countries, groups, published };
  }
}

const expectedOf = ({ id, country, ...agency }: ExpectedAgency) => ({
  assessment: id,
  holding: holdingOf({ id, country: { id: country }, ministry: agency.ministry }),
  country,
  agencyType: agency.agencyType,
  sizeBand: agency.sizeBand,
  ...(agency.brings !== undefined && { brings: agency.brings }),
});
