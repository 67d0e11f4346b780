import { Injectable } from '@nestjs/common';
import { contributionOf } from '@isonomia/comparison';
import type { Agency } from '../agencies/agency.js';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import type { Assessment } from '../assessments/assessment.js';
import { ContributionStore } from '../ports/contribution-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { OutcomeStore } from '../ports/outcome-store.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

/** What a validated assessment of a round brings into comparison, with the validation itself. */
@Injectable()
export class Contributions {
  constructor(
    private readonly contributions: ContributionStore,
    private readonly outcomes: OutcomeStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  /** Of the outcome that was just frozen. Nothing, where the assessment belongs to no round. */
  async record(tx: Transaction, assessment: Assessment, agency: Agency): Promise<void> {
    const { round, id, agencyId, agencyType, regionId: region } = assessment;
    if (round === undefined) return;
    const stored = await this.outcomes.latest(tx, id);
    if (stored === undefined) throw new NotFound('outcome');
    const { instrument, compared } = await pinnedInstrument(this.instruments, assessment);
    const contribution = contributionOf({
      assessment: id,
      agency: { agency: agencyId, holding: holdingOf(agency), country: agency.country.id, agencyType },
      instrument,
      answers: stored.outcome.answers,
      profile: stored.outcome.result,
      compared: compared ?? {},
    });
    await this.contributions.record(tx, { contribution, round, region, validatedAt: stored.createdAt }, instrument);
  }
}

/** Agencies of one ministry and country count as one contributor; how its name was typed must not matter. */
export function holdingOf({
  id,
  country,
  ministry,
}: Pick<Agency, 'id'> & {
  readonly country: Pick<Agency['country'], 'id'>;
  readonly ministry?: string | undefined;
}): string {
  const name = ministry?.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
  return name === undefined || name === '' ? id : `${country.id}/${name}`;
}
