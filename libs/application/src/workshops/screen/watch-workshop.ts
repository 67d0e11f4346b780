import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { openedWorkshop } from '../open-workshop.js';
import type { Workshop } from '../workshop.js';

/** Whether this person may learn that something in the workshop moves; asked again and again while they listen. */
@Injectable()
export class WatchWorkshop {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: WorkshopStore,
  ) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<Workshop> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.store.find(tx, command.workshop));
    return openedWorkshop(actor, 'workshop.view', found);
  }
}
