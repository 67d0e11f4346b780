import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlaceStore } from '../ports/place-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

export interface RetireAgencyCommand {
  readonly agency: AgencyId;
  /** False brings it back. */
  readonly retired: boolean;
}

/** Nothing new begins in a retired agency: no assessment, no invitation. What it has stays, and stays its people's to read. */
@Injectable()
export class RetireAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly places: PlaceStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { agency: id, retired }: RetireAgencyCommand): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, id);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.retire', { agencyId: agency.id, regionId: agency.regionId });
      if (!(await this.places.retire(tx, agency.id, retired ? this.clock.now() : undefined))) return;
      await this.audit.append(tx, {
        action: retired ? 'agency.retired' : 'agency.restored',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'agency', id: agency.id },
      });
    });
  }
}
