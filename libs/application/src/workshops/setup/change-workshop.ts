import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { InstrumentLibrary } from '../../ports/instrument-library.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { RevisionConflict } from '../../problems/problems.js';
import type { Workshop, WorkshopPlan } from '../workshop.js';
import { demandWorkshopState, ledWorkshop } from './led-workshop.js';
import { readWorkshop, type WorkshopInput } from './read-workshop.js';

export interface ChangeWorkshopCommand {
  readonly workshop: WorkshopId;
  readonly plan: WorkshopInput;
  readonly spoken: readonly string[];
  /** The revision that the form showed. */
  readonly expected: number;
}

/**
 * What is said of a workshop changes until it is closed; which questions it asks, and about which year, only while it is
 * planned, since answers stand on them. Throws `RevisionConflict<Workshop>` when somebody was faster.
 */
@Injectable()
export class ChangeWorkshop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: ChangeWorkshopCommand): Promise<{ readonly revision: number }> {
    const offered = await this.instruments.offered();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = await ledWorkshop(this.workshops, tx, { actor, workshop: command.workshop });
      demandWorkshopState('workshop.lead', workshop, 'planned', 'open');
      const plan =
        workshop.state === 'planned'
          ? readWorkshop(command.plan, { offered, spoken: command.spoken })
          : {
              ...readWorkshop(fixed(command.plan, workshop), {
                offered: await this.ownOf(workshop),
                spoken: command.spoken,
              }),
            };
      const revision = await this.workshops.change(tx, workshop.id, plan, command.expected);
      if (revision === undefined) throw new RevisionConflict<Workshop>(workshop);
      await this.audit.append(tx, {
        action: 'workshop.changed',
        actor: actor.userId,
        subject: { kind: 'workshop', id: workshop.id },
        detail: { revision },
      });
      return { revision };
    });
  }

  /** Also when new workshops must take a later version. */
  private async ownOf({ instrumentId, instrumentVersion }: WorkshopPlan) {
    const own = await this.instruments.find(instrumentId, instrumentVersion);
    return own === undefined ? [] : [own];
  }
}

const fixed = (
  input: WorkshopInput,
  { instrumentId, instrumentVersion, variant, reference }: Workshop,
): WorkshopInput => ({
  ...input,
  instrument: instrumentId,
  version: instrumentVersion,
  variant,
  reference,
});
