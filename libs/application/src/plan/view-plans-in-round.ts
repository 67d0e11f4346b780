import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { RoundId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { PlanStore, type PlanOfAgency } from '../ports/plan-store.js';
import { RoundStore } from '../ports/round-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { openedRound } from '../rounds/locked-round.js';
import { today } from '../rounds/round-day.js';
import type { Round } from '../rounds/round.js';

export interface PlansInRound {
  readonly round: Round;
  /** By country, then by name: never by how far they are. */
  readonly agencies: readonly PlanOfAgency[];
  /** Its words name dimensions and recommendations. */
  readonly published?: PublishedInstrument;
}

/** How far the plans of a round are, of the agencies that show it at this moment. */
@Injectable()
export class ViewPlansInRound {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rounds: RoundStore,
    private readonly plans: PlanStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly round: RoundId }): Promise<PlansInRound> {
    const { round, agencies } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const opened = await openedRound(this.rounds, tx, { actor, action: 'plan.follow', round: command.round });
      const shown = await this.plans.inRound(tx, opened.id, today(this.clock.now()));
      const subject = { kind: 'round', id: opened.id };
      const detail = { count: shown.length };
      await this.audit.append(tx, { action: 'plan.progress-viewed', actor: actor.userId, subject, detail });
      return { round: opened, agencies: shown };
    });
    const published = await this.instruments.find(round.instrumentId, round.instrumentVersion);
    return { round, agencies, ...(published !== undefined && { published }) };
  }
}
