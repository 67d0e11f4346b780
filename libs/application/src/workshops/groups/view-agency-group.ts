import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../../access/access.js';
import type { Actor } from '../../actor.js';
import type { GroupId, WorkshopId } from '../../ids.js';
import { InstrumentLibrary, type PublishedInstrument } from '../../ports/instrument-library.js';
import { Hasher } from '../../ports/system.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { WorkshopGroupsStore, type AgencyGroup } from '../../ports/workshop-groups-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { NotFound } from '../../problems/problems.js';
import { openedWorkshop } from '../open-workshop.js';
import type { Workshop } from '../workshop.js';
import { instrumentOf } from './asked-of-group.js';
import { groupResult, type GroupResult } from './group-result.js';

export interface AgencyGroupView {
  readonly workshop: Workshop;
  readonly group: AgencyGroup;
  readonly published: PublishedInstrument;
  /** Absent where the group does not show it to whoever asks. */
  readonly result?: GroupResult;
  /** Through the agency's own lead, whatever the group chose. */
  readonly isOwn: boolean;
}

export interface AgencyGroupsView {
  readonly workshop: Workshop;
  /** In their order, with what each lets be seen; of no group an answer. */
  readonly groups: readonly Omit<AgencyGroup, 'consensus'>[];
}

/**
 * One agency group's result for those who have an account: its agency's lead always, whoever leads the workshop while the
 * group shows it in the room. A choice for the outcome alone shows nothing here.
 */
@Injectable()
export class ViewAgencyGroup {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly groups: WorkshopGroupsStore,
    private readonly instruments: InstrumentLibrary,
    private readonly hasher: Hasher,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly workshop: WorkshopId; readonly group: GroupId },
  ): Promise<AgencyGroupView> {
    const { workshop, group } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.workshops.find(tx, command.workshop);
      if (found === undefined) throw new NotFound('workshop');
      const [one] = await this.groups.agencyGroups(tx, found.id, command.group);
      if (one === undefined) throw new NotFound('group');
      return { workshop: found, group: one };
    });
    const isOwn = mayAtAgency(actor, 'workshop.follow', { agencyId: group.agency.id });
    if (!isOwn) openedWorkshop(actor, 'workshop.lead', workshop);
    const published = await instrumentOf(this.instruments, workshop);
    const isShown = isOwn || group.choices.room === 'shown';
    return {
      workshop,
      group,
      published,
      isOwn,
      ...(isShown && { result: this.resultOf(published, workshop, group) }),
    };
  }

  /** Which groups there are and what they let be seen, for whoever leads the workshop. */
  async all(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<AgencyGroupsView> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.lead', await this.workshops.find(tx, command.workshop));
      const groups = await this.groups.agencyGroups(tx, workshop.id);
      return { workshop, groups: groups.map(({ consensus: _, ...group }) => group) };
    });
  }

  private resultOf(published: PublishedInstrument, workshop: Workshop, group: AgencyGroup): GroupResult {
    const { variant, reference } = workshop;
    const { agency, consensus } = group;
    return groupResult({ published, hasher: this.hasher, variant, reference, agencyType: agency.type, consensus });
  }
}
