import { canonicalJson } from '@isonomia/instrument';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { workshopOutcomeId, type WorkshopId, type WorkshopOutcomeId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { Clock, Hasher, Ids } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopPapersStore } from '../../ports/workshop-papers-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { ClausesNotLocked } from '../../problems/workshop-problems.js';
import { openedWorkshop } from '../open-workshop.js';
import { RoomOutcome } from './room-outcome.js';

/**
 * Keeps what the workshop leaves as it stands now: what its documents are printed from, whatever is said afterwards. Again
 * when something changed; the same room gives the outcome that is there. Throws `ClausesNotLocked`.
 */
@Injectable()
export class FreezeWorkshop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly papers: WorkshopPapersStore,
    private readonly room: RoomOutcome,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly hasher: Hasher,
    private readonly ids: Ids,
  ) {}

  execute(actor: Actor, { workshop }: { readonly workshop: WorkshopId }): Promise<WorkshopOutcomeId> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = openedWorkshop(actor, 'workshop.lead', await this.workshops.lock(tx, workshop));
      if (found.clausesLockedAt === undefined) throw new ClausesNotLocked();
      const { body, room } = await this.room.compose(tx, found);
      const sha256 = this.hasher.sha256(canonicalJson(body));
      const [newest] = await this.papers.outcomes(tx, found.id);
      if (newest?.sha256 === sha256) return newest.id;
      const head = {
        id: workshopOutcomeId(this.ids.uuid()),
        workshop: found.id,
        revision: (newest?.revision ?? 0) + 1,
        sha256,
        frozenAt: this.clock.now(),
      };
      const { agencies } = room;
      await this.papers.insertOutcome(tx, { ...head, body, agencies, frozenBy: actor.userId });
      const { figures, named } = body.outcome;
      await this.audit.append(tx, {
        action: 'workshop.frozen',
        actor: actor.userId,
        subject: { kind: 'workshop', id: found.id },
        detail: { revision: head.revision, sha256, figures: figures.state, named: named.state },
      });
      return head.id;
    });
  }
}
