import { Injectable } from '@nestjs/common';
import { mayAtAgency, maySomewhere } from '../../access/access.js';
import type { Actor } from '../../actor.js';
import { workshopId, type RegionId, type WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { PlaceStore, type RegionKept } from '../../ports/place-store.js';
import { Clock, Ids } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { Forbidden, NotFound } from '../../problems/problems.js';
import { newCode } from './codes.js';
import { readWorkshop, type WorkshopInput } from './read-workshop.js';

/** What the form of a workshop offers. */
export interface WorkshopOffer {
  /** Those in which this person may lead one. */
  readonly regions: readonly RegionKept[];
  readonly offered: readonly PublishedInstrument[];
}

@Injectable()
export class ViewWorkshopOffer {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor): Promise<WorkshopOffer> {
    if (!maySomewhere(actor, 'workshop.lead')) throw new Forbidden('workshop.lead');
    const offered = await this.instruments.offered();
    const regions = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.places.regions(tx));
    return { offered, regions: regions.filter(({ id }) => mayAtAgency(actor, 'workshop.lead', { regionId: id })) };
  }
}

export interface PlanWorkshopCommand {
  readonly region: RegionId;
  readonly plan: WorkshopInput;
  /** Languages that pages and documents speak. */
  readonly spoken: readonly string[];
}

/** A new workshop of a region. Nobody but those who lead there sees it, and no phone gets in, before it is opened. */
@Injectable()
export class PlanWorkshop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: PlanWorkshopCommand): Promise<{ readonly workshop: WorkshopId }> {
    const { region: regionId, spoken } = command;
    if (!mayAtAgency(actor, 'workshop.lead', { regionId })) throw new NotFound('region');
    const offered = await this.instruments.offered();
    const plan = readWorkshop(command.plan, { offered, spoken });
    const id = workshopId(this.ids.uuid());
    const joinCode = newCode(this.ids);
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const createdAt = this.clock.now();
      await this.workshops.insert(tx, { ...plan, id, regionId, joinCode, createdBy: actor.userId, createdAt });
      await this.audit.append(tx, {
        action: 'workshop.planned',
        actor: actor.userId,
        subject: { kind: 'workshop', id },
        detail: { region: regionId },
      });
    });
    return { workshop: id };
  }
}
