import { Injectable } from '@nestjs/common';
import { mayAtAgency, maySomewhere } from '../../access/access.js';
import type { Actor } from '../../actor.js';
import { reachOf } from '../../agencies/reach.js';
import type { WorkshopId } from '../../ids.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopStore, type RosterLine, type WorkshopLine } from '../../ports/workshop-store.js';
import { Forbidden } from '../../problems/problems.js';
import { openedWorkshop } from '../open-workshop.js';
import type { AgendaSession, Workshop, WorkshopGroup } from '../workshop.js';

export interface WorkshopList {
  readonly workshops: readonly WorkshopLine[];
  readonly may: { readonly lead: boolean };
}

/** The workshops of the regions in which this person plans or sees them. */
@Injectable()
export class ListWorkshops {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
  ) {}

  async execute(actor: Actor): Promise<WorkshopList> {
    if (!maySomewhere(actor, 'workshop.view')) throw new Forbidden('workshop.view');
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.workshops.list(tx, reachOf(actor)));
    const workshops = found.filter(({ regionId }) => mayAtAgency(actor, 'workshop.view', { regionId }));
    return { workshops, may: { lead: maySomewhere(actor, 'workshop.lead') } };
  }
}

export interface WorkshopView {
  readonly workshop: Workshop;
  readonly agenda: readonly AgendaSession[];
  readonly groups: readonly WorkshopGroup[];
  /** Nobody, for whoever only sees that it is held. */
  readonly roster: readonly RosterLine[];
  readonly may: { readonly lead: boolean };
}

/** A workshop as its own page shows it: what is set up, and who comes. */
@Injectable()
export class ViewWorkshop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
  ) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<WorkshopView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.view', await this.workshops.find(tx, command.workshop));
      return {
        workshop,
        agenda: await this.workshops.agenda(tx, workshop.id),
        groups: await this.workshops.groups(tx, workshop.id),
        roster: await this.workshops.roster(tx, workshop.id),
        may: { lead: mayAtAgency(actor, 'workshop.lead', { regionId: workshop.regionId }) },
      };
    });
  }
}
