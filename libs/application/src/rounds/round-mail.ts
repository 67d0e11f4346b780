import { Injectable } from '@nestjs/common';
import type { AgencyId } from '../ids.js';
import type { Mail } from '../mail/mail.js';
import { Outbox } from '../ports/outbox.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock, Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { daysLeft } from './round-day.js';
import type { Round } from './round.js';

export type RoundTemplate = 'round-invitation' | 'round-reminder' | 'round-extended' | 'round-closed';

export interface Told {
  readonly mails: number;
  /** Agencies that nobody could be written to at. */
  readonly without: readonly AgencyId[];
}

/** Letters about a round, to every lead of the agencies that it concerns. */
@Injectable()
export class RoundMail {
  constructor(
    private readonly rounds: RoundStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async post(
    tx: Transaction,
    template: RoundTemplate,
    { round, agencies }: { readonly round: Round; readonly agencies: readonly AgencyId[] },
  ): Promise<Told> {
    const leads = await this.rounds.leads(tx, round.id, agencies);
    const days = String(Math.max(0, daysLeft(round.closesOn, this.clock.now())));
    const mails = leads.map((lead): Mail => {
      const params = {
        name: lead.name,
        agency: lead.agencyName,
        round: round.name,
        region: round.regionName,
        opens: round.opensOn,
        closes: round.closesOn,
        days,
        link: `${this.installation.publicUrl}/agencies/${lead.agency}/rounds/${round.id}`,
      };
      return { to: lead.email, language: lead.language, template, params };
    });
    await this.outbox.postAll(tx, mails);
    const reached = new Set(leads.map(({ agency }) => agency));
    return { mails: leads.length, without: agencies.filter((agency) => !reached.has(agency)) };
  }
}
