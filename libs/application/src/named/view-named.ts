import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId, RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { NamedReader, type NamedScreen } from '../ports/named-reader.js';
import type { RoundOfRelease } from '../ports/release-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, UnknownInstrument } from '../problems/problems.js';
import { namedAgency, type NamedAgency } from './named-result.js';

/** Whom a reader is to the agencies: it decides which choice of theirs is enough. */
export type NamedReading = 'coordinator' | 'participant';

export interface NamedView {
  readonly round: RoundOfRelease;
  readonly reading: NamedReading;
  /** By country, then by name: never by score. */
  readonly agencies: readonly NamedAgency[];
  readonly published: PublishedInstrument;
}

/** Agencies of a round side by side under their names, as far as each of them wants it at this moment. */
@Injectable()
export class ViewNamed {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: NamedReader,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<NamedView> {
    const { screen, reading } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.reader.ofRound(tx, command.round);
      const as = found === undefined ? undefined : readingOf(actor, found);
      if (found === undefined || as === undefined) throw new NotFound('round');
      const count = found.agencies.length;
      const subject = { kind: 'round', id: command.round };
      await this.audit.append(tx, { action: 'named.viewed', actor: actor.userId, subject, detail: { count } });
      return { screen: found, reading: as };
    });
    const published = await publishedOf(this.instruments, screen.round);
    const agencies = screen.agencies.map((row) => namedAgency(row, published.instrument));
    return { round: screen.round, reading, agencies, published };
  }
}

export interface NamedAgencyView {
  readonly round: RoundOfRelease;
  readonly reading: NamedReading;
  readonly agency: NamedAgency;
  readonly published: PublishedInstrument;
}

/** One of them, down to its items. Who reads it stands in the agency's audit. */
@Injectable()
export class ViewNamedAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: NamedReader,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly round: RoundId; readonly agency: AgencyId },
  ): Promise<NamedAgencyView> {
    const { screen, reading, row } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.reader.ofRound(tx, command.round);
      const as = found === undefined ? undefined : readingOf(actor, found);
      if (found === undefined || as === undefined) throw new NotFound('round');
      const one = await this.reader.read(tx, command);
      if (one === undefined) throw new NotFound('agency');
      return { screen: found, reading: as, row: one };
    });
    const published = await publishedOf(this.instruments, screen.round);
    return { round: screen.round, reading, agency: namedAgency(row, published.instrument), published };
  }
}

/** Undefined for whoever is neither: what is not theirs to see is not there. */
function readingOf(actor: Actor, { round, own }: NamedScreen): NamedReading | undefined {
  if (mayAtAgency(actor, 'named.view', { regionId: round.regionId })) return 'coordinator';
  return own.some((agencyId) => mayAtAgency(actor, 'named.view', { agencyId })) ? 'participant' : undefined;
}

async function publishedOf(library: InstrumentLibrary, round: RoundOfRelease): Promise<PublishedInstrument> {
  const { instrumentId, instrumentVersion } = round;
  const published = await library.find(instrumentId, instrumentVersion);
  if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
  return published;
}
