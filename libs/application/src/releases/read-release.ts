import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { ReleaseId } from '../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { ReleaseReader, type WholeRelease } from '../ports/release-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import type { PublishedRelease } from './published-release.js';

/** The whole of a ready release, for files, reports and programs; to whoever may see its pages. */
@Injectable()
export class ReadRelease {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: ReleaseReader,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor, { release: id }: { readonly release: ReleaseId }): Promise<PublishedRelease> {
    const whole = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.reader.whole(tx, id));
    if (whole === undefined || !sees(actor, whole)) throw new NotFound('release');
    const { instrumentId, instrumentVersion } = whole.round;
    const published = await this.instruments.find(instrumentId, instrumentVersion);
    if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
    return toPublished(whole, published);
  }
}

/** The release under the names and the date that it stands under wherever it is printed. */
export function toPublished(
  { head, round, release, countries, fictional }: WholeRelease,
  published: PublishedInstrument,
): PublishedRelease {
  const publishedOn = (head.finishedAt ?? head.createdAt).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const facts = {
    region: round.regionName,
    round: round.name,
    number: head.number,
    publishedOn,
    sha256: head.sha256 ?? '',
    countries,
    fictional,
  };
  return { facts, release, published };
}

const sees = (actor: Actor, { head, own }: WholeRelease): boolean =>
  mayAtAgency(actor, 'release.view', { regionId: head.region }) ||
  own.some(({ id }) => mayAtAgency(actor, 'release.view', { agencyId: id }));
