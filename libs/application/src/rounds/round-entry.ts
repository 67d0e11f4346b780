import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId, RoundId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { CarryStore, type WantedInRound } from '../ports/carry-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { RoundStore } from '../ports/round-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { AgencyRetired, InputRefused, NotFound, UnknownInstrument } from '../problems/problems.js';
import { RoundDeclined, RoundStarted, RoundWrongState } from '../problems/round-problems.js';
import type { Round } from './round.js';

export interface EnteredRound {
  readonly agency: Agency;
  readonly round: Round;
  readonly published: PublishedInstrument;
  readonly wanted: WantedInRound;
}

/** Lets the lead of an invited agency through to begin its assessment in an open round, once. */
@Injectable()
export class RoundEntry {
  constructor(
    private readonly agencies: AgencyStore,
    private readonly rounds: RoundStore,
    private readonly carries: CarryStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async open(
    tx: Transaction,
    actor: Actor,
    command: { readonly agency: AgencyId; readonly round: RoundId },
  ): Promise<EnteredRound> {
    const agency = await this.agencies.find(tx, command.agency);
    if (agency === undefined) throw new NotFound('agency');
    authorizeAtAgency(actor, 'round.take-part', { agencyId: agency.id, regionId: agency.regionId });
    await this.carries.hold(tx, agency.id);
    const round = await this.invitedTo(tx, command.round, agency);
    if (agency.retiredAt !== undefined) throw new AgencyRetired();
    const { instrumentId: instrument, instrumentVersion: version, variant } = round;
    const published = await this.instruments.find(instrument, version);
    if (published === undefined) throw new UnknownInstrument(instrument, version);
    // The set-up changed since the invitation: nothing of this questionnaire is asked of such an agency.
    if (!published.instrument.agencyTypes.includes(agency.type)) {
      throw new InputRefused([{ code: 'input.not-in-list', path: 'agencyType', detail: {} }]);
    }
    const previous = round.previous === undefined ? {} : { previous: round.previous };
    const wanted = { round: round.id, agency: agency.id, instrument, version, variant, ...previous };
    return { agency, round, published, wanted };
  }

  /** Who was not invited is told the same as where there is no round. */
  private async invitedTo(tx: Transaction, id: RoundId, agency: Agency): Promise<Round> {
    const round = await this.rounds.find(tx, id);
    const participation = await this.rounds.participation(tx, id, agency.id);
    if (round === undefined || participation === undefined) throw new NotFound('round');
    if (participation.assessment !== undefined) throw new RoundStarted();
    if (participation.declinedAt !== undefined) throw new RoundDeclined();
    if (round.state !== 'open') throw new RoundWrongState('assessment.start', round.state);
    return round;
  }
}
