import { Injectable } from '@nestjs/common';
import { ownTrend, type OwnTrend } from '@isonomia/comparison';
import { seedOf } from '@isonomia/outcome';
import { authorizeAtAgency, isOutsider } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { CarryStore, type StandingAssessment } from '../ports/carry-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { OutcomeStore, type StoredOutcome } from '../ports/outcome-store.js';
import { Hasher } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

export interface TrendsView {
  readonly agency: Agency;
  /** Oldest first; those of the instrument that the newest one answers. */
  readonly assessments: readonly StandingAssessment[];
  /** With two assessments or more. */
  readonly trend?: OwnTrend;
  /** Of the newest: its words name items and dimensions. */
  readonly published?: PublishedInstrument;
}

/** As many as a page can show beside each other. */
const MOST = 8;

/** An agency's own validated results over time, over what can be compared. */
@Injectable()
export class ViewTrends {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly carries: CarryStore,
    private readonly outcomes: OutcomeStore,
    private readonly instruments: InstrumentLibrary,
    private readonly hasher: Hasher,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<TrendsView> {
    const { agency, assessments, stored } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.agencies.find(tx, command.agency);
      if (found === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'result.view', { agencyId: found.id, regionId: found.regionId });
      const all = await this.carries.standing(tx, found.id, MOST);
      const own = all.filter(({ instrument }) => instrument === all.at(-1)?.instrument);
      await this.trace(tx, actor, found.id, own);
      const outcomes: StoredOutcome[] = [];
      for (const { assessment } of own) {
        const outcome = await this.outcomes.latest(tx, assessment);
        if (outcome !== undefined) outcomes.push(outcome);
      }
      return { agency: found, assessments: own, stored: outcomes };
    });
    const last = stored.at(-1)?.outcome.instrument;
    if (last === undefined || stored.length < 2) return { agency, assessments };
    const published = await this.instruments.find(last.id, last.version);
    const seed = seedOf(last, (text) => this.hasher.sha256(text));
    const trend = ownTrend(
      stored.map(({ outcome }) => outcome),
      seed,
    );
    return { agency, assessments, trend, ...(published !== undefined && { published }) };
  }

  /** A row for each result that somebody from outside the agency reads. */
  private async trace(
    tx: Transaction,
    actor: Actor,
    agency: AgencyId,
    read: readonly StandingAssessment[],
  ): Promise<void> {
    if (!isOutsider(actor, agency) || read.length === 0) return;
    const entries = read.map(({ assessment: id }) => ({
      action: 'result.read' as const,
      actor: actor.userId,
      agency,
      subject: { kind: 'assessment', id },
    }));
    await this.audit.append(tx, ...entries);
  }
}
