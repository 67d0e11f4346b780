import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, mayAtAgency } from '../../access/access.js';
import type { Actor } from '../../actor.js';
import type { Agency } from '../../agencies/agency.js';
import type { AgencyId } from '../../ids.js';
import { AgencyStore } from '../../ports/agency-store.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopAfterStore, type AttendedWorkshop } from '../../ports/workshop-after-store.js';
import { NotFound } from '../../problems/problems.js';

export interface AttendedView {
  readonly agency: Agency;
  readonly workshops: readonly AttendedWorkshop[];
  /** Whether the reader may make tasks of what was undertaken. */
  readonly mayPlan: boolean;
}

/** For those who lead an agency: where its people were, what they undertook there, and what became of it. */
@Injectable()
export class ViewAttended {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly after: WorkshopAfterStore,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<AttendedView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      const place = { agencyId: agency.id, regionId: agency.regionId };
      authorizeAtAgency(actor, 'workshop.follow', place);
      const workshops = await this.after.attended(tx, agency.id);
      return { agency, workshops, mayPlan: mayAtAgency(actor, 'plan.edit', place) };
    });
  }
}
